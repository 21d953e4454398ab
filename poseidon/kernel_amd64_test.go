//go:build !purego

package poseidon

import (
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/permutation"
	"github.com/minaseal/minaseal/internal/testkit/kernels"
	"github.com/minaseal/minaseal/pasta/fp"
)

func TestMain(m *testing.M) { os.Exit(kernels.Main(m, &permutation.UseMULX, &permutation.UseIFMA)) }

// TestDispatch compares the choice of kernels with what the system says.
func TestDispatch(t *testing.T) {
	kernels.Require(t, "MULX", permutation.UseMULX, "bmi2")
	kernels.Require(t, "IFMA", permutation.UseIFMA, "avx512f", "avx512vl", "avx512dq", "avx512ifma")
}

// onEveryPath runs a test with and without the kernels in vectors.
func onEveryPath(test func(ifma bool)) {
	defer func(ifma bool) { permutation.UseIFMA = ifma }(permutation.UseIFMA)
	for _, ifma := range []bool{false, permutation.UseIFMA} {
		permutation.UseIFMA = ifma
		test(ifma)
	}
}

// TestAssemblyEqualsPortable compares the assembly permutations, on every path, with
// the portable one.
func TestAssemblyEqualsPortable(t *testing.T) {
	onEveryPath(func(bool) {
		rapid.Check(t, func(t *rapid.T) {
			state := stateToFp(states(bigref.Fp()).Draw(t, "state"))
			want := state
			kimchi().permuteKimchi(&state) // which chooses
			kimchi().permuteSeventh(&want)
			require.Equal(t, textsFp(want[:]...), textsFp(state[:]...))
		})
	})
}

// TestBatchEqualsPortable compares the kernel for eight states with the portable
// permutation, for each number of states, and the path without that kernel.
func TestBatchEqualsPortable(t *testing.T) {
	onEveryPath(func(ifma bool) {
		rapid.Check(t, func(t *rapid.T) {
			n := rapid.IntRange(0, 8).Draw(t, "states")
			var group [8][3]fp.Element
			var pointers [8]*[3]fp.Element
			for i := range group {
				group[i] = stateToFp(states(bigref.Fp()).Draw(t, "state"))
				pointers[i] = &group[i]
			}
			want := group
			for i := range n {
				kimchi().permuteSeventh(&want[i])
			}
			kimchi().permuteGroup(pointers[:n])
			for i := range group {
				require.Equal(t, textsFp(want[i][:]...), textsFp(group[i][:]...), "state %d of %d, IFMA %v", i, n, ifma)
			}
		})
	})
}

// TestMixBound proves the bound that the kernel's MIX relies on: with lanes 1 and 2
// below 2p + 2^132 and the product for lane 0, divided by 2^256, below p + 2^132, that,
// the inner product divided by 2^256, p for the reduction and the round constant add up
// to less than 2^256.
func TestMixBound(t *testing.T) {
	modulus, schedule := fp.Modulus(), textsFp(kimchi().scaled...)
	r := new(big.Int).Lsh(big.NewInt(1), 256)
	slack := new(big.Int).Lsh(big.NewInt(1), 132)
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
