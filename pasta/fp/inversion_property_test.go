package fp_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// fermat returns x^(p-2) for the modulus p.
func fermat(x *fp.Element) *fp.Element {
	exponent := fp.Modulus()
	exponent.Sub(exponent, big.NewInt(2))
	z := new(fp.Element).One()
	for i := exponent.BitLen() - 1; i >= 0; i-- {
		z.Square(z)
		if exponent.Bit(i) == 1 {
			z.Multiply(z, x)
		}
	}
	return z
}

// checkInversion compares both inversions with Fermat's theorem and the oracle.
func checkInversion(t require.TestingT, x *big.Int) {
	element := testkit.ToFp(x)
	want := fermat(element)
	require.Equal(t, bigref.Fp().Invert(x).String(), want.Decimal(), "the oracles disagree on %v", x)
	requireEqual(t, want, new(fp.Element).Invert(element), "Invert")
	requireEqual(t, want, new(fp.Element).InvertVarTime(element), "InvertVarTime")
}

func TestInversion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkInversion(t, testkit.Fp().Draw(t, "x")) })
}

// TestInversionOfEdges goes through 0, 1, -1, and ±2^k and ±(2^k-1) both as
// integers and as Montgomery representatives.
func TestInversionOfEdges(t *testing.T) {
	f := bigref.Fp()
	r := f.Reduce(new(big.Int).Lsh(big.NewInt(1), 256))
	for k := range uint(256) {
		power := new(big.Int).Lsh(big.NewInt(1), k)
		for _, x := range []*big.Int{f.Reduce(power), f.Reduce(new(big.Int).Sub(power, big.NewInt(1)))} {
			checkInversion(t, x)
			checkInversion(t, f.Negate(x))
			checkInversion(t, f.Divide(x, r))
			checkInversion(t, f.Negate(f.Divide(x, r)))
		}
	}
}

// TestSlowInversion takes Montgomery representatives that need many divsteps: 552
// for the first one in Fp, 555 for the second one in Fq. Most need 513.
func TestSlowInversion(t *testing.T) {
	f := bigref.Fp()
	r := f.Reduce(new(big.Int).Lsh(big.NewInt(1), 256))
	for _, digits := range []string{
		"23eb6ec093f0195fc446fadca8b10ea393ca42e08b1e671c8ca5f43d07821d31",
		"3f37b1e105df14df4a361f5923c0bb2204b772954d981320e13144c93116f8c4",
	} {
		x, ok := new(big.Int).SetString(digits, 16)
		require.True(t, ok)
		checkInversion(t, f.Divide(x, r))
	}
}

// TestInversionChain inverts many elements that nobody chose.
func TestInversionChain(t *testing.T) {
	one := new(fp.Element).One()
	x := testkit.ToFp(big.NewInt(7))
	for range 5000 {
		inverse := new(fp.Element).Invert(x)
		requireEqual(t, one, multiply(inverse, x), "x/x = 1")
		requireEqual(t, inverse, new(fp.Element).InvertVarTime(x), "InvertVarTime")
		x.Add(inverse, one)
	}
}
