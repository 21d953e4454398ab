package builder

import "github.com/minaseal/minaseal/pasta/fp"

// Half is one of the two constraints of a generic gate:
//
//	Left*l + Right*r + Out*o + Product*l*r + Constant = 0
type Half struct {
	Left, Right, Out, Product, Constant fp.Element
}

// Generic adds a half gate; [None] stands for an operand that the constraint does
// not have: its coefficients are 0. Two of them share a row; the rows of public inputs and the last ones of
// permutations have room for one each.
func (b *Builder) Generic(h Half, left, right, out Variable) {
	cells := [3]int32{left.index, right.index, out.index}
	coefficients := [5]fp.Element{h.Left, h.Right, h.Out, h.Product, h.Constant}
	if len(b.free) > 0 {
		r := &b.rows[b.free[0]]
		copy(r.cells[3:6], cells[:])
		copy(r.coefficients[5:10], coefficients[:])
		b.free = b.free[1:]
		return
	}
	r := row{gate: Generic, cells: noCells()}
	copy(r.cells[:3], cells[:])
	copy(r.coefficients[:5], coefficients[:])
	b.halfRow(r)
}

// Term is a multiple of a variable.
type Term struct {
	Coefficient fp.Element
	Variable    Variable
}

// Times returns the term c*v of a small coefficient; c may be negative.
func Times(c int64, v Variable) Term { return Term{Small(c), v} }

// Small returns the element of a small integer.
func Small(c int64) (z fp.Element) {
	if c < 0 {
		z.SetUint64(uint64(-c))
		z.Negate(&z)
		return z
	}
	z.SetUint64(uint64(c))
	return z
}

// mustDecimal returns one of the constants of this package.
func mustDecimal(decimal string) (z fp.Element) {
	if _, err := z.SetDecimal(decimal); err != nil {
		panic(err)
	}
	return z
}

// Constant returns a variable that equals c: half a row for each value, once.
func (b *Builder) Constant(c fp.Element) Variable {
	key := c.Bytes()
	if v, ok := b.constants[key]; ok {
		return v
	}
	v := b.compute1(func(z *fp.Element, _ []fp.Element) { z.Set(&c) })
	b.AssertConstant(v, c)
	b.constants[key] = v
	return v
}

// AssertConstant constrains x = c.
func (b *Builder) AssertConstant(x Variable, c fp.Element) {
	c.Negate(&c)
	b.Generic(Half{Left: Small(1), Constant: c}, x, None(), None())
}

// Sum returns the sum of the terms and the constant: half a row for each term after
// the first.
func (b *Builder) Sum(constant fp.Element, terms ...Term) Variable {
	sum := Term{Small(0), None()}
	for i, t := range terms {
		if i == 0 {
			sum = t
			if len(terms) > 1 {
				continue
			}
			t = Term{Small(0), None()}
		}
		sum = Term{Small(1), b.addTerms(constant, sum, t)}
		constant.Zero()
	}
	if len(terms) == 0 {
		return b.Constant(constant)
	}
	return sum.Variable
}

// addTerms returns s + t + constant: half a row.
func (b *Builder) addTerms(constant fp.Element, s, t Term) Variable {
	inputs := []Variable{s.Variable}
	if t.Variable != None() {
		inputs = append(inputs, t.Variable)
	}
	out := b.compute1(func(z *fp.Element, in []fp.Element) {
		z.Multiply(&s.Coefficient, &in[0])
		z.Add(z, &constant)
		if len(in) > 1 {
			var x fp.Element
			z.Add(z, x.Multiply(&t.Coefficient, &in[1]))
		}
	}, inputs...)
	b.Generic(Half{Left: s.Coefficient, Right: t.Coefficient, Out: Small(-1), Constant: constant}, s.Variable, t.Variable, out)
	return out
}

// AssertSum constrains the sum of the terms and the constant to be 0.
func (b *Builder) AssertSum(constant fp.Element, terms ...Term) {
	for len(terms) > 3 {
		folded := b.addTerms(Small(0), terms[0], terms[1])
		terms = append([]Term{{Small(1), folded}}, terms[2:]...)
	}
	h, cells := Half{Constant: constant}, [3]Variable{None(), None(), None()}
	for i, slot := range []*fp.Element{&h.Left, &h.Right, &h.Out}[:len(terms)] {
		*slot, cells[i] = terms[i].Coefficient, terms[i].Variable
	}
	b.Generic(h, cells[0], cells[1], cells[2])
}

// Add returns x + y: half a row.
func (b *Builder) Add(x, y Variable) Variable {
	return b.Sum(Small(0), Times(1, x), Times(1, y))
}

// Multiply returns x * y: half a row.
func (b *Builder) Multiply(x, y Variable) Variable {
	out := b.compute1(func(z *fp.Element, in []fp.Element) { z.Multiply(&in[0], &in[1]) }, x, y)
	b.AssertProduct(x, y, out)
	return out
}

// AssertProduct constrains x * y = z: half a row.
func (b *Builder) AssertProduct(x, y, z Variable) {
	b.Generic(Half{Product: Small(1), Out: Small(-1)}, x, y, z)
}

// AssertBoolean constrains x to 0 or 1: half a row.
func (b *Builder) AssertBoolean(x Variable) {
	b.Generic(Half{Left: Small(-1), Product: Small(1)}, x, x, None())
}

// AssertNonZero constrains x to be different from 0: half a row.
func (b *Builder) AssertNonZero(x Variable) {
	inverse := b.compute1(func(z *fp.Element, in []fp.Element) { z.Invert(&in[0]) }, x)
	b.Generic(Half{Product: Small(1), Constant: Small(-1)}, x, inverse, None())
}

// Bits returns n variables that are the bits of the integer x, the lowest first, and
// constrains x to be below 2^n, for n of at most 254: n rows, nearly.
func (b *Builder) Bits(x Variable, n int) []Variable {
	if n < 1 || n > 254 {
		panic("builder: an element has 1 to 254 bits")
	}
	bits := b.Compute(n, func(out, in []fp.Element) error {
		bytes := in[0].Bytes()
		for i := range out {
			out[i].SetUint64(uint64(bytes[i/8] >> (i % 8) & 1))
		}
		return nil
	}, x)
	terms := []Term{Times(-1, x)}
	power := Small(1)
	for _, bit := range bits {
		b.AssertBoolean(bit)
		terms = append(terms, Term{power, bit})
		power.Double(&power)
	}
	b.AssertSum(Small(0), terms...)
	return bits
}
