package testkit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Overlay makes the file that go test takes as -overlay, so that it sees other contents
// of some files: contents is by their path below the directory root.
func Overlay(t testing.TB, root string, contents map[string]string) string {
	t.Helper()
	directory, replace := t.TempDir(), map[string]string{}
	write := func(name string, text []byte) string {
		path := filepath.Join(directory, name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	root, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	for file, text := range contents {
		original := filepath.Join(root, filepath.FromSlash(file))
		replace[original] = write(fmt.Sprintf("%d-%s", len(replace), filepath.Base(file)), []byte(text))
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	return write("overlay.json", list)
}
