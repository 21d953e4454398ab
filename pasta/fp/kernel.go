package fp

import "math/bits"

// limbs is an integer below 2^256, least significant limb first. The kernels
// work on Montgomery representatives: the limbs of x hold x*2^256 mod the
// modulus, always fully reduced.
type limbs [4]uint64

// addGeneric sets z = x + y. Both stay below 2^255, so the sum fits.
func addGeneric(z, x, y *limbs) {
	var c uint64
	t0, c := bits.Add64(x[0], y[0], 0)
	t1, c := bits.Add64(x[1], y[1], c)
	t2, c := bits.Add64(x[2], y[2], c)
	t3, _ := bits.Add64(x[3], y[3], c)
	reduceOnce(z, t0, t1, t2, t3)
}

// subGeneric sets z = x - y, adding the modulus back under a mask.
func subGeneric(z, x, y *limbs) {
	var b, c uint64
	t0, b := bits.Sub64(x[0], y[0], 0)
	t1, b := bits.Sub64(x[1], y[1], b)
	t2, b := bits.Sub64(x[2], y[2], b)
	t3, b := bits.Sub64(x[3], y[3], b)
	mask := -b
	z[0], c = bits.Add64(t0, modulus0&mask, 0)
	z[1], c = bits.Add64(t1, modulus1&mask, c)
	z[2], c = bits.Add64(t2, 0, c)
	z[3], _ = bits.Add64(t3, modulus3&mask, c)
}

// reduceOnce sets z = t mod the modulus for t below twice the modulus.
func reduceOnce(z *limbs, t0, t1, t2, t3 uint64) {
	s0, b := bits.Sub64(t0, modulus0, 0)
	s1, b := bits.Sub64(t1, modulus1, b)
	s2, b := bits.Sub64(t2, 0, b)
	s3, b := bits.Sub64(t3, modulus3, b)
	keep := -b // all ones when t < modulus
	z[0] = s0 ^ (keep & (s0 ^ t0))
	z[1] = s1 ^ (keep & (s1 ^ t1))
	z[2] = s2 ^ (keep & (s2 ^ t2))
	z[3] = s3 ^ (keep & (s3 ^ t3))
}

// mulGeneric sets z = x*y/2^256 mod the modulus: operand scanning, one
// Montgomery round a limb of x. x may be any integer below 2^256.
func mulGeneric(z, x, y *limbs) {
	var t0, t1, t2, t3, t4 uint64
	y0, y1, y2, y3 := y[0], y[1], y[2], y[3]

	t0, t1, t2, t3, t4 = multiplyAdd(x[0], y0, y1, y2, y3, 0, 0, 0, 0)
	t0, t1, t2, t3 = montgomeryRound(t0, t1, t2, t3, t4)
	t0, t1, t2, t3, t4 = multiplyAdd(x[1], y0, y1, y2, y3, t0, t1, t2, t3)
	t0, t1, t2, t3 = montgomeryRound(t0, t1, t2, t3, t4)
	t0, t1, t2, t3, t4 = multiplyAdd(x[2], y0, y1, y2, y3, t0, t1, t2, t3)
	t0, t1, t2, t3 = montgomeryRound(t0, t1, t2, t3, t4)
	t0, t1, t2, t3, t4 = multiplyAdd(x[3], y0, y1, y2, y3, t0, t1, t2, t3)
	t0, t1, t2, t3 = montgomeryRound(t0, t1, t2, t3, t4)

	reduceOnce(z, t0, t1, t2, t3)
}

// multiplyAdd returns t + v*y, a five-limb number.
func multiplyAdd(v, y0, y1, y2, y3, t0, t1, t2, t3 uint64) (r0, r1, r2, r3, r4 uint64) {
	h0, l0 := bits.Mul64(v, y0)
	h1, l1 := bits.Mul64(v, y1)
	h2, l2 := bits.Mul64(v, y2)
	h3, l3 := bits.Mul64(v, y3)
	l1, c := bits.Add64(l1, h0, 0)
	l2, c = bits.Add64(l2, h1, c)
	l3, c = bits.Add64(l3, h2, c)
	h3 += c
	r0, c = bits.Add64(t0, l0, 0)
	r1, c = bits.Add64(t1, l1, c)
	r2, c = bits.Add64(t2, l2, c)
	r3, c = bits.Add64(t3, l3, c)
	r4 = h3 + c
	return
}

// montgomeryRound adds the multiple of the modulus that clears the lowest
// limb, and drops that limb. Only limbs 0 and 1 of the modulus cost a
// multiplication: limb 2 is zero and limb 3 is 2^62.
func montgomeryRound(t0, t1, t2, t3, t4 uint64) (r0, r1, r2, r3 uint64) {
	m := t0 * negInverse
	h0, l0 := bits.Mul64(m, modulus0)
	h1, l1 := bits.Mul64(m, modulus1)
	_, c := bits.Add64(t0, l0, 0)
	l1, d := bits.Add64(l1, h0, c)
	h1 += d
	r0, c = bits.Add64(t1, l1, 0)
	r1, c = bits.Add64(t2, h1, c)
	r2, c = bits.Add64(t3, m<<62, c)
	r3 = t4 + m>>2 + c
	return
}

// squareGeneric sets z = x^2/2^256 mod the modulus.
func squareGeneric(z, x *limbs) {
	mulGeneric(z, x, x)
}

// squareTimesGeneric squares x n times, n > 0.
func squareTimesGeneric(z, x *limbs, n int) {
	squareGeneric(z, x)
	for range n - 1 {
		squareGeneric(z, z)
	}
}

// fromMontgomery returns the canonical integer that x represents.
func fromMontgomery(x *limbs) limbs {
	t0, t1, t2, t3 := montgomeryRound(x[0], x[1], x[2], x[3], 0)
	t0, t1, t2, t3 = montgomeryRound(t0, t1, t2, t3, 0)
	t0, t1, t2, t3 = montgomeryRound(t0, t1, t2, t3, 0)
	t0, t1, t2, t3 = montgomeryRound(t0, t1, t2, t3, 0)
	var z limbs
	reduceOnce(&z, t0, t1, t2, t3)
	return z
}
