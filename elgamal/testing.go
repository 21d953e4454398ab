package elgamal

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// EncryptWithTestingRandomness is Encrypt with an ephemeral scalar given by the
// caller, for known-answer tests alone (SPEC 6.1 [ENC-11]): whoever uses a
// scalar for two messages, or one that others know, gives the messages away. It
// returns ErrScalarZero for 0 [ENC-12], and the errors of Encrypt.
func (s Scheme) EncryptWithTestingRandomness(pk *address.PublicKey, message []fp.Element, ephemeral *fq.Element) (*Ciphertext, error) {
	if ephemeral.IsZero() == 1 {
		return nil, ErrScalarZero
	}
	return s.encrypt(pk, message, ephemeral)
}
