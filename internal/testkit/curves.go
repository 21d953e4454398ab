package testkit

import (
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
	"pgregory.net/rapid"
)

// Scalar generates scalars of the curve, those of [FieldElement] and the edges
// of scalar multiplication: small combinations of 1 and the endomorphism's
// eigenvalue, half-length numbers, and digits that repeat or carry all along.
func Scalar(c *bigref.Curve) *rapid.Generator[*big.Int] {
	return rapid.OneOf(
		FieldElement(c.Scalars()),
		eigenCombination(c),
		repeatedDigits(c),
	)
}

// eigenCombination generates a + b·λ with a and b near 0 or near the bounds of
// the halves of a split scalar, 2^126 to 2^128.
func eigenCombination(c *bigref.Curve) *rapid.Generator[*big.Int] {
	f := c.Scalars()
	half := func(t *rapid.T) *big.Int {
		x := big.NewInt(rapid.Int64Range(-2, 2).Draw(t, "offset"))
		if exponent := rapid.SampledFrom([]uint{0, 0, 0, 64, 126, 127, 128}).Draw(t, "exponent"); exponent > 0 {
			x.Add(x, new(big.Int).Lsh(big.NewInt(1), exponent))
		}
		if rapid.Bool().Draw(t, "negative") {
			x.Neg(x)
		}
		return x
	}
	return rapid.Custom(func(t *rapid.T) *big.Int {
		return f.Add(f.Reduce(half(t)), f.Multiply(f.Reduce(half(t)), c.Lambda()))
	})
}

// repeatedDigits generates numbers made of one byte over and over, perhaps
// without the low or the high part.
func repeatedDigits(c *bigref.Curve) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		digit := rapid.SampledFrom([]byte{0x11, 0x77, 0x78, 0x87, 0x88, 0x99, 0xF0, 0x0F, 0xFF, 0x55, 0xAA, 0x80, 0x01}).Draw(t, "digit")
		length := rapid.IntRange(1, 32).Draw(t, "length")
		x := new(big.Int)
		for range length {
			x.Lsh(x, 8).Add(x, big.NewInt(int64(digit)))
		}
		x.Lsh(x, uint(8*rapid.IntRange(0, 32-length).Draw(t, "shift")))
		return c.Scalars().Reduce(x)
	})
}

// Point generates points of the curve: the identity, small multiples of the
// generator and of its images under the endomorphism, and uniform points.
func Point(c *bigref.Curve) *rapid.Generator[bigref.Point] {
	small := rapid.Custom(func(t *rapid.T) bigref.Point {
		p := c.ScaleBase(big.NewInt(rapid.Int64Range(0, 9).Draw(t, "multiple")))
		for range rapid.IntRange(0, 2).Draw(t, "endomorphisms") {
			p = c.Endomorphism(p)
		}
		if rapid.Bool().Draw(t, "negative") {
			p = c.Negate(p)
		}
		return p
	})
	return rapid.OneOf(small, uniformPoint(c), uniformPoint(c))
}

// NonIdentity generates points of the curve that are not the identity.
func NonIdentity(c *bigref.Curve) *rapid.Generator[bigref.Point] {
	return Point(c).Filter(func(p bigref.Point) bool { return !p.IsIdentity() })
}

func uniformPoint(c *bigref.Curve) *rapid.Generator[bigref.Point] {
	return rapid.Custom(func(t *rapid.T) bigref.Point {
		x := c.Base().Reduce(hashed(rapid.Uint64().Draw(t, "seed")))
		odd := uint(rapid.IntRange(0, 1).Draw(t, "odd"))
		for {
			if p, err := c.Decompress(x, odd); err == nil {
				return p
			}
			x = c.Base().Add(x, big.NewInt(1))
		}
	})
}
