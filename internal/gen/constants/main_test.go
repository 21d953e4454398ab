package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestConstantsAreCurrent fails when a generated file is not what the derivation
// gives.
func TestConstantsAreCurrent(t *testing.T) {
	for _, f := range files() {
		want, err := f.text()
		require.NoError(t, err)
		have, err := os.ReadFile(filepath.Join("../../..", f.pkg, "constants.go"))
		require.NoError(t, err)
		require.Equal(t, string(want), string(have), "%s: run go generate ./poseidon", f.pkg)
	}
}

// TestRunWrites checks that run writes what text returns, and nothing else.
func TestRunWrites(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, run(dir))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, len(files()))
	for _, f := range files() {
		want, err := f.text()
		require.NoError(t, err)
		have, err := os.ReadFile(filepath.Join(dir, f.name))
		require.NoError(t, err)
		require.Equal(t, want, have)
	}
	require.Error(t, run(filepath.Join(dir, "missing")))
}
