package bigref

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRejectedMatrices checks that the four first candidates of the Fq kimchi
// set have an eigenvalue and the fifth has none.
func TestRejectedMatrices(t *testing.T) {
	for attempt := range 5 {
		m := cauchyMatrix(fq, "CodaRescuePasta_q_kimchiMDS", attempt)
		require.Equal(t, attempt < 4, hasEigenvalue(fq, m), "attempt %d", attempt)
	}
	require.False(t, hasEigenvalue(fp, cauchyMatrix(fp, "CodaRescuePasta_p_kimchiMDS", 0)))
	require.False(t, hasEigenvalue(fp, cauchyMatrix(fp, "CodaRescueMDS", 0)))
	require.False(t, hasEigenvalue(fq, cauchyMatrix(fq, "CodaRescueMDS", 0)))
}

// TestEigenvalue decides matrices whose eigenvalues are known: the companion
// matrix of X³ - a has one exactly if a is a cube.
func TestEigenvalue(t *testing.T) {
	companion := func(a *big.Int) matrix {
		zero, one := new(big.Int), big.NewInt(1)
		return matrix{{zero, zero, a}, {one, zero, zero}, {zero, one, zero}}
	}
	for _, f := range []*Field{fp, fq} {
		third := new(big.Int).Div(f.modulus, big.NewInt(3))
		cubes := 0
		for i := range int64(30) {
			a := big.NewInt(i + 1)
			isCube := f.Power(a, third).Cmp(big.NewInt(1)) == 0
			require.Equal(t, isCube, hasEigenvalue(f, companion(a)), "%v: %d", f, i+1)
			if isCube {
				cubes++
			}
		}
		require.NotZero(t, cubes)
		require.NotEqual(t, 30, cubes)
	}
	diagonal := matrix{}
	for i := range diagonal {
		for j := range diagonal[i] {
			diagonal[i][j] = new(big.Int)
		}
		diagonal[i][i] = big.NewInt(int64(i))
	}
	require.True(t, hasEigenvalue(fp, diagonal))
}
