package circuit

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"
)

// The contracts themselves are tested in the module circuit/solidity.
func TestSolidityRefuses(t *testing.T) {
	plonk, groth16 := proverFor(t, PlonkBN254), proverFor(t, Groth16BN254)
	require.ErrorIs(t, plonk.Verifier().ExportSolidity(io.Discard), ErrOption)
	_, _, err := plonk.Verifier().SolidityCall(proofOf(t, plonk))
	require.ErrorIs(t, err, ErrOption)

	v, proof := groth16.Verifier(), proofOf(t, groth16)
	_, input, err := v.SolidityCall(proof)
	require.NoError(t, err)
	require.Empty(t, input)
	changed := *proof
	changed.raw = changed.raw[1:]
	_, _, err = v.SolidityCall(&changed)
	require.ErrorIs(t, err, ErrProof)
	changed = *proof
	changed.publicInput = []string{"1"}
	_, _, err = v.SolidityCall(&changed)
	require.ErrorIs(t, err, ErrProof)
	_, _, err = v.SolidityCall(proofOf(t, plonk))
	require.ErrorIs(t, err, ErrProof)
}
