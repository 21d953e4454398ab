package builder

import (
	"slices"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// glvBits is the number of digits of the halves of a scalar: 64, and one for a number of
// them that VarBaseMul takes.
const glvBits = 65

// GLVScalar is the scalar a*λ + b for which a challenge stands (SPEC 11.8), for the
// eigenvalue λ of the endomorphism. Both a and b are of 66 bits, positive, and one of
// them is even: it is raised by 1. What is odd then is 2^64 + 1 + 2n for an n of 64 bits.
type GLVScalar struct {
	a, b    glvHalf
	rotated Variable // 1 if a was raised, 0 if b was
}

// glvHalf is a or b.
type glvHalf struct {
	integer Variable   // n
	bits    []Variable // of n, the highest first: the highest is 0
}

// GLVScalar returns the scalar of a challenge, and constrains the challenge to 128 bits:
// ten rows.
func (b *Builder) GLVScalar(challenge Variable) GLVScalar {
	pair := b.expandPair(challenge)
	rotated := b.compute1(func(z *fp.Element, in []fp.Element) {
		z.SetUint64(uint64(1 - in[0].IsOdd()))
	}, pair[0])
	b.AssertBoolean(rotated)
	other := b.Sum(Small(1), Times(-1, rotated))
	return GLVScalar{a: b.glvHalf(pair[0], rotated), b: b.glvHalf(pair[1], other), rotated: rotated}
}

// glvHalf returns the bits of n with x + raised = 2^64 + 1 + 2n. It does not constrain
// them: the multiplication by them does, and that raised is the one that fits: n would
// have more bits for the other.
func (b *Builder) glvHalf(x, raised Variable) glvHalf {
	offset := two64()
	one := Small(1)
	offset.Negate(offset.Add(&offset, &one))
	n := b.compute1(func(z *fp.Element, in []fp.Element) {
		z.Add(&in[0], &in[1])
		z.Halve(z.Add(z, &offset))
	}, x, raised)
	b.AssertSum(offset, Times(1, x), Times(1, raised), Times(-2, n))
	low := b.Compute(glvBits-1, func(out, in []fp.Element) error {
		for i := range out {
			out[i].SetUint64(bitsAt(&in[0], len(out)-1-i, 1))
		}
		return nil
	}, n)
	return glvHalf{n, append([]Variable{b.Constant(Small(0))}, low...)}
}

func two64() fp.Element {
	z := Small(1)
	for range 64 {
		z.Double(&z)
	}
	return z
}

// GLVScale returns the multiple of p by a scalar: 58 rows, in every era. p may be any point of the curve, and no addition is of equal or opposite
// points: see [Builder.EndoScale], which takes fewer rows.
//
// Source: R. Gallant, R. Lambert, S. Vanstone, "Faster point multiplication on elliptic
// curves with efficient endomorphisms", 2001; S. Bowe, J. Grigg, D. Hopwood, "Halo",
// 2019, section 6.2 (https://eprint.iacr.org/2019/1021).
func (b *Builder) GLVScale(p Point, s GLVScalar) Point {
	half := b.halve(p)
	start := b.AddPoints(p, half)
	image := b.rotate(p)
	sum := b.AddPoints(b.scaleHalf(p, start, s.b), b.scaleHalf(image, b.rotate(start), s.a))
	return b.AddPoints(sum, b.glvRaised(p, s.rotated))
}

// scaleHalf returns the multiple of p by 2^64 + 1 + 2n, beginning with 3/2 p: the digit
// -1 for the bit 0 makes it 2p.
func (b *Builder) scaleHalf(p, start Point, h glvHalf) Point {
	acc, n := start, b.Constant(Small(0))
	for bits := range slices.Chunk(h.bits, varBaseBits) {
		acc, n = b.scaleStep(p, acc, n, bits)
	}
	b.AssertEqual(n, h.integer)
	return acc
}

// halve returns p/2, of which there is one: what doubles to a point of the curve is on it.
func (b *Builder) halve(p Point) Point {
	out := b.Compute(2, func(out, in []fp.Element) error {
		point, err := new(pallas.Point).SetAffine(&in[0], &in[1])
		if err != nil {
			return nil // the rows will not be satisfied
		}
		var half fq.Element
		half.Halve(half.One())
		out[0], out[1] = point.ScalarMultiply(&half, point).Affine()
		return nil
	}, p.X, p.Y)
	half := Point{out[0], out[1]}
	double := b.AddPoints(half, half)
	b.AssertEqual(double.X, p.X)
	b.AssertEqual(double.Y, p.Y)
	return half
}

// rotate returns the image of p under the endomorphism: half a row.
func (b *Builder) rotate(p Point) Point {
	return Point{b.scaled(mustDecimal(endoBase), p.X), p.Y}
}

// scaled returns c*x: half a row.
func (b *Builder) scaled(c fp.Element, x Variable) Variable {
	return b.Sum(Small(0), Term{c, x})
}

// glvRaised returns what was added too much, negated: the image of p, or p.
func (b *Builder) glvRaised(p Point, rotated Variable) Point {
	less1, one := mustDecimal(endoBase), Small(1)
	less1.Subtract(&less1, &one)
	x := b.compute1(func(z *fp.Element, in []fp.Element) {
		z.Multiply(&less1, z.Multiply(&in[0], &in[1]))
		z.Add(z, &in[0])
	}, p.X, rotated)
	b.Generic(Half{Left: one, Product: less1, Out: Small(-1)}, p.X, rotated, x)
	return Point{x, b.scaled(Small(-1), p.Y)}
}
