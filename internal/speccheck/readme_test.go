package speccheck_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	load "golang.org/x/tools/go/packages"
)

// TestReadmeCompiles type-checks the Go code of README.md.
func TestReadmeCompiles(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	snippets := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(readme, -1)
	require.Len(t, snippets, 1)
	program := `package readme

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
)

func readme(workerAddress *address.PublicKey, workerKey *address.PrivateKey) (string, error) {
` + string(snippets[0][1]) + `
	return text, err
}
`
	file, err := filepath.Abs(filepath.Join(root, "internal", "readme", "readme.go")) // which there is not but for the loader
	require.NoError(t, err)
	loaded, err := load.Load(&load.Config{
		Dir: root, Mode: load.NeedName | load.NeedFiles | load.NeedTypes | load.NeedTypesInfo | load.NeedSyntax | load.NeedImports | load.NeedDeps,
		Overlay: map[string][]byte{file: []byte(program)},
	}, "file="+file)
	require.NoError(t, err)
	require.Len(t, loaded, 1)
	require.Empty(t, loaded[0].Errors)
	require.NotNil(t, loaded[0].Types.Scope().Lookup("readme"))
}
