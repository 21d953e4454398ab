package builder

import "github.com/minaseal/minaseal/pasta/fp"

const (
	endoBits      = 128 // of a challenge
	endoRowBits   = 4
	scalarRowBits = 16
)

// EndoScale returns the multiple of p by the scalar for which a challenge stands (SPEC
// 11.8), and constrains the challenge to 128 bits: 32 rows, a row for their end, and
// three to begin. The circuit is for era mesa ([Circuit.Supports]), whose EndoMul has the
// constraint that makes the additions be of distinct points; [Builder.GLVScale] is for all.
//
// p may be any point of the curve: what is added up is i*p + k*φ(p) for i and k below
// 2^67, and no such sum is the identity but that of zeros, so that no addition is of a
// point to itself or to its negative.
func (b *Builder) EndoScale(p Point, challenge Variable) Point {
	out, n := b.endoScale(p, b.digits(challenge, 1))
	b.AssertEqual(n, challenge)
	return out
}

// endoScale returns the multiple for bits, the highest first, and the integer that they
// make. The bits stand in columns without wires: they are no other variables.
func (b *Builder) endoScale(p Point, bits []Variable) (Point, Variable) {
	b.mesa = true
	sum := b.AddPoints(p, b.rotate(p))
	acc, n := b.AddPoints(sum, sum), b.Constant(Small(0))
	var rows []Row
	for i := 0; i < len(bits); i += endoRowBits {
		var r Row
		r, acc, n = b.endoStep(p, acc, n, bits[i:i+endoRowBits])
		rows = append(rows, r)
	}
	b.AddRows(append(rows, Row{Cells: []Variable{None(), None(), None(), None(), acc.X, acc.Y, n}})...)
	return acc, n
}

// digits returns the 128 low bits of a challenge as digits of so many bits, the highest
// first. It constrains nothing.
func (b *Builder) digits(challenge Variable, width int) []Variable {
	return b.Compute(endoBits/width, func(out, in []fp.Element) error {
		for i := range out {
			out[i].SetUint64(bitsAt(&in[0], endoBits-width*(i+1), width))
		}
		return nil
	}, challenge)
}

// endoStep returns the row for four bits, and the accumulator and the integer after
// them: they stand in the next row.
func (b *Builder) endoStep(p, acc Point, n Variable, bits []Variable) (Row, Point, Variable) {
	inputs := append([]Variable{p.X, p.Y, acc.X, acc.Y, n}, bits...)
	// The two accumulators, the two slopes, the integer, the inverse.
	out := b.Compute(8, func(out, in []fp.Element) error {
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
		var first, second fp.Element
		first.Subtract(&in[2], &out[0])
		second.Subtract(&out[0], &out[2])
		out[7].Invert(first.Multiply(&first, &second))
		return nil
	}, inputs...)
	cells := []Variable{p.X, p.Y, out[7], None(), acc.X, acc.Y, n, out[0], out[1], out[4], out[5]}
	return Row{Gate: EndoMul, Cells: append(cells, bits...)}, Point{out[2], out[3]}, out[6]
}

// endoSummand returns p or its image under the endomorphism, or their negatives.
func endoSummand(p *coordinates, rotate, positive *fp.Element) coordinates {
	q, one := *p, Small(1)
	var image, negated fp.Element
	endo := mustDecimal(endoBase)
	q.x.Select(image.Multiply(&endo, &p.x), &p.x, rotate.Equal(&one))
	q.y.Select(&p.y, negated.Negate(&p.y), positive.Equal(&one))
	return q
}

// ExpandChallenge returns the element a*endo + b for which a challenge stands (SPEC
// 11.8), and constrains the challenge to 128 bits: eight rows and a half.
func (b *Builder) ExpandChallenge(challenge Variable) Variable {
	pair := b.expandPair(challenge)
	return b.Sum(Small(0), Term{mustDecimal(endoScalar), pair[0]}, Times(1, pair[1]))
}

// expandPair returns a and b: eight rows.
func (b *Builder) expandPair(challenge Variable) [2]Variable {
	crumbs := b.digits(challenge, 2)
	two := b.Constant(Small(2))
	n, x, y := b.Constant(Small(0)), two, two
	for i := 0; i < len(crumbs); i += scalarRowBits / 2 {
		n, x, y = b.expandStep(n, x, y, crumbs[i:i+scalarRowBits/2])
	}
	b.AssertEqual(n, challenge)
	return [2]Variable{x, y}
}

func (b *Builder) expandStep(n, x, y Variable, crumbs []Variable) (n8, x8, y8 Variable) {
	out := b.Compute(3, func(out, in []fp.Element) error {
		expandCrumbs(out, in)
		return nil
	}, append([]Variable{n, x, y}, crumbs...)...)
	cells := append([]Variable{n, out[0], x, y, out[1], out[2]}, crumbs...)
	b.AddRows(Row{Gate: EndoMulScalar, Cells: cells})
	return out[0], out[1], out[2]
}

// expandCrumbs sets out to n, a and b after the crumbs that follow them in in.
func expandCrumbs(out, in []fp.Element) {
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
}
