package bigref_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestKeyPairs uses proof-systems signer/tests/keypair.rs: the scalar is
// big-endian there.
func TestKeyPairs(t *testing.T) {
	pairs := map[string]string{
		"164244176fddb5d769b7de2027469d027ad428fadcc0c02396e6280142efb718": "B62qnzbXmRNo9q32n4SNu2mpB8e7FYYLH8NmaX6oFCBYjjQ8SbD7uzV",
		"3ca187a58f09da346844964310c7e0dd948a9105702b716f4d732e042e0c172e": "B62qicipYxyEHu7QjUqS7QvBipTs5CzgkYZZZkPoKVYBu6tnDUcE9Zt",
		"336eb4a19b3d8905824b0f2254fb495573be302c17582748bf7e101965aa4774": "B62qrKG4Z8hnzZqp1AL8WsQhQYah3quN1qUj3SyfJA8Lw135qWWg1mi",
		"1dee867358d4000f1dafa5978341fb515f89eeddbe450bd57df091f1e63d4444": "B62qoqiAgERjCjXhofXiD7cMLJSKD8hE8ZtMh4jX5MPNgKB4CFxxm1N",
		"20f84123a26e58dd32b0ea3c80381f35cd01bc22a20346cc65b0a67ae48532ba": "B62qkiT4kgCawkSEF84ga5kP9QnhmTJEYzcfgGuk6okAJtSBfVcjm1M",
		"3414fc16e86e6ac272fda03cf8dcb4d7d47af91b4b726494dab43bf773ce1779": "B62qoG5Yk4iVxpyczUrBNpwtx2xunhL48dydN53A2VjoRwF8NUTbVr4",
	}
	for secret, address := range pairs {
		scalar, ok := new(big.Int).SetString(secret, 16)
		require.True(t, ok)
		public := bigref.Pallas().ScaleBase(scalar)
		require.Equal(t, address, bigref.PublicKeyText(public))
		decoded, err := bigref.DecodePublicKey(address)
		require.NoError(t, err)
		require.True(t, decoded.Equal(public))
	}
}

func TestEmptyKey(t *testing.T) {
	const empty = "B62qiTKpEPjGTSHZrtM8uXiKgn8So916pLmNJKDhKeyBQL9TDb3nvBG"
	require.Equal(t, empty, bigref.PublicKeyText(bigref.Pallas().Identity()))
	_, err := bigref.DecodePublicKey(empty)
	require.Equal(t, bigref.PointNotOnCurve, err)
}

const (
	privateText = "EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw"
	publicText  = "B62qiy32p8kAKnny8ZFwoMhYpBppM1DWVCqAPBYNcXnsAHhnfAAuXgg"
)

func TestPrivateKey(t *testing.T) {
	scalar, err := bigref.DecodePrivateKey(privateText)
	require.NoError(t, err)
	require.Equal(t, "27605548526193316426392270696522474986296750573607217943669848328212086686934", scalar.String())
	require.Equal(t, privateText, bigref.EncodePrivateKey(scalar))
	require.Equal(t, publicText, bigref.PublicKeyText(bigref.Pallas().ScaleBase(scalar)))
}

func TestKeyRejections(t *testing.T) {
	payload := func(version byte, bytes ...byte) string { return bigref.EncodeBase58Check(version, bytes) }
	one := bigref.ToLittleEndian(big.NewInt(1), 32)
	with := func(head []byte, tail ...[]byte) []byte {
		out := append([]byte(nil), head...)
		for _, part := range tail {
			out = append(out, part...)
		}
		return out
	}
	p := bigref.ToLittleEndian(bigref.Fp().Modulus(), 32)
	q := bigref.ToLittleEndian(bigref.Fq().Modulus(), 32)
	public := map[string]bigref.Rejection{
		"B62q0":                                  bigref.Base58Alphabet,
		" " + publicText:                         bigref.Base58Alphabet,
		"":                                       bigref.Base58Length,
		"1111":                                   bigref.Base58Length,
		"11111":                                  bigref.Base58Checksum,
		strings.Repeat("1", 129):                 bigref.Base58Length,
		publicText[1:]:                           bigref.Base58Checksum,
		privateText:                              bigref.Base58Version,
		payload(203, with([]byte{1, 1}, one)...): bigref.Base58Length,
		payload(203, with([]byte{1, 1}, one, []byte{0, 0})...): bigref.Base58Length,
		payload(203, with([]byte{1, 2}, one, []byte{0})...):    bigref.PayloadVersion,
		payload(203, with([]byte{2, 1}, one, []byte{0})...):    bigref.PayloadVersion,
		payload(203, with([]byte{1, 1}, p, []byte{0})...):      bigref.NonCanonical,
		payload(203, with([]byte{1, 1}, one, []byte{2})...):    bigref.ParityByte,
	}
	for text, want := range public {
		_, err := bigref.DecodePublicKey(text)
		require.Equal(t, want, err, text)
	}
	private := map[string]bigref.Rejection{
		publicText: bigref.Base58Version,
		payload(90, with([]byte{1}, one[:31])...):             bigref.Base58Length,
		payload(90, with([]byte{2}, one)...):                  bigref.PayloadVersion,
		payload(90, with([]byte{1}, q)...):                    bigref.NonCanonical,
		payload(90, with([]byte{1}, make([]byte, 32))...):     bigref.ScalarZero,
		payload(154, with([]byte{1}, one, one)...):            bigref.Base58Version,
		payload(90, with([]byte{1}, one, make([]byte, 1))...): bigref.Base58Length,
	}
	for text, want := range private {
		_, err := bigref.DecodePrivateKey(text)
		require.Equal(t, want, err, text)
	}
	signature := map[string]bigref.Rejection{
		payload(154, with([]byte{1}, one, one[:31])...): bigref.Base58Length,
		payload(154, with([]byte{0}, one, one)...):      bigref.PayloadVersion,
		payload(154, with([]byte{1}, p, one)...):        bigref.NonCanonical,
		payload(154, with([]byte{1}, one, q)...):        bigref.NonCanonical,
	}
	for text, want := range signature {
		_, err := bigref.DecodeSignature(text)
		require.Equal(t, want, err, text)
	}
}

func TestBase58RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		version := rapid.Byte().Draw(t, "version")
		payload := rapid.SliceOfN(rapid.SampledFrom([]byte{0, 0, 1, 127, 255}), 0, 40).Draw(t, "payload")
		decoded, err := bigref.DecodeBase58Check(version, len(payload), bigref.EncodeBase58Check(version, payload))
		require.NoError(t, err)
		require.Equal(t, string(payload), string(decoded))
	})
}
