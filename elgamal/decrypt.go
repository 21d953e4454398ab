package elgamal

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Decrypt returns the message of a ciphertext that was made for sk's public key
// with this scheme (SPEC 6.1 [ENC-V1-2] [ENC-V2-2]; o1js Encryption.decrypt).
// It returns ErrUnknownScheme; address.ErrErased; ErrIdentity and ErrEmpty for
// a Ciphertext that no function of this package made; and ErrTag, with nothing
// of the message, if the tag does not match [ENC-8]. The ciphertext is not
// changed. Time depends on the number of elements alone.
func (s Scheme) Decrypt(sk *address.PrivateKey, c *Ciphertext) ([]fp.Element, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	if sk.Erased() {
		return nil, address.ErrErased
	}
	k := sk.Scalar()
	var shared pallas.Point
	shared.ScalarMultiply(k, &c.ephemeral)
	k.Erase()

	masked, given := c.fields[:len(c.fields)-1], &c.fields[len(c.fields)-1]
	message, tag := open(s, &shared, masked)
	if tag.Equal(given) == 0 {
		eraseAll(message)
		return nil, ErrTag
	}
	return message, nil
}

// DecryptBytes is Decrypt followed by DecodeBytes, whose errors ErrNoStop and
// ErrEncoding it adds [ENC-23]. It inverts EncryptBytes and EncryptText. Time
// depends on the number of elements, and on the outcome of the decoding.
func (s Scheme) DecryptBytes(sk *address.PrivateKey, c *Ciphertext) ([]byte, error) {
	fields, err := s.Decrypt(sk, c)
	if err != nil {
		return nil, err
	}
	defer eraseAll(fields)
	return DecodeBytes(fields)
}

// DecryptText is Decrypt followed by DecodeText, whose errors ErrNoStop and
// ErrEncoding it adds [ENC-23]. Time depends on the text's UTF-8. The text
// cannot be erased; where that matters, use DecryptBytes.
func (s Scheme) DecryptText(sk *address.PrivateKey, c *Ciphertext) (string, error) {
	fields, err := s.Decrypt(sk, c)
	if err != nil {
		return "", err
	}
	defer eraseAll(fields)
	return DecodeText(fields)
}

// open is open of SPEC 6.2 and 6.3.
func open(scheme Scheme, shared *pallas.Point, c []fp.Element) (m []fp.Element, tag fp.Element) {
	var s schedule
	s.start(scheme, len(c), shared)
	m = make([]fp.Element, len(c))
	for i := range c {
		mask := s.next(i)
		m[i].Subtract(&c[i], &mask)
		mask.Erase()
		s.feed(c, i)
	}
	return m, s.tag()
}
