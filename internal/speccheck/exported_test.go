package speccheck_test

import (
	"go/types"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	load "golang.org/x/tools/go/packages"
)

// TestExportedTypesAreNotInternal: what an importer can name has types that he can name:
// no constant, variable, function, field or method has one of an internal package.
func TestExportedTypesAreNotInternal(t *testing.T) {
	loaded, err := load.Load(&load.Config{Dir: root, Mode: load.NeedName | load.NeedTypes | load.NeedImports | load.NeedExportFile}, "./...")
	require.NoError(t, err)
	seen := 0
	for _, p := range loaded {
		require.Empty(t, p.Errors)
		if internalPath(p.PkgPath) || p.Name == "main" || strings.HasPrefix(p.PkgPath, module+"bench/") {
			continue
		}
		scope := p.Types.Scope()
		for _, name := range scope.Names() {
			if object := scope.Lookup(name); object.Exported() {
				seen++
				look := &typeWalk{seen: map[types.Type]bool{}}
				look.object(object)
				for _, found := range look.internal {
					t.Errorf("%s.%s has the type %s", strings.TrimPrefix(p.PkgPath, module), name, found)
				}
			}
		}
	}
	require.Greater(t, seen, 300)
}

func internalPath(path string) bool {
	return strings.HasPrefix(path, module) && (strings.Contains(path, "/internal/") || strings.HasSuffix(path, "/internal"))
}

// typeWalk collects the internal types that an exported object shows.
type typeWalk struct {
	seen     map[types.Type]bool
	internal []string
}

func (w *typeWalk) object(object types.Object) {
	name, ok := object.(*types.TypeName)
	if !ok {
		w.visit(object.Type())
		return
	}
	if name.IsAlias() {
		w.visit(types.Unalias(name.Type()))
		return
	}
	named := name.Type().(*types.Named)
	w.seen[named] = true
	w.visit(named.Underlying())
	for m := range named.Methods() {
		if m.Exported() {
			w.visit(m.Type())
		}
	}
}

// visit follows a type up to names: those of other packages are theirs to show.
func (w *typeWalk) visit(t types.Type) {
	if w.seen[t] {
		return
	}
	w.seen[t] = true
	switch t := t.(type) {
	case *types.Alias:
		w.visit(types.Unalias(t))
	case *types.Named:
		if p := t.Obj().Pkg(); p != nil && internalPath(p.Path()) {
			w.internal = append(w.internal, t.String())
		}
		for a := range t.TypeArgs().Types() {
			w.visit(a)
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() || f.Embedded() {
				w.visit(f.Type())
			}
		}
	case *types.Signature:
		w.visit(t.Params())
		w.visit(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			w.visit(v.Type())
		}
	case *types.Interface:
		for m := range t.Methods() {
			if m.Exported() {
				w.visit(m.Type())
			}
		}
	case *types.Map:
		w.visit(t.Key())
		w.visit(t.Elem())
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
		w.visit(t.Elem())
	}
}
