package kimchi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/circuits"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// A proof of each circuit verifies.
func TestProveEveryGate(t *testing.T) {
	for _, c := range circuits.Proved() {
		t.Run(c.Name, func(t *testing.T) {
			circuit := c.Compile()
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

// A multiple by a challenge is proved in era mesa, and in no other.
//
// covers: KIM-9
func TestProveEndoScale(t *testing.T) {
	b := builder.New()
	challenge := b.Public()
	b.EndoScale(b.ConstantPoint(pallas.NewGenerator().Affine()), challenge)
	circuit, err := b.Compile()
	require.NoError(t, err)
	_, err = kimchi.NewProverIndex(kimchi.Berkeley, circuit)
	require.ErrorIs(t, err, builder.ErrEra)
	index, err := kimchi.NewProverIndex(kimchi.Mesa, circuit)
	require.NoError(t, err)
	w, err := circuit.Assign([]fp.Element{builder.Small(7)}, nil)
	require.NoError(t, err)
	proof, err := index.Prove(w)
	require.NoError(t, err)
	require.NoError(t, kimchi.Verify(kimchi.Mesa, proof, index.VerificationKey(), w.Public))
	require.ErrorIs(t, circuit.Check(kimchi.Berkeley, w), builder.ErrEra)
}
