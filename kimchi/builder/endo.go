package builder

import (
	"github.com/minaseal/minaseal/pasta/fp"
)

const (
	endoBits      = 128 // of a challenge
	endoRowBits   = 4
	scalarRowBits = 16
)

// EndoScale returns the multiple of p by the scalar for which a challenge of 128
// bits stands (SPEC 11.8), the bits with the highest first: 32 rows, a row for their end, and
// three to begin. The rows constrain the bits. Its additions are incomplete: p is not
// one that the prover may choose as a multiple of its like.
func (b *Builder) EndoScale(p Point, bits []Variable) (Point, Variable) {
	if len(bits) != endoBits {
		panic("builder: EndoScale takes 128 bits")
	}
	rotated := b.compute1(func(z *fp.Element, in []fp.Element) {
		endo := endoBase()
		z.Multiply(&endo, &in[0])
	}, p.X)
	b.Generic(Half{Left: endoBase(), Out: Small(-1)}, p.X, None(), rotated)
	sum := b.AddPoints(p, Point{rotated, p.Y})
	acc, n := b.AddPoints(sum, sum), b.Constant(Small(0))
	for i := 0; i < len(bits); i += endoRowBits {
		acc, n = b.endoStep(p, acc, n, bits[i:i+endoRowBits])
	}
	b.Row(Zero, []Variable{None(), None(), None(), None(), acc.X, acc.Y, n})
	return acc, n
}

// endoStep adds the row for four bits and returns the accumulator and the integer
// after them: they stand in the next row.
func (b *Builder) endoStep(p, acc Point, n Variable, bits []Variable) (Point, Variable) {
	inputs := append([]Variable{p.X, p.Y, acc.X, acc.Y, n}, bits...)
	out := b.Compute(7, func(out, in []fp.Element) error {
		base, acc := coordinates{in[0], in[1]}, coordinates{in[2], in[3]}
		integer := in[4]
		for i := range 2 {
			q := endoSummand(&base, &in[5+2*i], &in[6+2*i])
			acc, out[4+i] = doubleAndAdd(&acc, &q)
			out[2*i], out[2*i+1] = acc.x, acc.y
		}
		for i := range endoRowBits {
			integer.Double(&integer)
			integer.Add(&integer, &in[5+i])
		}
		out[6] = integer
		return nil
	}, inputs...)
	cells := []Variable{p.X, p.Y, None(), None(), acc.X, acc.Y, n, out[0], out[1], out[4], out[5]}
	b.Row(EndoMul, append(cells, bits...))
	return Point{out[2], out[3]}, out[6]
}

// endoSummand returns p or its image under the endomorphism, or their negatives.
func endoSummand(p *coordinates, rotate, positive *fp.Element) coordinates {
	q, one := *p, Small(1)
	var image, negated fp.Element
	endo := endoBase()
	q.x.Select(image.Multiply(&endo, &p.x), &p.x, rotate.Equal(&one))
	q.y.Select(&p.y, negated.Negate(&p.y), positive.Equal(&one))
	return q
}

// endoBase returns the cube root of 1 by which Pallas' endomorphism multiplies x.
func endoBase() (z fp.Element) {
	if _, err := z.SetDecimal("20444556541222657078399132219657928148671392403212669005631716460534733845831"); err != nil {
		panic(err)
	}
	return z
}

// endoScalarFactor returns the eigenvalue on Vesta: challenges over Fp expand with it.
func endoScalarFactor() (z fp.Element) {
	if _, err := z.SetDecimal("8503465768106391777493614032514048814691664078728891710322960303815233784505"); err != nil {
		panic(err)
	}
	return z
}

// ExpandChallenge returns the element a*endo + b for which a challenge stands (SPEC
// 11.8), and constrains the challenge to 128 bits: eight rows and a half.
func (b *Builder) ExpandChallenge(challenge Variable) Variable {
	crumbs := b.Compute(endoBits/2, func(out, in []fp.Element) error {
		bytes := in[0].Bytes()
		for i := range out {
			at := endoBits - 2 - 2*i
			out[i].SetUint64(uint64(bytes[at/8] >> (at % 8) & 3))
		}
		return nil
	}, challenge)
	two := b.Constant(Small(2))
	n, x, y := b.Constant(Small(0)), two, two
	for i := 0; i < len(crumbs); i += scalarRowBits / 2 {
		n, x, y = b.expandStep(n, x, y, crumbs[i:i+scalarRowBits/2])
	}
	b.AssertEqual(n, challenge)
	return b.Sum(Small(0), Term{endoScalarFactor(), x}, Times(1, y))
}

func (b *Builder) expandStep(n, x, y Variable, crumbs []Variable) (n8, x8, y8 Variable) {
	out := b.Compute(3, func(out, in []fp.Element) error {
		copy(out, in[:3])
		for i := range in[3:] {
			crumb := in[3+i].Bytes()[0]
			out[0].Double(&out[0])
			out[0].Double(&out[0])
			out[0].Add(&out[0], &in[3+i])
			sign := Small(2*int64(crumb&1) - 1)
			added := 2 - crumb>>1 // the higher bit says whether a or b gets the sign
			out[1].Double(&out[1])
			out[2].Double(&out[2])
			out[added].Add(&out[added], &sign)
		}
		return nil
	}, append([]Variable{n, x, y}, crumbs...)...)
	b.Row(EndoMulScalar, append([]Variable{n, out[0], x, y, out[1], out[2]}, crumbs...))
	return out[0], out[1], out[2]
}
