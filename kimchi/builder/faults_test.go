package builder

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// fault is another definition of a gadget, which does not prove what the gadget says.
type fault struct {
	gadget gadget
	define func(b *Builder, in []Variable) (out []Variable)
	err    error // of Compile
}

func faults() []fault {
	named := func(list []gadget, name string) gadget {
		return list[slices.IndexFunc(list, func(g gadget) bool { return g.name == name })]
	}
	return []fault{
		// Another row comes between the gate and what is left of the operands.
		{named(tableGadgets(), "Xor"), func(b *Builder, in []Variable) []Variable {
			cells := append(slices.Clone(in), b.xorOf(in[0], in[1]))
			var rest []Variable
			for _, v := range slices.Clone(cells) {
				nibbles := b.nibbles(v)
				cells, rest = append(cells, nibbles[:4]...), append(rest, nibbles[4])
			}
			b.AddRows(Row{Gate: Xor16, Cells: cells})
			b.AddRows(Row{Gate: Generic})
			for _, v := range rest {
				b.AssertEqual(v, b.Constant(Small(0)))
			}
			b.AddRows(Row{Cells: rest})
			return cells[2:3]
		}, ErrEmptyCell},

		// Bits of the challenge stand in columns without wires.
		{named(curveGadgets(), "EndoScale"), func(b *Builder, in []Variable) []Variable {
			b.AssertOnCurve(Point{in[0], in[1]})
			bits := b.Bits(in[2], endoBits)
			slices.Reverse(bits)
			out, _ := b.endoScale(Point{in[0], in[1]}, bits)
			return []Variable{out.X, out.Y}
		}, ErrUnwired},

		// The values of a runtime table are not looked up.
		{named(tableGadgets(), "AddRuntimeTable"), func(b *Builder, in []Variable) []Variable {
			keys := small(10, 20, 30, 40)
			b.runtime = append(b.runtime, runtimeTable{id: 5, keys: keys, values: indices(in[:4])})
			pair := [2]Variable{in[4], in[5]}
			b.LookUp(5, [3][2]Variable{pair, pair, pair})
			return nil
		}, nil},

		// Nobody says that the sum is not the identity.
		{named(curveGadgets(), "AddPoints"), func(b *Builder, in []Variable) []Variable {
			b.AssertOnCurve(Point{in[0], in[1]})
			b.AssertOnCurve(Point{in[2], in[3]})
			out := b.Compute(6, func(out, in []fp.Element) error {
				completeAdd(out, in)
				return nil
			}, in...)
			cells := append(slices.Clone(in), out[0], out[1], None())
			b.AddRows(Row{Gate: CompleteAdd, Cells: append(cells, out[2:]...)})
			return out[:2]
		}, ErrEmptyCell},
	}
}

// The forger finds a false statement where a cell is not bound, and Compile refuses the
// circuit. So that there is none in TestGadgetsProveWhatTheySay says something.
func TestForgerFindsFaults(t *testing.T) {
	for _, fault := range faults() {
		g := fault.gadget
		g.define = fault.define
		_, err := g.circuit().Compile()
		require.ErrorIs(t, err, fault.err, g.name)
		f := g.forge(t, g.circuit().compile())
		require.NotEmpty(t, f.forged, g.name)
		t.Logf("%s: %d of %d accepted witnesses are of false statements", g.name, len(f.forged), f.accepted)
	}
}

// Witnesses that once made false statements verify are refused.
func TestKnownForgeries(t *testing.T) {
	refused := func(c *Circuit, w *Witness) {
		t.Helper()
		require.ErrorIs(t, c.Check(layout.Mesa, w), ErrUnsatisfied)
	}
	compile := func(b *Builder) *Circuit {
		c, err := b.Compile()
		require.NoError(t, err)
		return c
	}
	assign := func(c *Circuit, public ...fp.Element) *Witness {
		w, err := c.Assign(public, nil)
		require.NoError(t, err)
		return w
	}

	// 1 xor (5*2^16 + 2) = 9*2^16 + 3: what is left of the operands is put below the gate.
	b := New()
	x, y, z := b.Public(), b.Public(), b.Public()
	for _, v := range []Variable{x, y, z} {
		b.AssertNonZero(v) // no half row is free for constants
	}
	b.AssertEqual(b.Xor(x, y, 16), z)
	c := compile(b)
	w := assign(c, small(1, 5<<16+2, 9<<16+3)...)
	refused(c, w)
	for r := range c.Rows() {
		if c.Gate(r) == Xor16 {
			w.Columns[2][r] = w.Public[2]
			w.Columns[1][r+1], w.Columns[2][r+1] = Small(5), Small(9)
		}
	}
	require.NoError(t, c.checkGates(layout.Mesa, w), "the gates alone do not see it")
	refused(c, w)

	// The multiple for 7 as that for 5.
	g := curveGadgets()[slices.IndexFunc(curveGadgets(), func(g gadget) bool { return g.name == "EndoScale" })]
	c = compile(g.circuit())
	seven, five := append(points(1), Small(7)), append(points(1), Small(5))
	result, _ := g.prove(seven)
	honest := assign(c, append(seven, result...)...)
	w = assign(c, append(five, result...)...)
	refused(c, w)
	for r := range c.Rows() {
		if c.Gate(r) == EndoMul || r > 0 && c.Gate(r-1) == EndoMul {
			for column := range w.Columns {
				w.Columns[column][r] = honest.Columns[column][r]
			}
		}
	}
	require.NoError(t, c.checkGates(layout.Mesa, w), "the gates alone do not see it")
	refused(c, w)

	// The value 2 looked up where the variable is 1.
	b = New()
	x, z = b.Public(), b.Public()
	b.AddRuntimeTable(5, small(10), []Variable{x})
	pair := [2]Variable{b.Constant(Small(10)), z}
	b.LookUp(5, [3][2]Variable{pair, pair, pair})
	c = compile(b)
	w = assign(c, small(1, 2)...)
	refused(c, w)
	w.Runtime[0] = Small(2)
	refused(c, w)
}
