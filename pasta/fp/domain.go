package fp

import "math/bits"

// Domain is the group of the roots of unity of order n = 2^k: the powers of
//
//	omega = 5^((p-1)/2^k)
//
// for the modulus p (SPEC 11.7 [KIM-2]). It holds n/2 elements of precomputed powers, does not
// change, and may be used by several goroutines at once.
type Domain struct {
	log         int
	sizeInverse Element
	// twiddles[i] is omega^(r(i) n/2), where r(i) is i with its bits mirrored at
	// the binary point: 1, sqrt(-1), ... It is a beginning of the same list for
	// all sizes.
	twiddles []Element
}

// MaxDomain is the largest k for which there is a domain of 2^k elements.
const MaxDomain = twoAdicity

// NewDomain returns the domain with 2^k elements. It panics unless k is from 0
// to MaxDomain. It takes about 2^(k-1) multiplications and 2^(k+4) bytes: bound
// a k that somebody else chooses, and keep the domain.
func NewDomain(k int) *Domain {
	if k < 0 || k > MaxDomain {
		panic("fp: no domain of that size")
	}
	d := &Domain{log: k}
	d.sizeInverse.n = montgomeryOne
	for range k {
		d.sizeInverse.Halve(&d.sizeInverse)
	}
	var roots [MaxDomain + 1]Element // roots[i] has order 2^i
	roots[MaxDomain] = *Generator()
	exponentiate(&roots[MaxDomain].n, &roots[MaxDomain].n, windowsOf(exponentOdd))
	for i := MaxDomain; i > 0; i-- {
		roots[i-1].Square(&roots[i])
	}
	d.twiddles = make([]Element, max(d.Size()/2, 1))
	d.twiddles[0].One()
	for i := 1; i < len(d.twiddles); i++ {
		top := bits.Len(uint(i)) - 1
		d.twiddles[i].Multiply(&d.twiddles[i-1<<top], &roots[top+2])
	}
	return d
}

// Generator returns 5, the smallest generator of the multiplicative group. Its
// cosets of all domains differ from the domains: Kimchi evaluates on them.
func Generator() *Element { return new(Element).SetUint64(nonResidue) }

// Size returns the number n of elements.
func (d *Domain) Size() int { return 1 << d.log }

// Root returns omega^i, for any integer i.
func (d *Domain) Root(i int) *Element {
	z := new(Element).One()
	if d.log == 0 {
		return z
	}
	i &= d.Size() - 1
	half := d.Size() / 2
	z.Set(&d.twiddles[mirror(i%half, d.log-1)])
	if i >= half {
		z.Negate(z)
	}
	return z
}
