package prover

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/circuits"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// assign returns a circuit and its witness.
func assign(t *testing.T, c *circuits.Circuit) (*builder.Circuit, *builder.Witness) {
	t.Helper()
	circuit := c.Compile()
	w, err := circuit.Assign(c.Public, c.Secrets)
	require.NoError(t, err)
	require.NoError(t, circuit.Check(layout.Berkeley, w))
	require.NoError(t, circuit.Check(layout.Mesa, w))
	return circuit, w
}

// used lists the cells of a circuit that hold a variable and that a constraint, a wire or
// a lookup is about.
func used(c *builder.Circuit) (cells []builder.Cell) {
	for r := range c.Rows() {
		for column := range builder.Columns {
			if _, ok := c.Class(builder.Cell{Row: r, Column: column}); ok {
				cells = append(cells, builder.Cell{Row: r, Column: column})
			}
		}
	}
	return cells
}

// free reports whether a cell may hold anything: in CompleteAdd, the inverses of
// differences of coordinates that are 0.
func free(c *builder.Circuit, w *builder.Witness, cell builder.Cell) bool {
	equal := func(i, j int) bool { return w.Columns[i][cell.Row].Equal(&w.Columns[j][cell.Row]) == 1 }
	return c.Gate(cell.Row) == builder.CompleteAdd &&
		(cell.Column == 9 && equal(1, 3) || cell.Column == 10 && equal(0, 2))
}

// Whatever cell is changed, the check refuses the witness, and names a row and a gate but
// no value.
//
// covers: KIM-26, PRF-5
func TestCheckRefusesEveryWrongCell(t *testing.T) {
	gates := map[builder.Gate]bool{}
	for _, c := range circuits.All() {
		circuit, w := assign(t, &c)
		for r := range circuit.Rows() {
			gates[circuit.Gate(r)] = true
		}
		for _, cell := range used(circuit) {
			if free(circuit, w, cell) {
				continue
			}
			column := w.Columns[cell.Column]
			before := column[cell.Row]
			column[cell.Row].SetRandom()
			err := circuit.Check(layout.Mesa, w)
			require.ErrorIs(t, err, builder.ErrUnsatisfied, "%s: row %d, column %d", c.Name, cell.Row, cell.Column)
			require.Contains(t, err.Error(), ": row ")
			require.NotContains(t, err.Error(), column[cell.Row].Decimal())
			column[cell.Row] = before
		}
		for i := range w.Public {
			w.Public[i].Add(&w.Public[i], new(fp.Element).One())
			require.ErrorIs(t, circuit.Check(layout.Berkeley, w), builder.ErrUnsatisfied)
			w.Public[i].Set(&c.Public[i])
		}
		require.NoError(t, circuit.Check(layout.Berkeley, w))
	}
	for g := range builder.Rot64 + 1 {
		require.True(t, gates[g], "no circuit has %v", g)
	}
}

// A witness with a wrong cell in a row of the circuit's own gate that is proved
// nevertheless gives no proof that verifies.
func TestForcedProofsDoNotVerify(t *testing.T) {
	for _, c := range circuits.Proved() {
		t.Run(c.Name, func(t *testing.T) {
			circuit, w := assign(t, &c)
			x := NewIndex(layout.Berkeley, circuit)
			row := circuit.Rows() - 1
			for ; row > 0; row-- {
				if g := circuit.Gate(row); g != builder.Zero && (g != builder.Generic || c.Name == "generic") {
					break
				}
			}
			column := 0
			if _, ok := circuit.Class(builder.Cell{Row: row, Column: 7}); ok {
				column = 7
			}
			w.Columns[column][row].Add(&w.Columns[column][row], new(fp.Element).One())
			requireNoProof(t, x, w)
		})
	}
}

func requireNoProof(t *testing.T, x *Index, w *builder.Witness) {
	t.Helper()
	_, err := x.Prove(w)
	require.ErrorIs(t, err, builder.ErrUnsatisfied)
	proof, err := x.proveUnchecked(w)
	if err != nil {
		require.True(t, strings.Contains(err.Error(), "do not vanish") || strings.Contains(err.Error(), "not in the table"), err)
		// The remainder of the division is dropped: what a forger would send.
		x.forced = true
		proof, err = x.proveUnchecked(w)
		x.forced = false
		if err != nil { // the sorted columns do not exist
			require.ErrorIs(t, err, builder.ErrUnsatisfied)
			return
		}
	}
	equation, _, err := x.Verifier.Reduce(layout.Berkeley, proof, w.Public, nil)
	require.NoError(t, err)
	require.False(t, tick.Hold([]*tick.Equation{equation}))
}

// Two proofs of one witness have nothing in common but what the circuit fixes.
//
// covers: KIM-25
func TestProofsAreBlinded(t *testing.T) {
	c := circuits.All()[0]
	circuit, w := assign(t, &c)
	x := NewIndex(layout.Berkeley, circuit)
	one, err := x.Prove(w)
	require.NoError(t, err)
	two, err := x.Prove(w)
	require.NoError(t, err)
	for i := range one.Witness { // also those of columns that are 0
		require.Equal(t, 0, one.Witness[i].Equal(&two.Witness[i]))
	}
	for i := range one.Quotient { // also those beyond the degree
		require.Equal(t, 0, one.Quotient[i].Equal(&two.Quotient[i]))
	}
	for i := range one.Opening.Rounds {
		require.Equal(t, 0, one.Opening.Rounds[i].Left.Equal(&two.Opening.Rounds[i].Left))
		require.Equal(t, 0, one.Opening.Rounds[i].Right.Equal(&two.Opening.Rounds[i].Right))
	}
	require.Equal(t, 0, one.Permutation.Equal(&two.Permutation))
	require.Equal(t, 0, one.Opening.Delta.Equal(&two.Opening.Delta))
}

// covers: KIM-27
func TestWrongLengths(t *testing.T) {
	c := circuits.All()[0]
	circuit, w := assign(t, &c)
	_, err := circuit.Assign(nil, c.Secrets)
	require.ErrorIs(t, err, builder.ErrInput)
	_, err = circuit.Assign(c.Public, nil)
	require.ErrorIs(t, err, builder.ErrInput)
	w.Public = nil
	require.ErrorIs(t, circuit.Check(layout.Berkeley, w), builder.ErrInput)
	w.Public, w.Columns[3] = c.Public, nil
	require.ErrorIs(t, circuit.Check(layout.Berkeley, w), builder.ErrInput)
}
