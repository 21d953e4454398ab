package address_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
)

// requireSameCode requires that both sides accept, or refuse with one code. It
// returns whether they accept.
func requireSameCode(t require.TestingT, want, got error) bool {
	if want == nil {
		require.NoError(t, got)
		return true
	}
	var rejection bigref.Rejection
	require.True(t, errors.As(want, &rejection))
	require.Equal(t, rejection.Code(), coded.Code(got))
	return false
}

func comparePublicKey(t require.TestingT, text string) {
	want, wantErr := bigref.DecodePublicKey(text)
	got, err := address.ParsePublicKey(text)
	if !requireSameCode(t, wantErr, err) {
		require.Nil(t, got)
		return
	}
	x, y := got.X(), got.Y()
	require.Equal(t, want.X.String(), x.Decimal())
	require.Equal(t, want.Y.String(), y.Decimal())
	require.Equal(t, text, got.String())
}

// comparePrivateKey leaves the public key out: the reference is slow.
func comparePrivateKey(t require.TestingT, text string) {
	want, wantErr := bigref.DecodePrivateKey(text)
	got, err := address.ParsePrivateKey(text)
	if !requireSameCode(t, wantErr, err) {
		require.Nil(t, got)
		return
	}
	require.Equal(t, want.String(), got.Scalar().Decimal())
	require.Equal(t, text, got.Base58())
}

func compareSignature(t require.TestingT, text string) {
	want, wantErr := bigref.DecodeSignature(text)
	got, err := address.ParseSignature(text)
	if !requireSameCode(t, wantErr, err) {
		require.Nil(t, got)
		return
	}
	require.Equal(t, want.R.String(), got.R.Decimal())
	require.Equal(t, want.S.String(), got.S.Decimal())
	require.Equal(t, text, got.Base58())
}

// drawPayload draws numbers near the bounds and versions that are mostly right.
func drawPayload(t *rapid.T, versions, numbers int, tail []byte) []byte {
	var payload []byte
	for range versions {
		payload = append(payload, rapid.SampledFrom([]byte{1, 1, 1, 1, 1, 1, 0, 2}).Draw(t, "inner version"))
	}
	for range numbers {
		payload = append(payload, number(drawNumber(t, "number"), 32)...)
	}
	payload = append(payload, tail...)
	switch rapid.IntRange(0, 9).Draw(t, "length") {
	case 0:
		payload = payload[:len(payload)-1]
	case 1:
		payload = append(payload, 0)
	}
	return payload
}

// damage changes one character at most.
func damage(t *rapid.T, text string) string {
	if rapid.IntRange(0, 4).Draw(t, "damage") > 0 {
		return text
	}
	i := rapid.IntRange(0, len(text)-1).Draw(t, "position")
	return text[:i] + rapid.StringN(0, 2, -1).Draw(t, "replacement") + text[i+1:]
}

func TestDecodersAgainstReference(t *testing.T) {
	t.Run("public key", rapid.MakeCheck(func(t *rapid.T) {
		parity := rapid.SampledFrom([]byte{0, 0, 0, 1, 1, 1, 2, 255}).Draw(t, "parity")
		payload := drawPayload(t, 2, 1, []byte{parity})
		comparePublicKey(t, damage(t, bigref.EncodeBase58Check(203, payload)))
	}))
	t.Run("private key", rapid.MakeCheck(func(t *rapid.T) {
		comparePrivateKey(t, damage(t, bigref.EncodeBase58Check(90, drawPayload(t, 1, 1, nil))))
	}))
	t.Run("signature", rapid.MakeCheck(func(t *rapid.T) {
		compareSignature(t, damage(t, bigref.EncodeBase58Check(154, drawPayload(t, 1, 2, nil))))
	}))
}

// TestEncodersAgainstReference goes from a scalar to all three texts.
func TestEncodersAgainstReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScalar(t)
		key, err := address.NewPrivateKey(fqOf(t, s))
		require.NoError(t, err)
		require.Equal(t, bigref.EncodePrivateKey(s), key.Base58())

		x, y := key.PublicKey().X(), key.PublicKey().Y()
		odd := uint(key.PublicKey().IsOdd())
		require.Equal(t, bigref.EncodePublicKey(bigOf(t, x.Decimal()), odd), key.PublicKey().String())
		require.Equal(t, odd, bigOf(t, y.Decimal()).Bit(0))

		r := new(big.Int).Mod(s, bigref.Fp().Modulus())
		signature := address.Signature{R: *fpOf(t, r), S: *fqOf(t, s)}
		require.Equal(t, bigref.EncodeSignature(bigref.Signature{R: r, S: s}), signature.Base58())
	})
}

// TestPublicKeysAgainstReference multiplies with the reference: few cases.
func TestPublicKeysAgainstReference(t *testing.T) {
	q := bigref.Fq().Modulus()
	scalars := []*big.Int{big.NewInt(1), big.NewInt(3), plus(q, -1), plus(q, -2), bigref.Fp().Modulus()}
	for range 8 {
		key := address.GeneratePrivateKey()
		scalars = append(scalars, bigOf(t, key.Scalar().Decimal()))
	}
	for _, s := range scalars {
		key, err := address.NewPrivateKey(fqOf(t, s))
		require.NoError(t, err)
		require.Equal(t, bigref.PublicKeyText(bigref.Pallas().ScaleBase(s)), key.PublicKey().String())
	}
}
