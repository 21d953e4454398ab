//go:build browser

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPageInBrowser searches the page in Chromium, by typing, and finds a requirement by its
// ID, an error code and a section.
func TestPageInBrowser(t *testing.T) {
	program, err := exec.LookPath("chromium")
	require.NoError(t, err, "install Debian's package chromium")
	var out bytes.Buffer
	require.NoError(t, write(&out, specification(t)))
	for words, want := range map[string]string{
		"HSK-29":      `<a href="#HSK-29">`,
		"store_unava": `<a href="#ERR-48">`,
		"hash group":  `<a href="#s5.5">`,
		"no such":     "nothing",
	} {
		typing := `<script>const s = document.getElementById("search"); s.value = "` + words + `"; s.dispatchEvent(new Event("input"));</script></body>`
		path := filepath.Join(t.TempDir(), "spec.html")
		require.NoError(t, os.WriteFile(path, []byte(strings.Replace(out.String(), "</body>", typing, 1)), 0o600))
		command := exec.CommandContext(t.Context(), program, "--headless", "--no-sandbox", "--disable-gpu",
			"--disable-background-networking", "--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+path)
		var errOut bytes.Buffer
		command.Stderr = &errOut
		dom, err := command.Output()
		require.NoError(t, err, errOut.String())
		_, found, _ := strings.Cut(string(dom), `<ol id="found"`)
		found, _, _ = strings.Cut(found, "</ol>")
		require.Contains(t, found, want, words)
	}
}
