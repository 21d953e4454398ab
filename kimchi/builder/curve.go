package builder

import "github.com/minaseal/minaseal/pasta/fp"

// Point holds the affine coordinates of a point of Pallas that is not the identity.
// Gadgets take it for granted that their points are on the curve: the caller constrains
// those that the prover chooses ([Builder.AssertOnCurve]). Results are on it then.
type Point struct {
	X, Y Variable
}

// ConstantPoint returns the point with these coordinates.
func (b *Builder) ConstantPoint(x, y fp.Element) Point {
	return Point{b.Constant(x), b.Constant(y)}
}

// AssertOnCurve constrains p to y^2 = x^3 + 5: a row and a half.
func (b *Builder) AssertOnCurve(p Point) {
	cube := b.Multiply(b.Multiply(p.X, p.X), p.X)
	h := Half{Product: Small(1), Out: Small(-1), Constant: Small(-5)}
	b.Generic(h, p.Y, p.Y, cube)
}

// AddPoints returns p + q for any points of the curve, equal ones too, and constrains the
// sum not to be the identity: one row.
func (b *Builder) AddPoints(p, q Point) Point {
	out := b.Compute(6, func(out, in []fp.Element) error {
		completeAdd(out, in)
		return nil
	}, p.X, p.Y, q.X, q.Y)
	infinite := b.Constant(Small(0))
	sum := Point{out[0], out[1]}
	cells := append([]Variable{p.X, p.Y, q.X, q.Y, sum.X, sum.Y, infinite}, out[2:]...)
	b.AddRows(Row{Gate: CompleteAdd, Cells: cells})
	return sum
}

// completeAdd sets out to x3, y3, whether x1 = x2, the slope, 0 for the inverse that
// would show an infinite sum, and 1/(x2-x1) or 0.
func completeAdd(out, in []fp.Element) {
	x1, y1, x2, y2 := &in[0], &in[1], &in[2], &in[3]
	x3, y3, same, slope, inverse := &out[0], &out[1], &out[2], &out[3], &out[5]
	var dx, dy, denominator fp.Element
	inverse.Invert(dx.Subtract(x2, x1))
	slope.Multiply(dy.Subtract(y2, y1), inverse)
	if dx.IsZero() == 1 {
		same.One()
		tripled := Small(3)
		slope.Multiply(tripled.Multiply(&tripled, dx.Square(x1)), denominator.Invert(denominator.Double(y1)))
	}
	x3.Square(slope)
	x3.Subtract(x3, x1)
	x3.Subtract(x3, x2)
	y3.Subtract(x1, x3)
	y3.Multiply(y3, slope)
	y3.Subtract(y3, y1)
}

// coordinates is a point outside the circuit.
type coordinates struct{ x, y fp.Element }

// doubleAndAdd returns 2*acc + q as (acc + q) + acc, and the slope of the first
// addition. It is incomplete: acc is neither q nor -q, and the sums are not the
// identity.
func doubleAndAdd(acc, q *coordinates) (out coordinates, slope fp.Element) {
	var t, u, numerator fp.Element
	t.Invert(t.Subtract(&acc.x, &q.x))
	slope.Multiply(numerator.Subtract(&acc.y, &q.y), &t)
	var square fp.Element
	square.Square(&slope)
	t.Double(&acc.x)
	t.Add(&t, &q.x)
	t.Subtract(&t, &square) // x of acc less x of acc + q
	u.Double(&acc.y)
	u.Subtract(&u, numerator.Multiply(&t, &slope))
	u.Multiply(&u, t.Invert(&t)) // the slope of the second addition
	out.x.Square(&u)
	out.x.Subtract(&out.x, &square)
	out.x.Add(&out.x, &q.x)
	out.y.Subtract(&acc.x, &out.x)
	out.y.Multiply(&out.y, &u)
	out.y.Subtract(&out.y, &acc.y)
	return out, slope
}

const (
	varBaseBits = 5   // that two rows of VarBaseMul take
	scaleBits   = 255 // the most of a factor
)

// Scaling is a multiple of a point, with what its rows hold.
type Scaling struct {
	Result Point

	// Bits are those of an integer B below 2^k, the highest first. The multiple is
	// 2^k + 1 + 2B.
	Bits []Variable

	// Integer is B modulo the field's order.
	Integer Variable
}

// Scale returns the multiple of p by the factor 2^k + 1 + 2B for the integer B of k
// bits, and constrains these to be bits: 5, 10, ... 255 of them. It takes two rows for
// five bits, and one for 2p.
//
// p may be any point of the curve. Up to 250 bits, no addition of the rows is of equal or
// opposite points. With 255 bits the slope of the last one is free for four integers, which
// the caller excludes with [Builder.AssertProperScale] if the prover chooses B; and the
// number of B modulo the field's order does not say which B it is: the bits do.
func (b *Builder) Scale(p Point, bits []Variable) Scaling {
	if len(bits)%varBaseBits != 0 || len(bits) > scaleBits {
		panic("builder: Scale takes 5, 10, ... 255 bits")
	}
	acc, n := b.AddPoints(p, p), b.Constant(Small(0))
	for i := 0; i < len(bits); i += varBaseBits {
		acc, n = b.scaleStep(p, acc, n, bits[i:i+varBaseBits])
	}
	return Scaling{Result: acc, Bits: bits, Integer: n}
}

// scaleStep adds two rows: it returns the accumulator and the integer after the bits.
func (b *Builder) scaleStep(p, acc Point, n Variable, bits []Variable) (Point, Variable) {
	inputs := append([]Variable{p.X, p.Y, acc.X, acc.Y, n}, bits...)
	// The five accumulators, the five slopes, the integer.
	out := b.Compute(3*varBaseBits+1, func(out, in []fp.Element) error {
		base, acc := coordinates{in[0], in[1]}, coordinates{in[2], in[3]}
		integer := in[4]
		for i := range varBaseBits {
			bit := &in[5+i]
			q := base
			var negated fp.Element
			q.y.Select(&base.y, negated.Negate(&base.y), bit.Equal(new(fp.Element).One()))
			acc, out[2*varBaseBits+i] = doubleAndAdd(&acc, &q)
			out[2*i], out[2*i+1] = acc.x, acc.y
			integer.Double(&integer)
			integer.Add(&integer, bit)
		}
		out[3*varBaseBits] = integer
		return nil
	}, inputs...)
	accs, slopes, next := out[:2*varBaseBits], out[2*varBaseBits:3*varBaseBits], out[3*varBaseBits]
	first := append([]Variable{p.X, p.Y, acc.X, acc.Y, n, next, None()}, accs[:8]...)
	second := append([]Variable{accs[8], accs[9]}, bits...)
	b.AddRows(Row{Gate: VarBaseMul, Cells: first}, Row{Cells: append(second, slopes...)})
	return Point{accs[8], accs[9]}, next
}

// AssertProperScale excludes the integers of 255 bits for which the last addition of
// [Builder.Scale] would be by a free slope: 2r-2^254-2 to 2r-2^254+1 for the order r of
// Pallas (they stand for the scalars -3, -1, 1, 3, which are no secrets). With them go
// those that differ from them by the field's order. It takes a row and a half.
func (b *Builder) AssertProperScale(s Scaling) {
	if len(s.Bits) != scaleBits {
		panic("builder: the excluded integers have 255 bits")
	}
	// (n-v)(n-v-3) = t and (n-v-1)(n-v-2) = t+2 for the first of the four, v.
	first := firstExcluded()
	linear, constant, last := first, first, first
	linear.Double(&linear)
	three := Small(3)
	linear.Add(&linear, &three)
	linear.Negate(&linear)
	constant.Multiply(&constant, last.Add(&last, &three))
	t := b.compute1(func(z *fp.Element, in []fp.Element) {
		var square fp.Element
		z.Multiply(&linear, &in[0])
		z.Add(z, square.Square(&in[0]))
		z.Add(z, &constant)
	}, s.Integer)
	b.Generic(Half{Left: linear, Product: Small(1), Out: Small(-1), Constant: constant}, s.Integer, s.Integer, t)
	product := b.compute1(func(z *fp.Element, in []fp.Element) {
		var square fp.Element
		z.Add(square.Square(&in[0]), z.Double(&in[0]))
	}, t)
	b.Generic(Half{Left: Small(2), Product: Small(1), Out: Small(-1)}, t, t, product)
	b.AssertNonZero(product)
}

// firstExcluded returns the integer 2r - 2^254 - 2, for the order r of Pallas: the first
// that [Builder.AssertProperScale] excludes.
func firstExcluded() fp.Element {
	// As 2^254 + 2(r - 2^254) - 2.
	z := Small(1)
	for range 254 {
		z.Double(&z)
	}
	tail, two := mustDecimal(orderTail), Small(2)
	z.Add(&z, tail.Double(&tail))
	return *z.Subtract(&z, &two)
}
