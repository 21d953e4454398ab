package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOutputsAreCurrent fails when a fragment was changed without `go
// generate`, or an output by hand.
func TestOutputsAreCurrent(t *testing.T) {
	for name, parts := range outputs {
		want, err := textOf(parts)
		require.NoError(t, err)
		have, err := os.ReadFile(filepath.Join("../../..", name))
		require.NoError(t, err)
		require.Equal(t, string(want), string(have), "%s: run go generate ./pasta", name)
	}
}
