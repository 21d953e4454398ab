package prover

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What makes a proof makes no slices of elements, rows or points but by allocate: there it
// says whether they are secret.
func TestOnlyTheArenaMakes(t *testing.T) {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	index := map[string]bool{"arena.go": true, "index.go": true, "lookupindex.go": true}
	read := 0
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") || index[e.Name()] {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, e.Name(), nil, 0)
		require.NoError(t, err)
		read++
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			if name, ok := call.Fun.(*ast.Ident); !ok || name.Name != "make" {
				return true
			}
			slice, ok := call.Args[0].(*ast.ArrayType)
			if !ok {
				return true
			}
			_, imported := slice.Elt.(*ast.SelectorExpr)
			require.False(t, imported, "%v: use allocate", set.Position(call.Pos()))
			return true
		})
	}
	require.GreaterOrEqual(t, read, 4)
}
