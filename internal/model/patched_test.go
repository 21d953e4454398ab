package model

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRemovalsFitTheCode: what a removal replaces is there, once, and leaves a Go file;
// and its test exists.
func TestRemovalsFitTheCode(t *testing.T) {
	for _, c := range Checks() {
		require.NotEmpty(t, c.Code, c.Name)
		for _, r := range c.Code {
			files, err := r.patched()
			require.NoError(t, err, c.Name)
			for path, text := range files {
				_, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
				require.NoError(t, err, c.Name)
			}
			require.True(t, hasTest(t, r), "%s: no %s in %s", c.Name, r.Test, r.Package)
		}
	}
}

func hasTest(t *testing.T, r Removal) bool {
	t.Helper()
	paths, err := filepath.Glob(repository(r.Package + "/*_test.go"))
	require.NoError(t, err)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		if strings.Contains(string(text), "\nfunc "+r.Test+"(t *testing.T) {") {
			return true
		}
	}
	return false
}
