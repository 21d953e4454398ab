package speccheck_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/minaseal/minaseal/"

// listed is a package as go list prints it. Imports leaves the tests' imports out.
type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

// goList runs once for all tests: it takes most of their time.
var goList = sync.OnceValues(func() ([]byte, error) {
	command := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,Deps", "./...")
	command.Dir = root
	return command.Output()
})

// packages returns the packages of the module by their path within it.
func packages(t *testing.T) map[string]listed {
	t.Helper()
	out, err := goList()
	require.NoError(t, err)
	all := map[string]listed{}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		if path, ok := strings.CutPrefix(p.ImportPath, module); ok {
			all[path] = p
		}
	}
	require.Contains(t, all, "internal/speccheck")
	return all
}

// within reports whether path is one of the directories or below one.
func within(path string, directories ...string) bool {
	return slices.ContainsFunc(directories, func(d string) bool {
		return path == d || strings.HasPrefix(path, d+"/")
	})
}

func external(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".") && !strings.HasPrefix(path, module)
}

// TestLayers holds every import within the module against the layers: a package
// imports only what stands before it.
func TestLayers(t *testing.T) {
	layers := []string{
		"internal/coded", "internal/erase", "internal/strictjson",
		"pasta/fp", "pasta/fq", "pasta/pallas", "pasta/vesta",
		"poseidon", "address", "schnorr", "elgamal",
		"statement", "proof", "kimchi", "circuit", "proof/systems",
		"protocol/wire", "protocol", "internal/model", "protocol/natstransport", "protocol/jobs",
		"vectors", "internal", "conformance", "cmd",
	}
	rank := func(path string) int {
		best, length := -1, -1
		for i, layer := range layers {
			if within(path, layer) && len(layer) > length {
				best, length = i, len(layer)
			}
		}
		return best
	}
	for path, p := range packages(t) {
		if path == "pasta" { // the documentation of the fields and the groups
			require.Empty(t, p.Imports)
			continue
		}
		require.NotEqual(t, -1, rank(path), "%s has no layer", path)
		for _, imported := range p.Imports {
			if to, ok := strings.CutPrefix(imported, module); ok && rank(to) > rank(path) && !generator(path) {
				t.Errorf("%s imports %s, which stands above it", path, to)
			}
		}
	}
}

// generator reports whether path is a command that go generate runs: it makes files
// of the layer in which it stands, out of what it likes.
func generator(path string) bool {
	return within(path, "internal/gen")
}

// TestNobodyImportsTheTop keeps the suite and the commands from being
// used as libraries; the command alone wraps the suite.
func TestNobodyImportsTheTop(t *testing.T) {
	for path, p := range packages(t) {
		for _, imported := range p.Imports {
			to := strings.TrimPrefix(imported, module)
			for _, top := range []string{"conformance", "cmd"} {
				if within(to, top) && !within(path, top) && !(top == "conformance" && within(path, "cmd")) {
					t.Errorf("%s imports %s", path, to)
				}
			}
		}
	}
}

// TestCryptographyStandsAlone keeps the lower layers free of input and output and of
// foreign code but golang.org/x.
func TestCryptographyStandsAlone(t *testing.T) {
	pure := []string{
		"pasta/fp", "pasta/fq", "pasta/pallas", "pasta/vesta", "poseidon", "address", "schnorr", "elgamal", "statement", "proof",
		"protocol/wire", "protocol",
	}
	forbidden := []string{"os", "net", "log", "syscall", "embed", "io/fs", "io/ioutil", "encoding/gob", "testing"}
	for path, p := range packages(t) {
		if !within(path, pure...) || within(path, "protocol/natstransport", "protocol/jobs", "proof/systems") || generator(path) {
			continue
		}
		for _, imported := range p.Imports {
			if within(imported, forbidden...) {
				t.Errorf("%s imports %s", path, imported)
			}
		}
		for _, dependency := range p.Deps {
			if external(dependency) && !strings.HasPrefix(dependency, "golang.org/x/") {
				t.Errorf("%s depends on %s", path, dependency)
			}
		}
	}
}

// TestFieldsUseTheStandardLibrary allows the fields nothing else but the errors, the erasure
// of stacks, their own kernels, and the question which instructions the processor has.
func TestFieldsUseTheStandardLibrary(t *testing.T) {
	all := packages(t)
	for _, path := range []string{"pasta/fp", "pasta/fq"} {
		require.Contains(t, all, path)
		for _, imported := range all[path].Imports {
			to, ours := strings.CutPrefix(imported, module)
			foreign := external(imported) && imported != "golang.org/x/sys/cpu"
			if foreign || (ours && !within(to, "internal/coded", "internal/erase")) {
				t.Errorf("%s imports %s", path, imported)
			}
		}
	}
}

// TestProofFamiliesStandApart: gnark's circuits know nothing of Kimchi, Kimchi nothing of
// gnark, and the table of systems alone has both.
func TestProofFamiliesStandApart(t *testing.T) {
	const gnark = "github.com/consensys/gnark"
	all := packages(t)
	has := func(p listed, prefix string) bool {
		return slices.ContainsFunc(p.Deps, func(d string) bool { return d == prefix || strings.HasPrefix(d, prefix+"/") })
	}
	require.True(t, has(all["proof/systems"], gnark) && has(all["proof/systems"], module+"kimchi"))
	for path, p := range all {
		if within(path, "circuit") && has(p, module+"kimchi") {
			t.Errorf("%s depends on kimchi", path)
		}
		if (within(path, "kimchi", "statement", "internal/driver") || path == "proof") && (has(p, gnark) || has(p, module+"circuit")) {
			t.Errorf("%s depends on gnark", path)
		}
	}
}

// TestOracleSharesNothing: the slow reference is written from SPEC.md alone and uses
// no package of the module.
func TestOracleSharesNothing(t *testing.T) {
	all := packages(t)
	require.Contains(t, all, "internal/bigref")
	for _, imported := range all["internal/bigref"].Imports {
		if strings.HasPrefix(imported, module) || (external(imported) && imported != "golang.org/x/crypto/blake2b") {
			t.Errorf("internal/bigref imports %s", imported)
		}
	}
}

// TestForeignCodeStaysInItsPlace names the only packages that may import NATS and
// gnark.
func TestForeignCodeStaysInItsPlace(t *testing.T) {
	homes := map[string][]string{
		"github.com/nats-io/":             {"protocol/natstransport", "protocol/jobs", "conformance", "internal/testkit/natstest", "cmd"},
		"github.com/consensys/gnark":      {"circuit"},
		"github.com/stretchr/testify":     {},
		"github.com/spf13/cobra":          {"cmd"},
		"github.com/santhosh-tekuri/json": {"vectors", "conformance", "cmd"},
	}
	for path, p := range packages(t) {
		for _, imported := range p.Imports {
			for prefix, allowed := range homes {
				if strings.HasPrefix(imported, prefix) && !within(path, allowed...) {
					t.Errorf("%s imports %s", path, imported)
				}
			}
		}
	}
}

// TestBase64IsReadInOnePlace keeps Go's decoder, which skips line breaks, behind
// strictjson.Base64 (SPEC 4.10).
//
// covers: B64-2
func TestBase64IsReadInOnePlace(t *testing.T) {
	decoder := regexp.MustCompile(`base64\.(NewDecoder|\w+Encoding(\.Strict\(\))?\.(Decode|AppendDecode))`)
	var found []string
	require.NoError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil && decoder.Match(text) {
			found = append(found, filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator))))
		}
		return err
	}))
	require.Equal(t, []string{"internal/strictjson/document.go"}, found)
}
