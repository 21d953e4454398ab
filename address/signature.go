package address

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// Signature is a Schnorr signature: the x coordinate R of the nonce's point and
// the response S (SPEC 4.7). Package schnorr makes and verifies them.
type Signature struct {
	R fp.Element
	S fq.Element
}

// ParseSignature returns the signature that text stands for, in the form "7m…"
// of 96 characters that Mina uses (SPEC 4.7; o1js Signature.fromBase58). It
// accepts exactly what Base58 returns, and otherwise returns ErrBase58Length,
// ErrBase58Alphabet, ErrBase58Checksum, ErrBase58Version, ErrPayloadVersion or
// ErrNonCanonical. A signature that decodes need not verify.
func ParseSignature(text string) (*Signature, error) {
	var body [2 * bodyElement]byte
	if err := signatureForm.decode(body[:], text); err != nil {
		return nil, err
	}
	s := new(Signature)
	if _, err := s.R.SetCanonicalBytes(body[:bodyElement]); err != nil {
		return nil, ErrNonCanonical
	}
	if _, err := s.S.SetCanonicalBytes(body[bodyElement:]); err != nil {
		return nil, ErrNonCanonical
	}
	return s, nil
}

// Base58 returns the base58check text of s, "7m…" (SPEC 4.7; o1js
// Signature.toBase58).
func (s *Signature) Base58() string {
	var body [2 * bodyElement]byte
	r, t := s.R.Bytes(), s.S.Bytes()
	copy(body[:bodyElement], r[:])
	copy(body[bodyElement:], t[:])
	return signatureForm.encode(body[:])
}

// String returns Base58.
func (s *Signature) String() string { return s.Base58() }
