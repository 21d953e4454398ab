package builder

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/gatetable"
	"github.com/minaseal/minaseal/pasta/fq"
)

// wrapTable returns the wrap circuit of an o1js program and the cells that are given.
func wrapTable(t *testing.T, name string, points int) (*Circuit, []Cell) {
	t.Helper()
	data, err := os.ReadFile("../../../pickles/" + name + ".gates")
	require.NoError(t, err)
	table, err := gatetable.Decode(data)
	require.NoError(t, err)
	rows, err := gatetable.Rows(&table.Wrap, (*fq.Element).SetCanonicalBytes, func(gate byte, k []fq.Element, back [Permuted]int) WiredRow {
		return WiredRow{Gate(gate), k, back}
	})
	require.NoError(t, err)
	c, err := FromRows(table.Wrap.Public, rows)
	require.NoError(t, err)
	var cells []Cell
	for r := range c.Public() {
		cells = append(cells, Cell{r, 0})
	}
	shifted := c.ComparedLike(Cell{0, 0})
	require.Len(t, shifted, 2)
	cells = append(cells, shifted...)
	for _, p := range c.PointCells()[:points] {
		cells = append(cells, p.X, p.Y)
	}
	return c, cells
}

// The inputs determine all rows; without a rule or a hint they do not.
//
// covers: PIC-19
func TestInputsDetermineWrapCircuits(t *testing.T) {
	_, cells := wrapTable(t, "testdata/input-output", 57)
	require.Len(t, cells, 40+2+2*57)
	c, cells := wrapTable(t, "programs/range", 57+6)
	require.Empty(t, c.Open(cells))
	require.NotEmpty(t, c.Open(append(cells[:len(cells)-2:len(cells)-2], cells[len(cells)-1])))
	for _, gate := range []Gate{Generic, Poseidon, CompleteAdd, VarBaseMul, EndoMul, EndoMulScalar} {
		s := newSolver(c)
		s.rules[gate] = nil
		require.NotEmpty(t, s.openAfter(cells), "%v", gate)
	}
	for i := range hinters() {
		s := newSolver(c)
		s.hints = append(s.hints[:i:i], s.hints[i+1:]...)
		require.NotEmpty(t, s.openAfter(cells), "hint %d", i)
	}
}
