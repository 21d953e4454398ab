package pallas

import (
	"encoding/binary"
	"math/bits"

	"github.com/minaseal/minaseal/pasta/fq"
)

// The endomorphism (x, y) -> (beta*x, y) multiplies by lambda, a cube root of
// one. So s*P = a*P + b*(lambda*P) for every (a, b) with a + b*lambda = s, and
// there are such a and b of half the length (R. Gallant, R. Lambert, S.
// Vanstone, "Faster point multiplication on elliptic curves with efficient
// endomorphisms", 2001).
//
// The pairs that give 0 form a lattice whose determinant is the group's order n,
// with the basis (basisA1, -basisB1), (basisA2, basisB2), all four numbers
// positive. In this basis (s, 0) has the coordinates s*basisB2/n and
// s*basisB1/n. With integers c1, c2 near to them the difference is short:
//
//	a = s - c1*basisA1 - c2*basisA2        b = c1*basisB1 - c2*basisB2
//
// quotient1 and quotient2 are basisB2/n and basisB1/n times 2^320, rounded; that
// moves a coordinate by less than 2^-65.

// half is a half of a split scalar: its magnitude, least significant limb
// first, and its sign, 1 for negative.
type half struct {
	magnitude [2]uint64
	negative  uint64
}

// bitLength returns the number of bits of the magnitude.
func (h *half) bitLength() int {
	if h.magnitude[1] != 0 {
		return 64 + bits.Len64(h.magnitude[1])
	}
	return bits.Len64(h.magnitude[0])
}

// split returns a and b with s = a + b*lambda, the magnitudes below 2^127: c1 and
// c2 are the nearest integers, and the sum of the basis vectors is below 2^128.
// Time does not depend on s.
func split(s *fq.Element) (a, b half) {
	k := limbsOf(s)
	c1, round1 := shiftedProduct(&k, &quotient1)
	c2, round2 := shiftedProduct(&k, &quotient2)
	c1 = addSmall(c1, round1)
	c2 = addSmall(c2, round2)
	return remainder(&k, c1, c2)
}

// splitOdd returns odd a and b with s = a + b*lambda, the magnitudes below
// 2^128. Time does not depend on s.
//
// The determinant is odd, so the vectors of the lattice reach all four classes
// of pairs modulo 2, and (c1, c2) in one of the classes make a and b odd. The
// nearest such integers are off by at most 1, so that a and b are at most the sum
// of the basis vectors, and little more.
func splitOdd(s *fq.Element) (a, b half) {
	k := limbsOf(s)
	even := ^k[0] & 1
	c1, _ := shiftedProduct(&k, &quotient1)
	c2, _ := shiftedProduct(&k, &quotient2)
	// Modulo 2 the inverse of the basis' matrix is its adjugate.
	c1 = nearestOfParity(c1, (even&basisB2[0]^basisA2[0])&1)
	c2 = nearestOfParity(c2, (even&basisB1[0]^basisA1[0])&1)
	a, b = remainder(&k, c1, c2)
	clear(k[:])
	return a, b
}

// limbsOf returns the canonical integer that s stands for.
func limbsOf(s *fq.Element) (k [4]uint64) {
	b := s.Bytes()
	for i := range k {
		k[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	clear(b[:])
	return k
}

// shiftedProduct returns x*y/2^320 rounded down, which must be below 2^128, and
// the first bit behind the point.
func shiftedProduct(x, y *[4]uint64) (floor [2]uint64, half uint64) {
	_, t0, t1, t2, t3 := multiplyAdd(x[0], y, 0, 0, 0, 0)
	_, t0, t1, t2, t3 = multiplyAdd(x[1], y, t0, t1, t2, t3)
	_, t0, t1, t2, t3 = multiplyAdd(x[2], y, t0, t1, t2, t3)
	_, t0, t1, t2, _ = multiplyAdd(x[3], y, t0, t1, t2, t3)
	return [2]uint64{t1, t2}, t0 >> 63
}

// multiplyAdd returns v*y + t, lowest limb first.
func multiplyAdd(v uint64, y *[4]uint64, t0, t1, t2, t3 uint64) (r0, r1, r2, r3, r4 uint64) {
	h0, l0 := bits.Mul64(v, y[0])
	h1, l1 := bits.Mul64(v, y[1])
	h2, l2 := bits.Mul64(v, y[2])
	h3, l3 := bits.Mul64(v, y[3])
	var c, d uint64
	l1, c = bits.Add64(l1, h0, 0)
	l2, c = bits.Add64(l2, h1, c)
	l3, c = bits.Add64(l3, h2, c)
	r0, d = bits.Add64(t0, l0, 0)
	r1, d = bits.Add64(t1, l1, d)
	r2, d = bits.Add64(t2, l2, d)
	r3, d = bits.Add64(t3, l3, d)
	return r0, r1, r2, r3, h3 + c + d
}

func addSmall(x [2]uint64, v uint64) [2]uint64 {
	low, c := bits.Add64(x[0], v, 0)
	return [2]uint64{low, x[1] + c}
}

// nearestOfParity returns the number with lowest bit odd that is nearest to a
// number whose integral part is floor.
func nearestOfParity(floor [2]uint64, odd uint64) [2]uint64 {
	n := addSmall(floor, odd^1)
	n[0] = n[0]&^1 | odd
	return n
}

// remainder returns a = k - c1*basisA1 - c2*basisA2 and b = c1*basisB1 -
// c2*basisB2. Both fit 128 bits and a sign, so that three limbs in two's
// complement hold them.
func remainder(k *[4]uint64, c1, c2 [2]uint64) (a, b half) {
	x0, x1, x2 := subtractProduct(k[0], k[1], k[2], c1[0], c1[1], &basisA1)
	x0, x1, x2 = subtractProduct(x0, x1, x2, c2[0], c2[1], &basisA2)
	y0, y1, y2 := subtractProduct(0, 0, 0, c2[0], c2[1], &basisB2)
	z0, z1, z2 := subtractProduct(0, 0, 0, c1[0], c1[1], &basisB1)
	var borrow uint64
	y0, borrow = bits.Sub64(y0, z0, 0)
	y1, borrow = bits.Sub64(y1, z1, borrow)
	y2, _ = bits.Sub64(y2, z2, borrow)
	return newHalf(x0, x1, x2), newHalf(y0, y1, y2)
}

// subtractProduct returns x - c*y modulo 2^192.
func subtractProduct(x0, x1, x2, c0, c1 uint64, y *[2]uint64) (z0, z1, z2 uint64) {
	h00, l00 := bits.Mul64(c0, y[0])
	h01, l01 := bits.Mul64(c0, y[1])
	h10, l10 := bits.Mul64(c1, y[0])
	m, c := bits.Add64(h00, l01, 0)
	h := h01 + c1*y[1] + c
	m, c = bits.Add64(m, l10, 0)
	h += h10 + c
	z0, c = bits.Sub64(x0, l00, 0)
	z1, c = bits.Sub64(x1, m, c)
	z2, _ = bits.Sub64(x2, h, c)
	return z0, z1, z2
}

// newHalf returns the magnitude and the sign of a number in two's complement.
func newHalf(x0, x1, x2 uint64) half {
	sign := x2 >> 63
	low, c := bits.Add64(x0^-sign, sign, 0)
	return half{[2]uint64{low, x1 ^ -sign + c}, sign}
}
