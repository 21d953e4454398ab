package builder

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Check reports whether a witness satisfies the circuit: the public input stands in its
// rows, cells that wires connect are equal, every gate's constraints are 0, and every
// lookup is in its table. The errors are [ErrInput] for lengths that are not the
// circuit's, [ErrEra], and [ErrUnsatisfied], which names the first row that fails, and its
// gate.
func (c *Circuit) Check(era layout.Era, w *Witness) error {
	if len(w.Public) != len(c.public) {
		return ErrInput
	}
	if !c.Supports(era) {
		return ErrEra
	}
	runtime := 0
	for _, t := range c.runtime {
		runtime += len(t.keys)
	}
	for _, column := range w.Columns {
		if len(column) != len(c.rows) || len(w.Runtime) != runtime {
			return ErrInput
		}
	}
	for i := range w.Public {
		if w.Columns[0][i].Equal(&w.Public[i]) == 0 {
			return c.unsatisfied(i, "the public input is another one")
		}
	}
	if err := c.checkWires(w); err != nil {
		return err
	}
	if err := c.checkGates(era, w); err != nil {
		return err
	}
	return c.checkLookups(w)
}

func (c *Circuit) unsatisfied(row int, what string) error {
	return fmt.Errorf("%w: row %d, %v: %s", ErrUnsatisfied, row, c.Gate(row), what)
}

func (c *Circuit) checkWires(w *Witness) error {
	firsts := make(map[int32]*fp.Element)
	for r := range c.rows {
		for column := range Permuted {
			class, ok := c.Class(Cell{r, column})
			if !ok {
				continue
			}
			value := &w.Columns[column][r]
			first, seen := firsts[class]
			if !seen {
				firsts[class] = value
			} else if first.Equal(value) == 0 {
				return c.unsatisfied(r, fmt.Sprintf("the wire of column %d", column))
			}
		}
	}
	return nil
}

func (c *Circuit) checkGates(era layout.Era, w *Witness) error {
	space := new(checkSpace)
	defer space.erase()
	for r := range c.rows {
		gate, ok := c.rows[r].gate.Constrained()
		if !ok {
			continue
		}
		w.load(&space.row, r)
		space.row.Coefficients = c.rows[r].coefficients
		values := tick.Constraints(era, gate, &space.row, space.values[:0])
		if r < len(c.public) {
			values[0].Subtract(&values[0], &w.Public[r])
		}
		for i := range values {
			if values[i].IsZero() == 0 {
				return c.unsatisfied(r, fmt.Sprintf("constraint %d", i))
			}
		}
	}
	return nil
}

// checkSpace holds what a check is about, of one row after the other.
type checkSpace struct {
	row    tick.Row
	values [layout.MaxConstraints]fp.Element
}

func (s *checkSpace) erase() { *s = checkSpace{} }

// load sets the cells of a row to those of row r, and of the next one.
func (w *Witness) load(row *tick.Row, r int) {
	for i, column := range w.Columns {
		row.Witness[i] = column[r]
		if r+1 < len(column) {
			row.Next[i] = column[r+1]
		} else {
			row.Next[i].Zero()
		}
	}
}

// checkLookups compares joint values, for a random weight of the columns: what is not in
// a table passes with a probability of about 2^-240.
func (c *Circuit) checkLookups(w *Witness) error {
	if !c.features.Lookup() {
		return nil
	}
	joint := *new(fp.Element).SetRandom()
	values := c.jointEntries(w, &joint)
	defer clear(values)
	entries := tick.NewEntries(values)
	defer entries.Erase()
	argument := tick.NewLookupArgument(&c.features, fp.Element{}, fp.Element{}, joint)
	space := new(checkSpace)
	defer space.erase()
	for r := range c.rows {
		pattern, ok := c.Pattern(r)
		if !ok {
			continue
		}
		w.load(&space.row, r)
		for i, v := range argument.Values(int(pattern), &space.row.Witness, space.values[:0]) {
			if _, ok := entries.Find(&v); !ok {
				return c.unsatisfied(r, fmt.Sprintf("lookup %d is not in the table", i))
			}
		}
	}
	return nil
}

// jointEntries returns the entries of the tables: the sum of joint^i times column i, and
// joint^width times the table's number. The caller erases them.
func (c *Circuit) jointEntries(w *Witness, joint *fp.Element) []fp.Element {
	tables := c.Tables(c.entries())
	if c.features.Runtime {
		runtime := tables.Columns[1][tables.RuntimeStart:]
		copy(runtime, w.Runtime)
		defer clear(runtime)
	}
	entries := tables.IDs
	for i := range entries {
		v := &entries[i]
		for k := len(tables.Columns) - 1; k >= 0; k-- {
			v.Multiply(v, joint)
			v.Add(v, &tables.Columns[k][i])
		}
	}
	return entries
}
