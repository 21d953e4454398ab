package builder

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
)

// gadget is a gadget with the statement that it proves. In its circuit all inputs and
// outputs are public.
type gadget struct {
	name   string
	define func(b *Builder, in []Variable) (out []Variable)

	// prove returns the outputs for inputs, and false for inputs that the gadget refuses.
	prove func(in []fp.Element) (out []fp.Element, ok bool)

	honest [][]fp.Element // inputs
}

// holds reports whether a public input, inputs before outputs, is what the gadget proves.
func (g *gadget) holds(public []fp.Element) bool {
	inputs := len(g.honest[0])
	out, ok := g.prove(public[:inputs])
	return ok && equal(out, public[inputs:])
}

// circuit returns the gadget's circuit.
func (g *gadget) circuit() *Builder {
	out, _ := g.prove(g.honest[0])
	b := New()
	public := make([]Variable, len(g.honest[0])+len(out))
	for i := range public {
		public[i] = b.Public()
	}
	for i, v := range g.define(b, public[:len(g.honest[0])]) {
		b.AssertEqual(v, public[len(g.honest[0])+i])
	}
	return b
}

// witnesses returns those of the honest inputs.
func (g *gadget) witnesses(t *testing.T, c *Circuit) (list []*Witness) {
	for _, in := range g.honest {
		out, ok := g.prove(in)
		require.True(t, ok)
		w, err := c.Assign(append(append([]fp.Element{}, in...), out...), nil)
		require.NoError(t, err)
		require.NoError(t, c.Check(layout.Mesa, w))
		if c.Supports(layout.Berkeley) {
			require.NoError(t, c.Check(layout.Berkeley, w))
		}
		list = append(list, w)
	}
	return list
}

// forge returns what the forger made of the gadget's circuit.
func (g *gadget) forge(t *testing.T, c *Circuit) *forger {
	f := newForger(t, c, layout.Mesa, g.holds)
	witnesses := g.witnesses(t, c)
	for i, w := range witnesses {
		f.load(w)
		if i == 0 || !f.large() {
			f.change()
		}
		if other := witnesses[(i+1)%len(witnesses)]; other != w {
			f.mix(w, other)
		}
	}
	return f
}

func small(values ...int64) []fp.Element {
	out := make([]fp.Element, len(values))
	for i, v := range values {
		out[i] = Small(v)
	}
	return out
}

// below returns an element as an integer, and whether it has so many bits: 64 at most.
func below(x *fp.Element, bits int) (uint64, bool) {
	bytes := x.Bytes()
	for _, b := range bytes[8:] {
		if b != 0 {
			return 0, false
		}
	}
	v := binary.LittleEndian.Uint64(bytes[:])
	return v, bits == 64 || v>>bits == 0
}

// limb reports whether an element is below 2^88.
func limb(x *fp.Element) bool {
	bytes := x.Bytes()
	for _, b := range bytes[11:] {
		if b != 0 {
			return false
		}
	}
	return true
}

// points returns the coordinates of multiples of the generator.
func points(scalars ...uint64) (out []fp.Element) {
	for _, s := range scalars {
		x, y := new(pallas.Point).ScalarBaseMultiply(new(fq.Element).SetUint64(s)).Affine()
		out = append(out, x, y)
	}
	return out
}

// multiple returns the multiple of a point, and false for coordinates of none.
func multiple(x, y *fp.Element, scalar *fq.Element) ([]fp.Element, bool) {
	p, err := new(pallas.Point).SetAffine(x, y)
	if err != nil {
		return nil, false
	}
	outX, outY := p.ScalarMultiply(scalar, p).Affine()
	return []fp.Element{outX, outY}, true
}

// endoMultiple returns the multiple of the generator's like for a challenge of 128 bits,
// step by step as SPEC 11.8 has it: of p and its image.
func endoMultiple(x, y *fp.Element, challenge [32]byte) ([]fp.Element, bool) {
	p, err := new(pallas.Point).SetAffine(x, y)
	if err != nil {
		return nil, false
	}
	endo := mustDecimal(endoBase)
	var rotatedX fp.Element
	rotated, err := new(pallas.Point).SetAffine(rotatedX.Multiply(&endo, x), y)
	if err != nil {
		return nil, false
	}
	acc := new(pallas.Point).Add(p, rotated)
	acc.Add(acc, acc)
	for i := 126; i >= 0; i -= 2 {
		crumb := challenge[i/8] >> (i % 8) & 3
		q := *p
		if crumb&2 != 0 {
			q = *rotated
		}
		if crumb&1 == 0 {
			q.Negate(&q)
		}
		acc.Add(acc, acc)
		acc.Add(acc, &q)
	}
	outX, outY := acc.Affine()
	return []fp.Element{outX, outY}, true
}

// challengeOf returns the bytes of a challenge, and false for more than 128 bits.
func challengeOf(x *fp.Element) ([32]byte, bool) {
	bytes := x.Bytes()
	return bytes, [16]byte(bytes[16:]) == [16]byte{}
}

// random128 returns a random challenge.
func random128() fp.Element {
	bytes := random(1)[0].Bytes()
	clear(bytes[16:])
	z, err := new(fp.Element).SetCanonicalBytes(bytes[:])
	if err != nil {
		panic(err)
	}
	return *z
}

// product returns the product of elements.
func product(list ...fp.Element) fp.Element {
	z := Small(1)
	for i := range list {
		z.Multiply(&z, &list[i])
	}
	return z
}

// combination returns the sum of the constant and of the elements times the weights.
func combination(constant int64, weights []int64, list []fp.Element) fp.Element {
	z := Small(constant)
	for i := range list {
		term := product(Small(weights[i]), list[i])
		z.Add(&z, &term)
	}
	return z
}

func isZero(x fp.Element) bool { return x.IsZero() == 1 }

func arithmeticGadgets() []gadget {
	terms := func(in []Variable, weights ...int64) (list []Term) {
		for i, v := range in {
			list = append(list, Times(weights[i], v))
		}
		return list
	}
	return []gadget{
		{"Constant", func(b *Builder, in []Variable) []Variable {
			return []Variable{b.Constant(Small(7)), b.Constant(Small(7))}
		},
			func([]fp.Element) ([]fp.Element, bool) { return small(7, 7), true }, [][]fp.Element{{}}},
		{"AssertConstant", func(b *Builder, in []Variable) []Variable { b.AssertConstant(in[0], Small(7)); return nil },
			func(in []fp.Element) ([]fp.Element, bool) { return nil, equal(in, small(7)) }, [][]fp.Element{small(7)}},
		{"AssertEqual", func(b *Builder, in []Variable) []Variable { b.AssertEqual(in[0], in[1]); return nil },
			func(in []fp.Element) ([]fp.Element, bool) { return nil, equal(in[:1], in[1:]) }, [][]fp.Element{small(7, 7), small(8, 8)}},
		{"Add", func(b *Builder, in []Variable) []Variable { return []Variable{b.Add(in[0], in[1])} },
			func(in []fp.Element) ([]fp.Element, bool) {
				return []fp.Element{combination(0, []int64{1, 1}, in)}, true
			}, [][]fp.Element{random(2), random(2)}},
		{"Sum", func(b *Builder, in []Variable) []Variable {
			return []Variable{b.Sum(Small(9), terms(in, 2, -3, 5, 7)...)}
		},
			func(in []fp.Element) ([]fp.Element, bool) {
				return []fp.Element{combination(9, []int64{2, -3, 5, 7}, in)}, true
			}, [][]fp.Element{random(4), random(4)}},
		{"Sum of one", func(b *Builder, in []Variable) []Variable { return []Variable{b.Sum(Small(9), terms(in, 2)...)} },
			func(in []fp.Element) ([]fp.Element, bool) {
				return []fp.Element{combination(9, []int64{2}, in)}, true
			}, [][]fp.Element{random(1), random(1)}},
		{"AssertSum", func(b *Builder, in []Variable) []Variable {
			b.AssertSum(Small(-6), terms(in, 1, 2, 3, -1, 1)...)
			return nil
		},
			func(in []fp.Element) ([]fp.Element, bool) {
				return nil, isZero(combination(-6, []int64{1, 2, 3, -1, 1}, in))
			}, [][]fp.Element{small(1, 1, 1, 5, 5), small(4, 1, 2, 9, 3)}},
		{"Multiply", func(b *Builder, in []Variable) []Variable { return []Variable{b.Multiply(in[0], in[1])} },
			func(in []fp.Element) ([]fp.Element, bool) { return []fp.Element{product(in...)}, true }, [][]fp.Element{random(2), random(2)}},
		{"AssertProduct", func(b *Builder, in []Variable) []Variable { b.AssertProduct(in[0], in[1], in[2]); return nil },
			func(in []fp.Element) ([]fp.Element, bool) {
				return nil, equal([]fp.Element{product(in[:2]...)}, in[2:])
			},
			[][]fp.Element{small(3, 4, 12), small(0, 5, 0)}},
		{"AssertBoolean", func(b *Builder, in []Variable) []Variable { b.AssertBoolean(in[0]); return nil },
			func(in []fp.Element) ([]fp.Element, bool) { _, ok := below(&in[0], 1); return nil, ok }, [][]fp.Element{small(0), small(1)}},
		{"AssertNonZero", func(b *Builder, in []Variable) []Variable { b.AssertNonZero(in[0]); return nil },
			func(in []fp.Element) ([]fp.Element, bool) { return nil, !isZero(in[0]) }, [][]fp.Element{small(1), random(1)}},
		{"Bits", func(b *Builder, in []Variable) []Variable { return b.Bits(in[0], 5) },
			func(in []fp.Element) ([]fp.Element, bool) {
				v, ok := below(&in[0], 5)
				return small(int64(v&1), int64(v>>1&1), int64(v>>2&1), int64(v>>3&1), int64(v>>4)), ok
			}, [][]fp.Element{small(0b10110), small(0b01001)}},
		{"Parity", func(b *Builder, in []Variable) []Variable { return []Variable{b.Parity(in[0])} },
			func(in []fp.Element) ([]fp.Element, bool) {
				return small(int64(in[0].IsOdd())), !isZero(in[0])
			}, [][]fp.Element{random(1), small(-1), small(1)}},
		{"Permute", func(b *Builder, in []Variable) []Variable { out := b.Permute([3]Variable(in)); return out[:] },
			func(in []fp.Element) ([]fp.Element, bool) {
				state := [3]fp.Element(in)
				poseidon.Permute(&state)
				return state[:], true
			}, [][]fp.Element{random(3), random(3)}},
	}
}

func curveGadgets() []gadget {
	onCurve := func(b *Builder, in []Variable) Point {
		p := Point{in[0], in[1]}
		b.AssertOnCurve(p)
		return p
	}
	scale := func(bits int) gadget {
		honest := func(k uint64, pattern uint64) []fp.Element {
			in := points(k)
			for i := range bits {
				in = append(in, Small(int64(pattern>>i&1)))
			}
			return in
		}
		return gadget{"Scale", func(b *Builder, in []Variable) []Variable {
			s := b.Scale(onCurve(b, in), in[2:])
			return []Variable{s.Result.X, s.Result.Y, s.Integer}
		}, func(in []fp.Element) ([]fp.Element, bool) {
			integer := uint64(0)
			for i := range in[2:] {
				bit, ok := below(&in[2+i], 1)
				if !ok {
					return nil, false
				}
				integer = 2*integer + bit
			}
			out, ok := multiple(&in[0], &in[1], new(fq.Element).SetUint64(1<<bits+1+2*integer))
			return append(out, Small(int64(integer))), ok
		}, [][]fp.Element{honest(1, 0b1001110100), honest(3, 0b0110010111)}}
	}
	endo := func(name string, define func(b *Builder, p Point, challenge Variable) Point) gadget {
		return gadget{name, func(b *Builder, in []Variable) []Variable {
			out := define(b, onCurve(b, in), in[2])
			return []Variable{out.X, out.Y}
		}, func(in []fp.Element) ([]fp.Element, bool) {
			challenge, ok := challengeOf(&in[2])
			if !ok {
				return nil, false
			}
			return endoMultiple(&in[0], &in[1], challenge)
		}, [][]fp.Element{append(points(1), random128()), append(points(11), Small(7)), append(points(11), Small(5))}}
	}
	return []gadget{
		{"AssertOnCurve", func(b *Builder, in []Variable) []Variable { onCurve(b, in); return nil },
			func(in []fp.Element) ([]fp.Element, bool) {
				_, err := new(pallas.Point).SetAffine(&in[0], &in[1])
				return nil, err == nil
			}, [][]fp.Element{points(1), points(2)}},
		{"AddPoints", func(b *Builder, in []Variable) []Variable {
			sum := b.AddPoints(onCurve(b, in), onCurve(b, in[2:]))
			return []Variable{sum.X, sum.Y}
		}, func(in []fp.Element) ([]fp.Element, bool) {
			p, err := new(pallas.Point).SetAffine(&in[0], &in[1])
			q, err2 := new(pallas.Point).SetAffine(&in[2], &in[3])
			if err != nil || err2 != nil || p.Add(p, q).IsIdentity() == 1 {
				return nil, false
			}
			x, y := p.Affine()
			return []fp.Element{x, y}, true
		}, [][]fp.Element{points(5, 7), points(4, 4), points(3, 9)}},
		scale(varBaseBits), scale(2 * varBaseBits),
		{"AssertProperScale", func(b *Builder, in []Variable) []Variable {
			b.AssertProperScale(Scaling{Bits: make([]Variable, 255), Integer: in[0]})
			return nil
		}, func(in []fp.Element) ([]fp.Element, bool) {
			z := firstExcluded()
			z.Subtract(&in[0], &z)
			v, ok := below(&z, 2)
			return nil, !ok || v > 3
		}, [][]fp.Element{small(0), random(1)}},
		endo("EndoScale", func(b *Builder, p Point, challenge Variable) Point { return b.EndoScale(p, challenge) }),
		endo("GLVScale", func(b *Builder, p Point, challenge Variable) Point { return b.GLVScale(p, b.GLVScalar(challenge)) }),
		{"ExpandChallenge", func(b *Builder, in []Variable) []Variable { return []Variable{b.ExpandChallenge(in[0])} },
			func(in []fp.Element) ([]fp.Element, bool) {
				bytes, ok := challengeOf(&in[0])
				c := layout.Challenge{binary.LittleEndian.Uint64(bytes[:]), binary.LittleEndian.Uint64(bytes[8:])}
				return []fp.Element{tick.Expand(c)}, ok
			}, [][]fp.Element{{random128()}, {random128()}, small(5)}},
	}
}

func tableGadgets() []gadget {
	xor := func(bits int, honest ...[]fp.Element) gadget {
		return gadget{"Xor", func(b *Builder, in []Variable) []Variable { return []Variable{b.Xor(in[0], in[1], bits)} },
			func(in []fp.Element) ([]fp.Element, bool) {
				x, ok := below(&in[0], bits)
				y, ok2 := below(&in[1], bits)
				return []fp.Element{*new(fp.Element).SetUint64(x ^ y)}, ok && ok2
			}, honest}
	}
	big := Small(1)
	for range 87 {
		big.Double(&big)
	}
	pairs := func(key, value Variable) [3][2]Variable {
		return [3][2]Variable{{key, value}, {key, value}, {key, value}}
	}
	return []gadget{
		{"AssertBits64", func(b *Builder, in []Variable) []Variable { b.AssertBits64(in[0]); return nil },
			func(in []fp.Element) ([]fp.Element, bool) { _, ok := below(&in[0], 64); return nil, ok },
			[][]fp.Element{small(0), {*new(fp.Element).SetUint64(0xfedcba9876543210)}}},
		{"AssertLimbs", func(b *Builder, in []Variable) []Variable { b.AssertLimbs([3]Variable(in)); return nil },
			func(in []fp.Element) ([]fp.Element, bool) { return nil, limb(&in[0]) && limb(&in[1]) && limb(&in[2]) },
			[][]fp.Element{{big, Small(5), big}, small(1<<62, 1<<40, 77)}},
		xor(16, small(1, 2), small(0xdead, 0xbeef), small(0, 0)),
		xor(32, small(0xdeadbeef, 0x12345678), small(1<<31, 1<<16)),
		{"LookUp", func(b *Builder, in []Variable) []Variable {
			b.AddTable(Table{ID: 7, Columns: [][]fp.Element{small(1, 2, 3), small(10, 20, 30)}})
			b.AddTable(Table{ID: 8, Columns: [][]fp.Element{small(4), small(40)}})
			b.LookUp(7, pairs(in[0], in[1]))
			return nil
		}, func(in []fp.Element) ([]fp.Element, bool) {
			k, ok := below(&in[0], 2)
			return nil, ok && k > 0 && equal(in[1:], small(int64(10*k)))
		}, [][]fp.Element{small(1, 10), small(3, 30)}},
		{"AddRuntimeTable", func(b *Builder, in []Variable) []Variable {
			b.AddRuntimeTable(5, small(10, 20, 30, 40), in[:4])
			b.LookUp(5, pairs(in[4], in[5]))
			return nil
		}, func(in []fp.Element) ([]fp.Element, bool) {
			for i := range 4 {
				if k := Small(int64(10 * (i + 1))); k.Equal(&in[4]) == 1 {
					return nil, in[i].Equal(&in[5]) == 1
				}
			}
			return nil, false
		}, [][]fp.Element{small(1, 2, 3, 4, 10, 1), small(5, 6, 7, 8, 40, 8)}},
	}
}

// Whatever witness the check accepts, of those that differ from an honest one in some
// cells and satisfy the constraints again, is one for a true statement.
func TestGadgetsProveWhatTheySay(t *testing.T) {
	for _, list := range [][]gadget{arithmeticGadgets(), curveGadgets(), tableGadgets()} {
		for _, g := range list {
			t.Run(g.name, func(t *testing.T) {
				t.Parallel()
				c, err := g.circuit().Compile()
				require.NoError(t, err)
				f := g.forge(t, c)
				for _, public := range f.forged {
					t.Errorf("a false statement is accepted: %v", public)
				}
				t.Logf("%d witnesses were accepted, of %d nodes", f.accepted, len(f.values))
			})
		}
	}
}

// What a gadget cannot prove is a mistake of the program that calls it.
func TestGadgetsRefuseWrongSizes(t *testing.T) {
	b := New()
	x := b.Secret()
	for name, call := range map[string]func(){
		"bits":            func() { b.Bits(x, 255) },
		"no bits":         func() { b.Bits(x, 0) },
		"scale by fours":  func() { b.Scale(Point{x, x}, secrets(b, 4)) },
		"scale by 260":    func() { b.Scale(Point{x, x}, secrets(b, 260)) },
		"proper scale":    func() { b.AssertProperScale(Scaling{Bits: secrets(b, 250), Integer: x}) },
		"xor":             func() { b.Xor(x, x, 256) },
		"xor of nibbles":  func() { b.Xor(x, x, 20) },
		"one key twice":   func() { b.AddRuntimeTable(9, small(1, 2, 1), secrets(b, 3)) },
		"a gate's table":  func() { b.AddRuntimeTable(1, small(1), secrets(b, 1)) },
		"a value too few": func() { b.AddRuntimeTable(9, small(1, 2), secrets(b, 1)) },
		"cells":           func() { b.AddRows(Row{Cells: secrets(b, Columns+1)}) },
		"coefficients":    func() { b.AddRows(Row{Coefficients: random(Columns + 1)}) },
		"gate":            func() { b.AddRows(Row{Gate: gates}) },
	} {
		require.Panics(t, call, name)
	}
}
