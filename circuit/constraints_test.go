package circuit

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/consensys/gnark/constraint"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/statement"
)

// The size of every circuit, and its digest: a change of either shows in review.
// A change of the digest makes all keys that were made before useless.
func TestConstraintCounts(t *testing.T) {
	const file = "testdata/constraints.csv"
	table := "statement,fields,scheme,system,constraints,internal,secret,public,proofBytes,circuit\n"
	row := func(def definition, fields int, scheme string, s System) {
		in := &instance{def: def, system: s, engine: s.engine()}
		require.NoError(t, in.compile())
		cs := in.cs
		table += fmt.Sprintf("%s,%d,%s,%s,%d,%d,%d,%d,%d,%s\n", def.name(), fields, scheme, s,
			cs.GetNbConstraints(), cs.GetNbInternalVariables(), cs.GetNbSecretVariables(), cs.GetNbPublicVariables(),
			proofBytes(cs, s), in.id.Circuit)
	}
	for _, s := range systems {
		row(rangeStatement{}, 0, "none", s)
		row(sealedRangeStatement{fields: 1}, 1, "any", s)
	}
	for _, fields := range []int{2, 4, 8, 16} {
		row(sealedRangeStatement{scheme: statement.O1jsV2, fields: fields}, fields, "o1js-v2", Groth16BN254)
	}
	for _, fields := range []int{2, 16} {
		row(sealedRangeStatement{scheme: statement.O1jsV1, fields: fields}, fields, "o1js-v1", Groth16BN254)
	}
	row(sealedRangeStatement{scheme: statement.O1jsV2, fields: 2}, 2, "o1js-v2", PlonkBN254)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(table), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table, "if this is meant: go test ./circuit -update")
	for _, s := range systems {
		require.Len(t, proofOf(t, proverFor(t, s)).Bytes(), proofBytes(proverFor(t, s).in.cs, s))
	}
}

// proofBytes returns the length of a proof: with each commitment it grows.
func proofBytes(cs constraint.ConstraintSystem, s System) int {
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

func TestNames(t *testing.T) {
	for _, s := range systems {
		got, err := ParseSystem(s.String())
		require.NoError(t, err)
		require.Equal(t, s, got)
	}
	for name, want := range map[string]Statement{"range": Range, "sealed-range": SealedRange} {
		got, err := ParseStatement(name)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	for _, name := range []string{"", "unknown", "Range", "groth16"} {
		_, err := ParseSystem(name)
		require.ErrorIs(t, err, ErrUnknownName)
		_, err = ParseStatement(name)
		require.ErrorIs(t, err, ErrUnknownName)
	}
	require.Equal(t, "unknown", Statement(0).String())
	require.Equal(t, "unknown", System(9).String())
	require.Equal(t, "unknown", Setup(0).String())
}
