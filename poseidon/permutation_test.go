package poseidon

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
)

// TestConstants derives both parameter sets from SHA-256 [PSD-1]; the oracle also
// searches the attempt instead of knowing it.
func TestConstants(t *testing.T) {
	check := func(want *bigref.Poseidon, have *parameters) {
		rows := want.RoundConstants()
		require.Len(t, have.rows, len(rows))
		for r := range rows {
			require.Equal(t, texts(rows[r][:]...), textsFp(have.rows[r][:]...))
		}
		for a, row := range want.MDS() {
			require.Equal(t, texts(row[:]...), textsFp(have.matrix[a][:]...))
		}
	}
	check(bigref.Kimchi(bigref.Fp()), kimchi())
	check(bigref.Legacy(bigref.Fp()), legacy())
}

// TestPermuteOracle is the differential test of both permutations [PSD-2] [PSD-3].
func TestPermuteOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := states(bigref.Fp()).Draw(t, "state")
		kimchi, legacy := stateToFp(s), stateToFp(s)
		Permute(&kimchi)
		PermuteLegacy(&legacy)
		requireState(t, bigref.Kimchi(bigref.Fp()).Permute(s), textsFp(kimchi[:]...))
		requireState(t, bigref.Legacy(bigref.Fp()).Permute(s), textsFp(legacy[:]...))
	})
}

func requireState(t require.TestingT, want [3]*big.Int, have []string) {
	require.Equal(t, texts(want[:]...), have)
}

// TestPermuteChain feeds each permutation's output to the next.
func TestPermuteChain(t *testing.T) {
	want := [3]*big.Int{big.NewInt(1), big.NewInt(2), big.NewInt(3)}
	state := stateToFp(want)
	for range 20 {
		Permute(&state)
		PermuteLegacy(&state)
		want = bigref.Legacy(bigref.Fp()).Permute(bigref.Kimchi(bigref.Fp()).Permute(want))
	}
	requireState(t, want, textsFp(state[:]...))
}

// Matrix and RoundConstants are the whole permutation.
func TestPublishedConstants(t *testing.T) {
	matrix, rounds := Matrix(), RoundConstants()
	require.Len(t, rounds, 55)
	state := [3]fp.Element{*new(fp.Element).SetUint64(1), *new(fp.Element).SetUint64(2), *new(fp.Element).SetUint64(3)}
	want := state
	Permute(&want)
	for _, constants := range rounds {
		var seventh [3]fp.Element
		for i := range state {
			square := new(fp.Element).Square(&state[i])
			seventh[i].Multiply(square, new(fp.Element).Square(square))
			seventh[i].Multiply(&seventh[i], &state[i])
		}
		for i := range state {
			state[i] = constants[i]
			for j := range seventh {
				state[i].Add(&state[i], new(fp.Element).Multiply(&matrix[i][j], &seventh[j]))
			}
		}
	}
	require.Equal(t, want, state)
	rounds[0][0].SetUint64(0)
	require.NotEqual(t, rounds[0][0], RoundConstants()[0][0], "a copy")
}
