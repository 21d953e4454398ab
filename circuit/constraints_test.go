package circuit

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The size of every circuit, and its digest: a change of either shows in review.
// A change of the digest makes all keys that were made before useless.
func TestConstraintCounts(t *testing.T) {
	const file = "testdata/constraints.csv"
	table := "statement,system,constraints,internal,secret,public,proofBytes,circuit\n"
	for _, s := range systems {
		p := proverFor(t, s)
		cs := p.in.cs
		table += fmt.Sprintf("%s,%s,%d,%d,%d,%d,%d,%s\n", p.in.statement, s,
			cs.GetNbConstraints(), cs.GetNbInternalVariables(), cs.GetNbSecretVariables(), cs.GetNbPublicVariables(),
			len(proofOf(t, p).Bytes()), p.in.id.Circuit)
	}
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(table), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table, "if this is meant: go test ./circuit -update")
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
	got, err := ParseStatement("range")
	require.NoError(t, err)
	require.Equal(t, Range, got)
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
