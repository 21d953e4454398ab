package tick

import (
	"encoding/binary"
	"sync"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"golang.org/x/crypto/blake2b"
)

// shifts are the representatives of the cosets that the permuted columns stand for:
// 1 and the first six non-squares among hashes (SPEC 11.7 [KIM-3]).
//
// Source: Shifts::new of o1-labs/proof-systems.
var shifts = sync.OnceValue(func() *[layout.Permuted]fp.Element {
	var s [layout.Permuted]fp.Element
	s[0].One()
	counter := uint32(7)
	for i := 1; i < len(s); {
		counter++
		x := hashToShift(counter)
		if _, square := new(fp.Element).SquareRootVarTime(&x); !square && !contains(s[:i], &x) {
			s[i] = x
			i++
		}
	}
	return &s
})

// Shifts returns a copy of the representatives.
func Shifts() [layout.Permuted]fp.Element { return *shifts() }

func hashToShift(counter uint32) (x fp.Element) {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], counter)
	hash := blake2b.Sum512(b[:])
	clear(hash[31:])
	if _, err := x.SetCanonicalBytes(hash[:32]); err != nil {
		panic(err) // 31 bytes are below the modulus
	}
	return x
}

func contains(xs []fp.Element, x *fp.Element) bool {
	for i := range xs {
		if xs[i].Equal(x) == 1 {
			return true
		}
	}
	return false
}
