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

// TestRunWrites checks that run writes what text returns.
func TestRunWrites(t *testing.T) {
	dir := t.TempDir()
	require.Error(t, run(dir), "no directories of the packages")
	for _, f := range files() {
		require.NoError(t, os.Mkdir(filepath.Join(dir, f.pkg), 0o755))
	}
	require.NoError(t, run(dir))
	for _, f := range files() {
		want, err := f.text()
		require.NoError(t, err)
		have, err := os.ReadFile(filepath.Join(dir, f.pkg, "constants.go"))
		require.NoError(t, err)
		require.Equal(t, want, have)
	}
}
