package builder

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// secrets returns n new secrets.
func secrets(b *Builder, n int) []Variable {
	out := make([]Variable, n)
	for i := range out {
		out[i] = b.Secret()
	}
	return out
}

// random returns n random elements.
func random(n int) []fp.Element {
	out := make([]fp.Element, n)
	for i := range out {
		out[i].SetRandom()
	}
	return out
}

// about returns what a row's constraints and lookups come to.
func about(r *row, w *tick.Row, argument *tick.LookupArgument) []fp.Element {
	var out []fp.Element
	if gate, ok := r.gate.Constrained(); ok {
		w.Coefficients = r.coefficients
		out = tick.Constraints(layout.Mesa, gate, w, out)
	}
	this, next := r.gate.patterns()
	if this != none {
		out = argument.Values(int(this), &w.Witness, out)
	}
	if next != none {
		out = argument.Values(int(next), &w.Next, out)
	}
	return out
}

// The cells that a gate is said to read are those on which its constraints and lookups
// depend, for all gates.
func TestReadsIsWhatConstraintsDependOn(t *testing.T) {
	features := &layout.Features{Patterns: [layout.Patterns]bool{true, true, true, true}}
	argument := tick.NewLookupArgument(features, fp.Element{}, fp.Element{}, random(1)[0])
	rows := []row{{gate: Generic}, {gate: RangeCheck0}} // those whose coefficients select cells
	for gate := range gates {
		rows = append(rows, row{gate: gate, coefficients: [Columns]fp.Element(random(Columns))})
	}
	for i := range 10 {
		r := row{gate: Generic}
		r.coefficients[i].SetRandom()
		rows = append(rows, r)
	}
	for i := range rows {
		r := &rows[i]
		w := &tick.Row{Witness: [Columns]fp.Element(random(Columns)), Next: [Columns]fp.Element(random(Columns))}
		before := about(r, w, argument)
		depends := func(cell *fp.Element) bool {
			defer func(old fp.Element) { *cell = old }(*cell)
			cell.SetRandom()
			return !equal(before, about(r, w, argument))
		}
		this, next := r.reads()
		for column := range Columns {
			require.Equal(t, depends(&w.Witness[column]), this.has(column), "%v, column %d", r.gate, column)
			require.Equal(t, depends(&w.Next[column]), next.has(column), "%v, column %d of the next row", r.gate, column)
		}
	}
}

func equal(x, y []fp.Element) bool {
	for i := range x {
		if x[i].Equal(&y[i]) == 0 {
			return false
		}
	}
	return len(x) == len(y)
}

// filled returns the cells for a set of columns.
func filled(b *Builder, set columns) []Variable {
	cells := secrets(b, Columns)
	for column := range cells {
		if !set.has(column) {
			cells[column] = None()
		}
	}
	return cells
}

// A gate may lack none of the cells that it reads: not of its row, and not of the next
// one, which has to be added with it.
func TestCompileRefusesEmptyCells(t *testing.T) {
	for gate := range gates {
		coefficients := random(Columns)
		r := row{gate: gate, coefficients: [Columns]fp.Element(coefficients)}
		this, next := r.reads()
		compile := func(here, below columns) error {
			b := New()
			b.AddRows(Row{gate, filled(b, here), coefficients}, Row{Cells: filled(b, below)})
			_, err := b.Compile()
			return err
		}
		require.NoError(t, compile(this, next), gate)
		for column := range Columns {
			without := ^columns(1 << column)
			if this.has(column) {
				require.ErrorIs(t, compile(this&without, next), ErrEmptyCell, gate)
			}
			if next.has(column) {
				require.ErrorIs(t, compile(this, next&without), ErrEmptyCell, gate)
			}
		}
		b := New()
		b.AddRows(Row{gate, filled(b, this), coefficients})
		b.AddRows(Row{Cells: filled(b, next)})
		_, err := b.Compile()
		if next == 0 {
			require.NoError(t, err, gate)
			continue
		}
		require.ErrorIs(t, err, ErrEmptyCell, gate)
		require.Contains(t, err.Error(), "row 0, "+gate.String()+": column ")
	}
}

// What fills an empty half of a row later is nothing that the gate before reads.
func TestGatesDoNotReadWhatIsAddedLater(t *testing.T) {
	b := New()
	r := row{gate: VarBaseMul}
	this, _ := r.reads()
	b.AddRows(Row{Gate: VarBaseMul, Cells: filled(b, this)}, Row{Gate: Generic, Cells: secrets(b, 3)})
	b.free = append(b.free, 1)
	b.Multiply(b.Secret(), b.Secret())
	_, err := b.Compile()
	require.ErrorIs(t, err, ErrEmptyCell)
}

// A variable in a column without wires has no other cell: not by itself, and not by one
// that is asserted to be equal.
func TestCompileRefusesUnwiredVariables(t *testing.T) {
	xor := func(b *Builder) []Variable {
		cells := secrets(b, Columns)
		b.AddRows(Row{Gate: Xor16, Cells: cells}, Row{Cells: secrets(b, 3)})
		return cells
	}
	refused := map[string]func(b *Builder){
		"a wire":     func(b *Builder) { b.AssertBoolean(xor(b)[7]) },
		"equal":      func(b *Builder) { cells := xor(b); b.AssertEqual(cells[14], cells[0]) },
		"two of it":  func(b *Builder) { cells := xor(b); b.AssertEqual(cells[14], cells[13]) },
		"a constant": func(b *Builder) { b.AssertEqual(xor(b)[9], b.Constant(Small(3))) },
		"public": func(b *Builder) {
			cells := append(secrets(b, 14), b.Secret())
			v := b.Public()
			cells[14] = v
			b.AddRows(Row{Gate: Xor16, Cells: cells}, Row{Cells: secrets(b, 3)})
		},
	}
	for name, define := range refused {
		b := New()
		define(b)
		_, err := b.Compile()
		require.ErrorIs(t, err, ErrUnwired, name)
		require.Contains(t, err.Error(), "Xor16: column ", name)
	}
	b := New()
	cells := xor(b)
	b.AssertBoolean(cells[6])
	b.Compute(1, func(out, in []fp.Element) error { return nil }, cells[14])
	_, err := b.Compile()
	require.NoError(t, err)
}
