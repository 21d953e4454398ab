package pallas

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// ScalarMultiply sets p = s*q and returns p. Time depends neither on s nor on q:
// the operations are the same for all, and tables are read as a whole.
//
// The endomorphism splits s into two odd halves of 32 odd digits, which share
// the doublings. The additions before the last window are of distinct points
// other than the identity, so that incomplete formulas serve.
//
// Proof. Let acc be (i + j*lambda)*q, i and j made of the digits used so far,
// and let d*q be added first in a window, then e*lambda*q, d and e odd. Before
// the first addition i and j are odd numbers times 16, after it i is odd. So
// (i, j) is not (0, 0), and neither are (i+d, j), (i-d, j) at the first nor
// (i, j+e), (i, j-e) at the second addition. These four and (i, j) have
// coordinates of magnitude at most 2^124. For such (i, j), if i + j*lambda is 0
// modulo the order, then so is (i + j*lambda)(i + j*lambda^2) = i^2 - ij + j^2;
// but that is positive and below 2^250.
func (p *Point) ScalarMultiply(s *fq.Element, q *Point) *Point {
	q.requireSet()
	var tables [2]oddTable
	u := oddMultiples(&tables, q)
	a, b := splitOdd(s)
	digits := [2]oddDigits{newOddDigits(&a), newOddDigits(&b)}

	var acc jacobian
	var term Affine
	digits[0].multiple(&term, &tables[0], halfWindows-1)
	acc.setAffine(&term)
	digits[1].multiple(&term, &tables[1], halfWindows-1)
	acc.addDistinct(&term)
	for i := halfWindows - 2; i > 0; i-- {
		acc.doubleTimes(4)
		for j := range digits {
			digits[j].multiple(&term, &tables[j], i)
			acc.addDistinct(&term)
		}
	}
	acc.doubleTimes(4)
	acc.z.Multiply(&acc.z, &u)

	var sum, last Point
	acc.toPoint(&sum)
	for j := range digits {
		digits[j].multiple(&term, &tables[j], 0)
		last.setUnscaled(&term, &u)
		sum.add(&sum, &last)
	}
	p.choose(NewIdentity(), &sum, q.IsIdentity()) // of whose multiples the sum is nonsense
	a, b, digits = half{}, half{}, [2]oddDigits{}
	acc, term, sum, last = jacobian{}, Affine{}, Point{}, Point{}
	return p
}

// setUnscaled sets p to the point of which q is the multiple scaled by u.
func (p *Point) setUnscaled(q *Affine, u *fp.Element) {
	(&jacobian{q.x, q.y, *u}).toPoint(p)
}
