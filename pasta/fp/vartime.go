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

// SquareRootVarTime sets z to the even square root of x and returns z and
// true. If x is not a square it returns nil and false and leaves z as it was.
// Time depends on x.
//
// With p-1 = 2^32 T: x^T lies in the group of order 2^32, its logarithm e there
// is even exactly for squares, and x^((T+1)/2) g^(-e/2) is a root. The
// logarithm comes from tables (P. Sarkar, "Computing square roots faster than
// the Tonelli-Shanks/Bernstein algorithm", 2020).
func (z *Element) SquareRootVarTime(x *Element) (*Element, bool) {
	if x.IsZero() == 1 {
		return z.Zero(), true
	}
	t := squareRootTables()
	var w, root, b limbs
	exponentiate(&w, &x.n, &exponentRoot) // x^((T-1)/2)
	mul(&root, &w, &x.n)                  // x^((T+1)/2)
	mul(&b, &root, &w)                    // x^T
	e := t.logarithm(&b)
	if e&1 == 1 {
		return nil, false
	}
	t.multiplyPower(&root, -(e / 2))
	z.n = root
	if z.IsOdd() == 1 {
		z.Negate(z)
	}
	return z, true
}
