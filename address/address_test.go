package address_test

import (
	"encoding/hex"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// TestKeyPairs uses proof-systems signer/tests/keypair.rs, where the scalar is
// big-endian.
func TestKeyPairs(t *testing.T) {
	for secret, text := range map[string]string{
		"164244176fddb5d769b7de2027469d027ad428fadcc0c02396e6280142efb718": "B62qnzbXmRNo9q32n4SNu2mpB8e7FYYLH8NmaX6oFCBYjjQ8SbD7uzV",
		"3ca187a58f09da346844964310c7e0dd948a9105702b716f4d732e042e0c172e": "B62qicipYxyEHu7QjUqS7QvBipTs5CzgkYZZZkPoKVYBu6tnDUcE9Zt",
		"336eb4a19b3d8905824b0f2254fb495573be302c17582748bf7e101965aa4774": "B62qrKG4Z8hnzZqp1AL8WsQhQYah3quN1qUj3SyfJA8Lw135qWWg1mi",
		"1dee867358d4000f1dafa5978341fb515f89eeddbe450bd57df091f1e63d4444": "B62qoqiAgERjCjXhofXiD7cMLJSKD8hE8ZtMh4jX5MPNgKB4CFxxm1N",
		"20f84123a26e58dd32b0ea3c80381f35cd01bc22a20346cc65b0a67ae48532ba": "B62qkiT4kgCawkSEF84ga5kP9QnhmTJEYzcfgGuk6okAJtSBfVcjm1M",
		"3414fc16e86e6ac272fda03cf8dcb4d7d47af91b4b726494dab43bf773ce1779": "B62qoG5Yk4iVxpyczUrBNpwtx2xunhL48dydN53A2VjoRwF8NUTbVr4",
	} {
		b, err := hex.DecodeString(secret)
		require.NoError(t, err)
		slices.Reverse(b)
		s, err := new(fq.Element).SetCanonicalBytes(b)
		require.NoError(t, err)
		key, err := address.NewPrivateKey(s)
		require.NoError(t, err)
		require.Equal(t, text, key.PublicKey().String())

		parsed, err := address.ParsePublicKey(text)
		require.NoError(t, err)
		require.True(t, parsed.Equal(key.PublicKey()))
	}
}

// TestEdgeKeys has the texts that o1js 2.15.0 gives for scalars at the bounds.
func TestEdgeKeys(t *testing.T) {
	for _, c := range []struct{ scalar, private, public string }{
		{
			"1",
			"EKDheFCGxfVGKBunTkfkWv3WqiH7JXiYaTu3kv9pb389GBqPpUFr",
			"B62qiVGZQdBJJrxnzhvqp7LKe6jDiFcpU3cF5xHoZof5Pz9qiL85KLx",
		},
		{
			"2",
			"EKDi5nj98e6UhforSnEWPDFbWQMtkkKpdP6J3hyS61mDo64EJWSK",
			"B62qs2xPJgNhvBw7ubgppB4YSDf1dYyvLYD1ghCrhnkXabLSVAainWx",
		},
		{ // p: above it, o1js's scalars and fields part
			"28948022309329048855892746252171976963363056481941560715954676764349967630337",
			"EKDheFCHEdNVr9VkWF6t7ky8NcaA8nhMZFeZpbZToTwVH45eNWW1",
			"B62qpPY4MqnuoetbPLtxxuyQk5PJjaxXf73QfnFSS4BAdLTWEeo8pNa",
		},
		{ // q-1: the generator's opposite
			"28948022309329048855892746252171976963363056481941647379679742748393362948096",
			"EKDhChfQpyHaqYYf3EdjDbF6GUHr6QDhp6ka4yd4ydpSJ7V8XE4R",
			"B62qiVGZQdBJJrxnzhvqp7LKe6jDiFcpU3cF5xHoZof5Pz9qiERjXsa",
		},
		{scalarDecimal, privateText, publicText},
	} {
		key, err := address.NewPrivateKey(fqOf(t, bigOf(t, c.scalar)))
		require.NoError(t, err)
		require.Equal(t, c.private, key.Base58())
		require.Equal(t, c.public, key.PublicKey().String())

		parsed, err := address.ParsePrivateKey(c.private)
		require.NoError(t, err)
		require.Equal(t, c.scalar, parsed.Scalar().Decimal())
		require.Equal(t, c.public, parsed.PublicKey().String())
	}
}

func TestSignatureText(t *testing.T) {
	signature, err := address.ParseSignature(signatureText)
	require.NoError(t, err)
	require.Equal(t, "15013911606082643055679605555215543673805313868759343340038634674932110934757", signature.R.Decimal())
	require.Equal(t, "24972679558338127084773641313735009679488546436719624107858279940982148554317", signature.S.Decimal())
	require.Equal(t, signatureText, signature.Base58())
	require.Equal(t, signatureText, signature.String())
}

func TestPublicKeyParts(t *testing.T) {
	key, err := address.ParsePublicKey(publicText)
	require.NoError(t, err)
	x, y := key.X(), key.Y()
	point, err := new(pallas.Point).SetXVarTime(&x, key.IsOdd())
	require.NoError(t, err)
	pointX, pointY := point.Affine()
	require.Equal(t, 1, x.Equal(&pointX))
	require.Equal(t, 1, y.Equal(&pointY))
	require.Equal(t, y.IsOdd(), key.IsOdd())
	require.Equal(t, 1, point.Equal(key.Point()))

	same, err := address.NewPublicKey(&x, key.IsOdd())
	require.NoError(t, err)
	require.True(t, same.Equal(key))
	opposite, err := address.NewPublicKey(&x, 1-key.IsOdd())
	require.NoError(t, err)
	require.False(t, opposite.Equal(key))
	require.Equal(t, 1, opposite.Point().Equal(point.Negate(point)))
}

// TestPublicKeyFromPoint gives a point that is not normalised.
func TestPublicKeyFromPoint(t *testing.T) {
	double := pallas.NewGenerator()
	double.Add(double, double)
	key, err := address.PublicKeyFromPoint(double)
	require.NoError(t, err)
	require.Equal(t, "B62qs2xPJgNhvBw7ubgppB4YSDf1dYyvLYD1ghCrhnkXabLSVAainWx", key.String())
	require.Equal(t, 1, double.Equal(key.Point()))
}

// TestCopies changes everything that the package took and gave.
func TestCopies(t *testing.T) {
	s := fqOf(t, bigOf(t, scalarDecimal))
	key, err := address.NewPrivateKey(s)
	require.NoError(t, err)
	s.Erase()
	key.Scalar().Erase()
	require.Equal(t, privateText, key.Base58())

	public := key.PublicKey()
	x := public.X()
	public.Point().Erase()
	built, err := address.NewPublicKey(&x, public.IsOdd())
	require.NoError(t, err)
	x.Zero()
	require.Equal(t, publicText, public.String())
	require.Equal(t, publicText, built.String())

	point := public.Point()
	fromPoint, err := address.PublicKeyFromPoint(point)
	require.NoError(t, err)
	point.Erase()
	require.Equal(t, publicText, fromPoint.String())
}

// TestGenerate checks that generated keys differ, parse, and fill the range:
// 64 keys below 2^248 would come once in 2^384 runs.
func TestGenerate(t *testing.T) {
	seen := make(map[string]bool)
	var highest byte
	for range 64 {
		key := address.GeneratePrivateKey()
		text := key.Base58()
		require.False(t, seen[text])
		seen[text] = true
		parsed, err := address.ParsePrivateKey(text)
		require.NoError(t, err)
		require.True(t, parsed.PublicKey().Equal(key.PublicKey()))
		b := key.Scalar().Bytes()
		highest |= b[31]
	}
	require.NotZero(t, highest)
}

// TestAllocations bounds the memory of decoders, for texts of any length.
func TestAllocations(t *testing.T) {
	key, err := address.ParsePrivateKey(privateText)
	require.NoError(t, err)
	signature, err := address.ParseSignature(signatureText)
	require.NoError(t, err)
	var x fp.Element
	for name, f := range map[string]func(){
		"ParsePublicKey":  func() { _, err = address.ParsePublicKey(publicText) },
		"ParseSignature":  func() { _, err = address.ParseSignature(signatureText) },
		"String":          func() { _ = key.PublicKey().String() },
		"Base58":          func() { _ = signature.Base58() },
		"X":               func() { x = key.PublicKey().X() },
		"ParsePrivateKey": func() { _, err = address.ParsePrivateKey(privateText) },
	} {
		limit := 1.0
		if name == "ParsePrivateKey" {
			limit = 5 // the key, the two levels of its secret, the public key, a point
		}
		require.LessOrEqual(t, allocations(t, f), limit, name)
		require.NoError(t, err, name)
	}
	require.Equal(t, 0, x.IsZero())
}
