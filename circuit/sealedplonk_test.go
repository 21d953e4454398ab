//go:build plonk

package circuit

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/proof"
)

// TestSealedProofPlonk is TestSealedProof with PLONK, whose keys and proofs take a
// minute: go test -tags plonk -run Plonk ./circuit.
func TestSealedProofPlonk(t *testing.T) {
	p, err := NewProver(t.Context(), SealedRange{}, PlonkBN254, proof.Config{InMemory: true})
	require.NoError(t, err)
	key := address.GeneratePrivateKey()
	requireSealedProof(t, p, sealedInstance(t, elgamal.O1jsV2, key, `{"value":"77"}`), key)
}
