package address

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// redacted is what a private key prints as.
const redacted = "[secret]"

// PrivateKey is a scalar of Pallas other than 0, and its public key (SPEC 4.6).
// Make one with a function of this package: the zero value counts as erased.
//
// A private key prints as "[secret]" under every verb of package fmt, and JSON of
// what holds one is refused ([ErrSecret]); Base58 is the one way to its text. Erase it when it is of no further
// use. Copies of the value share the scalar. Methods may be called
// concurrently, but Erase not at the same time as others.
type PrivateKey struct {
	secret *secret
	public *PublicKey
}

// secret stands behind two pointers: where a PrivateKey is an unexported field
// of another type, package fmt cannot call its methods and prints pointers
// instead, but under some verbs it follows the first.
type secret struct {
	scalar *fq.Element // never 0 in a key: 0 stands for an erased one
}

// GeneratePrivateKey returns a uniform private key from crypto/rand [CRV-7].
func GeneratePrivateKey() *PrivateKey {
	var s fq.Element
	defer s.Erase()
	for {
		if k, err := NewPrivateKey(s.SetRandom()); err == nil {
			return k
		}
	}
}

// NewPrivateKey returns the private key s; it keeps a copy. It returns
// ErrScalarZero for 0 [KEY-10]. Time does not depend on the value of s.
func NewPrivateKey(s *fq.Element) (*PrivateKey, error) {
	if s.IsZero() == 1 {
		return nil, ErrScalarZero
	}
	point := pallas.NewIdentity().ScalarBaseMultiply(s)
	defer point.Erase() // its denominator depends on s in more than the point
	public, err := PublicKeyFromPoint(point)
	if err != nil {
		return nil, err
	}
	return &PrivateKey{secret: &secret{new(fq.Element).Set(s)}, public: public}, nil
}

// ParsePrivateKey returns the private key that text stands for, in the form
// "EK…" of 52 characters that Mina uses (SPEC 4.6; o1js PrivateKey.fromBase58).
// It accepts exactly what Base58 returns, and otherwise returns
// ErrBase58Length, ErrBase58Alphabet, ErrBase58Checksum, ErrBase58Version,
// ErrPayloadVersion, ErrNonCanonical or ErrScalarZero. Time does not depend on
// the value of a valid text.
//
// The text itself remains in the memory of the caller: Go cannot erase a
// string.
func ParsePrivateKey(text string) (*PrivateKey, error) {
	var body [bodyElement]byte
	defer clear(body[:])
	if err := privateKeyForm.decode(body[:], text); err != nil {
		return nil, err
	}
	var s fq.Element
	defer s.Erase()
	if _, err := s.SetCanonicalBytes(body[:]); err != nil {
		return nil, ErrNonCanonical
	}
	return NewPrivateKey(&s)
}

// Base58 returns the base58check text of k, "EK…" (SPEC 4.6; o1js
// PrivateKey.toBase58). It panics with ErrErased if k was erased. Time does not
// depend on k; the text cannot be erased.
func (k *PrivateKey) Base58() string {
	s := k.Scalar()
	body := s.Bytes()
	text := privateKeyForm.encode(body[:])
	s.Erase()
	clear(body[:])
	return text
}

// Scalar returns a copy of the scalar, which the caller erases. It panics with
// ErrErased if k was erased: a caller that cannot rule that out asks Erased
// first.
func (k *PrivateKey) Scalar() *fq.Element {
	if k.Erased() {
		panic(ErrErased)
	}
	return new(fq.Element).Set(k.secret.scalar)
}

// PublicKey returns the public key of k [KEY-11], of an erased k too.
func (k *PrivateKey) PublicKey() *PublicKey { return k.public }

// Erase overwrites the scalar. A second call has no effect.
func (k *PrivateKey) Erase() {
	if k.secret != nil {
		k.secret.scalar.Erase()
	}
}

// Erased reports whether k was erased.
func (k *PrivateKey) Erased() bool {
	return k.secret == nil || k.secret.scalar.IsZero() == 1
}

// The methods below have value receivers so that they hold for values and
// pointers alike.

// String returns "[secret]".
func (k PrivateKey) String() string { return redacted }

// GoString returns "[secret]".
func (k PrivateKey) GoString() string { return redacted }

// Format writes "[secret]" whatever the verb is.
func (k PrivateKey) Format(state fmt.State, _ rune) { fmt.Fprint(state, redacted) }
