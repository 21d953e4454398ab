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
	shared, err := s.recover(sk, c)
	if err != nil {
		return nil, err
	}
	message, tag := open(s, &shared, c.masked())
	return c.release(message, &tag)
}

// recover returns the point that the ephemeral key shares with the private key.
func (s Scheme) recover(sk *address.PrivateKey, c *Ciphertext) (shared pallas.Point, err error) {
	if err := s.check(); err != nil {
		return shared, err
	}
	if err := c.check(); err != nil {
		return shared, err
	}
	if sk.Erased() {
		return shared, address.ErrErased
	}
	k := sk.Scalar()
	shared.ScalarMultiply(k, &c.ephemeral)
	k.Erase()
	return shared, nil
}

// release returns the message if the tag that was computed is that of the
// ciphertext, and erases it otherwise.
func (c *Ciphertext) release(message []fp.Element, tag *fp.Element) ([]fp.Element, error) {
	if tag.Equal(&c.fields[len(c.fields)-1]) == 0 {
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
