package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = "../../.."

// TestTwinsAreCurrent fails when a source was changed without `go generate`,
// or a twin by hand.
func TestTwinsAreCurrent(t *testing.T) {
	pairs, err := pairsBelow(root)
	require.NoError(t, err)
	require.Greater(t, len(pairs), len(files))
	for _, p := range pairs {
		want, err := p.text(root)
		require.NoError(t, err)
		have, err := os.ReadFile(filepath.Join(root, p.twin))
		require.NoError(t, err)
		require.Equal(t, string(want), string(have), "%s: run go generate ./pasta", p.twin)
	}
}

func TestRename(t *testing.T) {
	text := "fp.Element of Pallas uses poseidon.Permute, poseidonfq.Sponge, textsFp, fmt.Fprint and vesta; poseidon stays"
	want := "fq.Element of Vesta uses poseidonfq.Permute, poseidon.Sponge, textsFq, fmt.Fprint and pallas; poseidon stays"
	require.Equal(t, want, string(pair{}.rename([]byte(text))))
}

// TestNoOrphans fails when a source was deleted and its twin left behind.
func TestNoOrphans(t *testing.T) {
	for _, p := range packages {
		entries, err := os.ReadDir(filepath.Join(root, p.twin))
		require.NoError(t, err)
		for _, e := range entries {
			if e.IsDir() || untested[p.twin] && strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			require.FileExists(t, filepath.Join(root, p.source, e.Name()))
		}
	}
}

func TestRenameImports(t *testing.T) {
	text := `"github.com/minaseal/minaseal/kimchi/builder" "github.com/minaseal/minaseal/kimchi/internal/prover"`
	want := `"github.com/minaseal/minaseal/kimchi/internal/fq/builder" "github.com/minaseal/minaseal/kimchi/internal/fq/prover"`
	require.Equal(t, want, string(pair{}.rename([]byte(text))))
}
