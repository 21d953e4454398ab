package congruence

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/pasta/fp"
)

const (
	pieceBits     = 13                                   // bits of what the table checks
	limbPieces    = 3                                    // pieces in a limb
	limbBits      = limbPieces * pieceBits               // the base is 2^39
	elementPieces = 20                                   // pieces in an element: 260 bits
	nbLimbs       = (elementPieces + limbPieces - 1) / 3 // limbs of an element

	weightPieces = 9
	weightBits   = weightPieces * pieceBits // bits of a random weight: 117

	// GroupSize is the number of congruences that one quotient serves. It makes no
	// difference to soundness; this size needs the fewest constraints.
	GroupSize = 64
)

// Field collects congruences modulo p, and asserts them all when it is closed.
type Field struct {
	api     frontend.API
	pieces  []frontend.Variable // each below 2^13
	inputs  []frontend.Variable // what else the congruences depend on
	asserts []*Expr
	groups  int // size of a group
	omit    Omit
}

// Omit leaves out constraints, for tests that must then accept a forgery.
type Omit struct{ Ranges, Congruences bool }

// New returns a Field in which nothing is asserted. The caller must Close it.
func New(api frontend.API, omit Omit) *Field {
	return &Field{api: api, groups: GroupSize, omit: omit}
}

// Element returns a new element with the value of numerator/denominator modulo p,
// and 0 if the denominator is 0. Nothing but its size, below 2^260, is asserted:
// it may take any value until [Field.AssertZero] says otherwise.
func (f *Field) Element(numerator, denominator *Expr) *Expr {
	return f.fromPieces(f.hint(divideHint, elementPieces, append(sized(numerator), sized(denominator)...)))
}

// Reduce returns a new element that is congruent to e. It costs one congruence.
func (f *Field) Reduce(e *Expr) *Expr {
	r := f.Element(e, Small(1))
	f.AssertZero(r.Minus(e))
	return r
}

// AssertZero asserts that e is 0 modulo p.
func (f *Field) AssertZero(e *Expr) { f.asserts = append(f.asserts, e) }

// AssertNonZero asserts that e is not 0 modulo p.
func (f *Field) AssertNonZero(e *Expr) {
	inverse := f.Element(Small(1), e)
	f.AssertZero(e.Mul(inverse).Minus(Small(1)))
}

// Small returns a constant. It must be small: it is not reduced.
func Small(k int64) *Expr {
	return leaf([]frontend.Variable{k}, uint(big.NewInt(k).BitLen()))
}

// Constant returns the element v.
func Constant(v *fp.Element) *Expr {
	var out []frontend.Variable
	for _, limb := range Limbs(v) {
		out = append(out, limb)
	}
	return leaf(out, limbBits)
}

// Limbs returns the seven limbs of v.
func Limbs(v *fp.Element) []*big.Int {
	b := v.Bytes()
	slices.Reverse(b[:])
	limbs := constantLimbs(new(big.Int).SetBytes(b[:]))
	for len(limbs) < nbLimbs {
		limbs = append(limbs, new(big.Int))
	}
	return limbs
}

// Bind makes the random weights depend on the variables, too. Every variable that
// expressions are built from must be bound, or determined by such ones.
func (f *Field) Bind(v ...frontend.Variable) { f.inputs = append(f.inputs, v...) }

// Scalar returns v as an expression. The caller binds v, and asserts that it is
// -1, 0 or 1.
func Scalar(v frontend.Variable) *Expr { return leaf([]frontend.Variable{v}, 1) }

// Combination returns an expression whose limbs the caller gives, each from 0 to
// 2^39-1. The caller binds them, and asserts that.
func Combination(limbs []frontend.Variable) *Expr { return leaf(limbs, limbBits) }

// LowBits is the number of bits in the low part of a packed element.
const LowBits = 3 * limbBits

// Packed returns the element low + 2^117*high. It asserts that low is below 2^117,
// and the whole below 2^260.
func (f *Field) Packed(low, high frontend.Variable) *Expr {
	const lowPieces = LowBits / pieceBits
	return f.fromPieces(append(f.digits(low, lowPieces), f.digits(high, elementPieces-lowPieces)...))
}

// Integer returns the element whose integer is v, and asserts that v is below
// 2^130.
func (f *Field) Integer(v frontend.Variable) *Expr { return f.fromPieces(f.digits(v, elementPieces/2)) }

// digits returns the n pieces of v.
func (f *Field) digits(v frontend.Variable, n int) []frontend.Variable {
	pieces := f.hint(digitsHint, n, []frontend.Variable{v})
	f.api.AssertIsEqual(v, f.join(pieces))
	return pieces
}

// fromPieces returns the element with these pieces, whose sizes will be asserted.
func (f *Field) fromPieces(pieces []frontend.Variable) *Expr {
	f.pieces = append(f.pieces, pieces...)
	return leaf(f.limbs(pieces), limbBits)
}

// limbs joins pieces to limbs.
func (f *Field) limbs(pieces []frontend.Variable) []frontend.Variable {
	limbs := make([]frontend.Variable, 0, nbLimbs)
	for len(pieces) > 0 {
		n := min(limbPieces, len(pieces))
		limbs = append(limbs, f.join(pieces[:n]))
		pieces = pieces[n:]
	}
	return limbs
}

// join returns the number whose digits to the base 2^13 the pieces are.
func (f *Field) join(pieces []frontend.Variable) frontend.Variable {
	terms := make([]frontend.Variable, len(pieces))
	for i, piece := range pieces {
		terms[i] = f.api.Mul(piece, power(uint(i)*pieceBits))
	}
	return sum(f.api, terms)
}

// sum returns the sum of the terms.
func sum(api frontend.API, terms []frontend.Variable) frontend.Variable {
	switch len(terms) {
	case 0:
		return 0
	case 1:
		return terms[0]
	}
	return api.Add(terms[0], terms[1], terms[2:]...)
}

// sized returns the program of e behind its length.
func sized(e *Expr) []frontend.Variable {
	tokens := e.program([]frontend.Variable{0})
	tokens[0] = len(tokens) - 1
	return tokens
}

// hint asks for n values. That hints exist and take their inputs is not a matter
// of the witness, so a failure is a mistake in this package.
func (f *Field) hint(h func(*big.Int, []*big.Int, []*big.Int) error, n int, inputs []frontend.Variable) []frontend.Variable {
	out, err := f.api.Compiler().NewHint(h, n, inputs...)
	if err != nil {
		panic(fmt.Sprintf("congruence: %v", err))
	}
	return out
}

// errNoCommitter reports a builder without commitments.
var errNoCommitter = errors.New("congruence: the proof system has no commitments")
