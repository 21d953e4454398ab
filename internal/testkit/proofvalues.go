package testkit

import (
	"encoding/json"
	"os"
	"regexp"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/vectors"
)

var (
	valuesLine = regexp.MustCompile(`(?m)^  "values": .*\n`)
	testsLine  = regexp.MustCompile(`(?m)^  "numberOfTests": `)
)

// ProofValues compares the intermediate values in a file of proofs with those that a
// verification met, or writes them there. The directory is that of package vectors.
func ProofValues(t require.TestingT, directory string, file *vectors.ProofFile, met any, update bool) {
	text, err := json.Marshal(met) // members sorted
	require.NoError(t, err)
	if !update {
		require.JSONEq(t, string(file.Values), string(text), file.Name)
		return
	}
	path := directory + "/" + file.Name + ".json"
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	whole = valuesLine.ReplaceAll(whole, nil)
	at := testsLine.FindIndex(whole)
	require.NotNil(t, at, path)
	line := "  \"values\": " + string(text) + ",\n"
	whole = append(whole[:at[0]:at[0]], append([]byte(line), whole[at[0]:]...)...)
	require.NoError(t, os.WriteFile(path, whole, 0o644))
}
