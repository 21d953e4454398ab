package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A proof and a key of an o1js program are files in o1js's forms; an app takes the proof with
// the key of o1js's own compile, or as one of the statement.
func TestProveProgramOfO1js(t *testing.T) {
	proof, key := filepath.Join(t.TempDir(), "p.json"), filepath.Join(t.TempDir(), "vk.json")
	succeed(t, "", "prove", "--statement", "range", "--system", "pickles-berkeley", "--value", "77", "--proof", proof, "--vk", key)
	require.Contains(t, succeed(t, "", "verify-proof", "--system", "pickles-berkeley", "--proof", proof, "--vk", key), "valid")
	require.Contains(t, succeed(t, "", "verify-proof", "--system", "pickles-berkeley", "--proof", proof, "--vk", programKey), "valid")
	require.Contains(t, succeed(t, "", "verify-proof", "--system", "pickles-berkeley", "--proof", proof, "--statement", "range"), "statement:     range")
	text, err := os.ReadFile(proof)
	require.NoError(t, err)
	require.NotContains(t, string(text), "system")
	code, last, errOut := appWithResult(t, string(text), "--system", "pickles-berkeley", "--vk", programKey)
	require.Equal(t, exitOK, code, errOut)
	require.Equal(t, "verified", last.Event)
	code, _, errOut = minaseal(t, "", "prove", "--system", "pickles-berkeley", "--value", "101", "--proof", proof)
	require.NotEqual(t, exitOK, code)
	require.Contains(t, errOut, "100")
	code, _, errOut = minaseal(t, "", "prove", "--statement", "sealed-range", "--system", "pickles-berkeley", "--value", "77", "--proof", proof)
	require.Equal(t, exitUsage, code)
	require.Contains(t, errOut, "groth16-bn254")
}
