package builder

import "github.com/minaseal/minaseal/kimchi/layout"

// The shape of the execution trace (SPEC 11.6).
const (
	Columns  = layout.Columns  // cells of a row, and coefficients
	Permuted = layout.Permuted // cells that wires connect
)

// Gate is a kind of row.
type Gate uint8

// The gates, with the numbers that o1js gives them.
const (
	Zero Gate = iota
	Generic
	Poseidon
	CompleteAdd
	VarBaseMul
	EndoMul
	EndoMulScalar
	Lookup
	RangeCheck0
	RangeCheck1
	ForeignFieldAdd
	ForeignFieldMul
	Xor16
	Rot64

	gates
)

// gateNames are those of o1-labs/proof-systems.
var gateNames = [gates]string{
	"Zero", "Generic", "Poseidon", "CompleteAdd", "VarBaseMul", "EndoMul", "EndoMulScalar", "Lookup",
	"RangeCheck0", "RangeCheck1", "ForeignFieldAdd", "ForeignFieldMul", "Xor16", "Rot64",
}

// String returns the gate's name.
func (g Gate) String() string {
	if g < gates {
		return gateNames[g]
	}
	return "no gate"
}

// Constrained returns the gate as the argument knows it, and false for a row without
// constraints of its own: Zero and Lookup.
func (g Gate) Constrained() (layout.Gate, bool) {
	switch g {
	case Zero, Lookup:
		return 0, false
	case Generic, Poseidon, CompleteAdd, VarBaseMul, EndoMul, EndoMulScalar:
		return layout.Generic + layout.Gate(g-Generic), true
	}
	return layout.RangeCheck0 + layout.Gate(g-RangeCheck0), true
}

// patterns returns the patterns of lookups that a row with this gate makes and that
// the row after it makes, or none.
func (g Gate) patterns() (this, next layout.Pattern) {
	switch g {
	case Lookup:
		return layout.LookupPattern, none
	case RangeCheck0, Rot64:
		return layout.RangeCheckPattern, none
	case RangeCheck1:
		return layout.RangeCheckPattern, layout.RangeCheckPattern
	case ForeignFieldMul:
		return layout.ForeignFieldMulPattern, layout.ForeignFieldMulPattern
	case Xor16:
		return layout.XorPattern, none
	}
	return none, none
}

// none is no pattern.
const none = layout.Pattern(layout.Patterns)
