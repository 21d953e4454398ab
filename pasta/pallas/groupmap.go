package pallas

import (
	"sync"

	"github.com/minaseal/minaseal/pasta/fp"
)

// mapConstants are the constants of the map to the group for u = 1, where the
// right side of the curve's equation is f(u) = 6.
type mapConstants struct {
	root  fp.Element // the square root of -3u^2
	half  fp.Element // (root - u)/2
	third fp.Element // 1/(3u^2)
	six   fp.Element // f(u)
	one   fp.Element // u
}

var groupMap = sync.OnceValue(func() *mapConstants {
	var c mapConstants
	var three, two fp.Element
	three.SetUint64(3)
	two.SetUint64(2)
	c.one.One()
	c.six.SetUint64(1 + curveB)
	c.third.Invert(&three)
	if _, ok := c.root.TonelliShanksRootVarTime(three.Negate(&three)); !ok {
		panic("pallas: -3 is not a square")
	}
	c.half.Subtract(&c.root, &c.one)
	c.half.Multiply(&c.half, two.Invert(&two))
	return &c
})

// MapToGroupVarTime sets p to the image of t under Kimchi's map to the group
// and returns p. No t fails, and p is never the identity. Time depends on t: for
// public values.
//
// Kimchi derives the points of its reference strings and the point U of its
// opening proofs with this map; o1js's Poseidon.hashToGroup is another one. It
// is the map of R. Wahby, D. Boneh, "Fast and simple constant-time hashing to
// the BLS12-381 elliptic curve", 2019 (https://eprint.iacr.org/2019/403),
// section 3, with u = 1, after P.-A. Fouque, M. Tibouchi, "Indifferentiable
// hashing to Barreto-Naehrig curves", 2012. Of three candidates at least one is
// the x of a point; the first one is taken. The sign of y is that of the root
// which arkworks finds (o1-labs/proof-systems, groupmap/src/lib.rs).
func (p *Point) MapToGroupVarTime(t *fp.Element) *Point {
	c := groupMap()
	var tt, sum, alpha, x fp.Element
	tt.Square(t)
	sum.Add(&tt, &c.six)
	alpha.Multiply(&sum, &tt)
	alpha.InvertVarTime(&alpha) // 1/((t^2 + f(u)) t^2)

	x.Square(&tt)
	x.Multiply(&x, &alpha)
	x.Multiply(&x, &c.root)
	x.Subtract(&c.half, &x)
	if p.setXArkworksVarTime(&x) {
		return p
	}
	x.Add(&x, &c.one)
	x.Negate(&x) // -u - x
	if p.setXArkworksVarTime(&x) {
		return p
	}
	x.Square(&sum)
	x.Multiply(&x, &sum)
	x.Multiply(&x, &alpha)
	x.Multiply(&x, &c.third)
	x.Subtract(&c.one, &x) // u - (t^2 + f(u))^3 alpha / 3u^2
	if !p.setXArkworksVarTime(&x) {
		panic("pallas: no candidate is on the curve")
	}
	return p
}

// setXArkworksVarTime sets p to the point with coordinate x whose y is the root
// that arkworks finds. It reports false if there is none.
func (p *Point) setXArkworksVarTime(x *fp.Element) bool {
	var y fp.Element
	if _, ok := y.TonelliShanksRootVarTime(rightSide(&y, x)); !ok {
		return false
	}
	p.setAffine(x, &y)
	return true
}
