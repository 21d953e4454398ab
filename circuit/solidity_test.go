package circuit

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
)

// The contracts themselves are tested in the module circuit/solidity.
func TestSolidityRefuses(t *testing.T) {
	plonk, groth16 := proverFor(t, PlonkBN254), proverFor(t, Groth16BN254)
	require.ErrorIs(t, plonk.Verifier().(*Verifier).ExportSolidity(io.Discard), ErrConfig)
	_, _, err := plonk.Verifier().(*Verifier).SolidityCall(proofOf(t, plonk))
	require.ErrorIs(t, err, ErrConfig)

	v, made := groth16.Verifier().(*Verifier), proofOf(t, groth16)
	_, input, err := v.SolidityCall(made)
	require.NoError(t, err)
	require.Empty(t, input)
	changed := *made
	changed.Bytes = changed.Bytes[1:]
	_, _, err = v.SolidityCall(&changed)
	require.ErrorIs(t, err, ErrProof)
	changed = *made
	changed.PublicInput = make([]fp.Element, 1)
	_, _, err = v.SolidityCall(&changed)
	require.ErrorIs(t, err, ErrProof)
	_, _, err = v.SolidityCall(proofOf(t, plonk))
	require.ErrorIs(t, err, ErrProof)
}
