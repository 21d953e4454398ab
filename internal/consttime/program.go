package consttime

import (
	"errors"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

// Program is a set of packages in a form that calls can be followed in.
type Program struct {
	packages []*ssa.Package
}

// Load reads the packages that match the patterns of go list, in a directory of
// their module. Calls are followed within these packages. The overlay, which may
// be nil, replaces the contents of files, named by their absolute paths.
func Load(directory string, overlay map[string][]byte, patterns ...string) (*Program, error) {
	config := &packages.Config{Mode: packages.LoadSyntax, Dir: directory, Overlay: overlay}
	loaded, err := packages.Load(config, patterns...)
	if err != nil {
		return nil, err
	}
	var problems []error
	for _, p := range loaded {
		for _, e := range p.Errors {
			problems = append(problems, e)
		}
	}
	if len(problems) > 0 {
		return nil, fmt.Errorf("consttime: %w", errors.Join(problems...))
	}
	program, built := ssautil.Packages(loaded, ssa.InstantiateGenerics)
	program.Build()
	return &Program{built}, nil
}

// Exported returns the exported functions and the methods of exported types of
// the package with the given import path, by their names: F, T.M.
func (p *Program) Exported(path string) map[string]*ssa.Function {
	found := map[string]*ssa.Function{}
	for _, pkg := range p.packages {
		if pkg.Pkg.Path() != path {
			continue
		}
		for name, member := range pkg.Members {
			switch m := member.(type) {
			case *ssa.Function:
				if m.Object() != nil && m.Object().Exported() {
					found[name] = m
				}
			case *ssa.Type:
				if m.Object().Exported() {
					addMethods(found, pkg.Prog, name, m.Type())
				}
			}
		}
	}
	return found
}

// addMethods adds the exported methods that are declared for a type.
func addMethods(found map[string]*ssa.Function, program *ssa.Program, name string, t types.Type) {
	named, ok := t.(*types.Named)
	if !ok {
		return
	}
	for m := range named.Methods() {
		if m.Exported() && !types.IsInterface(t) {
			found[name+"."+m.Name()] = program.FuncValue(m)
		}
	}
}

// Leaks returns, for every root from which code of variable time can be reached,
// the functions of a shortest way there, the root first. Ways through functions in
// the list of public ones do not count: their arguments are public.
func (p *Program) Leaks(roots map[string]*ssa.Function, public []*ssa.Function) map[string][]string {
	graph := p.callGraph(roots, public)
	leaks := map[string][]string{}
	for name, root := range roots {
		if way := graph.way(root); way != nil {
			leaks[name] = way
		}
	}
	return leaks
}

// way returns the names on a shortest way from root to code of variable time, or
// nil if there is none.
func (g graph) way(root *ssa.Function) []string {
	from := map[*ssa.Function]*ssa.Function{root: nil}
	queue := []*ssa.Function{root}
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		if variable(f) {
			var way []string
			for ; f != nil; f = from[f] {
				way = append(way, f.String())
			}
			slices.Reverse(way)
			return way
		}
		for next := range g[f] {
			if _, seen := from[next]; !seen && !constant(next) {
				from[next] = f
				queue = append(queue, next)
			}
		}
	}
	return nil
}

// constant reports whether f makes a constant of its package: it is the function
// literal of a package variable and gets no values.
func constant(f *ssa.Function) bool {
	return f.Parent() != nil && f.Parent().Name() == "init" && len(f.Params)+len(f.FreeVars) == 0
}

// variable reports whether the time of f depends on values.
func variable(f *ssa.Function) bool {
	if strings.Contains(f.Name(), "VarTime") || variableTime[f.Name()] {
		return true
	}
	return f.Package() != nil && f.Package().Pkg.Path() == "math/big"
}

// variableTime has the names of functions of variable time that do not say so: decimal
// text, and the inversion of many that passes over zeros.
var variableTime = map[string]bool{"Decimal": true, "SetDecimal": true, "InvertBatch": true}
