package pallas

import (
	"sync"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Point is an element of the group. Make one with [NewIdentity] or
// [NewGenerator], or set one: the zero value is none, and methods panic that are
// given one. Compare with Equal, not with ==.
//
// Methods follow one pattern: the receiver is set to the result and returned,
// arguments may alias it. Nothing allocates but sums of many points. Unless the
// name says VarTime, time does not depend on the values, but for SetCanonicalBytes.
type Point struct {
	// Projective coordinates: the affine point is (x/z, y/z), the identity is
	// (0 : 1 : 0).
	x, y, z fp.Element
}

var generator = sync.OnceValue(func() *Point {
	var x, y fp.Element
	if _, err := x.SetDecimal(generatorX); err != nil {
		panic(err)
	}
	if _, err := y.SetDecimal(generatorY); err != nil {
		panic(err)
	}
	p, err := new(Point).SetAffine(&x, &y)
	if err != nil {
		panic(err)
	}
	return p
})

var beta = sync.OnceValue(func() *fp.Element {
	b, err := new(fp.Element).SetDecimal(endomorphismBeta)
	if err != nil {
		panic(err)
	}
	return b
})

// NewIdentity returns the neutral element.
func NewIdentity() *Point {
	p := new(Point)
	p.y.One()
	return p
}

// NewGenerator returns a copy of Mina's generator (SPEC 3.2).
func NewGenerator() *Point {
	p := *generator()
	return &p
}

// requireSet panics if nothing has set p: it would equal every point. Neither y nor
// z alone tells, and no point of the group has both 0.
func (p *Point) requireSet() {
	if p.y.IsZero()&p.z.IsZero() == 1 {
		panic("pallas: use of a Point that was not set")
	}
}

// Set sets p = q and returns p.
func (p *Point) Set(q *Point) *Point {
	q.requireSet()
	*p = *q
	return p
}

// Negate sets p = -q and returns p.
func (p *Point) Negate(q *Point) *Point {
	q.requireSet()
	p.x.Set(&q.x)
	p.y.Negate(&q.y)
	p.z.Set(&q.z)
	return p
}

// Subtract sets p = q - r and returns p.
func (p *Point) Subtract(q, r *Point) *Point {
	var minus Point
	minus.Negate(r)
	return p.Add(q, &minus)
}

// Select sets p = a if cond is 1 and p = b if cond is 0, and returns p. Time
// does not depend on cond.
func (p *Point) Select(a, b *Point, cond int) *Point {
	a.requireSet()
	b.requireSet()
	return p.choose(a, b, cond)
}

// choose is Select for points that may be nonsense.
func (p *Point) choose(a, b *Point, cond int) *Point {
	p.x.Select(&a.x, &b.x, cond)
	p.y.Select(&a.y, &b.y, cond)
	p.z.Select(&a.z, &b.z, cond)
	return p
}

// Equal returns 1 if p equals q, and 0 otherwise.
func (p *Point) Equal(q *Point) int {
	p.requireSet()
	q.requireSet()
	var l, r fp.Element
	l.Multiply(&p.x, &q.z)
	r.Multiply(&q.x, &p.z)
	sameX := l.Equal(&r)
	l.Multiply(&p.y, &q.z)
	r.Multiply(&q.y, &p.z)
	return sameX & l.Equal(&r)
}

// IsIdentity returns 1 if p is the neutral element, and 0 otherwise.
func (p *Point) IsIdentity() int {
	p.requireSet()
	return p.z.IsZero()
}

// Erase overwrites p with the neutral element.
func (p *Point) Erase() {
	p.x.Erase()
	p.y.One()
	p.z.Erase()
}
