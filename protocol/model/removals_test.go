//go:build removals

package model

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRemovalsInTheCode takes each check out of a copy of the code, and sees the test
// fail that is named for it.
func TestRemovalsInTheCode(t *testing.T) {
	for _, c := range Checks() {
		for _, r := range c.Code {
			t.Run(c.Name+"/"+r.Test, func(t *testing.T) {
				t.Parallel()
				overlay, err := r.overlay(t.TempDir())
				require.NoError(t, err)
				command := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-count=1", "-overlay", overlay, "-run", "^"+r.Test+"$", "./"+r.Package)
				command.Dir = repository("")
				out, err := command.CombinedOutput()
				require.Error(t, err, "the test passes without the check:\n%s", out)
				require.Contains(t, string(out), "--- FAIL: "+r.Test+" ", "another failure than the test's")
				t.Logf("without %s, %s fails", c.Name, r.Test)
			})
		}
	}
}

// overlay writes the patched files to a directory and returns the path of what go test
// takes as -overlay.
func (r Removal) overlay(dir string) (string, error) {
	files, err := r.patched()
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for path, text := range files {
		original, err := filepath.Abs(repository(path))
		if err != nil {
			return "", err
		}
		replace[original] = filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(replace[original], []byte(text), 0o600); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, data, 0o600)
}
