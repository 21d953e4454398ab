package elgamal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
)

// TestErrorsHoldNoSecrets goes through every error that a holder of secrets can
// get and looks for the key, the scalar, the message and its elements [ERR-3].
func TestErrorsHoldNoSecrets(t *testing.T) {
	const message = "open sesame"
	sk := testKey(t)
	erased := testKey(t)
	erased.Erase()
	secrets := append(texts(elgamal.EncodeText(message)), message, privateText, sk.Scalar().Decimal(), "4242424242")

	var errs []error
	collect := func(err error) {
		require.Error(t, err)
		errs = append(errs, err)
	}
	for s := range oracles {
		c, err := s.EncryptText(sk.PublicKey(), message)
		require.NoError(t, err)
		fields := c.Fields()
		fields[0] = plus(fields[0], 1)
		_, err = s.Decrypt(sk, remake(t, c, fields))
		collect(err)
		_, err = s.DecryptText(erased, c)
		collect(err)
		_, err = (3 - s).DecryptText(sk, c)
		collect(err)
		_, err = s.DecryptText(sk, encrypt(t, s, numbers(4242424242), 8))
		collect(err)
		_, err = s.DecryptBytes(sk, encrypt(t, s, numbers(4242424242), 8))
		collect(err)
		_, err = elgamal.Scheme(0).EncryptText(sk.PublicKey(), message)
		collect(err)
	}
	_, err := elgamal.DecodeText(numbers(4242424242))
	collect(err)
	_, err = elgamal.ParseCiphertext([]byte(`{"publicKey":{"x":"4242424242","y":"04242424242"},"cipherText":["4242424242x"]}`))
	collect(err)
	_, err = elgamal.ParseCiphertext([]byte(`{"4242424242":"` + message + `"}`))
	collect(err)

	for _, err := range errs {
		for _, secret := range secrets {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
				require.NotContains(t, fmt.Sprintf(verb, err), secret)
			}
		}
	}
}

// TestAllocations bounds what the functions allocate: the results, and copies of
// keys.
func TestAllocations(t *testing.T) {
	sk := testKey(t)
	pk := sk.PublicKey()
	message := make([]fp.Element, 10)
	for s := range oracles {
		c, err := s.Encrypt(pk, message)
		require.NoError(t, err)
		require.LessOrEqual(t, testing.AllocsPerRun(5, func() { _, _ = s.Encrypt(pk, message) }), 3.0)
		require.LessOrEqual(t, testing.AllocsPerRun(5, func() { _, _ = s.Decrypt(sk, c) }), 2.0)
	}
	data := []byte(strings.Repeat("x", 300))
	fields := elgamal.EncodeBytes(data)
	require.LessOrEqual(t, testing.AllocsPerRun(5, func() { elgamal.EncodeBytes(data) }), 1.0)
	require.LessOrEqual(t, testing.AllocsPerRun(5, func() { _, _ = elgamal.DecodeBytes(fields) }), 1.0)
}

// TestKeysUntouched checks that no function erases or changes the caller's keys.
func TestKeysUntouched(t *testing.T) {
	sk := testKey(t)
	for s := range oracles {
		c := encrypt(t, s, numbers(1), 6)
		for range 2 {
			_, err := s.Decrypt(sk, c)
			require.NoError(t, err)
		}
	}
	require.False(t, sk.Erased())
	require.Equal(t, privateText, sk.Base58())
	fresh, err := address.ParsePrivateKey(privateText)
	require.NoError(t, err)
	require.True(t, sk.PublicKey().Equal(fresh.PublicKey()))
}
