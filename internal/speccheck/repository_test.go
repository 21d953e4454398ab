package speccheck_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/speccheck"
)

//go:generate go test -run ^(TestIndex|TestUncovered)$ . -update

var update = flag.Bool("update", false, "rewrite the index of SPEC.md and uncovered.txt")

const (
	root          = "../.."
	uncoveredPath = "uncovered.txt"
)

var specPath = filepath.Join(root, "SPEC.md")

func specification(t *testing.T) (string, *speccheck.Document) {
	t.Helper()
	text, err := os.ReadFile(specPath)
	require.NoError(t, err)
	return string(text), speccheck.Parse(string(text))
}

func sources(t *testing.T) *speccheck.Sources {
	t.Helper()
	s, err := speccheck.ScanGo(root)
	require.NoError(t, err)
	return s
}

func TestSpecificationIsSound(t *testing.T) {
	_, d := specification(t)
	require.Greater(t, len(d.Requirements), 100, "the parser finds the requirements")
	require.Greater(t, len(d.Codes), 30, "the parser finds the error codes")
	require.Empty(t, d.Problems())
}

func TestIndex(t *testing.T) {
	text, d := specification(t)
	want, ok := speccheck.ReplaceIndex(text, d.Index())
	require.True(t, ok, "SPEC.md has a place for the index")
	if *update && want != text {
		require.NoError(t, os.WriteFile(specPath, []byte(want), 0o644))
		return
	}
	require.True(t, want == text, "appendix D is stale: run go generate ./internal/speccheck")
}

func TestGoCitesWhatExists(t *testing.T) {
	_, d := specification(t)
	s := sources(t)
	require.NotEmpty(t, s.Citations)
	for _, c := range append(s.Citations, s.Covered...) {
		if !d.Has(c.Name) {
			t.Errorf("%s:%d: SPEC.md has no %q", c.File, c.Line, c.Name)
		}
	}
}

func TestErrorCodesAreListed(t *testing.T) {
	_, d := specification(t)
	s := sources(t)
	require.NotEmpty(t, s.Codes)
	for _, c := range s.Codes {
		if !slices.Contains(d.Codes, c.Name) {
			t.Errorf("%s:%d: SPEC 2.3 has no code %q", c.File, c.Line, c.Name)
		}
	}
}

// TestUncovered holds the requirements that neither a vector nor a named test case
// exercises against the committed list: a new one fails, and so does a stale entry.
func TestUncovered(t *testing.T) {
	_, d := specification(t)
	covered, err := speccheck.ScanVectors(filepath.Join(root, "vectors"))
	require.NoError(t, err)
	for _, c := range covered {
		if !d.Has(c.Name) {
			t.Errorf("%s: SPEC.md has no requirement %q", c.File, c.Name)
		}
	}
	covered = append(covered, sources(t).Covered...)
	uncovered := d.Uncovered(covered)
	t.Logf("%d of %d requirements have neither a vector nor a named test case", len(uncovered), len(d.Requirements))
	if *update {
		require.NoError(t, os.WriteFile(uncoveredPath, []byte(uncoveredFile(uncovered)), 0o644))
		return
	}
	listed := readUncovered(t)
	for _, id := range uncovered {
		if !slices.Contains(listed, id) {
			t.Errorf("%s has no vector and no test case with a comment \"covers: %s\"", id, id)
		}
	}
	for _, id := range listed {
		if !slices.Contains(uncovered, id) {
			t.Errorf("%s is listed in %s but is covered, or does not exist: run go generate ./internal/speccheck", id, uncoveredPath)
		}
	}
}

func uncoveredFile(ids []string) string {
	header := "# Requirements of SPEC.md without a vector or a named test case.\n# Made by go generate ./internal/speccheck; see repository_test.go.\n"
	var out strings.Builder
	out.WriteString(header)
	for _, id := range ids {
		fmt.Fprintln(&out, id)
	}
	return out.String()
}

func readUncovered(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile(uncoveredPath)
	require.NoError(t, err)
	var ids []string
	for _, line := range strings.Split(string(data), "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			ids = append(ids, line)
		}
	}
	return ids
}
