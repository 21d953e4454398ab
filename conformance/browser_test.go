//go:build browser

package conformance_test

import (
	"bytes"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// browser returns the program of a Chromium: $CHROMIUM, or what Debian installs.
func browser(t *testing.T) string {
	t.Helper()
	names := []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"}
	for _, name := range names {
		if program, err := exec.LookPath(name); name != "" && err == nil {
			return program
		}
	}
	require.FailNow(t, "no Chromium: install Debian's package chromium, or set CHROMIUM")
	return ""
}

// dom returns a page as a browser understands it.
func dom(t *testing.T, path string) string {
	t.Helper()
	absolute, err := filepath.Abs(path)
	require.NoError(t, err)
	page := url.URL{Scheme: "file", Path: absolute}
	command := exec.CommandContext(t.Context(), browser(t), "--headless", "--no-sandbox", "--disable-gpu",
		"--disable-background-networking", "--user-data-dir="+t.TempDir(), "--dump-dom", page.String())
	var out, errOut bytes.Buffer
	command.Stdout, command.Stderr = &out, &errOut
	require.NoError(t, command.Run(), "%s", errOut.String())
	return out.String()
}

// The page is what it is meant to be in a browser: one table with a row for each
// requirement and a cell for each implementation, and each case folded away whole.
func TestReportInBrowser(t *testing.T) {
	report := mixed(t)
	path := filepath.Join(t.TempDir(), "report.html")
	file, err := os.Create(path)
	require.NoError(t, err)
	require.NoError(t, report.WriteHTML(file))
	require.NoError(t, file.Close())
	requirePage(t, dom(t, path), len(report.Matrix()), len(report.Subjects()))
	require.Equal(t, 4, strings.Count(dom(t, path), "<dl>"), "failures, known and accepted ones, each once")
}

// So are the committed pages.
func TestCommittedReportsInBrowser(t *testing.T) {
	pages, err := filepath.Glob("reports/*.html")
	require.NoError(t, err)
	require.NotEmpty(t, pages)
	for _, path := range pages {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		page := string(text)
		rows := strings.Count(page, `<tr><th id="`)
		subjects := strings.Count(page, `<th class="subject">`)
		require.Greater(t, rows, 100)
		require.Greater(t, subjects, 2)
		requirePage(t, dom(t, path), rows, subjects)
	}
}

// requirePage checks the matrix of a page, as the browser has it.
func requirePage(t *testing.T, page string, rows, subjects int) {
	t.Helper()
	table := regexp.MustCompile(`(?s)<table id="requirements">.*?</table>`).FindString(page)
	require.NotEmpty(t, table)
	require.Equal(t, rows, strings.Count(table, `<tr><th id="`))
	require.Equal(t, subjects, strings.Count(table, `<th class="subject">`))
	require.Equal(t, rows*subjects, strings.Count(table, `<td class="mark `))
	require.Equal(t, strings.Count(page, "<details>"), strings.Count(page, "</details>"))
	require.NotContains(t, page, "<script")
}
