package circuit

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/consensys/gnark/constraint"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// The size of every circuit, and its digest: a change of either shows in review.
// A change of the digest makes all keys that were made before useless.
func TestConstraintCounts(t *testing.T) {
	const file = "testdata/constraints.csv"
	table := "statement,fields,scheme,system,constraints,internal,secret,public,proofBytes,circuit\n"
	row := func(c Circuit, fields int, scheme string, s proof.System) {
		in := &instance{circuit: c, system: s, engine: engineOf(s)}
		require.NoError(t, in.compile())
		cs := in.cs
		table += fmt.Sprintf("%s,%d,%s,%s,%d,%d,%d,%d,%d,%s\n", c.Statement().Name(), fields, scheme, s,
			cs.GetNbConstraints(), cs.GetNbInternalVariables(), cs.GetNbSecretVariables(), cs.GetNbPublicVariables(),
			proofBytes(cs, s), in.id.Circuit)
	}
	for _, s := range systems {
		row(Range{}, 0, "none", s)
		row(SealedRange{}, 1, "any", s)
	}
	for _, fields := range []int{2, 4, 8, 16} {
		row(SealedRange{Scheme: statement.O1jsV2, Fields: fields}, fields, "o1js-v2", Groth16BN254)
	}
	for _, fields := range []int{2, 16} {
		row(SealedRange{Scheme: statement.O1jsV1, Fields: fields}, fields, "o1js-v1", Groth16BN254)
	}
	row(SealedRange{Scheme: statement.O1jsV2, Fields: 2}, 2, "o1js-v2", PlonkBN254)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(table), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table, "if this is meant: go test ./circuit -update")
	for _, s := range systems {
		require.Len(t, proofOf(t, proverFor(t, s)).Bytes, proofBytes(proverFor(t, s).in.cs, s))
	}
}

// proofBytes returns the length of a proof: with each commitment it grows.
func proofBytes(cs constraint.ConstraintSystem, s proof.System) int {
	if s == Groth16BN254 {
		return 164 + sizeG1*len(cs.GetCommitments().(constraint.Groth16Commitments))
	}
	return 520 + (sizeScalar+sizeG1)*len(cs.GetCommitments().(constraint.PlonkCommitments))
}

// The version that names key files is the one that is built in.
func TestGnarkVersion(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	require.NoError(t, err)
	require.True(t, strings.Contains(string(mod), "github.com/consensys/gnark v"+gnarkVersion+"\n"))
}
