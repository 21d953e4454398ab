package speccheck_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestLightToImport names the modules that whoever imports a package of the library gets
// into his go.sum: go mod tidy adds those of the package's tests, too. Neither a server
// nor gnark nor plots are among them.
func TestLightToImport(t *testing.T) {
	light := []string{
		".", "./pasta/...", "./poseidon", "./poseidonfq", "./address", "./schnorr", "./elgamal", "./statement",
		"./protocol", "./protocol/wire",
	}
	allowed := []string{
		"github.com/minaseal/minaseal", "golang.org/x/sys", "golang.org/x/crypto",
		"github.com/stretchr/testify", "go.yaml.in/yaml/v3", "pgregory.net/rapid", // of tests
	}
	arguments := append([]string{"list", "-deps", "-test", "-f", "{{if .Module}}{{.Module.Path}}{{end}}"}, light...)
	command := exec.Command("go", arguments...)
	command.Dir = root
	out, err := command.Output()
	require.NoError(t, err)
	modules := strings.Fields(string(out))
	slices.Sort(modules)
	modules = slices.Compact(modules)
	require.Contains(t, modules, "golang.org/x/sys")
	require.Subset(t, allowed, modules)
}
