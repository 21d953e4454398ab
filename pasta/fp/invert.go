package fp

import "math/bits"

const (
	// divstepsWord is the number of divsteps for which a word holds a row of
	// the matrix, divstepsBatch the number between operations on all limbs.
	divstepsWord  = 20
	divstepsBatch = 3 * divstepsWord

	// invertBatches makes 600 divsteps. 590 suffice for all odd moduli below
	// 2^256 when delta starts at 1/2: computed with convex hulls by P. Wuille
	// and proved in Coq by R. O'Connor (github.com/sipa/safegcd-bounds).
	invertBatches = 10
)

// invertScales holds 2^(2i) * 2^768 modulo the modulus. It turns the inverse of
// a Montgomery representative into the representative of the inverse, and makes
// up for batches that divide the coefficients by 2^64 and the pair by less:
// for i batches of 62 steps, or i/2 of 60.
var invertScales = func() (scales [2*invertBatches + 1]limbs) {
	scales[0] = rCube
	for i := 1; i < len(scales); i++ {
		addGeneric(&scales[i], &scales[i-1], &scales[i-1])
		addGeneric(&scales[i], &scales[i], &scales[i])
	}
	return scales
}()

// Invert sets z = 1/x and returns z; the inverse of 0 is 0, which who computes an
// inverse for somebody else has to refuse (SPEC 3.1 [FLD-4]).
//
// It makes a fixed number of divsteps on (f, g) = (modulus, x) (D. J. Bernstein
// and B.-Y. Yang, "Fast constant-time gcd computation and modular inversion",
// 2019), after which g is 0 and f is 1 or -1. Coefficients d and e with d*x = f
// and e*x = g modulo the modulus, up to a known power of two, go along.
func (z *Element) Invert(x *Element) *Element {
	f, g := limbs{modulus0, modulus1, 0, modulus3}, x.n
	d, e := limbs{}, limbs{1}
	zeta := int64(-1)
	var m matrix
	for range invertBatches {
		zeta, m = divsteps(zeta, f[0], g[0])
		m.transform(&f, &g, divstepsBatch)
		m.transformModular(&d, &e)
	}
	finishInversion(z, &d, f[3]>>63, &invertScales[2*invertBatches])
	return z
}

// finishInversion sets z = d*scale/2^256, negated if negative is 1, for d between
// -4p/3 and 4p/3 when the modulus is p.
func finishInversion(z *Element, d *limbs, negative uint64, scale *limbs) {
	mask := -negative
	t0, c := bits.Add64(d[0]^mask, negative, 0)
	t1, c := bits.Add64(d[1]^mask, 0, c)
	t2, c := bits.Add64(d[2]^mask, 0, c)
	t3, _ := bits.Add64(d[3]^mask, 0, c)
	// Adding 2p makes it an integer between 0 and 2^256, as mul wants it.
	t0, c = bits.Add64(t0, modulus0&(1<<63-1)<<1, 0)
	t1, c = bits.Add64(t1, modulus1<<1+modulus0>>63, c)
	t2, c = bits.Add64(t2, 0, c)
	t3, _ = bits.Add64(t3, modulus3<<1, c)
	mul(&z.n, &limbs{t0, t1, t2, t3}, scale)
}

// divsteps returns the matrix of divstepsBatch divsteps, times 2^divstepsBatch,
// and the new zeta. It needs the low words of f and g alone.
func divsteps(zeta int64, f, g uint64) (int64, matrix) {
	zeta, m := divstepsInWords(zeta, f, g)
	product := m
	for range divstepsBatch/divstepsWord - 1 {
		f, g = (uint64(m.u)*f+uint64(m.v)*g)>>divstepsWord, (uint64(m.q)*f+uint64(m.r)*g)>>divstepsWord
		zeta, m = divstepsInWords(zeta, f, g)
		product = m.after(&product)
	}
	return zeta, product
}

// divstepsInWords is divsteps for divstepsWord steps. As rows and pair undergo
// the same operations, one word holds both: the low bits of f, and u and v times
// 2^20, in fields of 21 bits; another one those of g, q and r.
func divstepsInWords(zeta int64, f, g uint64) (int64, matrix) {
	const (
		field = divstepsWord + 1
		one   = 1 << divstepsWord
		bias  = one + (one-1)<<field // makes the two lower fields positive
	)
	x := int64(f%one) + one<<field
	y := int64(g%one) + one<<(2*field)
	zeta, x, y = repeatDivstep(zeta, x, y)
	x += bias
	y += bias
	return zeta, matrix{
		x>>field&(2*one-1) - (one - 1), x >> (2 * field),
		y>>field&(2*one-1) - (one - 1), y >> (2 * field),
	}
}

// repeatDivstepGeneric makes divstepsWord divsteps, a multiple of four.
func repeatDivstepGeneric(zeta, x, y int64) (int64, int64, int64) {
	for range divstepsWord / 4 {
		zeta, x, y = divstep(zeta, x, y)
		zeta, x, y = divstep(zeta, x, y)
		zeta, x, y = divstep(zeta, x, y)
		zeta, x, y = divstep(zeta, x, y)
	}
	return zeta, x, y
}

// divstep, with zeta = -(delta + 1/2), is
//
//	if zeta < 0 and y odd: zeta, x, y = -zeta-2, y, (y-x)/2
//	else if y odd:         zeta, x, y = zeta-1, x, (y+x)/2
//	else:                  zeta, x, y = zeta-1, x, y/2
func divstep(zeta, x, y int64) (int64, int64, int64) {
	negative, odd := zeta>>63, -(y & 1)
	t := ((x ^ negative) - negative) & odd // x, -x or 0
	swap := negative & odd
	return (zeta ^ swap) - 1, x ^ (x^y)&swap, (y + t) >> 1
}
