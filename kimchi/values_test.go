package kimchi

import (
	"encoding/json"
	"flag"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/vectors"
)

var update = flag.Bool("update", false, "write the values in vectors/kimchi anew")

// TestValues compares what is met in the verification of o1js's proofs with the
// values in their files. o1js accepts these proofs, and a verification that met other
// values would not.
//
// covers: KIM-5, KIM-6, KIM-10, KIM-12, KIM-16, KIM-17
func TestValues(t *testing.T) {
	files, err := vectors.LoadProofs()
	require.NoError(t, err)
	compared := 0
	for _, file := range files {
		if file.System != "kimchi-berkeley" {
			continue
		}
		proof, err := ParseProof(file.Proof)
		require.NoError(t, err)
		var text string
		require.NoError(t, json.Unmarshal(file.VerificationKey, &text))
		key, err := ParseVerificationKey(text)
		require.NoError(t, err)
		_, trace, err := key.index.Reduce(Berkeley, &proof.proof, proof.public, nil)
		require.NoError(t, err)
		require.NoError(t, testkit.ProofValues("../vectors", &file, trace.Values(), *update))
		compared++
	}
	require.GreaterOrEqual(t, compared, 11)
}
