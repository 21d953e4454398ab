package fp

import "math/bits"

const (
	// gcdWord is the number of steps that a word of a number, half of it the
	// lowest bits and half of it the highest, decides; gcdBatch the number that
	// two words decide.
	gcdWord  = 31
	gcdBatch = 2 * gcdWord
)

// InvertVarTime is Invert for public values: time depends on x. It is the binary
// greatest common divisor on the leading and trailing bits of the numbers
// (T. Pornin, "Optimized binary GCD for modular inversion", 2020), with steps
// that divide by all powers of two at once, and in two layers: pairs of words
// stand for the numbers, and words for the pairs.
func (z *Element) InvertVarTime(x *Element) *Element {
	if !z.invertBinary(x, len(invertScales)) {
		return z.Invert(x)
	}
	return z
}

// invertBinary inverts with fewer than limit batches, or returns false and leaves
// z as it was. Whatever the bits decide, a and b stay integer combinations of x
// and the modulus, with b odd and their greatest common divisor 1, so that b is 1
// when a is 0; a poor decision costs time alone. Six or seven batches do.
func (z *Element) invertBinary(x *Element, limit int) bool {
	a, b := x.n, limbs{modulus0, modulus1, 0, modulus3}
	d, e := limbs{1}, limbs{} // d*x = a, e*x = b, up to a power of two
	batches := 0
	for a[0]|a[1]|a[2]|a[3] != 0 {
		if batches++; batches >= limit {
			return false
		}
		m := gcdSteps(&a, &b)
		m.transform(&a, &b, gcdBatch)
		if int64(a[3]) < 0 {
			a.negate()
			m.u, m.v = -m.u, -m.v
		}
		if int64(b[3]) < 0 {
			b.negate()
			m.q, m.r = -m.q, -m.r
		}
		m.transformModular(&d, &e)
	}
	finishInversion(z, &e, 0, &invertScales[batches])
	return true
}

func (n *limbs) negate() {
	var b uint64
	n[0], b = bits.Sub64(0, n[0], 0)
	n[1], b = bits.Sub64(0, n[1], b)
	n[2], b = bits.Sub64(0, n[2], b)
	n[3], _ = bits.Sub64(0, n[3], b)
}

// double is a two-word number.
type double struct{ hi, lo uint64 }

// gcdSteps returns the matrix of gcdBatch steps on a and b, times 2^gcdBatch.
func gcdSteps(a, b *limbs) matrix {
	i := 3
	for i > 1 && a[i]|b[i] == 0 {
		i--
	}
	x, y := double{a[1], a[0]}, double{b[1], b[0]}
	if i > 1 {
		shift := bits.LeadingZeros64(a[i] | b[i])
		x, y = a.ends(i, shift), b.ends(i, shift)
	}
	first := gcdStepsInWords(x, y)
	var negative bool
	s, negative := combineDouble(x, y, first.u, first.v)
	if negative {
		first.u, first.v = -first.u, -first.v
	}
	t, negative := combineDouble(x, y, first.q, first.r)
	if negative {
		first.q, first.r = -first.q, -first.r
	}
	second := gcdStepsInWords(s, t)
	return second.after(&first)
}

// ends returns the lowest 62 bits of n, and above them the 66 bits that start
// shift bits below the top of limb i.
func (n *limbs) ends(i, shift int) double {
	hi := n[i]<<(shift&63) | n[i-1]>>1>>(^shift&63)
	lo := n[i-1]<<(shift&63) | n[i-2]>>1>>(^shift&63)
	return double{hi, lo&^(1<<gcdBatch-1) | n[0]&(1<<gcdBatch-1)}
}

// ends returns the lowest 31 bits of x, and above them the 33 bits that start
// shift bits below its top.
func (x double) ends(shift int) uint64 {
	top := x.hi<<(shift&63) | x.lo>>1>>(^shift&63)
	return top&^(1<<gcdWord-1) | x.lo&(1<<gcdWord-1)
}

// combineDouble returns |u*x + v*y| / 2^gcdWord for words u and v of 32 bits, and
// whether the number was negative.
func combineDouble(x, y double, u, v int64) (double, bool) {
	negativeU, negativeV := uint64(u>>63), uint64(v>>63)
	h0, l0 := bits.Mul64(uint64(u), x.lo)
	h1, l1 := bits.Mul64(uint64(v), y.lo)
	t0, c := bits.Add64(l0, l1, 0)
	carry, _ := bits.Add64(h0, h1, c)
	carry -= x.lo&negativeU + y.lo&negativeV

	h0, l0 = bits.Mul64(uint64(u), x.hi)
	h1, l1 = bits.Mul64(uint64(v), y.hi)
	l0, c = bits.Add64(l0, l1, 0)
	h0, _ = bits.Add64(h0, h1, c)
	t1, c := bits.Add64(l0, carry, 0)
	t2, _ := bits.Add64(h0, uint64(int64(carry)>>63), c)
	t2 -= x.hi&negativeU + y.hi&negativeV

	lo, hi := t0>>gcdWord|t1<<(64-gcdWord), t1>>gcdWord|t2<<(64-gcdWord)
	if int64(t2) >= 0 {
		return double{hi, lo}, false
	}
	lo, c = bits.Sub64(0, lo, 0)
	hi, _ = bits.Sub64(0, hi, c)
	return double{hi, lo}, true
}

// gcdStepsInWords returns the matrix of gcdWord steps on x and y, times
// 2^gcdWord. A step is
//
//	if x odd: if x < y: swap x and y;  x = x-y
//	x = x/2
//
// The two entries of a row share a word, the second one 32 bits up.
func gcdStepsInWords(x, y double) matrix {
	a, b := x.lo, y.lo
	if x.hi|y.hi != 0 {
		shift := bits.LeadingZeros64(x.hi | y.hi)
		a, b = x.ends(shift), y.ends(shift)
	}
	row0, row1 := uint64(1), uint64(1)<<32
	difference, left := a, gcdWord
	for {
		// |difference| has as many zeros at its end as difference, and is ready
		// later.
		zeros := bits.TrailingZeros32(uint32(difference) | 1<<(left&31))
		a >>= zeros & 63
		row1 <<= zeros & 63
		if left -= zeros; left == 0 {
			return matrixFromRows(row0, row1)
		}
		var borrow uint64
		difference, borrow = bits.Sub64(a, b, 0)
		swap := -borrow
		b += difference & swap
		a = (difference ^ swap) - swap
		t := (row0 ^ row1) & swap
		row0 ^= t
		row1 ^= t
		row0 -= row1
	}
}

// matrixFromRows takes words apart whose two fields lie above -2^31 and at most
// at 2^31.
func matrixFromRows(row0, row1 uint64) matrix {
	const bias = 1<<31 - 1
	row0 += bias<<32 + bias
	row1 += bias<<32 + bias
	return matrix{
		int64(row0&(1<<32-1)) - bias, int64(row0>>32) - bias,
		int64(row1&(1<<32-1)) - bias, int64(row1>>32) - bias,
	}
}
