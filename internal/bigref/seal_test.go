package bigref_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/bigref"
)

// TestSealRefusals: what is refused before anything is computed, and a place that
// is another one.
func TestSealRefusals(t *testing.T) {
	scalar, public := testKey(t)
	at := bigref.Place{Transcript: big.NewInt(5), Direction: 1, Sequence: 3}
	_, err := bigref.Seal(scalar, public, at, nil, big.NewInt(7))
	require.ErrorIs(t, err, bigref.EmptyCiphertext)
	_, err = bigref.Seal(scalar, public, at, small(1), new(big.Int))
	require.ErrorIs(t, err, bigref.ScalarZero)

	c, err := bigref.Seal(scalar, public, at, small(1, 2), big.NewInt(7))
	require.NoError(t, err)
	m, err := bigref.OpenSealed(scalar, public, at, c)
	require.NoError(t, err)
	require.Equal(t, small(1, 2), m)
	for _, other := range []bigref.Place{
		{Transcript: big.NewInt(6), Direction: 1, Sequence: 3},
		{Transcript: big.NewInt(5), Direction: 0, Sequence: 3},
		{Transcript: big.NewInt(5), Direction: 1, Sequence: 1},
	} {
		_, err = bigref.OpenSealed(scalar, public, other, c)
		require.ErrorIs(t, err, bigref.TagMismatch)
	}
	_, err = bigref.OpenSealed(scalar, public, at, bigref.Ciphertext{Ephemeral: c.Ephemeral, Fields: c.Fields[:1]})
	require.ErrorIs(t, err, bigref.EmptyCiphertext)
	_, err = bigref.OpenSealed(scalar, public, at, bigref.Ciphertext{Ephemeral: bigref.Pallas().Identity(), Fields: c.Fields})
	require.ErrorIs(t, err, bigref.IdentityPoint)
}
