// Package circuits defines small circuits that use each gate, for tests: of the prover
// here and of proofs in o1js.
package circuits

import (
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
)

// Circuit is a circuit and inputs that satisfy it.
type Circuit struct {
	Name            string
	Define          func(b *builder.Builder)
	Public, Secrets []fp.Element
}

// Compile returns the circuit.
func (c *Circuit) Compile() *builder.Circuit {
	b := builder.New()
	c.Define(b)
	circuit, err := b.Compile()
	if err != nil {
		panic(err) // a circuit of this package
	}
	return circuit
}

// All returns circuits that together use all gates.
func All() []Circuit {
	return []Circuit{
		generic(), hash(), add(), scale(), endoMul(), expand(), bits64(), limbs(), xor(), table(), runtime(), mixed(),
		rotate(), foreignAdd(), foreignMultiply(),
	}
}

func elements(values ...uint64) []fp.Element {
	out := make([]fp.Element, len(values))
	for i, v := range values {
		out[i].SetUint64(v)
	}
	return out
}

// generic: x^3 = z for the public z.
func generic() Circuit {
	return Circuit{"generic", func(b *builder.Builder) {
		z, x := b.Public(), b.Secret()
		b.AssertEqual(b.Multiply(b.Multiply(x, x), x), z)
	}, elements(125), elements(5)}
}

// hash: the public input is the hash of two secrets.
func hash() Circuit {
	secrets := elements(3, 4)
	return Circuit{"poseidon", func(b *builder.Builder) {
		z, x, y := b.Public(), b.Secret(), b.Secret()
		state := b.Permute([3]builder.Variable{x, y, b.Constant(builder.Small(0))})
		b.AssertEqual(state[0], z)
	}, []fp.Element{poseidon.Hash(secrets...)}, secrets}
}

func multiple(k uint64) (x, y fp.Element) {
	sum := pallas.NewIdentity()
	for range k {
		sum.Add(sum, pallas.NewGenerator())
	}
	return sum.Affine()
}

// add: the public point is the sum of two secret ones.
func add() Circuit {
	x2, y2 := multiple(2)
	x3, y3 := multiple(3)
	x5, y5 := multiple(5)
	return Circuit{"complete-add", func(b *builder.Builder) {
		z := builder.Point{X: b.Public(), Y: b.Public()}
		p := builder.Point{X: b.Secret(), Y: b.Secret()}
		q := builder.Point{X: b.Secret(), Y: b.Secret()}
		b.AssertOnCurve(p)
		b.AssertOnCurve(q)
		sum := b.AddPoints(p, q)
		b.AssertEqual(sum.X, z.X)
		b.AssertEqual(sum.Y, z.Y)
		b.AddPoints(sum, sum)
	}, []fp.Element{x5, y5}, []fp.Element{x2, y2, x3, y3}}
}

// scale: the public point is the multiple of the generator by 2^10 + 1 + 2B for ten secret
// bits B.
func scale() Circuit {
	x, y := multiple(1<<10 + 1 + 2*0b1010011101)
	return Circuit{"var-base-mul", func(b *builder.Builder) {
		z := builder.Point{X: b.Public(), Y: b.Public()}
		gx, gy := multiple(1)
		var bits []builder.Variable
		for range 10 {
			bits = append(bits, b.Secret())
		}
		s := b.Scale(b.ConstantPoint(gx, gy), bits)
		b.AssertEqual(s.Result.X, z.X)
		b.AssertEqual(s.Result.Y, z.Y)
	}, []fp.Element{x, y}, elements(1, 0, 1, 0, 0, 1, 1, 1, 0, 1)}
}

// endoMul: a row with 5G, the bits 0100, and G: 2*5G + G = 11G, then 2*11G - G = 21G. The
// public input is the integer of the bits, four times.
func endoMul() Circuit {
	gx, gy := multiple(1)
	px, py := multiple(5)
	rx, ry := multiple(11)
	sx, sy := multiple(21)
	slope := func(x, y, toX, toY fp.Element) (z fp.Element) {
		var dx fp.Element
		z.Invert(dx.Subtract(&toX, &x))
		return *z.Multiply(&z, toY.Subtract(&toY, &y))
	}
	negated := gy
	negated.Negate(&negated)
	var inverse, other fp.Element
	inverse.Subtract(&px, &rx)
	inverse.Multiply(&inverse, other.Subtract(&rx, &sx))
	inverse.Invert(&inverse)
	bits := elements(0, 1, 0, 0)
	values := []fp.Element{gx, gy, inverse, px, py, builder.Small(0), rx, ry,
		slope(px, py, gx, gy), slope(rx, ry, gx, negated), bits[0], bits[1], bits[2], bits[3], sx, sy}
	return Circuit{"endo-mul", func(b *builder.Builder) {
		n := b.Public()
		var v []builder.Variable
		for range values {
			v = append(v, b.Secret())
		}
		none := builder.None()
		cells := append([]builder.Variable{v[0], v[1], v[2], none}, v[3:14]...)
		b.AddRows(builder.Row{Gate: builder.EndoMul, Cells: cells},
			builder.Row{Cells: []builder.Variable{none, none, none, none, v[14], v[15], n}})
	}, elements(4), values}
}

// challenge returns one of 128 bits.
func challenge() (z fp.Element) {
	for i := range 128 {
		z.Double(&z)
		bit := builder.Small(int64(i*i/7+i/3) & 1)
		z.Add(&z, &bit)
	}
	return z
}

// expand: a public challenge and the element for which it stands.
func expand() Circuit {
	return Circuit{"endo-mul-scalar", func(b *builder.Builder) {
		b.ExpandChallenge(b.Public())
	}, []fp.Element{challenge()}, nil}
}

func bits64() Circuit {
	return Circuit{"range-check-0", func(b *builder.Builder) {
		b.AssertBits64(b.Public())
	}, elements(0xfedcba9876543210), nil}
}

func limbs() Circuit {
	return Circuit{"range-check-1", func(b *builder.Builder) {
		x := b.Public()
		b.AssertLimbs([3]builder.Variable{x, b.Secret(), b.Secret()})
	}, elements(0xfedcba9876543210), elements(1<<63|5, 0xabcdef)}
}

func xor() Circuit {
	return Circuit{"xor", func(b *builder.Builder) {
		x := b.Public()
		b.AssertEqual(b.Xor(x, b.Secret(), 32), b.Secret())
	}, elements(0xdeadbeef), elements(0x12345678, 0xdeadbeef^0x12345678)}
}

func table() Circuit {
	return Circuit{"lookup", func(b *builder.Builder) {
		key, value := b.Public(), b.Secret()
		b.AddTable(builder.Table{ID: 7, Columns: [][]fp.Element{elements(1, 2, 3), elements(10, 20, 30)}})
		pair := [2]builder.Variable{key, value}
		b.LookUp(7, [3][2]builder.Variable{pair, pair, pair})
	}, elements(2), elements(20)}
}

func runtime() Circuit {
	return Circuit{"runtime-table", func(b *builder.Builder) {
		key, value := b.Public(), b.Secret()
		b.AddRuntimeTable(5, elements(10, 20, 30), []builder.Variable{b.Secret(), value, b.Secret()})
		pair := [2]builder.Variable{key, value}
		b.LookUp(5, [3][2]builder.Variable{pair, pair, pair})
	}, elements(20), elements(77, 1, 2)}
}

// mixed has several patterns of lookups, and a runtime table.
func mixed() Circuit {
	return Circuit{"mixed", func(b *builder.Builder) {
		x, y := b.Public(), b.Secret()
		b.AssertBits64(b.Xor(x, y, 32))
		b.AddRuntimeTable(5, elements(10, 20), []builder.Variable{x, y})
		pair := [2]builder.Variable{b.Constant(builder.Small(20)), y}
		b.LookUp(5, [3][2]builder.Variable{pair, pair, pair})
	}, elements(0xdeadbeef), elements(0x12345678)}
}

// pair is a circuit of a row with a gate, and the next row, all of whose cells are
// secrets. The public input is the first cell.
func pair(name string, gate builder.Gate, coefficients, first, second []fp.Element) Circuit {
	return Circuit{name, func(b *builder.Builder) {
		z := b.Public()
		cells := func(n int) []builder.Variable {
			out := make([]builder.Variable, n)
			for i := range out {
				out[i] = b.Secret()
			}
			return out
		}
		here, next := cells(len(first)), cells(len(second))
		b.AssertEqual(here[0], z)
		b.AddRows(builder.Row{Gate: gate, Cells: here, Coefficients: coefficients}, builder.Row{Cells: next})
	}, first[:1], append(append([]fp.Element{}, first...), second...)}
}

// rotate: a word of 64 bits rotated by 12.
func rotate() Circuit {
	const k = 12
	word := uint64(0x1234567890abcdef)
	excess, shifted := word>>(64-k), word<<k
	bound := excess - 1<<k // modulo 2^64
	row := elements(word, excess+shifted, excess)
	for i := range 4 {
		row = append(row, elements(bound>>(52-12*i)&0xfff)...)
	}
	for i := range 8 {
		row = append(row, elements(bound>>(14-2*i)&3)...)
	}
	return pair("rot", builder.Rot64, elements(1<<k), row, elements(shifted))
}

// foreignAdd: 2^88-1 + 2 modulo a large number, in limbs, with a carry between them.
func foreignAdd() Circuit {
	limb := two(88)
	limb.Subtract(&limb, new(fp.Element).One())
	first := append([]fp.Element{limb, limb}, elements(0, 2, 0, 0, 0, 1)...)
	modulus := []fp.Element{limb, limb, limb, builder.Small(1)}
	return pair("foreign-field-add", builder.ForeignFieldAdd, modulus, first, elements(1, 0, 1))
}

// foreignMultiply: 3*5 = 15, below a modulus of about 2^256.
func foreignMultiply() Circuit {
	top, negative := two(80), two(88)
	negative.Subtract(&negative, &top)
	// The modulus is 2^256, its negative modulo 2^264 has 2^88 - 2^80 as its highest limb.
	coefficients := append([]fp.Element{top}, builder.Small(0), builder.Small(0), negative)
	bound := two(88)
	bound.Subtract(&bound, &top)
	bound.Subtract(&bound, new(fp.Element).One())
	first := elements(3, 0, 0, 5, 0, 0)
	second := append(elements(15, 0, 0, 0, 0), bound)
	zeros := elements(0, 0, 0, 0, 0, 0, 0, 0, 0)
	return pair("foreign-field-mul", builder.ForeignFieldMul, coefficients, append(first, zeros...), append(second, zeros[:6]...))
}

// two returns 2^k.
func two(k int) (z fp.Element) {
	z.One()
	for range k {
		z.Double(&z)
	}
	return z
}
