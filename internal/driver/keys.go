package driver

import (
	"github.com/minaseal/minaseal/address"
)

// decodePublicKey is publicKey.decode.
func decodePublicKey(a *arguments) (any, error) {
	key, err := address.ParsePublicKey(a.text("base58"))
	if err != nil {
		return nil, err
	}
	x, y := key.X(), key.Y()
	return object{"x": x.Decimal(), "y": y.Decimal(), "isOdd": key.IsOdd() == 1}, nil
}

// encodePublicKey is publicKey.encode.
func encodePublicKey(a *arguments) (any, error) {
	x, odd := a.elementFp("x"), 0
	if a.bool("isOdd") {
		odd = 1
	}
	key, err := address.NewPublicKey(&x, odd)
	if err != nil {
		return nil, err
	}
	return object{"base58": key.String()}, nil
}

// decodePrivateKey is privateKey.decode.
func decodePrivateKey(a *arguments) (any, error) {
	key, err := address.ParsePrivateKey(a.text("base58"))
	if err != nil {
		return nil, err
	}
	defer key.Erase()
	return object{"scalar": key.Scalar().Decimal(), "publicKey": key.PublicKey().String()}, nil
}

// encodePrivateKey is privateKey.encode.
func encodePrivateKey(a *arguments) (any, error) {
	s := a.elementFq("scalar")
	key, err := address.NewPrivateKey(&s)
	if err != nil {
		return nil, err
	}
	defer key.Erase()
	return object{"base58": key.Base58()}, nil
}

// publicKey reads a public key's text.
func (a *arguments) publicKey(name string) *address.PublicKey {
	key, err := address.ParsePublicKey(a.text(name))
	if err != nil {
		a.fail(err)
	}
	return key
}

// privateKey reads a private key's text; the caller erases the key.
func (a *arguments) privateKey(name string) *address.PrivateKey {
	key, err := address.ParsePrivateKey(a.text(name))
	if err != nil {
		a.fail(err)
		return new(address.PrivateKey)
	}
	return key
}
