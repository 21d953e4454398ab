//go:build removals

package model

import (
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit"
)

// TestRemovalsInTheCode takes each check out of a copy of the code, and sees the test
// fail that is named for it.
func TestRemovalsInTheCode(t *testing.T) {
	for _, c := range Checks() {
		for _, r := range c.Code {
			t.Run(c.Name+"/"+r.Test, func(t *testing.T) {
				t.Parallel()
				files, err := r.patched()
				require.NoError(t, err)
				command := exec.CommandContext(t.Context(), "go", "test", "-vet=off", "-count=1", "-overlay", testkit.Overlay(t, repository(""), files), "-run", "^"+r.Test+"$", "./"+r.Package)
				command.Dir = repository("")
				out, err := command.CombinedOutput()
				require.Error(t, err, "the test passes without the check:\n%s", out)
				require.Contains(t, string(out), "--- FAIL: "+r.Test+" ", "another failure than the test's")
				t.Logf("without %s, %s fails", c.Name, r.Test)
			})
		}
	}
}
