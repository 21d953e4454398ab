package protocol

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
)

// MaxText is the largest options, payload, result or status text in bytes of the
// zkcw profiles. Encrypted, it still fits a message of wire.MaxSize (SPEC 7.6
// [MSG-17]).
const MaxText = 384 << 10

// MaxSealedText is that of sealed-v1. Sealed, it still fits wire.MaxWhole (SPEC 7.8
// [MSG-25]).
const MaxSealedText = 3 << 20

// MessageBound returns an upper bound on the size in bytes of the message that
// carries a text of length bytes, encrypted (SPEC 9.3 [NAT-12]): 31 bytes of text
// become a field of at most 77 digits, two escaped quotes and a comma; the
// remainder and the tag are two fields more.
func MessageBound(length int) int {
	const frame = 512 // names, braces, the ephemeral point
	return frame + (length/31+2)*82
}

// seal encrypts a text for pk and returns the ciphertext's JSON text (SPEC 6.4 and
// 6.5). It takes the text's bytes, because a string of them could not be erased.
func seal(s elgamal.Scheme, pk *address.PublicKey, text []byte) (string, error) {
	c, err := s.EncryptBytes(pk, text)
	if err != nil {
		return "", fmt.Errorf("encrypting: %w", err)
	}
	encoded, err := c.MarshalJSON()
	return string(encoded), err
}

// open parses a ciphertext's JSON text and, if awaited, decrypts it. Otherwise the
// key is not used at all and the text is empty [HSK-6] [HSK-13].
func open(s elgamal.Scheme, sk *address.PrivateKey, sealed string, awaited bool) (string, error) {
	c, err := elgamal.ParseCiphertext([]byte(sealed))
	if err != nil || !awaited {
		return "", err
	}
	return s.DecryptText(sk, c)
}

// ownKey returns a copy of sk that the machine may erase.
func ownKey(sk *address.PrivateKey) (*address.PrivateKey, error) {
	if sk == nil {
		return nil, ErrConfig
	}
	if sk.Erased() {
		return nil, fmt.Errorf("%w: it is erased", ErrConfig)
	}
	scalar := sk.Scalar()
	defer scalar.Erase()
	return address.NewPrivateKey(scalar)
}
