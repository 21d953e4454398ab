package protocol

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
)

// MessageBound returns an upper bound on the size in bytes of the message that
// carries a text of length bytes, encrypted (SPEC 9.3 [NAT-12]): 31 bytes of text
// become a field of at most 77 digits, two escaped quotes and a comma; the
// remainder and the tag are two fields more.
func MessageBound(length int) int {
	const frame = 512 // names, braces, the ephemeral point
	return frame + (length/31+2)*82
}

// encrypt encrypts a text for pk and returns the ciphertext's JSON text (SPEC 6.4 and
// 6.5). It takes the text's bytes, because a string of them could not be erased.
func encrypt(s elgamal.Scheme, pk *address.PublicKey, text []byte) (string, error) {
	c, err := s.EncryptBytes(pk, text)
	if err != nil {
		return "", fmt.Errorf("encrypting: %w", err)
	}
	encoded, err := c.MarshalJSON()
	return string(encoded), err
}

// decrypt parses a ciphertext's JSON text and, if awaited, decrypts it. Otherwise the
// key is not used at all and the text is empty [HSK-6] [HSK-13].
func decrypt(s elgamal.Scheme, sk *address.PrivateKey, encrypted string, awaited bool) (string, error) {
	c, err := elgamal.ParseCiphertext([]byte(encrypted))
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
