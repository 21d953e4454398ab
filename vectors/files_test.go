package vectors_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/vectors"
)

// largest is the greatest size of a file in bytes: one that a reviewer can open.
const largest = 400_000

func load(t *testing.T) []vectors.File {
	t.Helper()
	files, err := vectors.Load()
	require.NoError(t, err)
	return files
}

func paths(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("*/*.json")
	require.NoError(t, err)
	var found []string
	for _, path := range all {
		if dir := filepath.Dir(path); dir != "schema" && dir != "generate" && dir != "kimchi" && dir != "pickles" {
			found = append(found, path)
		}
	}
	return found
}

func compileSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	for _, name := range []string{"vectors", "operations", "proofs"} {
		path := "schema/" + name + ".schema.json"
		text, err := os.Open(path)
		require.NoError(t, err)
		document, err := jsonschema.UnmarshalJSON(text)
		require.NoError(t, err)
		require.NoError(t, text.Close())
		id, _ := document.(map[string]any)["$id"].(string)
		require.NoError(t, compiler.AddResource(id, document))
	}
	schema, err := compiler.Compile("https://github.com/minaseal/minaseal/vectors/schema/" + name + ".schema.json")
	require.NoError(t, err)
	return schema
}

// Every file on disk is embedded, and the schema describes it.
func TestFilesFollowTheSchema(t *testing.T) {
	schema := compileSchema(t, "vectors")
	found := paths(t)
	require.Len(t, load(t), len(found))
	for _, path := range found {
		text, err := os.Open(path)
		require.NoError(t, err)
		document, err := jsonschema.UnmarshalJSON(text)
		require.NoError(t, err)
		require.NoError(t, text.Close())
		require.NoError(t, schema.Validate(document), path)
	}
}

// The schema refuses what it is there to refuse.
func TestSchemaRefusesFaults(t *testing.T) {
	schema := compileSchema(t, "vectors")
	for name, change := range map[string]func(file, group, test map[string]any){
		"unknown member of the file":   func(file, _, _ map[string]any) { file["note"] = "n" },
		"unknown member of the group":  func(_, group, _ map[string]any) { group["note"] = "n" },
		"unknown member of the test":   func(_, _, test map[string]any) { test["note"] = "n" },
		"unknown operation":            func(_, group, _ map[string]any) { group["op"] = "field.log" },
		"a requirement of no family":   func(_, group, _ map[string]any) { group["requirements"] = []any{"XYZ-1"} },
		"unknown member of the input":  func(_, _, test map[string]any) { test["in"].(map[string]any)["c"] = "1" },
		"unknown member of the output": func(_, _, test map[string]any) { test["out"].(map[string]any)["c"] = "1" },
		"output that is not canonical": func(_, _, test map[string]any) { test["out"].(map[string]any)["value"] = "01" },
		"a code on a valid test":       func(_, _, test map[string]any) { test["code"] = "no_inverse" },
		"an unknown code":              func(_, _, test map[string]any) { test["result"], test["code"] = "invalid", "bad" },
		"no output on a valid test":    func(_, _, test map[string]any) { delete(test, "out") },
		"an empty list of flags":       func(_, _, test map[string]any) { test["flags"] = []any{} },
	} {
		text, err := os.ReadFile("field/fp.json")
		require.NoError(t, err)
		var file map[string]any
		require.NoError(t, json.Unmarshal(text, &file))
		require.NoError(t, schema.Validate(file), name)
		group := file["testGroups"].([]any)[0].(map[string]any)
		test := group["tests"].([]any)[0].(map[string]any)
		change(file, group, test)
		require.Error(t, schema.Validate(file), name)
	}
}

// Files stay small, and show invisible characters as escapes.
func TestFilesAreReadable(t *testing.T) {
	for _, path := range paths(t) {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Less(t, len(text), largest, path)
		for i, c := range text {
			require.Truef(t, c < unicode.MaxASCII && (c >= ' ' || c == '\n'), "%s: byte %d is %#x", path, i, c)
		}
	}
}

func TestCounts(t *testing.T) {
	counts := make(map[vectors.Result]int)
	operations := make(map[string]bool)
	for _, file := range load(t) {
		for _, group := range file.TestGroups {
			operations[group.Op] = true
			for _, test := range group.Tests {
				counts[test.Result]++
			}
		}
	}
	t.Logf("cases: %v", counts)
	require.GreaterOrEqual(t, counts[vectors.Valid], 1500)
	require.GreaterOrEqual(t, counts[vectors.Invalid], 700)
	require.GreaterOrEqual(t, counts[vectors.Acceptable], 250)
	require.Len(t, operations, 28)
}

// A flag means the same in every file.
func TestFlagsAreConsistent(t *testing.T) {
	catalogue := make(map[string]vectors.Flag)
	for _, file := range load(t) {
		for name, flag := range file.Flags {
			if seen, ok := catalogue[name]; ok {
				require.Equal(t, seen, flag, "%s: %s", file.Name, name)
			}
			catalogue[name] = flag
		}
	}
	require.NotEmpty(t, catalogue)
}

// The producers are the packages that the generator's lock pins, and no registry but
// the reader's own is written into that lock.
func TestProducersAreThoseOfTheLock(t *testing.T) {
	text, err := os.ReadFile("generate/package-lock.json")
	require.NoError(t, err)
	require.NotContains(t, string(text), `"resolved"`)
	require.NotContains(t, string(text), "://registry")
	var lock struct {
		Packages map[string]struct {
			Name    string
			Version string
		}
	}
	require.NoError(t, json.Unmarshal(text, &lock))
	pinned := make(map[vectors.Producer]bool)
	for _, directory := range []string{"o1js", "o1js-1", "mina-signer"} {
		entry := lock.Packages["node_modules/"+directory]
		name := directory
		if entry.Name != "" {
			name = entry.Name
		}
		pinned[vectors.Producer{Package: name, Version: entry.Version}] = true
	}
	seen := make(map[vectors.Producer]bool)
	for _, file := range load(t) {
		for _, producer := range file.Producers {
			require.True(t, pinned[producer], "%s: %v", file.Name, producer)
			seen[producer] = true
		}
	}
	require.Equal(t, pinned, seen)
}
