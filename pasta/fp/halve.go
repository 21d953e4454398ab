package fp

import "math/bits"

// Halve sets z = x/2 and returns z.
func (z *Element) Halve(x *Element) *Element {
	// Of x and x plus the modulus, one is even.
	mask := -(x.n[0] & 1)
	t0, c := bits.Add64(x.n[0], modulus0&mask, 0)
	t1, c := bits.Add64(x.n[1], modulus1&mask, c)
	t2, c := bits.Add64(x.n[2], 0, c)
	t3, _ := bits.Add64(x.n[3], modulus3&mask, c)
	z.n = limbs{t0>>1 | t1<<63, t1>>1 | t2<<63, t2>>1 | t3<<63, t3 >> 1}
	return z
}
