package elgamal

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Encrypt encrypts the message to the public key (SPEC 6.1 [ENC-V1-1]
// [ENC-V2-1]; o1js Encryption.encrypt). The ciphertext has one element more
// than the message. It returns ErrUnknownScheme, and ErrEmpty for a message of
// no elements [ENC-4]. Time depends on the number of elements alone.
func (s Scheme) Encrypt(pk *address.PublicKey, message []fp.Element) (*Ciphertext, error) {
	var k fq.Element
	defer k.Erase()
	setEphemeral(&k)
	return s.encrypt(pk, message, &k)
}

// EncryptBytes encrypts the bytes, any number of them, as EncodeBytes writes
// them [ENC-21]. It is not o1js's encryptBytes, which has another encoding. It
// returns ErrUnknownScheme. Time depends on their number.
func (s Scheme) EncryptBytes(pk *address.PublicKey, b []byte) (*Ciphertext, error) {
	fields := EncodeBytes(b)
	defer eraseAll(fields)
	return s.Encrypt(pk, fields)
}

// EncryptText encrypts the text as EncodeText writes it [ENC-22]; o1js
// Encryption.encrypt of Encoding.stringToFields. It returns ErrUnknownScheme.
// Time depends on the length and, if it is not UTF-8, on the form of the text.
func (s Scheme) EncryptText(pk *address.PublicKey, text string) (*Ciphertext, error) {
	fields := EncodeText(text)
	defer eraseAll(fields)
	return s.Encrypt(pk, fields)
}

// encrypt is encrypt of SPEC 6.1 with the ephemeral scalar k, which is not 0.
func (s Scheme) encrypt(pk *address.PublicKey, message []fp.Element, k *fq.Element) (*Ciphertext, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if len(message) == 0 {
		return nil, ErrEmpty
	}
	out := new(Ciphertext)
	shared := out.agree(pk, k)
	out.fields = seal(s, &shared, message)
	return out, nil
}

// agree sets the ephemeral key to that of the scalar k and returns the point that
// it shares with the receiver.
func (c *Ciphertext) agree(pk *address.PublicKey, k *fq.Element) (shared pallas.Point) {
	c.ephemeral.ScalarBaseMultiply(k)
	shared.ScalarMultiply(k, pk.Point())
	return shared
}

// setEphemeral sets k to a random scalar from 1 to q-1.
func setEphemeral(k *fq.Element) {
	for k.SetRandom().IsZero() == 1 {
	}
}

// seal is seal of SPEC 6.2 and 6.3; the tag is the last element of the result.
func seal(scheme Scheme, shared *pallas.Point, m []fp.Element) []fp.Element {
	var s schedule
	s.start(scheme, len(m), shared)
	c := make([]fp.Element, len(m)+1)
	for i := range m {
		mask := s.next(i)
		c[i].Add(&m[i], &mask)
		mask.Erase()
		s.feed(c, i)
	}
	c[len(m)] = s.tag()
	return c
}

func eraseAll(fields []fp.Element) {
	for i := range fields {
		fields[i].Erase()
	}
}
