package builder

import (
	"math/bits"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Circuit is a circuit that is complete. It does not change, and may be used by
// several goroutines at once.
type Circuit struct {
	rows      []row
	classes   []int32 // of variables, by index: equal ones share one
	public    []int32
	secrets   []int32
	hints     []hint
	variables int
	tables    []Table
	runtime   []runtimeTable
	patterns  []layout.Pattern // of the rows
	features  layout.Features
	mesa      bool
	wired     bool // of [FromRows]: without hints
}

// Compile returns the circuit. The Builder is not used afterwards. The errors are
// [ErrEmptyCell] and [ErrUnwired]: the circuit would not prove what its gadgets say.
func (b *Builder) Compile() (*Circuit, error) {
	c := b.compile()
	if b.err != nil {
		return nil, b.err
	}
	if err := c.checkCells(); err != nil {
		return nil, err
	}
	return c, nil
}

// compile is Compile without the checks.
func (b *Builder) compile() *Circuit {
	c := &Circuit{
		rows: b.rows, hints: b.hints, variables: len(b.parents), runtime: b.runtime, mesa: b.mesa,
		public: indices(b.public), secrets: indices(b.secrets),
		classes: make([]int32, len(b.parents)),
	}
	for v := range c.classes {
		c.classes[v] = b.find(int32(v))
	}
	c.setPatterns()
	c.tables = c.tablesInUse(b.tables)
	return c
}

func indices(variables []Variable) []int32 {
	out := make([]int32, len(variables))
	for i, v := range variables {
		out[i] = v.index
	}
	return out
}

// setPatterns sets the features, and the pattern of each row.
func (c *Circuit) setPatterns() {
	c.patterns = make([]layout.Pattern, len(c.rows)+1)
	for i := range c.patterns {
		c.patterns[i] = none
	}
	for i := range c.rows {
		gate := c.rows[i].gate
		if g, ok := gate.Constrained(); ok && g >= layout.BaseGates {
			c.features.Gates[g-layout.BaseGates] = true
		}
		for offset, p := range []layout.Pattern{first(gate.patterns()), second(gate.patterns())} {
			if p == none {
				continue
			}
			c.patterns[i+offset] = p
			c.features.Patterns[p] = true
		}
	}
	c.features.Runtime = len(c.runtime) > 0
}

func first(p, _ layout.Pattern) layout.Pattern  { return p }
func second(_, p layout.Pattern) layout.Pattern { return p }

// Rows returns the number of rows with a gate.
func (c *Circuit) Rows() int { return len(c.rows) }

// Public returns the number of public inputs: the first rows hold them.
func (c *Circuit) Public() int { return len(c.public) }

// Features returns which optional parts the circuit has.
func (c *Circuit) Features() layout.Features { return c.features }

// Supports reports whether the circuit proves what its gadgets say in an era: one
// with [Builder.EndoScale] does in Mesa alone.
func (c *Circuit) Supports(era layout.Era) bool {
	return era == layout.Mesa || era == layout.Berkeley && !c.mesa
}

// LogDomain returns the logarithm of the number of rows of the domain: there is room
// for the rows that blind, and for the entries of all tables.
func (c *Circuit) LogDomain() int {
	need := len(c.rows)
	if c.features.Lookup() {
		need = max(need, c.entries()+1)
	}
	return bits.Len(uint(need + layout.ZkRows - 1))
}

// Gate returns the gate of a row; rows after the last one have Zero.
func (c *Circuit) Gate(row int) Gate {
	if row >= len(c.rows) {
		return Zero
	}
	return c.rows[row].gate
}

// Pattern returns the lookups that a row makes, and false if it makes none.
func (c *Circuit) Pattern(row int) (layout.Pattern, bool) {
	if row >= len(c.patterns) || c.patterns[row] == none {
		return 0, false
	}
	return c.patterns[row], true
}

// Coefficients returns the coefficients of a row.
func (c *Circuit) Coefficients(row int) (coefficients [Columns]fp.Element) {
	if row < len(c.rows) {
		coefficients = c.rows[row].coefficients
	}
	return coefficients
}

// Cell is a place in the execution trace.
type Cell struct {
	Row, Column int
}

// Wires returns the permutation of the cells of the first [Permuted] columns that the
// wires make, for a domain of n rows: cells that hold the same variable form a cycle.
func (c *Circuit) Wires(n int) [][Permuted]Cell {
	wires := make([][Permuted]Cell, n)
	firsts, lasts := make(map[int32]Cell), make(map[int32]Cell)
	for r := range wires {
		for column := range Permuted {
			cell := Cell{r, column}
			wires[r][column] = cell
			class, ok := c.Class(cell)
			if !ok {
				continue
			}
			first, seen := firsts[class]
			if !seen {
				firsts[class], lasts[class] = cell, cell
				continue
			}
			last := lasts[class]
			wires[last.Row][last.Column] = cell
			wires[r][column] = first
			lasts[class] = cell
		}
	}
	return wires
}

// Class returns a number that cells have in common exactly if they hold the same
// variable, and false for an empty cell.
func (c *Circuit) Class(cell Cell) (int32, bool) {
	if cell.Row >= len(c.rows) {
		return 0, false
	}
	v := c.rows[cell.Row].cells[cell.Column]
	if v == empty {
		return 0, false
	}
	return c.classes[v], true
}
