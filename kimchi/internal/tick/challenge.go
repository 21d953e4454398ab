package tick

import (
	"encoding/binary"
	"sync"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

var endo = sync.OnceValue(func() fp.Element { return mustDecimal(endoScalar) })

// Expand returns the element for which a challenge of 128 bits stands (SPEC 11.8
// [KIM-6]): a*endo + b, with a and b made of its pairs of bits, as EndoMul reads them.
//
// Source: ScalarChallenge::to_field of o1-labs/proof-systems.
func Expand(c layout.Challenge) fp.Element {
	a, b := small(2), small(2)
	plus := one()
	minus := negate(plus)
	for i := 63; i >= 0; i-- {
		a, b = double(a), double(b)
		pair := c[i/32] >> (2 * (i % 32))
		sign := &minus
		if pair&1 == 1 {
			sign = &plus
		}
		if pair&2 == 2 {
			a.Add(&a, sign)
		} else {
			b.Add(&b, sign)
		}
	}
	return add(mul(a, endo()), b)
}

// Unexpanded returns the challenge as the integer that it is.
func Unexpanded(c layout.Challenge) (z fp.Element) {
	var b [32]byte
	binary.LittleEndian.PutUint64(b[:], c[0])
	binary.LittleEndian.PutUint64(b[8:], c[1])
	if _, err := z.SetCanonicalBytes(b[:]); err != nil {
		panic(err) // 128 bits are below the modulus
	}
	return z
}

// truncate returns the low 128 bits of a squeezed element.
func truncate(b [32]byte) layout.Challenge {
	return layout.Challenge{binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(b[8:])}
}
