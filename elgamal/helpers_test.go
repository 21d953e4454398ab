package elgamal_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// oracles are the schemes and what the oracle calls them.
var oracles = map[elgamal.Scheme]bigref.Scheme{
	elgamal.O1jsV1: bigref.O1jsV1,
	elgamal.O1jsV2: bigref.O1jsV2,
}

// privateText is the key that mina-signer publishes its test vectors with.
const privateText = "EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw"

func testKey(t testing.TB) *address.PrivateKey {
	t.Helper()
	key, err := address.ParsePrivateKey(privateText)
	require.NoError(t, err)
	return key
}

// numbers returns small elements.
func numbers(values ...uint64) []fp.Element {
	out := make([]fp.Element, len(values))
	for i, v := range values {
		out[i].SetUint64(v)
	}
	return out
}

func scalar(v uint64) *fq.Element { return new(fq.Element).SetUint64(v) }

// texts returns the decimal texts of elements, oracleTexts those of integers.
func texts(xs []fp.Element) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].Decimal()
	}
	return out
}

func oracleTexts(xs []*big.Int) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].String()
	}
	return out
}

// nonZeroScalar draws scalars of Pallas from 1.
func nonZeroScalar() *rapid.Generator[*big.Int] {
	return testkit.Scalar(bigref.Pallas()).Filter(func(x *big.Int) bool { return x.Sign() > 0 })
}

// encrypt makes a ciphertext that does not change from run to run.
func encrypt(t testing.TB, s elgamal.Scheme, message []fp.Element, ephemeral uint64) *elgamal.Ciphertext {
	t.Helper()
	c, err := s.EncryptWithTestingRandomness(testKey(t).PublicKey(), message, scalar(ephemeral))
	require.NoError(t, err)
	return c
}

// remake makes a ciphertext from the ephemeral key of c and other elements.
func remake(t testing.TB, c *elgamal.Ciphertext, fields []fp.Element) *elgamal.Ciphertext {
	t.Helper()
	out, err := elgamal.NewCiphertext(c.PublicKey(), fields)
	require.NoError(t, err)
	return out
}
