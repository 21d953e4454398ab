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

	"github.com/stretchr/testify/assert"
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
		} else {
			all["."] = p // the root
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

// rule says what the packages of some directories may import: of this module, and of
// others. A directory stands for those below it, unless they have a rule of their own.
// Pure packages have neither input nor output.
type rule struct {
	directories string
	module      string
	others      string
	pure        bool
}

const (
	nats   = "github.com/nats-io"
	gnark  = "github.com/consensys"
	cpu    = "golang.org/x/sys"
	blake2 = "golang.org/x/crypto"
	schema = "github.com/santhosh-tekuri/jsonschema"
)

var rules = []rule{
	{".", "internal/coded", "", true},
	{"internal/coded", "", "", true},
	{"internal/erase internal/permutation", "", cpu, true},
	{"internal/strictjson", "internal/coded", "", true},
	{"pasta", "", "", true}, // the documentation of the fields and the groups
	{"pasta/fp pasta/fq", "internal/coded internal/erase", cpu, true},
	{"pasta/pallas pasta/vesta", "internal/coded internal/erase pasta/fp pasta/fq", cpu, true},
	{"poseidon", "internal/coded internal/permutation pasta", "", true},
	{"poseidonfq", "internal/permutation pasta/fq", "", true},
	{"address", "internal/coded internal/strictjson pasta", "", true},
	{"schnorr", "internal/coded internal/strictjson pasta poseidon address", blake2, true},
	{"elgamal", "internal/coded internal/strictjson pasta poseidon address", "", true},

	{"protocol/wire", "internal/coded internal/strictjson", "", true},
	{"protocol", "internal/coded internal/strictjson pasta poseidon address schnorr elgamal statement protocol/wire", "", true},
	{"protocol/natstransport", "internal/coded protocol protocol/wire", nats, false},
	{"protocol/natstransport/load", "internal/coded address protocol protocol/natstransport", "", false},
	{"protocol/jobs", "internal/coded address elgamal statement protocol protocol/wire protocol/natstransport", nats, false},
	{"internal/model", "protocol", "", false},

	{"statement", "internal/coded pasta address elgamal", "", true},
	{"proof", "internal/coded internal/erase internal/strictjson pasta statement", "", true},
	{"circuit", "pasta poseidon elgamal statement proof", gnark + " golang.org/x/crypto", false},
	{"kimchi", "internal/coded internal/erase internal/strictjson pasta poseidon poseidonfq", blake2, false},
	{"kimchi/statements", "internal/erase pasta elgamal statement proof kimchi", "", false},
	{"kimchi/pickles/programs", "internal/erase statement proof kimchi", "", false},
	{"kimchi/o1js", "internal/coded pasta proof kimchi", "", false},
	{"proof/systems", "internal/coded statement proof circuit kimchi", "", false},

	{"vectors", "internal/coded internal/strictjson", "", false},
	{"internal/driver", "internal/coded internal/strictjson pasta poseidon poseidonfq address schnorr elgamal protocol statement proof kimchi", "", false},
	{"conformance", "internal/coded internal/driver internal/strictjson pasta vectors", nats + " " + schema + " github.com/fatih/color go.yaml.in/yaml", false},
	{"conformance/internal/mutants", "internal/bigref internal/coded internal/driver pasta poseidon address elgamal", blake2, false},
	{"conformance/roles", "internal/coded pasta address schnorr elgamal protocol conformance vectors", nats, false},
	{"cmd", "internal/coded internal/driver internal/permutation pasta address schnorr elgamal protocol statement proof circuit kimchi/o1js conformance",
		nats + " github.com/spf13 github.com/fatih/color github.com/schollz/progressbar github.com/gofrs/flock golang.org/x/term github.com/prometheus/client_golang", false},

	{"internal/bigref", "", blake2, false}, // the oracle shares nothing with what it judges
	{"internal/testkit", "internal/bigref pasta vectors", nats + " pgregory.net/rapid", false},
	{"internal/consttime", "", "golang.org/x/tools", false},
	{"internal/gen", "pasta", "github.com/yuin/goldmark", false},
	{"internal/mutation internal/speccheck", "", "", false},
}

// ruleOf returns the rule of the longest directory that holds the package.
func ruleOf(path string) (found *rule) {
	length := -1
	for i := range rules {
		for _, directory := range strings.Fields(rules[i].directories) {
			if within(path, directory) && len(directory) > length {
				found, length = &rules[i], len(directory)
			}
		}
	}
	return found
}

// TestImports holds every import to the table.
func TestImports(t *testing.T) {
	impure := []string{"os", "net", "log", "syscall", "embed", "io/fs", "io/ioutil", "encoding/gob", "testing"}
	for path, p := range packages(t) {
		r := ruleOf(path)
		if !assert.NotNil(t, r, "%s has no rule", path) {
			continue
		}
		for _, imported := range p.Imports {
			to, ours := strings.CutPrefix(imported, module)
			switch {
			case ours && !within(to, strings.Fields(r.module)...) && ruleOf(to) != r:
				t.Errorf("%s imports %s", path, to)
			case external(imported) && !within(imported, strings.Fields(r.others)...):
				t.Errorf("%s imports %s", path, imported)
			case r.pure && within(imported, impure...):
				t.Errorf("%s imports %s", path, imported)
			}
		}
	}
}

// TestRulesAreUsed: what a rule permits, a package imports.
func TestRulesAreUsed(t *testing.T) {
	all := packages(t)
	for i := range rules {
		var imports []string
		for path, p := range all {
			if ruleOf(path) == &rules[i] {
				imports = append(imports, p.Imports...)
			}
		}
		for _, permitted := range strings.Fields(rules[i].module) {
			assert.True(t, slices.ContainsFunc(imports, func(d string) bool { return within(strings.TrimPrefix(d, module), permitted) }), "%s imports nothing of %s", rules[i].directories, permitted)
		}
		for _, permitted := range strings.Fields(rules[i].others) {
			assert.True(t, slices.ContainsFunc(imports, func(d string) bool { return within(d, permitted) }), "%s imports nothing of %s", rules[i].directories, permitted)
		}
	}
}

// TestProofFamiliesStandApart also where packages between them import.
func TestProofFamiliesStandApart(t *testing.T) {
	all := packages(t)
	has := func(p listed, prefix string) bool {
		return slices.ContainsFunc(p.Deps, func(d string) bool { return within(d, prefix) })
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
