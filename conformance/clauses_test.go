package conformance_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/internal/speccheck"
)

var update = flag.Bool("update", false, "rewrite requirements/clauses.json")

const clausesPath = "requirements/clauses.json"

// The clauses in the reports are those of SPEC.md.
func TestClauses(t *testing.T) {
	text, err := os.ReadFile("../SPEC.md")
	require.NoError(t, err)
	d := speccheck.Parse(string(text))
	var want bytes.Buffer
	want.WriteString("[\n")
	for i, r := range d.Requirements {
		if i > 0 {
			want.WriteString(",\n")
		}
		line := new(bytes.Buffer)
		encoder := json.NewEncoder(line)
		encoder.SetEscapeHTML(false)
		require.NoError(t, encoder.Encode(conformance.Clause{
			ID: r.ID, Section: r.Section, Title: d.Sections[r.Section], Anchor: d.Anchor(r.Section), Text: r.Text,
		}))
		want.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
	}
	want.WriteString("\n]\n")
	if *update {
		require.NoError(t, os.WriteFile(clausesPath, want.Bytes(), 0o644))
		return
	}
	have, err := os.ReadFile(clausesPath)
	require.NoError(t, err)
	require.True(t, bytes.Equal(want.Bytes(), have), "%s is stale: run go generate ./conformance", clausesPath)
}
