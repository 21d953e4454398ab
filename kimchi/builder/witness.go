package builder

import (
	"fmt"
	"io"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Witness is an assignment of values to a circuit. It holds secrets: [Witness.Erase]
// it. It formats as "[secret]".
type Witness struct {
	// Public is the public input.
	Public []fp.Element

	// Columns are the cells of the rows.
	Columns [Columns][]fp.Element

	// Runtime are the values of the runtime tables, one after the other.
	Runtime []fp.Element
}

// Assign computes the witness for a public input and secrets: the hints, in the order
// in which they were added. The errors are [ErrInput] for another number of inputs than
// the circuit has, and those of hints. It does not check that the gates are
// satisfied: [Circuit.Check] does. Time depends on the secrets where hints say so. Nothing
// but the witness is left of them in memory.
func (c *Circuit) Assign(public, secrets []fp.Element) (w *Witness, err error) {
	erase.Stack(func() { w, err = c.assign(public, secrets) })
	return w, err
}

func (c *Circuit) assign(public, secrets []fp.Element) (*Witness, error) {
	if c.wired || len(public) != len(c.public) || len(secrets) != len(c.secrets) {
		return nil, ErrInput
	}
	values := make([]fp.Element, c.variables)
	defer clear(values)
	set := func(indices []int32, list []fp.Element) {
		for i, v := range indices {
			values[v] = list[i]
		}
	}
	set(c.public, public)
	set(c.secrets, secrets)
	most := 0
	for _, h := range c.hints {
		most = max(most, len(h.inputs), len(h.outputs))
	}
	space := make([]fp.Element, 2*most)
	defer clear(space)
	for _, h := range c.hints {
		in, out := space[:len(h.inputs)], space[most:most+len(h.outputs)]
		clear(out)
		for i, v := range h.inputs {
			in[i] = values[v]
		}
		if err := h.compute(out, in); err != nil {
			return nil, err
		}
		set(h.outputs, out)
	}
	return c.witness(public, values), nil
}

// witness places the values in the cells.
func (c *Circuit) witness(public, values []fp.Element) *Witness {
	w := &Witness{Public: append([]fp.Element(nil), public...)}
	for column := range w.Columns {
		cells := make([]fp.Element, len(c.rows))
		for r := range cells {
			if v := c.rows[r].cells[column]; v != empty {
				cells[r] = values[v]
			}
		}
		w.Columns[column] = cells
	}
	runtime := 0
	for _, t := range c.runtime {
		runtime += len(t.values)
	}
	w.Runtime = make([]fp.Element, 0, runtime) // not grown: that would leave copies
	for _, t := range c.runtime {
		for _, v := range t.values {
			w.Runtime = append(w.Runtime, values[v])
		}
	}
	return w
}

// Erase overwrites the witness with zeros.
func (w *Witness) Erase() {
	for _, column := range w.Columns {
		clear(column)
	}
	clear(w.Runtime)
}

// Format writes "[secret]" for every verb.
func (w *Witness) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "[secret]")
}
