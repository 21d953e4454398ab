package fp

import "crypto/subtle"

// Element is an element of the field. The zero value is 0, ready to use. It is
// held in Montgomery form, fully reduced; compare with Equal, not with ==.
//
// Methods follow one pattern: the receiver is set to the result and returned,
// arguments may alias it. Nothing allocates, and unless the name says VarTime
// time does not depend on the values, but for decimal text.
type Element struct {
	_ [0]func() // forbids ==; first, since at the end it would take 8 bytes
	n limbs
}

// Set sets z = x and returns z.
func (z *Element) Set(x *Element) *Element {
	z.n = x.n
	return z
}

// Zero sets z = 0 and returns z.
func (z *Element) Zero() *Element {
	z.n = limbs{}
	return z
}

// One sets z = 1 and returns z.
func (z *Element) One() *Element {
	z.n = montgomeryOne
	return z
}

// SetUint64 sets z = v and returns z.
func (z *Element) SetUint64(v uint64) *Element {
	z.n = limbs{v}
	mul(&z.n, &z.n, &rSquare)
	return z
}

// Add sets z = x + y and returns z.
func (z *Element) Add(x, y *Element) *Element {
	addGeneric(&z.n, &x.n, &y.n)
	return z
}

// Double sets z = 2x and returns z.
func (z *Element) Double(x *Element) *Element {
	addGeneric(&z.n, &x.n, &x.n)
	return z
}

// Subtract sets z = x - y and returns z.
func (z *Element) Subtract(x, y *Element) *Element {
	subGeneric(&z.n, &x.n, &y.n)
	return z
}

// Negate sets z = -x and returns z.
func (z *Element) Negate(x *Element) *Element {
	subGeneric(&z.n, &limbs{}, &x.n)
	return z
}

// Multiply sets z = x * y and returns z.
func (z *Element) Multiply(x, y *Element) *Element {
	mul(&z.n, &x.n, &y.n)
	return z
}

// Square sets z = x * x and returns z.
func (z *Element) Square(x *Element) *Element {
	square(&z.n, &x.n)
	return z
}

// Select sets z = a if cond is 1 and z = b if cond is 0, and returns z. Time
// does not depend on cond.
func (z *Element) Select(a, b *Element, cond int) *Element {
	mask := -uint64(cond & 1)
	for i := range z.n {
		z.n[i] = b.n[i] ^ (mask & (a.n[i] ^ b.n[i]))
	}
	return z
}

// Equal returns 1 if z equals x, and 0 otherwise.
func (z *Element) Equal(x *Element) int {
	d := (z.n[0] ^ x.n[0]) | (z.n[1] ^ x.n[1]) | (z.n[2] ^ x.n[2]) | (z.n[3] ^ x.n[3])
	return isZero64(d)
}

// IsZero returns 1 if z is 0, and 0 otherwise.
func (z *Element) IsZero() int {
	return isZero64(z.n[0] | z.n[1] | z.n[2] | z.n[3])
}

// IsOdd returns the lowest bit of the canonical integer that z stands for.
func (z *Element) IsOdd() int {
	n := fromMontgomery(&z.n)
	return int(n[0] & 1)
}

// Erase overwrites z with 0.
func (z *Element) Erase() {
	z.n = limbs{}
}

// isZero64 returns 1 if v is 0, and 0 otherwise, without a branch.
func isZero64(v uint64) int {
	return subtle.ConstantTimeEq(int32(v|v>>32), 0)
}
