package builder

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Variable is an element that a circuit is about: a public input, a secret, or what
// is computed from others. It belongs to the [Builder] that made it.
type Variable struct {
	index int32
}

// Builder collects the rows of a circuit. Gates are placed in the order of the
// calls; generic ones share a row in twos. Use one Builder for one circuit, then
// [Builder.Compile].
type Builder struct {
	rows      []row
	public    []Variable
	secrets   []Variable
	hints     []hint
	parents   []int32 // union-find forest of variables that are asserted to be equal
	constants map[[32]byte]Variable
	free      []int // generic rows whose second half is free
	tables    []Table
	runtime   []runtimeTable
	mesa      bool  // a gadget proves nothing without the constraints of this era
	err       error // the first one, for Compile
}

// row is a row of the circuit.
type row struct {
	gate         Gate
	cells        [Columns]int32 // indices of variables, or empty
	coefficients [Columns]fp.Element
}

// empty marks a cell without a variable: its value is 0.
const empty = -1

// hint computes variables from earlier ones.
type hint struct {
	inputs  []int32
	outputs []int32
	compute Hint
}

// Hint computes the values of new variables from those of others: it sets all of
// out. What it sets is no more than a proposal; gates have to constrain it. It
// returns an error if there are no such values.
type Hint func(out, in []fp.Element) error

// New returns a Builder of an empty circuit.
func New() *Builder {
	return &Builder{constants: make(map[[32]byte]Variable)}
}

// Public adds a public input. All of them precede every gate: it panics after one.
func (b *Builder) Public() Variable {
	if len(b.rows) > len(b.public) {
		panic("builder: a public input after a gate")
	}
	v := b.variable()
	b.public = append(b.public, v)
	r := row{gate: Generic, cells: noCells()}
	r.cells[0] = v.index
	r.coefficients[0].One()
	b.halfRow(r)
	return v
}

// Secret adds an input of the prover.
func (b *Builder) Secret() Variable {
	v := b.variable()
	b.secrets = append(b.secrets, v)
	return v
}

// Compute adds n variables whose values the hint computes. It constrains nothing.
func (b *Builder) Compute(n int, compute Hint, inputs ...Variable) []Variable {
	h := hint{compute: compute}
	for _, v := range inputs {
		h.inputs = append(h.inputs, v.index)
	}
	out := make([]Variable, n)
	for i := range out {
		out[i] = b.variable()
		h.outputs = append(h.outputs, out[i].index)
	}
	b.hints = append(b.hints, h)
	return out
}

// compute1 is Compute for one variable and a hint that cannot fail.
func (b *Builder) compute1(f func(z *fp.Element, in []fp.Element), inputs ...Variable) Variable {
	return b.Compute(1, func(out, in []fp.Element) error {
		f(&out[0], in)
		return nil
	}, inputs...)[0]
}

// Row is a row of a circuit: a gate, the variables in its first cells ([None] for a
// cell without one), and its coefficients.
//
// A cell of the first [Permuted] columns is wired to all others with its variable. The
// others have no wires: the gate alone binds what the prover puts there, so that the
// cell has to be the only one of its variable. To show a gate a value that other cells
// hold too, place a new variable from [Builder.Compute], and constrain it by the gate.
type Row struct {
	Gate         Gate
	Cells        []Variable
	Coefficients []fp.Element
}

// AddRows adds rows, one directly below the other. A gate that reads the next row is
// added together with it: [Builder.Compile] refuses a gate that reads a cell without a
// variable, or below the rows of one call. It panics for too many cells or
// coefficients.
func (b *Builder) AddRows(rows ...Row) {
	first := len(b.rows)
	for _, r := range rows {
		if r.Gate >= gates || len(r.Cells) > Columns || len(r.Coefficients) > Columns {
			panic(fmt.Sprintf("builder: a row of gate %d with %d cells and %d coefficients", r.Gate, len(r.Cells), len(r.Coefficients)))
		}
		placed := row{gate: r.Gate, cells: noCells()}
		for i, v := range r.Cells {
			placed.cells[i] = v.index
		}
		copy(placed.coefficients[:], r.Coefficients)
		b.rows = append(b.rows, placed)
	}
	for i := first; i < len(b.rows); i++ {
		b.checkNext(i)
	}
}

// halfRow adds a row with a generic gate whose second half is free.
func (b *Builder) halfRow(r row) {
	b.free = append(b.free, len(b.rows))
	b.rows = append(b.rows, r)
}

// None stands for a cell without a variable in a list of cells.
func None() Variable { return Variable{empty} }

// AssertEqual makes the circuit's wires hold the two equal. It takes no row. Neither
// may stand in a column without wires.
func (b *Builder) AssertEqual(x, y Variable) {
	b.parents[b.find(x.index)] = b.find(y.index)
}

// find returns the representative of the variables that equal v.
func (b *Builder) find(v int32) int32 {
	for b.parents[v] != v {
		b.parents[v] = b.parents[b.parents[v]]
		v = b.parents[v]
	}
	return v
}

func (b *Builder) variable() Variable {
	index := int32(len(b.parents))
	b.parents = append(b.parents, index)
	return Variable{index}
}

func noCells() (cells [Columns]int32) {
	for i := range cells {
		cells[i] = empty
	}
	return cells
}
