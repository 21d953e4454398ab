package fp

import "sync"

// rootTables hold the powers of g, a generator of the group of order 2^32,
// that the square root needs: power[i][j] = g^(j * 2^(8i)); digit finds j from
// the element power[3][j] by a 16-bit fingerprint of its limbs.
type rootTables struct {
	power [4][256]limbs
	digit map[uint64]uint8
}

var squareRootTables = sync.OnceValue(func() *rootTables {
	t := &rootTables{digit: make(map[uint64]uint8, 256)}
	var five Element
	five.SetUint64(nonResidue)
	var base limbs
	exponentiate(&base, &five.n, &exponentOdd)
	for i := range t.power {
		t.power[i][0] = montgomeryOne
		for j := 1; j < 256; j++ {
			mul(&t.power[i][j], &t.power[i][j-1], &base)
		}
		mul(&base, &base, &t.power[i][255])
	}
	for j, x := range t.power[3] {
		t.digit[x[0]] = uint8(j)
	}
	return t
})

// multiplyPower sets z = z * g^e.
func (t *rootTables) multiplyPower(z *limbs, e uint32) {
	for i := range t.power {
		if d := e >> (8 * i) & 255; d != 0 {
			mul(z, z, &t.power[i][d])
		}
	}
}

// logarithm returns e with b = g^e, for b in the group of order 2^32. It finds
// e eight bits at a time, from the least significant, looking b^(2^24) up
// among the 256 elements of order 2^8.
func (t *rootTables) logarithm(b *limbs) uint32 {
	var squared [4]limbs // squared[i] = b^(2^(8i))
	squared[0] = *b
	for i := 1; i < 4; i++ {
		squared[i] = squared[i-1]
		for range 8 {
			square(&squared[i], &squared[i])
		}
	}
	var e uint32
	for i := range 4 {
		x := squared[3-i]
		t.multiplyPower(&x, -(e << (24 - 8*i)))
		e |= uint32(t.digit[x[0]]) << (8 * i)
	}
	return e
}

// squareRoot returns a square root of x other than 0, up to its sign, and the
// exponent e for which x^T = g^e; it is odd exactly if x is not a square.
//
// With p-1 = 2^32 T: x^T lies in the group of order 2^32, its logarithm e there
// is even exactly for squares, and x^((T+1)/2) g^(-e/2) is a root. The
// logarithm comes from tables (P. Sarkar, "Computing square roots faster than
// the Tonelli-Shanks/Bernstein algorithm", 2020). Of the exponent -e/2, modulo
// 2^32, the top bit decides the sign of the root; it is left out.
func squareRoot(x *limbs) (root limbs, e uint32) {
	t := squareRootTables()
	var w, b limbs
	exponentiate(&w, x, &exponentRoot) // x^((T-1)/2)
	mul(&root, &w, x)                  // x^((T+1)/2)
	mul(&b, &root, &w)                 // x^T
	e = t.logarithm(&b)
	t.multiplyPower(&root, -(e/2)&(1<<(twoAdicity-1)-1))
	return root, e
}

// SquareRootVarTime sets z to the even square root of x and returns z and
// true. If x is not a square it returns nil and false and leaves z as it was.
// Time depends on x.
func (z *Element) SquareRootVarTime(x *Element) (*Element, bool) {
	if _, ok := z.TonelliShanksRootVarTime(x); !ok {
		return nil, false
	}
	if z.IsOdd() == 1 {
		z.Negate(z)
	}
	return z, true
}

// TonelliShanksRootVarTime sets z to the square root of x that the algorithm of
// Tonelli and Shanks finds when it starts from the non-residue 5, as in the
// library arkworks, and returns z and true. Kimchi's map to the curves depends
// on this choice of the sign. If x is not a square it returns nil and false and
// leaves z as it was. Time depends on x.
//
// In the terms of squareRoot, the algorithm multiplies x^((T+1)/2) by powers of
// g whose exponents are below 2^31.
func (z *Element) TonelliShanksRootVarTime(x *Element) (*Element, bool) {
	if x.IsZero() == 1 {
		return z.Zero(), true
	}
	root, e := squareRoot(&x.n)
	if e&1 == 1 {
		return nil, false
	}
	z.n = root
	return z, true
}
