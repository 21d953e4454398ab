package builder

import (
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// The sums i*p + k*φ(p) that EndoScale adds up are none the identity: with φ(p) = λp, the
// shortest (i, k) but zeros with i + kλ = 0 modulo the order is longer than 2^100, and
// those of EndoScale are below 2^68. So no addition is of equal or opposite points.
func TestEndoScaleAdditionsAreComplete(t *testing.T) {
	order := new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 254), mustInteger(t, orderTail))
	require.True(t, order.ProbablyPrime(20))
	require.Equal(t, 1, new(pallas.Point).ScalarMultiply(scalar(t, order), pallas.NewGenerator()).IsIdentity())

	// λ: the root of x^2 + x + 1 that belongs to the endomorphism.
	lambda := new(big.Int).ModSqrt(new(big.Int).Sub(order, big.NewInt(3)), order)
	lambda.Sub(lambda, big.NewInt(1))
	lambda.Mul(lambda, new(big.Int).ModInverse(big.NewInt(2), order)).Mod(lambda, order)
	endo := mustDecimal(endoBase)
	x, y := pallas.NewGenerator().Affine()
	x.Multiply(&x, &endo)
	image, err := new(pallas.Point).SetAffine(&x, &y)
	require.NoError(t, err)
	if new(pallas.Point).ScalarBaseMultiply(scalar(t, lambda)).Equal(image) == 0 {
		lambda.Sub(order, lambda.Add(lambda, big.NewInt(1))) // the other root
	}
	require.Equal(t, 1, new(pallas.Point).ScalarBaseMultiply(scalar(t, lambda)).Equal(image))

	// The lattice of these (i, k) has the basis (order, 0), (-λ, 1); Gauss's reduction.
	norm := func(v [2]*big.Int) *big.Int { return dot(v, v) }
	u, v := [2]*big.Int{order, big.NewInt(0)}, [2]*big.Int{new(big.Int).Neg(lambda), big.NewInt(1)}
	for {
		if norm(u).Cmp(norm(v)) < 0 {
			u, v = v, u
		}
		// u less the nearest multiple of v
		twice := new(big.Int).Lsh(norm(v), 1)
		m := new(big.Int).Add(new(big.Int).Lsh(dot(u, v), 1), norm(v))
		m.Div(m, twice)
		if m.Sign() == 0 {
			break
		}
		for i := range u {
			u[i] = new(big.Int).Sub(u[i], new(big.Int).Mul(m, v[i]))
		}
	}
	require.Greater(t, norm(v).BitLen(), 200)
}

func dot(u, v [2]*big.Int) *big.Int {
	z := new(big.Int).Mul(u[0], v[0])
	return z.Add(z, new(big.Int).Mul(u[1], v[1]))
}

func mustInteger(t *testing.T, decimal string) *big.Int {
	z, ok := new(big.Int).SetString(decimal, 10)
	require.True(t, ok)
	return z
}

// scalar returns an integer modulo the order.
func scalar(t *testing.T, x *big.Int) *fq.Element {
	bytes := x.FillBytes(make([]byte, 64))
	slices.Reverse(bytes)
	z, err := new(fq.Element).SetUniformBytes(bytes)
	require.NoError(t, err)
	return z
}
