package builder

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/pasta/fp"
)

// ErrRows reports rows that are no circuit.
var ErrRows = errors.New("builder: the rows are no circuit")

// WiredRow is a row of a circuit that another compiler made: its cells are known by their
// wires alone.
type WiredRow struct {
	Gate         Gate
	Coefficients []fp.Element

	// Back is, for each cell with wires, the distance to the cell before it with the same
	// variable, counted in such cells from row to row, and 0 if it is the first of them.
	Back [Permuted]int
}

// FromRows returns a circuit that another compiler made, for package pickles. The first rows
// hold the public inputs. What it proves is that compiler's affair: no cell is checked to
// be bound. It has no hints: [Circuit.Solve] finds witnesses, and [Circuit.Assign] returns
// [ErrInput].
//
// Errors: [ErrRows], for a gate or a wire that there is not, two wires to a cell, too many
// coefficients, a row of a public input that is not one, and the gate Lookup, whose tables
// rows do not tell.
func FromRows(public int, rows []WiredRow) (*Circuit, error) {
	if public > len(rows) {
		return nil, fmt.Errorf("%w: fewer rows than public inputs", ErrRows)
	}
	c := &Circuit{
		rows: make([]row, len(rows)), classes: make([]int32, len(rows)*Columns), variables: len(rows) * Columns, wired: true,
	}
	followed := make([]bool, len(rows)*Permuted)
	for r := range rows {
		if err := c.setRow(r, &rows[r], followed); err != nil {
			return nil, fmt.Errorf("%w: row %d: %w", ErrRows, r, err)
		}
		if r < public {
			if !isPublic(&c.rows[r]) {
				return nil, fmt.Errorf("%w: row %d is not a public input's", ErrRows, r)
			}
			c.public = append(c.public, c.rows[r].cells[0])
		}
	}
	c.setPatterns()
	c.tables = c.tablesInUse(nil)
	return c, nil
}

// setRow sets row r and the classes of its cells.
func (c *Circuit) setRow(r int, from *WiredRow, followed []bool) error {
	to := &c.rows[r]
	to.gate = from.Gate
	switch {
	case to.gate >= gates || to.gate == Lookup:
		return fmt.Errorf("gate %v", to.gate)
	case len(from.Coefficients) > Columns:
		return errors.New("too many coefficients")
	}
	copy(to.coefficients[:], from.Coefficients)
	for column := range to.cells {
		v := int32(r*Columns + column)
		to.cells[column], c.classes[v] = v, v
		if column >= Permuted || from.Back[column] == 0 {
			continue
		}
		before := r*Permuted + column - from.Back[column]
		if from.Back[column] < 0 || before < 0 || followed[before] {
			return fmt.Errorf("the wire of column %d", column)
		}
		followed[before] = true
		c.classes[v] = c.classes[before/Permuted*Columns+before%Permuted]
	}
	return nil
}

// isPublic reports whether the gate is the public input's: 1 times the first cell.
func isPublic(r *row) bool {
	one := Small(1)
	is := r.gate == Generic && r.coefficients[0].Equal(&one) == 1
	for i := 1; i < Columns; i++ {
		is = is && r.coefficients[i].IsZero() == 1
	}
	return is
}
