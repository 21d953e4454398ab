package pallas

import "github.com/minaseal/minaseal/pasta/fp"

// oddTable holds the odd multiples P, 3P, ..., 15P of a point.
type oddTable [8]Affine

// oddRatios holds, for each entry of an oddTable in Jacobian coordinates, its z
// divided by that of the entry before.
type oddRatios [len(oddTable{})]fp.Element

// setMultiples sets t to the odd multiples of q, without their z, and ratios to
// the ratios of these; it returns the last z. For the identity that is 0, and
// the entries are nonsense. Time does not depend on q.
func (t *oddTable) setMultiples(q *Point, ratios *oddRatios) (z fp.Element) {
	// On the curve scaled by q.z, q is affine; on the one scaled by the z of
	// 2q there as well, both q and 2q are. See jacobian.
	t[0].setScaled(q)
	var acc jacobian
	acc.setAffine(&t[0])
	acc.double()
	z.Multiply(&q.z, &acc.z)
	t[0].scale(&acc.z)
	twice := Affine{acc.x, acc.y}

	acc.setAffine(&t[0])
	for i := 1; i < len(t); i++ {
		ratios[i] = acc.addDistinct(&twice)
		t[i].x.Set(&acc.x)
		t[i].y.Set(&acc.y)
	}
	return *z.Multiply(&z, &acc.z)
}

// equalize gives the entries that setMultiples left the same z: with scale 1 the
// one that it returned, with the inverse of that 1. Time does not depend on the
// values.
func (t *oddTable) equalize(ratios *oddRatios, scale *fp.Element) {
	factor := *scale
	for i := len(t) - 1; i >= 0; i-- {
		t[i].scale(&factor)
		factor.Multiply(&factor, &ratios[i])
	}
}

// oddMultiples sets the tables to the odd multiples of q and of lambda*q, scaled
// by the number u that it returns: an entry (x, y) stands for (x/u^2, y/u^3). A
// sum of entries is one on the scaled curve, and its Jacobian z times u is that
// of the sum. This saves the inversion which affine multiples would cost. For
// the identity u is 0 and the entries are nonsense. Time does not depend on q.
func oddMultiples(tables *[2]oddTable, q *Point) (u fp.Element) {
	var ratios oddRatios
	var one fp.Element
	u = tables[0].setMultiples(q, &ratios)
	tables[0].equalize(&ratios, one.One())
	tables[1].setEndomorphism(&tables[0])
	return u
}

// setEndomorphism sets t to lambda times the entries of s.
func (t *oddTable) setEndomorphism(s *oddTable) {
	b := beta()
	for i := range t {
		t[i].x.Multiply(&s[i].x, b)
		t[i].y.Set(&s[i].y)
	}
}

// setScaled sets a to q, which is (x/z, y/z), scaled by z.
func (a *Affine) setScaled(q *Point) {
	var zz fp.Element
	zz.Square(&q.z)
	a.x.Multiply(&q.x, &q.z)
	a.y.Multiply(&q.y, &zz)
}

// scale multiplies x by u^2 and y by u^3.
func (a *Affine) scale(u *fp.Element) {
	var power fp.Element
	power.Square(u)
	a.x.Multiply(&a.x, &power)
	power.Multiply(&power, u)
	a.y.Multiply(&a.y, &power)
}
