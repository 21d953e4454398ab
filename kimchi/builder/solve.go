package builder

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Errors of [Circuit.Solve]. Their wrappings name a row and a gate, and no value.
var (
	// ErrConflict reports inputs that do not satisfy the circuit.
	ErrConflict = fmt.Errorf("%w: two values for a cell", ErrUnsatisfied)

	// ErrOpen reports a row that the inputs do not determine.
	ErrOpen = errors.New("builder: the inputs do not determine the row")
)

// Input is the value of a cell.
type Input struct {
	Cell  Cell
	Value fp.Element
}

// Solve returns the witness of a circuit from [FromRows] that has the inputs in its cells:
// first the public input. It finds the other cells from the constraints. A row is solved
// when its rule applies: that is when enough of its cells are known; where none does, the
// hint that compilers use there proposes values, such as the low bits of a sum. Cells that
// no gate reads are 0.
//
// It is informative: what it finds is checked ([Circuit.Check]), and the circuit says what
// is proved. Errors: [ErrInput], [ErrConflict] and [ErrOpen].
//
// Its time depends on which values are 0, equal, or squares, and over Fq on all: in wrap
// circuits there are no secrets. Nothing but the witness is left of them in memory.
func (c *Circuit) Solve(inputs []Input) (w *Witness, err error) {
	erase.Stack(func() {
		s := newSolver(c)
		defer s.erase()
		w, err = s.solve(inputs)
	})
	return w, err
}

// Open returns the rows that inputs in these cells do not determine.
func (c *Circuit) Open(cells []Cell) []int { return newSolver(c).openAfter(cells) }

func (s *solver) openAfter(cells []Cell) []int {
	s.trial = true
	for _, cell := range cells {
		s.put(cell.Row, cell.Column, *new(fp.Element).SetRandom())
	}
	s.run()
	return s.open()
}

// solver finds the values of cells. Cells with the same variable have one value.
type solver struct {
	*Circuit
	values []fp.Element // by class
	known  []bool
	done   []bool // rows, by their number
	chains map[int]chain
	rules  [gates]rule
	hints  []hinter
	count  int   // of the known values
	space  half  // of hints
	trial  bool  // any value will do: which cells are found is asked
	err    error // the first conflict
}

// rule finds cells of a row, and of rows that belong to it, from others. It reports
// whether the row is done.
type rule func(s *solver, r int) (done bool)

func newSolver(c *Circuit) *solver {
	s := &solver{
		Circuit: c, values: make([]fp.Element, c.variables), known: make([]bool, c.variables),
		done: make([]bool, len(c.rows)), rules: rules(), hints: hinters(),
	}
	for r := range c.public { // their constraint is about the public input, too
		s.done[r] = true
	}
	s.findChains()
	return s
}

func (s *solver) erase() {
	clear(s.values)
	s.space = half{}
}

func (s *solver) solve(inputs []Input) (*Witness, error) {
	if !s.wired || len(inputs) < len(s.public) {
		return nil, ErrInput
	}
	public := make([]fp.Element, len(s.public))
	for i, in := range inputs {
		if in.Cell.Row < 0 || in.Cell.Row >= len(s.rows) || in.Cell.Column < 0 || in.Cell.Column >= Columns {
			return nil, ErrInput
		}
		if i < len(public) {
			if in.Cell != (Cell{i, 0}) {
				return nil, ErrInput
			}
			public[i] = in.Value
		}
		s.put(in.Cell.Row, in.Cell.Column, in.Value)
	}
	s.run()
	if s.err != nil {
		return nil, s.err
	}
	if open := s.open(); len(open) > 0 {
		return nil, fmt.Errorf("%w: row %d, %v, and %d more", ErrOpen, open[0], s.Gate(open[0]), len(open)-1)
	}
	for v := range s.values {
		s.values[v] = s.values[s.classes[v]]
	}
	return s.witness(public, s.values), nil
}

// run applies rules as long as one finds a cell, then the first hint that does, and so on.
func (s *solver) run() {
	for s.sweep() || s.hint() {
		if s.err != nil {
			return
		}
	}
}

// sweep applies the rules to all rows, and reports whether something was found.
func (s *solver) sweep() (found bool) {
	for r := range s.rows {
		if s.done[r] || s.rules[s.rows[r].gate] == nil {
			continue
		}
		before := s.count
		s.done[r] = s.rules[s.rows[r].gate](s, r)
		found = found || s.done[r] || s.count > before
	}
	return found
}

func (s *solver) hint() bool {
	for _, h := range s.hints {
		for r := range s.rows {
			if !s.done[r] && h(s, r) {
				return true
			}
		}
	}
	return false
}

// open lists the rows that are not done.
func (s *solver) open() (rows []int) {
	for r := range s.rows {
		if !s.done[r] && s.rows[r].gate != Zero {
			rows = append(rows, r)
		}
	}
	return rows
}

// class returns the number of a cell's value.
func (s *solver) class(r, column int) int32 { return s.classes[s.rows[r].cells[column]] }

// get returns the value of a cell, and whether it is known.
func (s *solver) get(r, column int) (*fp.Element, bool) {
	k := s.class(r, column)
	return &s.values[k], s.known[k]
}

// all copies cells of a row to out, and reports whether they are known.
func (s *solver) all(out []fp.Element, r int, columns ...int) bool {
	for i, column := range columns {
		v, ok := s.get(r, column)
		if !ok {
			return false
		}
		out[i] = *v
	}
	return true
}

// put sets a cell. A cell that is known with another value is a conflict.
func (s *solver) put(r, column int, v fp.Element) {
	k := s.class(r, column)
	switch {
	case !s.known[k]:
		s.known[k], s.values[k] = true, v
		s.count++
	case s.values[k].Equal(&v) == 0:
		s.conflict(r, column)
	}
}

func (s *solver) conflict(r, column int) {
	if !s.trial && s.err == nil {
		s.err = fmt.Errorf("%w: row %d, %v, column %d", ErrConflict, r, s.Gate(r), column)
	}
}
