package poseidon

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
)

// TestPermuteMany compares with the portable permutation, for numbers of states around the
// size of a group.
func TestPermuteMany(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 7, 8, 9, 12, 16, 19} {
		want := make([][3]fp.Element, n)
		have := make([][3]fp.Element, n)
		for i := range want {
			want[i] = stateToFp(states(bigref.Fp()).Example(i))
			have[i] = want[i]
			kimchi().permuteSeventh(&want[i])
		}
		PermuteMany(have)
		for i := range want {
			require.Equal(t, textsFp(want[i][:]...), textsFp(have[i][:]...), "state %d of %d", i, n)
		}
	}
}

// TestHashMany compares with a sponge for each list, for lists of all lengths at once.
func TestHashMany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		inputs := make([][]fp.Element, rapid.IntRange(0, 20).Draw(t, "lists"))
		for i := range inputs {
			inputs[i] = make([]fp.Element, rapid.IntRange(0, 6).Draw(t, "length"))
			for j := range inputs[i] {
				inputs[i][j] = *testkit.ToFp(testkit.Fp().Draw(t, "input"))
			}
		}
		out := make([]fp.Element, len(inputs))
		HashMany(out, inputs)
		for i := range out {
			var s Sponge
			for j := range inputs[i] {
				s.Absorb(&inputs[i][j])
			}
			require.Equal(t, textsFp(s.Squeeze()), textsFp(out[i]))
		}
		require.Panics(t, func() { HashMany(make([]fp.Element, len(inputs)+1), inputs) })
	})
}

// TestSpongesTogether calls the sponges of a set together, chosen ones each time, and
// others of the same past one by one.
func TestSpongesTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		together := make([]Sponge, rapid.IntRange(0, 12).Draw(t, "sponges"))
		alone := make([]Sponge, len(together))
		for range rapid.IntRange(1, 10).Draw(t, "calls") {
			var chosen []*Sponge
			var others []*Sponge
			for i := range together {
				if rapid.IntRange(0, 4).Draw(t, "chosen") > 0 {
					chosen, others = append(chosen, &together[i]), append(others, &alone[i])
				}
			}
			xs := make([]fp.Element, len(chosen))
			if rapid.Bool().Draw(t, "absorb") {
				for i := range xs {
					xs[i] = *testkit.ToFp(testkit.Fp().Draw(t, "x"))
					others[i].Absorb(&xs[i])
				}
				AbsorbMany(chosen, xs)
			} else {
				SqueezeMany(xs, chosen)
				for i := range xs {
					require.Equal(t, textsFp(others[i].Squeeze()), textsFp(xs[i]))
				}
			}
			require.Panics(t, func() { AbsorbMany(chosen, make([]fp.Element, len(chosen)+1)) })
			require.Panics(t, func() { SqueezeMany(make([]fp.Element, len(chosen)+1), chosen) })
		}
		for i := range alone {
			require.Equal(t, textsFp(alone[i].Squeeze()), textsFp(together[i].Squeeze()))
		}
	})
}
