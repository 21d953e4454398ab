package elgamal

import (
	"slices"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Ciphertext is an ephemeral public key, the masked elements and the tag. It
// never changes. Make one with a function of this package; every other one is
// refused by Decrypt. A ciphertext is public, and does not know its scheme.
type Ciphertext struct {
	ephemeral pallas.Point
	fields    []fp.Element // the tag last
}

// NewCiphertext returns the ciphertext with an ephemeral key and with elements
// of which the last one is the tag; it keeps copies. It returns ErrIdentity for
// the identity [ENC-6] and ErrEmpty for fewer than two elements [ENC-7].
func NewCiphertext(ephemeral *pallas.Point, fields []fp.Element) (*Ciphertext, error) {
	c := &Ciphertext{ephemeral: *ephemeral, fields: append([]fp.Element{}, fields...)}
	if err := c.check(); err != nil {
		return nil, err
	}
	return c, nil
}

// check returns what is wrong with a ciphertext, in the order of [ENC-6] and
// [ENC-7]. The zero value counts as the identity.
func (c *Ciphertext) check() error {
	if c.fields == nil {
		return ErrIdentity
	}
	if c.ephemeral.IsIdentity() == 1 {
		return ErrIdentity
	}
	if len(c.fields) < 2 {
		return ErrEmpty
	}
	return nil
}

// PublicKey returns a copy of the ephemeral public key, the identity for the zero value.
func (c *Ciphertext) PublicKey() *pallas.Point {
	if c.fields == nil {
		return pallas.NewIdentity()
	}
	p := c.ephemeral
	return &p
}

// Fields returns a copy of the elements, the tag last: one more than the
// message has.
func (c *Ciphertext) Fields() []fp.Element {
	return slices.Clone(c.fields)
}

// masked returns the elements without the tag, not a copy of them.
func (c *Ciphertext) masked() []fp.Element { return c.fields[:len(c.fields)-1] }

// Tag returns a copy of the authentication tag, the last element.
func (c *Ciphertext) Tag() fp.Element { return c.fields[len(c.fields)-1] }
