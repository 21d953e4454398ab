package statement

import (
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Scheme is the scheme of the ciphertext that sealed-range is about. Its number is the
// first public input (SPEC 11.5 [PRF-15]). The zero value is none.
type Scheme uint8

// The schemes (SPEC 6).
const (
	O1jsV1   Scheme = 1
	O1jsV2   Scheme = 2
	SealedV1 Scheme = 3 // its ciphertexts are bound to a sender and a place
)

// Schemes returns all schemes.
func Schemes() []Scheme { return []Scheme{O1jsV1, O1jsV2, SealedV1} }

// String returns the name of the scheme, "unknown" if it has none.
func (s Scheme) String() string {
	if s == SealedV1 {
		return "sealed-v1"
	}
	return s.o1js().String()
}

// InputR returns the position of the ephemeral key's two coordinates among the public
// inputs [PRF-14].
func (s Scheme) InputR() int {
	if s == SealedV1 {
		return InputSequence + 1
	}
	return InputWorkerY + 1
}

// InputC returns the position of the ciphertext's first element among the public inputs
// [PRF-14].
func (s Scheme) InputC() int { return s.InputR() + 2 }

// o1js returns the scheme for package elgamal, 0 if it is not one of o1js.
func (s Scheme) o1js() elgamal.Scheme {
	switch s {
	case O1jsV1:
		return elgamal.O1jsV1
	case O1jsV2:
		return elgamal.O1jsV2
	}
	return 0
}

// schemeOf is the inverse of o1js.
func schemeOf(s elgamal.Scheme) Scheme {
	for _, known := range []Scheme{O1jsV1, O1jsV2} {
		if known.o1js() == s {
			return known
		}
	}
	return 0
}

// number returns the public input that names the scheme.
func (s Scheme) number() fp.Element { return *new(fp.Element).SetUint64(uint64(s)) }

// numbered returns the scheme with the number, 0 if there is none.
func numbered(number *fp.Element) Scheme {
	for _, known := range Schemes() {
		if n := known.number(); n.Equal(number) == 1 {
			return known
		}
	}
	return 0
}
