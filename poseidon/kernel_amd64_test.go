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

// TestMixBound proves the bound that the kernel's MIX relies on: with lanes 1 and 2
// below 2p + 2^132 and the power of lane 0 below p + 2^132, the inner product
// (reduced, so at most p more than its quotient by 2^256), that power and the
// round constant add up to less than 2^256.
func TestMixBound(t *testing.T) {
	r := new(big.Int).Lsh(big.NewInt(1), 256)
	slack := new(big.Int).Lsh(big.NewInt(1), 132)
	check := func(modulus *big.Int, schedule []string) {
		representative := func(i int) *big.Int {
			x, ok := new(big.Int).SetString(schedule[i], 10)
			require.True(t, ok)
			return x.Mul(x, r).Mod(x, modulus)
		}
		lane := new(big.Int).Add(new(big.Int).Lsh(modulus, 1), slack)
		for round := 0; round+9 <= len(schedule); round += 9 {
			for i := range 3 {
				sum := new(big.Int).Add(representative(round+2*i), representative(round+2*i+1))
				sum.Mul(sum, lane).Rsh(sum, 256)
				sum.Add(sum, modulus).Add(sum, modulus).Add(sum, slack)
				sum.Add(sum, representative(round+6+i))
				require.Negative(t, sum.Cmp(r))
			}
		}
	}
	check(fp.Modulus(), textsFp(kimchiFp().scaled...))
	check(fq.Modulus(), textsFq(kimchiFq().scaled...))
}
