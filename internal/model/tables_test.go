package model

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the generated files")

// TestGeneratedTables holds the transitions of the model, tables.inc, against those of
// package protocol.
func TestGeneratedTables(t *testing.T) {
	requireFile(t, "tables.inc", Tables())
	requireFile(t, "checks.inc", constants())
}

// TestGeneratedDocument holds SPEC 12.15 and 12.17 against the data.
func TestGeneratedDocument(t *testing.T) {
	requireInSpecification(t, "removals", removalTable())
	requireInSpecification(t, "properties", propertyTable())
}

// requireFile compares a generated file with what it should be, or writes it.
func requireFile(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(want), 0o600))
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, want == string(have), "%s is stale: run go generate ./internal/model", path)
}

func requireInSpecification(t *testing.T, name, text string) {
	t.Helper()
	document, err := os.ReadFile(repository("SPEC.md"))
	require.NoError(t, err)
	want, err := within(string(document), name, text)
	require.NoError(t, err)
	requireFile(t, repository("SPEC.md"), want)
}
