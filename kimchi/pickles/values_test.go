package pickles

import (
	"flag"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/vectors"
)

var update = flag.Bool("update", false, "write the values in vectors/pickles anew")

// TestValues compares what is met in the verification of o1js's proofs with the
// values in their files. TestTrace has the same for a proof and the values of an
// independent implementation.
//
// covers: PIC-7, PIC-8, PIC-9, PIC-10
func TestValues(t *testing.T) {
	files, err := vectors.LoadProofs()
	require.NoError(t, err)
	compared := 0
	for _, file := range files {
		if file.System != "pickles-berkeley" {
			continue
		}
		proof, err := ParseProof(file.Proof)
		require.NoError(t, err)
		key, err := ParseVerificationKey(file.VerificationKey)
		require.NoError(t, err)
		require.NoError(t, testkit.ProofValues("../../vectors", &file, values(t, proof, key), *update))
		compared++
	}
	require.GreaterOrEqual(t, compared, 8)
}

// values are the numbers of SPEC 11.16.
func values(t *testing.T, proof *Proof, key *VerificationKey) any {
	t.Helper()
	r, err := reduce(kimchi.Berkeley, &Item{
		Proof: proof, Key: key, PublicInput: proof.publicInput, PublicOutput: proof.publicOutput,
	})
	require.NoError(t, err)
	x, err := proof.step.expand()
	require.NoError(t, err)
	step := r.deferred.Combination.Values()
	step["alpha"] = x.challenges.Alpha.Decimal()
	step["zeta"] = x.challenges.Zeta.Decimal()
	step["joint"] = x.challenges.Joint.Decimal()
	step["openingChallenges"] = tick.Decimals(x.opening)
	step["fold"] = r.deferred.Fold.Decimal()
	stepMessage, wrapMessage := proof.nextStepMessage(key, x), proof.step.nextWrapMessage(x)
	return map[string]any{
		"step":            step,
		"nextStepMessage": stepMessage.Decimal(),
		"nextWrapMessage": wrapMessage.Decimal(),
		"publicInput":     tock.Decimals(r.input),
		"wrap":            r.trace.Values(),
	}
}
