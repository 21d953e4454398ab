package address_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// The key pair of o1js src/mina-signer/src/test-vectors/legacySignatures.ts,
// with the scalar and a signature that o1js 2.15.0 gives for it.
const (
	privateText   = "EKFKgDtU3rcuFTVSEpmpXSkukjmX4cKefYREi6Sdsk7E7wsT7KRw"
	publicText    = "B62qiy32p8kAKnny8ZFwoMhYpBppM1DWVCqAPBYNcXnsAHhnfAAuXgg"
	scalarDecimal = "27605548526193316426392270696522474986296750573607217943669848328212086686934"
	signatureText = "7mXUbPYBatpexhKwFJqZTqfo4ukSV7tqoNrkU4GtvRsuNxncVNggYoca8U6s1YgJZR78d8LiQhFhNVZWJbf7rM7ZhpSaURfo"
)

func fpOf(t require.TestingT, v *big.Int) *fp.Element {
	x, err := new(fp.Element).SetDecimal(v.String())
	require.NoError(t, err)
	return x
}

func fqOf(t require.TestingT, v *big.Int) *fq.Element {
	x, err := new(fq.Element).SetDecimal(v.String())
	require.NoError(t, err)
	return x
}

func bigOf(t require.TestingT, decimal string) *big.Int {
	v, ok := new(big.Int).SetString(decimal, 10)
	require.True(t, ok)
	return v
}

// drawNumber draws an integer below 2^256 that is close to a bound of a field
// or uniform.
func drawNumber(t *rapid.T, name string) *big.Int {
	p, q := bigref.Fp().Modulus(), bigref.Fq().Modulus()
	top := new(big.Int).Lsh(big.NewInt(1), 256)
	bound := rapid.SampledFrom([]*big.Int{new(big.Int), p, q, top}).Draw(t, name+" bound")
	if rapid.Bool().Draw(t, name+" near") {
		v := new(big.Int).Add(bound, big.NewInt(rapid.Int64Range(-3, 3).Draw(t, name+" offset")))
		return v.Mod(v, top)
	}
	return new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, name))
}

// drawScalar draws a private key's scalar, with weight on 1, p and q-1.
func drawScalar(t *rapid.T) *big.Int {
	v := drawNumber(t, "scalar")
	v.Mod(v, new(big.Int).Sub(bigref.Fq().Modulus(), big.NewInt(1)))
	return v.Add(v, big.NewInt(1))
}

// allocations returns the average number of allocations of f.
func allocations(t *testing.T, f func()) float64 {
	t.Helper()
	return testing.AllocsPerRun(20, f)
}
