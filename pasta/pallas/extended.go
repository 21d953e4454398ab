package pallas

import "github.com/minaseal/minaseal/pasta/fp"

// extended is a point in extended Jacobian coordinates: the affine point is
// (x/zz, y/zzz) with zz^3 = zzz^2, and zz = 0 is the identity. Addition costs
// less than in Jacobian coordinates, doubling more. As there, the constant of
// the curve does not occur.
type extended struct {
	x, y, zz, zzz fp.Element
}

// setAffine sets p = q for q other than the identity.
func (p *extended) setAffine(q *Affine) {
	p.x.Set(&q.x)
	p.y.Set(&q.y)
	p.zz.One()
	p.zzz.One()
}

// addDistinct sets p = p + q, where neither is the identity and p is neither q
// nor -q: 8 multiplications, 2 squares. For p or q outside that, p is nonsense,
// in the same time.
func (p *extended) addDistinct(q *Affine) {
	var h, r fp.Element
	p.differences(&h, &r, q)
	p.addDifferences(&h, &r)
}

// addAffineVarTime sets p = p + q for all p and q.
func (p *extended) addAffineVarTime(q *Affine) {
	if q.IsIdentity() == 1 {
		return
	}
	if p.zz.IsZero() == 1 {
		p.setAffine(q)
		return
	}
	var h, r fp.Element
	p.differences(&h, &r, q)
	p.addExceptionsVarTime(&h, &r)
}

// addVarTime sets p = p + q for all p and q: 12 multiplications, 2 squares.
func (p *extended) addVarTime(q *extended) {
	if q.zz.IsZero() == 1 {
		return
	}
	if p.zz.IsZero() == 1 {
		*p = *q
		return
	}
	var h, r fp.Element
	h.Multiply(&q.x, &p.zz)
	r.Multiply(&q.y, &p.zzz)
	zz, zzz := q.zz, q.zzz // q may be p
	p.x.Multiply(&p.x, &zz)
	p.y.Multiply(&p.y, &zzz)
	p.zz.Multiply(&p.zz, &zz)
	p.zzz.Multiply(&p.zzz, &zzz)
	h.Subtract(&h, &p.x)
	r.Subtract(&r, &p.y)
	p.addExceptionsVarTime(&h, &r)
}

// addExceptionsVarTime is addDifferences with the exceptional cases, equal and
// opposite points.
func (p *extended) addExceptionsVarTime(h, r *fp.Element) {
	switch {
	case h.IsZero() == 0:
		p.addDifferences(h, r)
	case r.IsZero() == 1:
		p.double()
	default:
		p.zz.Zero()
		p.zzz.Zero()
	}
}

// differencesGeneric sets h and r to the differences of x and y, q minus p,
// after q has got the denominators of p.
func (p *extended) differencesGeneric(h, r *fp.Element, q *Affine) {
	h.Multiply(&q.x, &p.zz)
	r.Multiply(&q.y, &p.zzz)
	h.Subtract(h, &p.x)
	r.Subtract(r, &p.y)
}

// addDifferencesGeneric adds to p the point that has these differences from it.
func (p *extended) addDifferencesGeneric(h, r *fp.Element) {
	var t, v fp.Element
	t.Square(h)
	p.zz.Multiply(&p.zz, &t)
	v.Multiply(&p.x, &t)
	t.Multiply(&t, h)
	p.zzz.Multiply(&p.zzz, &t)
	p.y.Multiply(&p.y, &t)
	p.x.Square(r)
	p.x.Subtract(&p.x, &t)
	t.Double(&v)
	p.x.Subtract(&p.x, &t)
	v.Subtract(&v, &p.x)
	v.Multiply(&v, r)
	p.y.Subtract(&v, &p.y)
}

// double sets p = 2p: 6 multiplications, 3 squares.
func (p *extended) double() {
	var u, v, w, m, s fp.Element
	u.Double(&p.y)
	v.Square(&u)
	w.Multiply(&u, &v)
	s.Multiply(&p.x, &v)
	u.Square(&p.x)
	m.Double(&u)
	m.Add(&m, &u)
	p.zz.Multiply(&p.zz, &v)
	p.zzz.Multiply(&p.zzz, &w)
	p.y.Multiply(&p.y, &w)
	p.x.Square(&m)
	u.Double(&s)
	p.x.Subtract(&p.x, &u)
	s.Subtract(&s, &p.x)
	s.Multiply(&s, &m)
	p.y.Subtract(&s, &p.y)
}

// setJacobian sets p = q.
func (p *extended) setJacobian(q *jacobian) {
	p.x.Set(&q.x)
	p.y.Set(&q.y)
	p.zz.Square(&q.z)
	p.zzz.Multiply(&p.zz, &q.z)
}

// toJacobian sets q = p.
func (p *extended) toJacobian(q *jacobian) {
	q.x.Multiply(&p.x, &p.zz)
	q.y.Multiply(&p.y, &p.zzz)
	q.z.Set(&p.zz)
}

// toPoint sets q = p for p other than the identity, for which it sets
// coordinates that are not valid.
func (p *extended) toPoint(q *Point) {
	q.x.Multiply(&p.x, &p.zzz)
	q.y.Multiply(&p.y, &p.zz)
	q.z.Multiply(&p.zz, &p.zzz)
}
