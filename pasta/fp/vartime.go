package fp

import "sync"

// rootTables hold what the square root needs of a generator g of the group of
// order 2^32: power[i][j] = g^(-j * 2^(8i)), and digit, which finds j from the
// element g^(j * 2^24). It is a hash table without collisions: its index is the
// top bits of the lowest limb times multiplier.
type rootTables struct {
	power      [4][256]limbs
	digit      [1 << digitBits]uint8
	multiplier uint64
}

// rootWindows are the windows of the square root's exponent (T-1)/2.
var rootWindows = windowsOf(exponentRoot)

// digitBits makes a collision-free multiplier likely: one in e^4 is.
const digitBits = 13

var squareRootTables = sync.OnceValue(func() *rootTables {
	t := new(rootTables)
	var five Element
	five.SetUint64(nonResidue)
	five.Invert(&five)
	var base limbs
	exponentiate(&base, &five.n, windowsOf(exponentOdd)) // 1/g
	for i := range t.power {
		t.power[i][0] = montgomeryOne
		for j := 1; j < 256; j++ {
			mul(&t.power[i][j], &t.power[i][j-1], &base)
		}
		mul(&base, &base, &t.power[i][255])
	}
	for t.multiplier = 1; !t.fillDigits(); {
		t.multiplier = 6364136223846793005*t.multiplier + 1
	}
	return t
})

// fillDigits makes the hash table, or returns false if there is a collision.
func (t *rootTables) fillDigits() bool {
	t.digit = [1 << digitBits]uint8{}
	var used [1 << digitBits]bool
	for j := range t.power[3] {
		slot := t.slot(&t.power[3][j])
		if used[slot] {
			return false
		}
		used[slot] = true
		t.digit[slot] = -uint8(j)
	}
	return true
}

func (t *rootTables) slot(x *limbs) uint64 { return x[0] * t.multiplier >> (64 - digitBits) }

// dividePower sets z = z / g^e.
func (t *rootTables) dividePower(z *limbs, e uint32) {
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
		squareTimes(&squared[i], &squared[i-1], 8)
	}
	var e uint32
	for i := range 4 {
		x := &squared[3-i]
		t.dividePower(x, e<<(24-8*i))
		e |= uint32(t.digit[t.slot(x)]) << (8 * i)
	}
	return e
}

// squareRoot returns a square root of x other than 0, up to its sign, and the
// exponent e for which x^T = g^e; it is odd exactly if x is not a square.
//
// With p-1 = 2^32 T: x^T lies in the group of order 2^32, its logarithm e there
// is even exactly for squares, and x^((T+1)/2) g^(-e/2) is a root. The
// logarithm comes from tables (P. Sarkar, "Computing square roots faster than
// the Tonelli-Shanks/Bernstein algorithm", 2020). The root returned is the one
// with g^(2^31 - e/2) instead of g^(-e/2), which is -1 times it, unless e is 0.
func squareRoot(x *limbs) (root limbs, e uint32) {
	t := squareRootTables()
	var w, b limbs
	exponentiate(&w, x, rootWindows) // x^((T-1)/2)
	mul(&root, &w, x)                // x^((T+1)/2)
	mul(&b, &root, &w)               // x^T
	e = t.logarithm(&b)
	t.dividePower(&root, e/2)
	if e != 0 {
		subGeneric(&root, &limbs{}, &root)
	}
	return root, e
}

// SquareRootVarTime sets z to the even square root of x (SPEC 3.1 [FLD-5]) and
// returns z and true. If x is not a square it returns nil and false and leaves z as it was.
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
// library arkworks, and returns z and true. Kimchi's map to the curves (SPEC
// 11.7) depends on this choice of the sign. If x is not a square it returns nil and false and
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
