package consttime_test

import (
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/minaseal/minaseal/internal/consttime"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/ssa"
)

const module = "github.com/minaseal/minaseal/"

var root, _ = filepath.Abs("../..")

// layers are the packages in which calls are followed.
var layers = []string{"./pasta/...", "./poseidon", "./poseidonfq", "./internal/permutation", "./address", "./schnorr", "./elgamal", "./protocol", "./protocol/wire", "./internal/coded", "./internal/strictjson"}

// public lists the exported functions of the packages with keys whose time
// depends on their arguments, which are public. All other ones are taken to have
// secret arguments.
var public = map[string]map[string]string{
	"address": {
		"NewPublicKey":            "a public key",
		"ParsePublicKey":          "the text of a public key",
		"PublicKey.UnmarshalText": "the text of a public key",
		"PublicKey.UnmarshalJSON": "the text of a public key",
	},
	"schnorr": {
		"Verify":        "a signature and what it signs",
		"VerifyMessage": "a signature and what it signs",
	},
	"elgamal": {
		"ParseCiphertext":          "the text of a ciphertext",
		"Ciphertext.MarshalJSON":   "a ciphertext",
		"Ciphertext.UnmarshalJSON": "the text of a ciphertext",
	},
}

// exempt returns the functions that are listed as public. It requires that there
// are such functions, and that no private key goes in or out of them.
func exempt(t *testing.T, p *consttime.Program) (found []*ssa.Function) {
	t.Helper()
	for pkg, names := range public {
		exported := p.Exported(module + pkg)
		for name := range names {
			f := exported[name]
			require.NotNil(t, f, "%s has no %s", pkg, name)
			require.NotContains(t, types.TypeString(f.Signature, nil), "PrivateKey", name)
			found = append(found, f)
		}
	}
	return found
}

// TestNoSecretReachesVarTime holds all exported functions of the packages with
// keys to constant time, but those listed as public; and protocol, which may call
// those too.
func TestNoSecretReachesVarTime(t *testing.T) {
	p, err := consttime.Load(root, nil, layers...)
	require.NoError(t, err)
	allowed := exempt(t, p)
	for pkg, names := range public {
		exported := p.Exported(module + pkg)
		require.NotEmpty(t, exported, pkg)
		leaks := p.Leaks(exported, nil)
		for name, way := range leaks {
			if names[name] == "" {
				t.Errorf("%s.%s takes variable time:\n  %s", pkg, name, strings.Join(way, "\n  "))
			}
		}
		for name := range names {
			require.Contains(t, leaks, name, "no longer takes variable time: strike it off the list")
		}
	}
	for _, pkg := range []string{"protocol", "protocol/wire"} {
		exported := p.Exported(module + pkg)
		require.NotEmpty(t, exported, pkg)
		for name, way := range p.Leaks(exported, allowed) {
			t.Errorf("%s.%s takes variable time:\n  %s", pkg, name, strings.Join(way, "\n  "))
		}
	}
}

// TestInsertedCallsAreFound puts calls of variable time into the packages' sources
// and requires that what they serve is found.
func TestInsertedCallsAreFound(t *testing.T) {
	overlay := map[string][]byte{}
	for _, c := range []struct{ file, old, new string }{
		{"elgamal/decrypt.go", "shared.ScalarMultiply(k,", "shared.ScalarMultiplyVarTime(k,"},
		{"schnorr/sign.go", "minus.Negate(&k)", "minus.InvertVarTime(&k)"},
		{"address/base58check.go", "n -= checksumLength", "new(big.Int).SetBytes(data[:n])\n\tn -= checksumLength"},
		{"address/base58check.go", "import (", "import (\n\t\"math/big\""},
	} {
		path := filepath.Join(root, c.file)
		text, ok := overlay[path]
		if !ok {
			var err error
			text, err = os.ReadFile(path)
			require.NoError(t, err)
		}
		changed := strings.Replace(string(text), c.old, c.new, 1)
		require.NotEqual(t, string(text), changed, "%s: nothing to replace", c.file)
		overlay[path] = []byte(changed)
	}
	p, err := consttime.Load(root, overlay, layers...)
	require.NoError(t, err)
	allowed := exempt(t, p)
	for pkg, functions := range map[string][]string{
		"elgamal":  {"Scheme.Decrypt", "Scheme.DecryptBytes", "Scheme.DecryptText"},
		"schnorr":  {"Sign", "SignMessage"},
		"address":  {"ParsePrivateKey"},
		"protocol": {"App.Step", "Worker.Step"},
	} {
		leaks := p.Leaks(p.Exported(module+pkg), allowed)
		for _, name := range functions {
			require.Contains(t, slices.Collect(maps.Keys(leaks)), name, pkg)
		}
	}
}

// TestTablesAgree compares the table of README.md with the one in package pasta's
// documentation.
func TestTablesAgree(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	_, section, found := strings.Cut(string(readme), "| operation | time depends on |\n|---|---|\n")
	require.True(t, found)
	section, _, _ = strings.Cut(section, "\n\n")
	var want []string
	for line := range strings.Lines(section) {
		row := strings.Trim(strings.ReplaceAll(line, "`", ""), "| \n")
		want = append(want, strings.ReplaceAll(row, " | ", ": "))
	}

	doc, err := os.ReadFile(filepath.Join(root, "pasta/doc.go"))
	require.NoError(t, err)
	_, section, found = strings.Cut(string(doc), "// # Constant time\n")
	require.True(t, found)
	var have []string
	for line := range strings.Lines(section) {
		if row, ok := strings.CutPrefix(line, "//   - "); ok {
			have = append(have, strings.TrimSpace(row))
		} else if row, ok := strings.CutPrefix(line, "//     "); ok {
			have[len(have)-1] += " " + strings.TrimSpace(row)
		}
	}
	require.Equal(t, want, have)
}

// TestEveryWayIsFound is the control: ways to variable time that a search may
// miss, and functions without.
func TestEveryWayIsFound(t *testing.T) {
	p, err := consttime.Load(root, nil, append(layers, "./internal/consttime/testdata/leaky")...)
	require.NoError(t, err)
	exported := p.Exported(module + "internal/consttime/testdata/leaky")
	var found []string
	for name := range exported {
		if p.Leaks(map[string]*ssa.Function{name: exported[name]}, nil)[name] != nil {
			found = append(found, name)
		}
	}
	delete(exported, "Clean")
	delete(exported, "CleanTable")
	require.ElementsMatch(t, slices.Collect(maps.Keys(exported)), found)
}
