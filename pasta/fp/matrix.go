package fp

import "math/bits"

// matrix is what a batch of steps of a greatest common divisor does to a pair
// (x, y): it becomes (u*x + v*y, q*x + r*y), divided by a power of two. In
// every row the absolute values add up to at most 2^62.
type matrix struct{ u, v, q, r int64 }

// after returns the product m * k: first k, then m.
func (m *matrix) after(k *matrix) matrix {
	return matrix{
		m.u*k.u + m.v*k.q, m.u*k.v + m.v*k.r,
		m.q*k.u + m.r*k.q, m.q*k.v + m.r*k.r,
	}
}

// transform multiplies the pair (x, y) of signed integers by m and divides it
// by 2^shift, which must leave no remainder.
func (m *matrix) transform(x, y *limbs, shift uint) {
	var a, b wide
	combine(&a, x, y, m.u, m.v)
	combine(&b, x, y, m.q, m.r)
	left, right := 64-shift&63, shift&63
	for i := range x {
		x[i] = a[i]>>right + a[i+1]<<left
		y[i] = b[i]>>right + b[i+1]<<left
	}
}

// transformModular multiplies the pair (x, y) of signed integers by m and
// divides it by 2^64 modulo the modulus p: a Montgomery round adds less than
// 2^64 times p. So a pair between -p/3 and 4p/3 stays there.
func (m *matrix) transformModular(x, y *limbs) {
	var a, b wide
	combine(&a, x, y, m.u, m.v)
	combine(&b, x, y, m.q, m.r)
	x[0], x[1], x[2], x[3] = montgomeryRound(a[0], a[1], a[2], a[3], a[4])
	y[0], y[1], y[2], y[3] = montgomeryRound(b[0], b[1], b[2], b[3], b[4])
}

// wide is a signed integer of five limbs.
type wide [5]uint64

// combineGeneric sets t = u*x + v*y for signed integers x and y, column by column.
// Multiplications take their factors as unsigned; a negative factor makes a product
// too large by the other factor, one limb up.
func combineGeneric(t *wide, x, y *limbs, u, v int64) {
	negativeU, negativeV := uint64(u>>63), uint64(v>>63)
	var h0, h1, l0, l1, c, carry uint64

	h0, l0 = bits.Mul64(uint64(u), x[0])
	h1, l1 = bits.Mul64(uint64(v), y[0])
	t[0], c = bits.Add64(l0, l1, 0)
	carry, _ = bits.Add64(h0, h1, c)
	carry -= x[0]&negativeU + y[0]&negativeV

	h0, l0 = bits.Mul64(uint64(u), x[1])
	h1, l1 = bits.Mul64(uint64(v), y[1])
	l0, c = bits.Add64(l0, l1, 0)
	h0, _ = bits.Add64(h0, h1, c)
	t[1], c = bits.Add64(l0, carry, 0)
	carry, _ = bits.Add64(h0, uint64(int64(carry)>>63), c)
	carry -= x[1]&negativeU + y[1]&negativeV

	h0, l0 = bits.Mul64(uint64(u), x[2])
	h1, l1 = bits.Mul64(uint64(v), y[2])
	l0, c = bits.Add64(l0, l1, 0)
	h0, _ = bits.Add64(h0, h1, c)
	t[2], c = bits.Add64(l0, carry, 0)
	carry, _ = bits.Add64(h0, uint64(int64(carry)>>63), c)
	carry -= x[2]&negativeU + y[2]&negativeV

	h0, l0 = bits.Mul64(uint64(u), x[3])
	h1, l1 = bits.Mul64(uint64(v), y[3])
	l0, c = bits.Add64(l0, l1, 0)
	h0, _ = bits.Add64(h0, h1, c)
	t[3], c = bits.Add64(l0, carry, 0)
	carry, _ = bits.Add64(h0, uint64(int64(carry)>>63), c)
	carry -= x[3]&negativeU + y[3]&negativeV

	negativeX, negativeY := int64(x[3])>>63, int64(y[3])>>63
	t[4] = carry - uint64(u&negativeX) - uint64(v&negativeY)
}
