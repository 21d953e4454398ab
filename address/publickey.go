package address

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// PublicKey is a point of Pallas other than the identity (SPEC 4.5). It never
// changes, but by UnmarshalText and UnmarshalJSON. Make one with a function of this
// package: the zero value is none, and methods panic that are given one.
type PublicKey struct {
	x, y fp.Element
}

// curveB is b of y^2 = x^3 + b.
const curveB = 5

// NewPublicKey returns the public key with coordinate x whose y is odd (odd = 1)
// or even (odd = 0). It returns ErrParity for another odd [CRV-12], and
// ErrNotOnCurve if the curve has no such point [KEY-5]. Time depends on x.
func NewPublicKey(x *fp.Element, odd int) (*PublicKey, error) {
	if odd != 0 && odd != 1 {
		return nil, ErrParity
	}
	// The coordinates are needed, so this takes the root itself:
	// pallas.Point.SetXVarTime and then Affine would add an inversion.
	var y, minus fp.Element
	y.Square(x)
	y.Multiply(&y, x)
	y.Add(&y, minus.SetUint64(curveB))
	if _, ok := y.SquareRootVarTime(&y); !ok {
		return nil, ErrNotOnCurve
	}
	minus.Negate(&y)
	k := new(PublicKey)
	k.x.Set(x)
	k.y.Select(&minus, &y, odd) // the root is even, and never 0
	return k, nil
}

// PublicKeyFromPoint returns the public key p. It returns ErrIdentity for the
// identity [KEY-6].
func PublicKeyFromPoint(p *pallas.Point) (*PublicKey, error) {
	if p.IsIdentity() == 1 {
		return nil, ErrIdentity
	}
	k := new(PublicKey)
	k.x, k.y = p.Affine()
	return k, nil
}

// ParsePublicKey returns the public key that text stands for, in the form
// "B62q…" of 55 characters that Mina uses (SPEC 4.5; o1js
// PublicKey.fromBase58). It accepts exactly what String returns, and otherwise
// returns ErrBase58Length, ErrBase58Alphabet, ErrBase58Checksum,
// ErrBase58Version, ErrPayloadVersion, ErrNonCanonical, ErrParity or
// ErrNotOnCurve. Time depends on text.
func ParsePublicKey(text string) (*PublicKey, error) {
	var body [bodyElement + 1]byte
	if err := publicKeyForm.decode(body[:], text); err != nil {
		return nil, err
	}
	var x fp.Element
	if _, err := x.SetCanonicalBytes(body[:bodyElement]); err != nil {
		return nil, ErrNonCanonical
	}
	return NewPublicKey(&x, int(body[bodyElement]))
}

// requireSet panics if k is the zero value. No point of Pallas has y = 0.
func (k *PublicKey) requireSet() {
	if k.y.IsZero() == 1 {
		panic("address: use of a PublicKey that was not made by this package")
	}
}

// String returns the base58check text of k, "B62q…" (SPEC 4.5; o1js
// PublicKey.toBase58).
func (k *PublicKey) String() string {
	k.requireSet()
	var body [bodyElement + 1]byte
	x := k.x.Bytes()
	copy(body[:], x[:])
	body[bodyElement] = byte(k.IsOdd())
	return publicKeyForm.encode(body[:])
}

// X returns the x coordinate of k.
func (k *PublicKey) X() fp.Element {
	k.requireSet()
	return k.x
}

// Y returns the y coordinate of k.
func (k *PublicKey) Y() fp.Element {
	k.requireSet()
	return k.y
}

// IsOdd returns 1 if the y coordinate of k is odd, and 0 otherwise.
func (k *PublicKey) IsOdd() int {
	k.requireSet()
	return k.y.IsOdd()
}

// Point returns k as a point that the caller may change.
func (k *PublicKey) Point() *pallas.Point {
	k.requireSet()
	p, err := new(pallas.Point).SetAffine(&k.x, &k.y)
	if err != nil {
		panic(err) // what made k has checked it
	}
	return p
}

// Equal reports whether k and o are the same key.
func (k *PublicKey) Equal(o *PublicKey) bool {
	k.requireSet()
	o.requireSet()
	return k.x.Equal(&o.x)&k.y.Equal(&o.y) == 1
}
