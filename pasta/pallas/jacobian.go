package pallas

import "github.com/minaseal/minaseal/pasta/fp"

// jacobian is a point in Jacobian coordinates: the affine point is
// (x/z^2, y/z^3), and z = 0 is the identity. Doubling costs less than in the
// projective coordinates of Point, and so does addition, which is incomplete.
//
// The constant of the curve does not occur in the formulas. So they also hold
// for the points (u^2 x, u^3 y), which lie on y^2 = x^3 + 5u^6, whatever u is;
// oddMultiples makes use of it.
type jacobian struct {
	x, y, z fp.Element
}

// setAffine sets p = q for q other than the identity.
func (p *jacobian) setAffine(q *Affine) {
	p.x.Set(&q.x)
	p.y.Set(&q.y)
	p.z.One()
}

// doubleGeneric sets p = 2p: 3 multiplications, 4 squares. There is no exception:
// the identity stays with z = 0, and no point has order 2.
func (p *jacobian) doubleGeneric() {
	var s, m, t fp.Element
	s.Square(&p.y)
	p.z.Multiply(&p.y, &p.z)
	m.Square(&p.x)
	t.Halve(&m)
	m.Add(&m, &t) // 3/2 X^2
	t.Multiply(&p.x, &s)
	p.x.Square(&m)
	p.x.Subtract(&p.x, &t)
	p.x.Subtract(&p.x, &t)
	t.Subtract(&t, &p.x)
	s.Square(&s)
	p.y.Multiply(&m, &t)
	p.y.Subtract(&p.y, &s)
}

// doubleTimes doubles p n times.
func (p *jacobian) doubleTimes(n int) {
	for range n {
		p.double()
	}
}

// addDistinct sets p = p + q, where neither is the identity and p is neither q
// nor -q: 8 multiplications, 3 squares. It returns h, by which the denominator
// was multiplied. For p or q outside that, p is nonsense, in the same time.
func (p *jacobian) addDistinct(q *Affine) (h fp.Element) {
	var r fp.Element
	p.differences(&h, &r, q)
	p.addDifferences(&h, &r)
	return h
}

// addVarTime sets p = p + q for every p and for q other than the identity.
func (p *jacobian) addVarTime(q *Affine) {
	if p.z.IsZero() == 1 {
		p.setAffine(q)
		return
	}
	var h, r fp.Element
	p.differences(&h, &r, q)
	switch {
	case h.IsZero() == 0:
		p.addDifferences(&h, &r)
	case r.IsZero() == 1:
		p.double()
	default:
		p.z.Zero()
	}
}

// differencesGeneric sets h and r to the differences of x and y, q minus p,
// after q has got the denominators of p.
func (p *jacobian) differencesGeneric(h, r *fp.Element, q *Affine) {
	var t fp.Element
	t.Square(&p.z)
	h.Multiply(&q.x, &t)
	t.Multiply(&t, &p.z)
	r.Multiply(&q.y, &t)
	h.Subtract(h, &p.x)
	r.Subtract(r, &p.y)
}

// addDifferencesGeneric adds to p the point that has these differences from it.
func (p *jacobian) addDifferencesGeneric(h, r *fp.Element) {
	var t, v fp.Element
	p.z.Multiply(&p.z, h)
	t.Square(h)
	v.Multiply(&p.x, &t)
	t.Multiply(&t, h)
	p.y.Multiply(&p.y, &t)
	p.x.Square(r)
	p.x.Subtract(&p.x, &t)
	t.Double(&v)
	p.x.Subtract(&p.x, &t)
	v.Subtract(&v, &p.x)
	v.Multiply(&v, r)
	p.y.Subtract(&v, &p.y)
}

// toPoint sets q = p for p other than the identity, for which it sets
// coordinates that are not valid.
func (p *jacobian) toPoint(q *Point) {
	var zz fp.Element
	zz.Square(&p.z)
	q.x.Multiply(&p.x, &p.z)
	q.y.Set(&p.y)
	q.z.Multiply(&zz, &p.z)
}

// toPointVarTime sets q = p.
func (p *jacobian) toPointVarTime(q *Point) *Point {
	if p.z.IsZero() == 1 {
		return q.Set(NewIdentity())
	}
	p.toPoint(q)
	return q
}
