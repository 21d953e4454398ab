package layout

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/coded"
)

// Errors of both sides.
var (
	// ErrFeatures reports a proof whose parts are not those of its key.
	ErrFeatures = coded.New("kimchi", "feature_mismatch", "the proof's parts are not those of its key")

	// ErrColumns is ErrFeatures for columns that the features do not have, or lack.
	ErrColumns = fmt.Errorf("%w: optional columns", ErrFeatures)

	// ErrPublicInput reports a public input of another length than the key's, or
	// another one than the proof carries.
	ErrPublicInput = coded.New("kimchi", "public_input_mismatch", "the public input is not the proof's")

	// ErrProof reports a well-formed proof that does not prove the statement.
	ErrProof = coded.New("kimchi", "proof_invalid", "the proof does not verify")
)

// Era is a version of the constraints. The zero value is none: the caller chooses
// (SPEC 11.6 [KIM-1]).
type Era uint8

// The eras.
const (
	Berkeley Era = iota + 1 // o1js up to 2.15: 11 constraints of EndoMul
	Mesa                    // o1js 3.0: a 12th one makes its two additions be of distinct points
)

// Valid reports whether e is one of the eras.
func (e Era) Valid() bool { return e == Berkeley || e == Mesa }

// String returns the era's name in lower case.
func (e Era) String() string {
	switch e {
	case Berkeley:
		return "berkeley"
	case Mesa:
		return "mesa"
	}
	return "no era"
}

// The shape of the execution trace.
const (
	Columns  = 15 // of the witness, and of the coefficients
	Permuted = 7  // the columns that wires connect
	ZkRows   = 3  // rows at the end that blind
	Chunks   = 7  // commitments of the quotient
)

// Gate is a kind of row.
type Gate uint8

// The gates: first those that every key has a selector for, in the order of the
// selectors, then the optional ones in the order of their columns.
const (
	Generic Gate = iota
	Poseidon
	CompleteAdd
	VarBaseMul
	EndoMul
	EndoMulScalar
	RangeCheck0
	RangeCheck1
	ForeignFieldAdd
	ForeignFieldMul
	Xor16
	Rot64

	Gates         = 12
	BaseGates     = 6
	OptionalGates = Gates - BaseGates
)

// Alphas of the arguments: the constraints of the gates share powers from 0, the
// permutation and the lookups have their own (SPEC 11.9).
const (
	AlphaPermutation = 21
	AlphaLookup      = 24
)

// MaxConstraints is the largest number of constraints of a gate.
const MaxConstraints = 21

// Pattern is a kind of lookups that a row makes.
type Pattern uint8

// The patterns in the order of their selectors.
const (
	XorPattern Pattern = iota
	LookupPattern
	RangeCheckPattern
	ForeignFieldMulPattern

	Patterns = 4
)

// MaxSorted is the largest number of sorted columns.
const MaxSorted = 5

// Features says which optional parts a circuit has.
type Features struct {
	Gates    [OptionalGates]bool
	Patterns [Patterns]bool
	Runtime  bool // runtime tables
}

// Has reports whether the circuit has the gate.
func (f *Features) Has(g Gate) bool { return g < BaseGates || f.Gates[g-BaseGates] }

// Lookup reports whether the circuit has lookups.
func (f *Features) Lookup() bool { return f.Patterns != [Patterns]bool{} }

// PerRow returns the largest number of lookups of a row, 0 without lookups.
func (f *Features) PerRow() int {
	switch {
	case f.Patterns[XorPattern], f.Patterns[RangeCheckPattern], f.Patterns[ForeignFieldMulPattern]:
		return 4
	case f.Patterns[LookupPattern]:
		return 3
	}
	return 0
}

// JointSize returns the largest number of columns of a table entry, 0 without
// lookups.
func (f *Features) JointSize() int {
	switch {
	case f.Patterns[XorPattern]:
		return 3
	case f.Patterns[LookupPattern]:
		return 2
	case f.Lookup():
		return 1
	}
	return 0
}

// Challenge is a challenge of 128 bits, least significant word first.
type Challenge [2]uint64
