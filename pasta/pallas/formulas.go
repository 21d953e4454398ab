package pallas

import "github.com/minaseal/minaseal/pasta/fp"

// The complete formulas of Renes, Costello and Batina for a = 0, which hold
// for all inputs, the identity and equal points included: no branch, no
// exceptional case. b3 = 3b = 15.

// multiplyB3 sets z = 15x.
func multiplyB3(z, x *fp.Element) {
	var t fp.Element
	t.Double(x)
	t.Double(&t)
	t.Double(&t)
	t.Double(&t)
	z.Subtract(&t, x)
}

// Add sets p = q + r and returns p (Algorithm 7: 12 multiplications).
func (p *Point) Add(q, r *Point) *Point {
	q.requireSet()
	r.requireSet()
	return p.add(q, r)
}

// add is Add for points that may be nonsense, as is then the result.
func (p *Point) add(q, r *Point) *Point {
	var t0, t1, t2, t3, t4, x3, y3, z3 fp.Element
	t0.Multiply(&q.x, &r.x)
	t1.Multiply(&q.y, &r.y)
	t2.Multiply(&q.z, &r.z)
	t3.Add(&q.x, &q.y)
	t4.Add(&r.x, &r.y)
	t3.Multiply(&t3, &t4)
	t4.Add(&t0, &t1)
	t3.Subtract(&t3, &t4) // X1 Y2 + X2 Y1
	t4.Add(&q.y, &q.z)
	x3.Add(&r.y, &r.z)
	t4.Multiply(&t4, &x3)
	x3.Add(&t1, &t2)
	t4.Subtract(&t4, &x3) // Y1 Z2 + Y2 Z1
	x3.Add(&q.x, &q.z)
	y3.Add(&r.x, &r.z)
	x3.Multiply(&x3, &y3)
	y3.Add(&t0, &t2)
	y3.Subtract(&x3, &y3) // X1 Z2 + X2 Z1
	x3.Double(&t0)
	t0.Add(&x3, &t0) // 3 X1 X2
	multiplyB3(&t2, &t2)
	z3.Add(&t1, &t2)
	t1.Subtract(&t1, &t2)
	multiplyB3(&y3, &y3)
	x3.Multiply(&t4, &y3)
	t2.Multiply(&t3, &t1)
	p.x.Subtract(&t2, &x3)
	y3.Multiply(&y3, &t0)
	t1.Multiply(&t1, &z3)
	p.y.Add(&t1, &y3)
	t0.Multiply(&t0, &t3)
	z3.Multiply(&z3, &t4)
	p.z.Add(&z3, &t0)
	return p
}

// Double sets p = 2q and returns p (Algorithm 9: 6 multiplications, 2 squares).
func (p *Point) Double(q *Point) *Point {
	q.requireSet()
	var t0, t1, t2, x3, y3, z3 fp.Element
	t0.Square(&q.y)
	z3.Double(&t0)
	z3.Double(&z3)
	z3.Double(&z3) // 8 Y^2
	t1.Multiply(&q.y, &q.z)
	t2.Square(&q.z)
	multiplyB3(&t2, &t2)
	x3.Multiply(&t2, &z3)
	y3.Add(&t0, &t2)
	z3.Multiply(&t1, &z3)
	t1.Double(&t2)
	t2.Add(&t1, &t2)
	t0.Subtract(&t0, &t2) // Y^2 - 9b Z^2
	y3.Multiply(&t0, &y3)
	t1.Multiply(&q.x, &q.y)
	p.y.Add(&x3, &y3)
	p.z.Set(&z3)
	x3.Multiply(&t0, &t1)
	p.x.Double(&x3)
	return p
}
