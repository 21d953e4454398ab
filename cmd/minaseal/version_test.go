package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVersion(t *testing.T) {
	var b build
	require.NoError(t, json.Unmarshal([]byte(succeed(t, "", "version", "--json")), &b))
	require.Equal(t, runtime.Version(), b.Go)
	require.Equal(t, runtime.GOOS+"/"+runtime.GOARCH, b.Platform)
	require.Contains(t, []string{"portable", "mulx", "ifma"}, b.Kernels)
	require.NotEmpty(t, b.Version)
	require.Contains(t, succeed(t, "", "version"), "minaseal "+b.Version)
	require.Equal(t, "minaseal version "+b.Version+"\n", succeed(t, "", "--version"))
}

// TestManual: each command has a page, with its examples.
func TestManual(t *testing.T) {
	directory := filepath.Join(t.TempDir(), "man1")
	succeed(t, "", "man", directory)
	root := newRoot()
	for _, command := range root.Commands() {
		page, err := os.ReadFile(filepath.Join(directory, "minaseal-"+command.Name()+".1"))
		require.NoError(t, err)
		require.True(t, strings.Contains(string(page), "EXAMPLE"), command.Name())
	}
	code, _, errOut := minaseal(t, "", "man")
	require.Equal(t, exitUsage, code, errOut)
}
