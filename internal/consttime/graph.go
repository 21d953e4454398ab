package consttime

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// graph knows the functions that each function may call.
type graph map[*ssa.Function]map[*ssa.Function]bool

// builder makes the graph of what is reached from some functions. Calls that are
// not static are resolved among the function values and the types in interfaces
// that were met, again whenever there is a new one.
type builder struct {
	program *ssa.Program
	public  []*ssa.Function // are not followed
	graph   graph
	queue   []*ssa.Function

	values  typeutil.Map // signature -> []*ssa.Function that occur as values
	callers typeutil.Map // signature -> []*ssa.Function that call a value
	types   typeutil.Map // types that were put in interfaces
	invokes []invoke
}

// invoke is a call of a method through an interface.
type invoke struct {
	caller *ssa.Function
	method *types.Func
}

// callGraph returns the graph of what the roots and the packages' initialisation
// reach, but through public functions.
func (p *Program) callGraph(roots map[string]*ssa.Function, public []*ssa.Function) graph {
	b := &builder{program: p.packages[0].Prog, public: public, graph: graph{}}
	for _, root := range roots {
		b.reach(root)
	}
	for _, pkg := range p.packages {
		b.reach(pkg.Func("init"))
	}
	for len(b.queue) > 0 {
		f := b.queue[len(b.queue)-1]
		b.queue = b.queue[:len(b.queue)-1]
		for _, block := range f.Blocks {
			for _, instruction := range block.Instrs {
				b.visit(f, instruction)
			}
		}
	}
	return b.graph
}

func (b *builder) reach(f *ssa.Function) {
	if b.graph[f] == nil {
		b.graph[f] = map[*ssa.Function]bool{}
		b.queue = append(b.queue, f)
	}
}

func (b *builder) edge(caller, callee *ssa.Function) {
	if slices.Contains(b.public, callee) {
		return
	}
	b.reach(callee)
	b.graph[caller][callee] = true
}

// visit takes note of the calls, the function values and the types in interfaces of
// an instruction of f.
func (b *builder) visit(f *ssa.Function, instruction ssa.Instruction) {
	called := ssa.Value(nil)
	if call, ok := instruction.(ssa.CallInstruction); ok {
		called = call.Common().Value
		switch {
		case call.Common().IsInvoke():
			b.invoke(invoke{f, call.Common().Method})
		case call.Common().StaticCallee() != nil:
			b.edge(f, call.Common().StaticCallee())
		default:
			b.callValue(f, call.Common().Signature())
		}
	}
	if made, ok := instruction.(*ssa.MakeInterface); ok {
		b.inInterface(made.X.Type())
	}
	for _, operand := range instruction.Operands(nil) {
		if g, ok := (*operand).(*ssa.Function); ok && *operand != called {
			b.edge(f, g)
			b.value(g)
		}
	}
}

// callValue adds calls of all known values with the signature.
func (b *builder) callValue(caller *ssa.Function, signature *types.Signature) {
	callers, _ := b.callers.At(signature).([]*ssa.Function)
	b.callers.Set(signature, append(callers, caller))
	values, _ := b.values.At(signature).([]*ssa.Function)
	for _, f := range values {
		b.edge(caller, f)
	}
}

// value makes f known as a value.
func (b *builder) value(f *ssa.Function) {
	values, _ := b.values.At(f.Signature).([]*ssa.Function)
	b.values.Set(f.Signature, append(values, f))
	callers, _ := b.callers.At(f.Signature).([]*ssa.Function)
	for _, caller := range callers {
		b.edge(caller, f)
	}
}

// invoke adds calls of the method of all known types that have it.
func (b *builder) invoke(i invoke) {
	b.invokes = append(b.invokes, i)
	b.types.Iterate(func(t types.Type, _ any) { b.resolve(i, t) })
}

// inInterface makes a type known that is put in an interface.
func (b *builder) inInterface(t types.Type) {
	if types.IsInterface(t) || b.types.Set(t, true) != nil {
		return
	}
	for _, i := range b.invokes {
		b.resolve(i, t)
	}
}

// resolve adds a call of the type's method, if the type has it.
func (b *builder) resolve(i invoke, t types.Type) {
	method := b.program.MethodSets.MethodSet(t).Lookup(i.method.Pkg(), i.method.Name())
	if method == nil || !types.Identical(method.Type(), i.method.Type()) {
		return
	}
	if f := b.program.MethodValue(method); f != nil {
		b.edge(i.caller, f)
	}
}
