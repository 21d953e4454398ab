package bigref_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/stretchr/testify/require"
)

func curves() []*bigref.Curve { return []*bigref.Curve{bigref.Pallas(), bigref.Vesta()} }

func TestGenerator(t *testing.T) {
	for _, c := range curves() {
		t.Run(c.String(), func(t *testing.T) {
			g := c.Generator()
			require.True(t, c.IsOnCurve(g))
			require.Equal(t, big.NewInt(1), g.X)
			require.True(t, c.ScaleBase(c.Scalars().Modulus()).IsIdentity(), "the order of the group")
			require.False(t, c.IsOnCurve(c.Identity()))
		})
	}
}

func TestEndomorphism(t *testing.T) {
	for _, c := range curves() {
		t.Run(c.String(), func(t *testing.T) {
			three := big.NewInt(3)
			require.Equal(t, big.NewInt(1), c.Base().Power(c.Beta(), three))
			require.Equal(t, big.NewInt(1), c.Scalars().Power(c.Lambda(), three))
			require.NotEqual(t, big.NewInt(1), c.Beta())
			require.True(t, c.ScaleBase(c.Lambda()).Equal(c.Endomorphism(c.Generator())))
		})
	}
}

// TestGroupLaw checks the identities on the multiples 0..8 of the generator,
// where the scalars tell the sums.
func TestGroupLaw(t *testing.T) {
	for _, c := range curves() {
		t.Run(c.String(), func(t *testing.T) {
			multiple := func(k int64) bigref.Point { return c.ScaleBase(big.NewInt(k)) }
			for a := range int64(9) {
				for b := range int64(9) {
					require.True(t, c.Add(multiple(a), multiple(b)).Equal(multiple(a+b)))
					require.True(t, c.Scale(big.NewInt(a), multiple(b)).Equal(multiple(a*b)))
					require.True(t, c.Add(c.Subtract(multiple(a), multiple(b)), multiple(b)).Equal(multiple(a)))
				}
				require.True(t, c.Double(multiple(a)).Equal(multiple(2*a)))
				require.Equal(t, a != 0, c.IsOnCurve(multiple(a)))
			}
		})
	}
}

func TestPointEncoding(t *testing.T) {
	for _, c := range curves() {
		t.Run(c.String(), func(t *testing.T) {
			for k := range int64(6) {
				p := c.ScaleBase(big.NewInt(k))
				for _, p := range []bigref.Point{p, c.Negate(p)} {
					encoded := c.PointBytes(p)
					decoded, err := c.PointFromBytes(encoded[:])
					require.NoError(t, err)
					require.True(t, decoded.Equal(p))
				}
			}
			invalid := map[bigref.Rejection][]byte{
				bigref.WrongLength:     make([]byte, 33),
				bigref.NonCanonical:    bigref.ToLittleEndian(c.Base().Modulus(), 32),
				bigref.PointNotOnCurve: bigref.ToLittleEndian(new(big.Int).Lsh(big.NewInt(1), 255), 32), // x = 0, odd
			}
			for want, encoded := range invalid {
				_, err := c.PointFromBytes(encoded)
				require.Equal(t, want, err)
			}
		})
	}
}
