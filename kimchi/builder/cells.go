package builder

import "fmt"

// columns is a set of columns.
type columns uint16

// span returns the columns from first to last.
func span(first, last int) columns { return 1<<(last+1) - 1<<first }

func (s columns) has(column int) bool { return s>>column&1 == 1 }

// reads returns the columns of its row and of the next row that a gate's constraints
// and lookups are about (SPEC 11.10).
func (r *row) reads() (this, next columns) {
	switch r.gate {
	case Generic:
		return r.genericReads(), 0
	case Poseidon:
		return span(0, 14), span(0, 2)
	case CompleteAdd:
		return span(0, 10), 0
	case VarBaseMul:
		return span(0, 5) | span(7, 14), span(0, 11)
	case EndoMul:
		return span(0, 2) | span(4, 14), span(4, 6)
	case EndoMulScalar:
		return span(0, 13), 0
	case Lookup:
		return span(0, 6), 0
	case RangeCheck0:
		if r.coefficients[0].IsZero() == 0 {
			next = span(0, 1)
		}
		return span(0, 14), next
	case RangeCheck1:
		return span(0, 0) | span(2, 14), span(0, 14)
	case ForeignFieldAdd:
		return span(0, 7), span(0, 2)
	case ForeignFieldMul:
		return span(0, 14), span(0, 11)
	case Xor16:
		return span(0, 14), span(0, 2)
	case Rot64:
		return span(0, 14), span(0, 0)
	}
	return 0, 0
}

// genericReads returns the operands whose coefficients are not 0.
func (r *row) genericReads() (this columns) {
	for half := range 2 {
		used := func(i int) bool { return r.coefficients[5*half+i].IsZero() == 0 }
		for i := range 3 {
			if used(i) || i < 2 && used(3) {
				this |= span(3*half+i, 3*half+i)
			}
		}
	}
	return this
}

// checkNext notes a gate that reads an empty cell of the next row. It is called when
// the rows of a step are complete: cells that are filled later belong to others.
func (b *Builder) checkNext(r int) {
	_, next := b.rows[r].reads()
	for column := range Columns {
		if next.has(column) && (r+1 == len(b.rows) || b.rows[r+1].cells[column] == empty) && b.err == nil {
			b.err = fmt.Errorf("%w: row %d, %v: column %d of the next row", ErrEmptyCell, r, b.rows[r].gate, column)
		}
	}
}

// checkCells refuses gates that read an empty cell of their row, and variables with a
// cell in a column without wires and another cell.
func (c *Circuit) checkCells() error {
	cells := make([]int, len(c.classes))
	for r := range c.rows {
		this, _ := c.rows[r].reads()
		for column := range Columns {
			class, ok := c.Class(Cell{r, column})
			if ok {
				cells[class]++
			} else if this.has(column) {
				return fmt.Errorf("%w: row %d, %v: column %d", ErrEmptyCell, r, c.Gate(r), column)
			}
		}
	}
	for r := range c.rows {
		for column := Permuted; column < Columns; column++ {
			if class, ok := c.Class(Cell{r, column}); ok && cells[class] > 1 {
				return fmt.Errorf("%w: row %d, %v: column %d", ErrUnwired, r, c.Gate(r), column)
			}
		}
	}
	return nil
}

// Constrained reports whether the constraints or lookups of a gate are about a cell.
func (c *Circuit) Constrained(cell Cell) bool {
	this, _ := c.rows[cell.Row].reads()
	if cell.Row > 0 {
		_, next := c.rows[cell.Row-1].reads()
		this |= next
	}
	return this.has(cell.Column)
}
