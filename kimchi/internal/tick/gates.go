package tick

import (
	"sync"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Row is what the constraints of a gate are about: the cells of its row, those of the
// next row, and the row's coefficients. The verifier puts values at zeta and
// zeta*omega in their places, the prover values on a coset.
type Row struct {
	Witness, Next, Coefficients [layout.Columns]fp.Element
}

// Constraints appends the values of the constraints of a gate to out, all 0 on a row
// that satisfies it (SPEC 11.10 [KIM-8], [KIM-9]), and returns the longer list: at most
// [layout.MaxConstraints] more.
func Constraints(era layout.Era, gate layout.Gate, r *Row, out []fp.Element) []fp.Element {
	switch gate {
	case layout.Generic:
		return generic(r, out)
	case layout.Poseidon:
		return poseidonRounds(r, out)
	case layout.CompleteAdd:
		return completeAdd(r, out)
	case layout.VarBaseMul:
		return varBaseMul(r, out)
	case layout.EndoMul:
		return endoMul(era, r, out)
	case layout.EndoMulScalar:
		return endoMulScalar(r, out)
	case layout.RangeCheck0:
		return rangeCheck0(r, out)
	case layout.RangeCheck1:
		return rangeCheck1(r, out)
	case layout.ForeignFieldAdd:
		return foreignFieldAdd(r, out)
	case layout.ForeignFieldMul:
		return foreignFieldMul(r, out)
	case layout.Xor16:
		return xor16(r, out)
	case layout.Rot64:
		return rot64(r, out)
	}
	panic("tick: no such gate")
}

// Combine returns the sum of alpha^i values[i].
func Combine(values []fp.Element, alpha *fp.Element) (sum fp.Element) {
	for i := len(values) - 1; i >= 0; i-- {
		sum.Multiply(&sum, alpha)
		sum.Add(&sum, &values[i])
	}
	return sum
}

// gateConstants are used by the constraints.
type gateConstants struct {
	one, two, three  fp.Element
	matrix           [3][3]fp.Element
	endoLess1        fp.Element // the coefficient of EndoMul - 1
	sixteen, two64   fp.Element // powers of two
	two88, two176    fp.Element // of limbs of 88 bits
	two264           fp.Element
	carryShifts      [11]fp.Element                // of ForeignFieldMul
	crumbA           [3]fp.Element                 // x, x^2, x^3 in EndoMulScalar
	rangeCheckPowers [8 + 6]fp.Element             // 4^i for 8 crumbs, then 4^8 * 4096^i
	longPowers       [8 + 3 + 8 + 4 + 1]fp.Element // of RangeCheck1
}

var constants = sync.OnceValue(func() *gateConstants {
	c := &gateConstants{
		one: one(), two: small(2), three: small(3), matrix: matrix(),
		endoLess1: sub(mustDecimal(endoGate), one()),
		sixteen:   small(16), two64: powerOfTwo(64), two88: powerOfTwo(88),
		two176: powerOfTwo(176), two264: powerOfTwo(264),
	}
	for i, shift := range []uint64{0, 12, 24, 36, 48, 60, 72, 84, 86, 88, 90} {
		c.carryShifts[i] = powerOfTwo(shift)
	}
	sixth := inverse(small(6))
	c.crumbA = [3]fp.Element{mul(small(11), sixth), negate(mul(small(15), sixth)), mul(small(4), sixth)}
	for i := range c.rangeCheckPowers {
		c.rangeCheckPowers[i] = powerOfTwo(uint64(2*min(i, 8) + 12*max(i-8, 0)))
	}
	for i := range c.longPowers {
		c.longPowers[i] = powerOfTwo(uint64(2*min(i, 19) + 12*max(i-19, 0)))
	}
	return c
})

// boolean is 0 for 0 and 1.
func boolean(x fp.Element) fp.Element { return sub(square(x), x) }

// crumb is 0 for 0, 1, 2 and 3: x(x-1)(x-2)(x-3).
func crumb(x fp.Element) fp.Element {
	c := constants()
	return mul(mul(x, sub(x, c.one)), mul(sub(x, c.two), sub(x, c.three)))
}

// weigh returns the sum of weights[i] values[i].
func weigh(weights []fp.Element, values ...*fp.Element) (sum fp.Element) {
	for i, v := range values {
		sum = add(sum, mul(weights[i], *v))
	}
	return sum
}

// descending appends the addresses of cells[from], cells[from-1], ... cells[to].
func descending(list []*fp.Element, cells *[layout.Columns]fp.Element, from, to int) []*fp.Element {
	for i := from; i >= to; i-- {
		list = append(list, &cells[i])
	}
	return list
}
