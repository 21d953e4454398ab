package testkit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Overlay makes the file that go test takes as -overlay, so that it sees other contents
// of some files: contents is by their path below the directory root.
func Overlay(t testing.TB, root string, contents map[string]string) string {
	t.Helper()
	root, err := filepath.Abs(root)
	require.NoError(t, err)
	directory, replace := t.TempDir(), map[string]string{}
	for file, text := range contents {
		replacement := filepath.Join(directory, fmt.Sprintf("%d-%s", len(replace), filepath.Base(file)))
		require.NoError(t, os.WriteFile(replacement, []byte(text), 0o600))
		replace[filepath.Join(root, filepath.FromSlash(file))] = replacement
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	path := filepath.Join(directory, "overlay.json")
	require.NoError(t, os.WriteFile(path, list, 0o600))
	return path
}
