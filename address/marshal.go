package address

import (
	"errors"

	"github.com/minaseal/minaseal/internal/strictjson"
)

// The encodings of keys and signatures for packages such as encoding/json. Methods that
// write have value receivers, so that a value and a pointer give the same. Those that
// read leave the receiver as it was on an error.

// ErrSecret is what encoding a private key returns, and decoding one.
var ErrSecret = errors.New("address: a private key is neither written nor read as part of another value: use Base58 and ParsePrivateKey")

// MarshalText returns what String does, and ErrUnset for the zero value.
func (k PublicKey) MarshalText() ([]byte, error) {
	if k.y.IsZero() == 1 {
		return nil, ErrUnset
	}
	return []byte(k.String()), nil
}

// ErrUnset is what encoding a public key returns that no function of this package made.
var ErrUnset = errors.New("address: a PublicKey that was not made by this package")

// UnmarshalText sets k to what [ParsePublicKey] returns.
func (k *PublicKey) UnmarshalText(text []byte) error {
	parsed, err := ParsePublicKey(string(text))
	if err == nil {
		*k = *parsed
	}
	return err
}

// UnmarshalJSON is UnmarshalText of a JSON string; null is refused, too.
func (k *PublicKey) UnmarshalJSON(text []byte) error {
	text, err := strictjson.Text(text)
	if err != nil {
		return err
	}
	return k.UnmarshalText(text)
}

// MarshalText returns what Base58 does.
func (s Signature) MarshalText() ([]byte, error) { return []byte(s.Base58()), nil }

// UnmarshalText sets s to what [ParseSignature] returns.
func (s *Signature) UnmarshalText(text []byte) error {
	parsed, err := ParseSignature(string(text))
	if err == nil {
		*s = *parsed
	}
	return err
}

// UnmarshalJSON is UnmarshalText of a JSON string; null is refused, too.
func (s *Signature) UnmarshalJSON(text []byte) error {
	text, err := strictjson.Text(text)
	if err != nil {
		return err
	}
	return s.UnmarshalText(text)
}

// MarshalText returns ErrSecret. A key that was written along with what holds it would
// leak; one that was left out, or written as something else, would be lost to whoever
// believes that it was saved.
func (k PrivateKey) MarshalText() ([]byte, error) { return nil, ErrSecret }

// MarshalJSON returns ErrSecret.
func (k PrivateKey) MarshalJSON() ([]byte, error) { return nil, ErrSecret }

// UnmarshalText returns ErrSecret.
func (k *PrivateKey) UnmarshalText([]byte) error { return ErrSecret }

// UnmarshalJSON returns ErrSecret.
func (k *PrivateKey) UnmarshalJSON([]byte) error { return ErrSecret }
