package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestOrder derives the order of the group. By Hasse's theorem the number n of
// points satisfies |n - (p+1)| <= 2*sqrt(p). The generator's order divides the
// prime q and is not 1, so q divides n; and q has only one multiple in that
// range, itself. So the cofactor is 1.
func TestOrder(t *testing.T) {
	p, q := fp.Modulus(), fq.Modulus()
	require.True(t, q.ProbablyPrime(40))

	g := pallas.NewGenerator()
	require.Zero(t, g.IsIdentity())
	minusOne := new(fq.Element).Negate(new(fq.Element).One())
	for _, multiple := range []*pallas.Point{
		pallas.NewIdentity().ScalarMultiply(minusOne, g),
		pallas.NewIdentity().ScalarMultiplyVarTime(minusOne, g),
		pallas.NewIdentity().ScalarBaseMultiply(minusOne),
	} {
		require.Equal(t, 1, multiple.Add(multiple, g).IsIdentity(), "(q-1)*G + G = 0")
	}
	byDoubling := pallas.NewIdentity()
	for i := q.BitLen() - 1; i >= 0; i-- {
		byDoubling.Double(byDoubling)
		if q.Bit(i) == 1 {
			byDoubling.Add(byDoubling, g)
		}
	}
	require.Equal(t, 1, byDoubling.IsIdentity(), "q*G = 0")

	radius := new(big.Int).Sqrt(new(big.Int).Lsh(p, 2)) // floor of 2*sqrt(p)
	low := new(big.Int).Sub(new(big.Int).Add(p, big.NewInt(1)), radius)
	high := new(big.Int).Add(new(big.Int).Add(p, big.NewInt(1)), radius)
	below := new(big.Int).Div(new(big.Int).Sub(low, big.NewInt(1)), q) // multiples of q below the range
	upTo := new(big.Int).Div(high, q)                                  // and up to its end
	require.Zero(t, below.Sign())
	require.Equal(t, "1", upTo.String())
}

func TestGenerator(t *testing.T) {
	x, y := pallas.NewGenerator().Affine()
	require.Equal(t, "1", x.Decimal())
	var left, right fp.Element
	left.Square(&y)
	require.Equal(t, 1, left.Equal(right.SetUint64(6)), "y^2 = 1 + 5")
	require.Equal(t, bigref.Pallas().Generator().Y.String(), y.Decimal())
}

// TestEndomorphism derives beta and lambda: both are cube roots of one, powers
// of the generator 5, and of the two roots in each field those that belong
// together are the oracle's.
func TestEndomorphism(t *testing.T) {
	c := bigref.Pallas()
	cubeRoot := func(f *bigref.Field) *big.Int {
		third := new(big.Int).Div(f.Modulus(), big.NewInt(3))
		return f.Power(big.NewInt(5), third)
	}
	beta, lambda := cubeRoot(bigref.Fp()), cubeRoot(bigref.Fq())
	require.Contains(t, []string{beta.String(), bigref.Fp().Square(beta).String()}, c.Beta().String())
	require.Contains(t, []string{lambda.String(), bigref.Fq().Square(lambda).String()}, c.Lambda().String())

	betaElement, lambdaElement := testkit.ToFp(c.Beta()), testkit.ToFq(c.Lambda())
	rapid.Check(t, func(t *rapid.T) {
		p := testkit.ToPallas(testkit.NonIdentity(c).Draw(t, "p"))
		x, y := p.Affine()
		image, err := new(pallas.Point).SetAffine(x.Multiply(&x, betaElement), &y)
		require.NoError(t, err)
		requireEqual(t, image, multiply(lambdaElement, p), "(beta*x, y) = lambda*(x, y)")
	})
}
