package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCodesAreCurrent fails when the table of SPEC 2.3 was changed without `go
// generate`, or the file by hand.
func TestCodesAreCurrent(t *testing.T) {
	const root = "../../.."
	want, err := textBelow(root)
	require.NoError(t, err)
	have, err := os.ReadFile(filepath.Join(root, target))
	require.NoError(t, err)
	require.Equal(t, string(want), string(have), "run go generate . in the module's root")
}

func TestNoTable(t *testing.T) {
	root := t.TempDir()
	require.Error(t, run(root))
	require.NoError(t, os.WriteFile(filepath.Join(root, source), []byte("# Nothing\n"), 0o600))
	require.Error(t, run(root))
}
