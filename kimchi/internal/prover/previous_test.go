package prover

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// folding returns random challenges and the commitment to their folding polynomial.
func folding() tick.Previous {
	challenges := make([]fp.Element, tick.LogSize)
	for i := range challenges {
		challenges[i].SetRandom()
	}
	sum := vesta.NewIdentity().MultiScalarMultiplyAffineVarTime(tick.FoldingCoefficients(challenges), tick.Reference().G)
	return tick.Previous{Challenges: challenges, Commitment: vesta.BatchAffine([]vesta.Point{*sum})[0]}
}

// A proof passes on commitments to folding polynomials: it verifies with them, and with
// no other ones, in no other order and no other number.
func TestPreviousArePassedOn(t *testing.T) {
	b := builder.New()
	z, x := b.Public(), b.Secret()
	state := b.Permute([3]builder.Variable{x, x, b.Multiply(x, x)})
	b.AssertEqual(b.Multiply(b.Multiply(x, x), x), z)
	b.AddPoints(builder.Point{X: state[0], Y: state[1]}, builder.Point{X: state[1], Y: state[2]})
	b.ExpandChallenge(x)
	c, err := b.Compile()
	require.NoError(t, err)
	w, err := c.Assign([]fp.Element{builder.Small(125)}, []fp.Element{builder.Small(5)})
	require.NoError(t, err)

	index := NewIndex(layout.Berkeley, c)
	first, second := folding(), folding()
	proof, err := index.Prove(w, first, second)
	require.NoError(t, err)
	holds := func(public []fp.Element, previous ...tick.Previous) bool {
		equation, trace, err := index.Verifier.Reduce(layout.Berkeley, proof, public, previous)
		if err != nil {
			return false
		}
		require.Len(t, trace.OpeningRaw, tick.LogSize)
		for i := range trace.OpeningRaw {
			expanded := tick.Expand(trace.OpeningRaw[i])
			require.Equal(t, 1, expanded.Equal(&trace.OpeningChallenges[i]))
		}
		return tick.Hold([]*tick.Equation{equation})
	}
	require.True(t, holds(w.Public, first, second))
	require.False(t, holds(w.Public, second, first))
	require.False(t, holds(w.Public, first))
	require.False(t, holds(w.Public))
	require.False(t, holds([]fp.Element{builder.Small(126)}, first, second))
	wrong := first
	wrong.Challenges = second.Challenges
	require.False(t, holds(w.Public, wrong, second))
}
