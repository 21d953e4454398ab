package speccheck_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/speccheck"
)

// document wraps a block into a section.
func document(block string) *speccheck.Document {
	return speccheck.Parse("# T\n\n## 6. Encryption\n\n### 6.2 Scheme\n\n" + block + "\n")
}

func TestSoundBlocks(t *testing.T) {
	for name, block := range map[string]string{
		"item over two lines": "- **[ENC-1]** A tag MUST be\n  compared.",
		"row":                 "| **[ERR-1]** | `a` | MUST be reported for x |",
		"code span":           "The word `MUST` explains `**[ENC-1]**` only.",
		"fence":               "```\nMUST MUST **[ENC-1]**\n```",
		"citation":            "- **[ENC-1]** A tag SHOULD NOT be long.\n\nSee section 6.2 and [ENC-1].",
	} {
		require.Empty(t, document(block).Problems(), name)
	}
}

func TestUnsoundBlocks(t *testing.T) {
	for block, problem := range map[string]string{
		"A tag MUST be compared.":                          "line 7: 0 IDs in a normative sentence",
		"- **[ENC-1]** A tag is compared.":                 "line 7: 0 key words in a normative sentence",
		"- **[ENC-1]** A tag MUST be and MUST NOT be.":     "line 7: 2 key words in a normative sentence",
		"- **[ENC-1]** **[ENC-2]** A tag MUST be.":         "line 7: 2 IDs in a normative sentence",
		"- A tag MUST be **[ENC-1]**.":                     "line 7: the ID stands behind the key word",
		"- **[ENC-1]** A tag MAY be.":                      "line 7: a key word that SPEC 2.1 does not allow",
		"- **[ENC-1]** A tag MUST be. It is.":              "line 7: a normative sentence with another one behind it",
		"- **[ENC-1]** A tag MUST be":                      "line 7: a normative sentence without a full stop",
		"- **[XYZ-1]** A tag MUST be.":                     "line 7: XYZ-1 is not a requirement ID",
		"- **[ENC-1]** X MUST be.\n- **[ENC-1]** MUST be.": "line 8: ENC-1 is defined in line 7 already",
		"See [ENC-1].":                                     "line 7: ENC-1 does not exist",
		"See section 6.3.":                                 "line 7: 6.3 does not exist",
		"See section 6 or 7":                               "line 7: 7 does not exist",
	} {
		require.Equal(t, []string{problem}, document(block).Problems(), block)
	}
}

func TestRequirementsHaveTextAndPlace(t *testing.T) {
	d := document("- **[ENC-1]** A tag MUST be\n  compared.\n\n| **[ERR-1]** | `a` | MUST be reported |\n\n## Appendix A. Vectors\n\n### A.2 Drivers, old")
	require.Equal(t, "A tag MUST be compared.", d.Requirements[0].Text)
	require.Equal(t, "`a`: MUST be reported", d.Requirements[1].Text)
	require.Equal(t, "62-scheme", d.Anchor("6.2"))
	require.Equal(t, "6-encryption", d.Anchor("6"))
	require.Equal(t, "appendix-a-vectors", d.Anchor("A"))
	require.Equal(t, "a2-drivers-old", d.Anchor("A.2"))
	require.Empty(t, d.Anchor("9"))
}

func TestReplaceIndex(t *testing.T) {
	_, ok := speccheck.ReplaceIndex("no place", "x")
	require.False(t, ok)
	text, ok := speccheck.ReplaceIndex("a\n<!-- index -->\nold\n<!-- /index -->\nb\n", "new\n")
	require.True(t, ok)
	require.Equal(t, "a\n<!-- index -->\nnew\n<!-- /index -->\nb\n", text)
}

func TestScanGo(t *testing.T) {
	root := t.TempDir()
	source := "// F does it (SPEC 6.2 [ENC-V2-1], SPEC 7 to 9 and 12.1; SPEC A.2).\n" +
		"// covers: ENC-1, ENC-2\n" +
		"var e = coded.New(\"p\", \"tag_mismatch\", \"text\")\n"
	require.NoError(t, os.WriteFile(filepath.Join(root, "f.go"), []byte(source), 0o600))
	s, err := speccheck.ScanGo(root)
	require.NoError(t, err)
	require.Equal(t, []string{"6.2", "7", "9", "12.1", "A.2", "ENC-V2-1"}, names(s.Citations))
	require.Equal(t, []string{"ENC-1", "ENC-2"}, names(s.Covered))
	require.Equal(t, []string{"tag_mismatch"}, names(s.Codes))
}

func TestScanVectors(t *testing.T) {
	root := t.TempDir()
	vectors := `{"testGroups":[{"requirements":["ENC-1"]},{"requirements":["ENC-2","ENC-3"]}]}`
	require.NoError(t, os.WriteFile(filepath.Join(root, "a.json"), []byte(vectors), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(root, "package.json"), []byte(`[1]`), 0o600))
	covered, err := speccheck.ScanVectors(root)
	require.NoError(t, err)
	require.Equal(t, []string{"ENC-1", "ENC-2", "ENC-3"}, names(covered))
	none, err := speccheck.ScanVectors(filepath.Join(root, "absent"))
	require.NoError(t, err)
	require.Empty(t, none)
}

func TestUncoveredOfDocument(t *testing.T) {
	d := document("- **[ENC-1]** A MUST be.\n- **[ENC-2]** B MUST be.")
	require.Equal(t, []string{"ENC-2"}, d.Uncovered([]speccheck.Citation{{Name: "ENC-1"}}))
}

func names(citations []speccheck.Citation) []string {
	var all []string
	for _, c := range citations {
		all = append(all, c.Name)
	}
	return all
}
