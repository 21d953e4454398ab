package kimchi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/circuits"
)

// A proof of each circuit verifies.
func TestProveEveryGate(t *testing.T) {
	for _, c := range circuits.Proved() {
		t.Run(c.Name, func(t *testing.T) {
			circuit := c.Define(builder.New())
			index, err := kimchi.NewProverIndex(kimchi.Berkeley, circuit)
			require.NoError(t, err)
			w, err := circuit.Assign(c.Public, c.Secrets)
			require.NoError(t, err)
			proof, err := index.Prove(w)
			require.NoError(t, err)
			key := index.VerificationKey()
			require.NoError(t, kimchi.Verify(kimchi.Berkeley, proof, key, w.Public))
			t.Logf("%d rows of %d", circuit.Rows(), key.Rows())
		})
	}
}
