package builder

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/gatetable"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// stepTable returns the step circuit of an o1js program, and the cells that are given: what
// every program has, and its own.
func stepTable(t *testing.T, name string, own ...Cell) ([]WiredRow, *Circuit, []Cell) {
	t.Helper()
	data, err := os.ReadFile("../pickles/" + name + ".gates")
	require.NoError(t, err)
	table, err := gatetable.Decode(data)
	require.NoError(t, err)
	rows, err := gatetable.Rows(&table.Step, (*fp.Element).SetCanonicalBytes, func(gate byte, k []fp.Element, back [Permuted]int) WiredRow {
		return WiredRow{Gate(gate), k, back}
	})
	require.NoError(t, err)
	c, err := FromRows(table.Step.Public, rows)
	require.NoError(t, err)
	points := c.PointCells()
	require.Len(t, points, 29)
	cells := []Cell{{0, 0}, {4, 1}, {11, 6}}
	for _, p := range points {
		cells = append(cells, p.X, p.Y)
	}
	return rows, c, append(cells, own...)
}

func stepTables(t *testing.T) map[*Circuit][]Cell {
	out := make(map[*Circuit][]Cell)
	_, c, cells := stepTable(t, "programs/range", Cell{17, 3}, Cell{16, 0}, Cell{16, 1})
	out[c] = cells
	_, c, cells = stepTable(t, "testdata/xor", Cell{13, 0})
	out[c] = cells
	_, c, cells = stepTable(t, "testdata/input-output", Cell{12, 0}, Cell{12, 1}, Cell{24, 0})
	out[c] = cells
	return out
}

// The inputs determine all rows, and every rule is needed; so is every input but the
// ordinates of points, which a hint finds up to their signs.
//
// covers: PIC-19
func TestInputsDetermineCircuits(t *testing.T) {
	needed := map[Gate]bool{}
	for c, cells := range stepTables(t) {
		require.Empty(t, c.Open(cells))
		for i := 1; i < len(cells); i++ {
			if i >= 3 && i < 3+2*29 && (i-3)%2 == 1 {
				continue
			}
			without := append(append([]Cell{}, cells[:i]...), cells[i+1:]...)
			require.NotEmpty(t, c.Open(without), "cell %v", cells[i])
		}
		for gate := range gates {
			s := newSolver(c)
			if s.rules[gate] == nil {
				continue
			}
			s.rules[gate] = nil
			if len(s.openAfter(cells)) > 0 {
				needed[gate] = true
			}
		}
	}
	rules := rules()
	for gate := range gates {
		require.Equal(t, rules[gate] != nil, needed[gate], "%v", gate)
	}
}

// The solver finds what the gadgets' hints compute.
func TestSolveAgreesWithAssign(t *testing.T) {
	_, c, cells := stepTable(t, "testdata/xor", Cell{13, 0})
	var inputs []Input
	gx, gy := pallas.NewGenerator().Affine()
	for i, cell := range cells {
		v := Small(3)
		switch {
		case i == 0:
			v = fp.Element{} // the hash, which is not known yet
		case i >= 3 && i < len(cells)-1:
			v = gx
			if (i-3)%2 == 1 {
				v = gy
			}
		case i == len(cells)-1:
			v = Small(0x12345678)
		}
		inputs = append(inputs, Input{cell, v})
	}
	_, err := c.Solve(inputs)
	require.ErrorIs(t, err, ErrConflict)
	require.ErrorIs(t, err, ErrUnsatisfied)
	require.NotContains(t, err.Error(), gx.Decimal())

	// The hash is found, too, where it is not given.
	s := newSolver(c)
	for _, in := range inputs[1:] {
		s.put(in.Cell.Row, in.Cell.Column, in.Value)
	}
	s.run()
	require.NoError(t, s.err)
	require.Empty(t, s.open())
	hash, known := s.get(0, 0)
	require.True(t, known)
	inputs[0].Value = *hash
	w, err := c.Solve(inputs)
	require.NoError(t, err)
	require.NoError(t, c.Check(layout.Berkeley, w))
	require.NoError(t, c.Check(layout.Mesa, w))

	_, err = c.Solve(inputs[:len(inputs)-1])
	require.ErrorIs(t, err, ErrOpen)
	for i := range inputs {
		if i == 1 || i == 2 {
			continue // no gate says which integers these are
		}
		changed := append([]Input{}, inputs...)
		changed[i].Value.Add(&changed[i].Value, new(fp.Element).One())
		w, err := c.Solve(changed)
		if err == nil {
			err = c.Check(layout.Berkeley, w)
		}
		require.ErrorIs(t, err, ErrUnsatisfied, "input %d", i)
	}
	_, err = c.Solve(nil)
	require.ErrorIs(t, err, ErrInput)
	_, err = c.Solve([]Input{{Cell: Cell{1, 0}}})
	require.ErrorIs(t, err, ErrInput)
	_, err = c.Solve(append([]Input{inputs[0]}, Input{Cell: Cell{c.Rows(), 0}}))
	require.ErrorIs(t, err, ErrInput)
	_, err = c.Assign([]fp.Element{*hash}, nil)
	require.ErrorIs(t, err, ErrInput)
}

// covers: PIC-18
func TestFromRowsRefuses(t *testing.T) {
	rows, _, _ := stepTable(t, "testdata/xor")
	for _, public := range []int{2, len(rows) + 1} {
		_, err := FromRows(public, rows)
		require.ErrorIs(t, err, ErrRows)
	}
	for name, change := range map[string]func(rows []WiredRow){
		"gate":         func(rows []WiredRow) { rows[7].Gate = gates },
		"lookup":       func(rows []WiredRow) { rows[7].Gate = Lookup },
		"coefficients": func(rows []WiredRow) { rows[7].Coefficients = make([]fp.Element, Columns+1) },
		"wire before":  func(rows []WiredRow) { rows[0].Back[1] = 2 },
		"wire after":   func(rows []WiredRow) { rows[5].Back[1] = -1 },
		"two wires":    func(rows []WiredRow) { rows[5].Back[0], rows[5].Back[1] = 1, 2 },
	} {
		rows, _, _ := stepTable(t, "testdata/xor")
		change(rows)
		_, err := FromRows(1, rows)
		require.ErrorIs(t, err, ErrRows, name)
	}
}
