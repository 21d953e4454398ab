//go:build interop

package interop_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCIScripts installs the suite from a release, in a directory in place of a server, and
// runs it on a driver: as the action does.
func TestCIScripts(t *testing.T) {
	releases, bin, work := t.TempDir(), filepath.Join(t.TempDir(), "bin"), t.TempDir()
	release := filepath.Join(releases, "v1.2.3")
	require.NoError(t, os.Mkdir(release, 0o755))
	output, err := exec.Command(tool(t, "go"), "build", "-o", filepath.Join(work, "minaseal"), "../../cmd/minaseal").CombinedOutput()
	require.NoError(t, err, string(output))
	archive := fmt.Sprintf("minaseal_1.2.3_%s_%s.tar.gz", runtime.GOOS, runtime.GOARCH)
	output, err = exec.Command(tool(t, "tar"), "-czf", filepath.Join(release, archive), "-C", work, "minaseal").CombinedOutput()
	require.NoError(t, err, string(output))
	text, err := os.ReadFile(filepath.Join(release, archive))
	require.NoError(t, err)
	sums := fmt.Sprintf("%x  %s\n%x  another.tar.gz\n", sha256.Sum256(text), archive, sha256.Sum256(nil))
	require.NoError(t, os.WriteFile(filepath.Join(release, "SHA256SUMS"), []byte(sums), 0o644))

	script := func(name string, environment ...string) (string, error) {
		path, err := filepath.Abs("../ci/" + name)
		require.NoError(t, err)
		command := exec.Command(tool(t, "bash"), path, bin)
		command.Dir = work
		command.Env = append(os.Environ(), environment...)
		output, err := command.CombinedOutput()
		return string(output), err
	}
	tool(t, "curl")
	install := []string{"VERSION=v1.2.3", "BASE=file://" + releases}
	out, err := script("install.sh", install...)
	require.NoError(t, err, out)
	require.Contains(t, out, "kernels ")

	out, err = script("run.sh", "DRIVER=minaseal driver", "ARGUMENTS=--only 'field/fp/*' --strict-codes")
	require.NoError(t, err, out)
	require.FileExists(t, filepath.Join(work, "conformance.html"))
	require.FileExists(t, filepath.Join(work, "conformance.xml"))
	out, err = script("run.sh", "DRIVER=false", "ARGUMENTS=--only 'field/fp/1'")
	require.Error(t, err, out)

	require.NoError(t, os.WriteFile(filepath.Join(release, archive), append(text, 0), 0o644))
	out, err = script("install.sh", install...)
	require.Error(t, err, "another archive than the sums are of: %s", out)
	_, err = script("install.sh", "VERSION=v9.9.9", install[1])
	require.Error(t, err)
}
