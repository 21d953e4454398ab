//go:build !purego

package poseidon

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// TestAssemblyEqualsPortable compares the assembly permutation with the
// portable one over both fields.
func TestAssemblyEqualsPortable(t *testing.T) {
	if !useBMI2 {
		t.Fatal("this processor has no BMI2: build with -tags purego")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := stateToFp(states(bigref.Fp()).Draw(t, "state over Fp"))
		wantP := p
		kimchiFp().permuteKimchi(&p)
		kimchiFp().permuteSeventh(&wantP)
		require.Equal(t, textsFp(wantP[:]...), textsFp(p[:]...))

		q := stateToFq(states(bigref.Fq()).Draw(t, "state over Fq"))
		wantQ := q
		kimchiFq().permuteKimchi(&q)
		kimchiFq().permuteSeventh(&wantQ)
		require.Equal(t, textsFq(wantQ[:]...), textsFq(q[:]...))
	})
}

// TestRowSums proves the bound that MIX_LIMB relies on: the Montgomery
// representatives of a matrix row add up to less than 3p - 2^193.
func TestRowSums(t *testing.T) {
	check := func(modulus *big.Int, decimals [3][3]string) {
		r := new(big.Int).Lsh(big.NewInt(1), 256)
		bound := new(big.Int).Mul(modulus, big.NewInt(3))
		bound.Sub(bound, new(big.Int).Lsh(big.NewInt(1), 193))
		for _, row := range decimals {
			sum := new(big.Int)
			for _, text := range row {
				x, ok := new(big.Int).SetString(text, 10)
				require.True(t, ok)
				x.Mul(x, r).Mod(x, modulus)
				sum.Add(sum, x)
			}
			require.Negative(t, sum.Cmp(bound))
		}
	}
	var p, q [3][3]string
	for i := range p {
		for j := range p[i] {
			p[i][j] = kimchiFp().matrix[i][j].Decimal()
			q[i][j] = kimchiFq().matrix[i][j].Decimal()
		}
	}
	check(fp.Modulus(), p)
	check(fq.Modulus(), q)
}
