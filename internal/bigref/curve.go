package bigref

import "math/big"

// Curve is y² = x³ + 5 over Base, a group of prime order Scalars.Modulus()
// (SPEC 3.2).
type Curve struct {
	name          string
	base, scalars *Field
	generatorY    *big.Int
	beta, lambda  *big.Int
}

// Point is an affine point. The identity is (0, 0), which is not on the curve.
type Point struct{ X, Y *big.Int }

var (
	pallas = &Curve{
		name: "pallas", base: fp, scalars: fq,
		generatorY: decimal("12418654782883325593414442427049395787963493412651469444558597405572177144507"),
		beta:       decimal("20444556541222657078399132219657928148671392403212669005631716460534733845831"),
		lambda:     decimal("26005156700822196841419187675678338661165322343552424574062261873906994770353"),
	}
	vesta = &Curve{
		name: "vesta", base: fq, scalars: fp,
		generatorY: decimal("11426906929455361843568202299992114520848200991084027513389447476559454104162"),
		beta:       decimal("2942865608506852014473558576493638302197734138389222805617480874486368177743"),
		lambda:     decimal("8503465768106391777493614032514048814691664078728891710322960303815233784505"),
	}
)

// Pallas returns the curve of Mina's keys: coordinates in Fp, scalars in Fq.
func Pallas() *Curve { return pallas }

// Vesta returns the other curve of the cycle: coordinates in Fq, scalars in Fp.
func Vesta() *Curve { return vesta }

// String returns "pallas" or "vesta".
func (c *Curve) String() string { return c.name }

// Base returns the field of the coordinates.
func (c *Curve) Base() *Field { return c.base }

// Scalars returns the field of the scalars; its modulus is the group's order.
func (c *Curve) Scalars() *Field { return c.scalars }

// Beta returns the cube root of one in Base with Lambda()·(x, y) = (Beta()·x, y).
func (c *Curve) Beta() *big.Int { return new(big.Int).Set(c.beta) }

// Lambda returns the eigenvalue of the endomorphism; see [Curve.Beta].
func (c *Curve) Lambda() *big.Int { return new(big.Int).Set(c.lambda) }

// Identity returns the neutral element.
func (c *Curve) Identity() Point { return Point{new(big.Int), new(big.Int)} }

// Generator returns Mina's generator, whose x is 1.
func (c *Curve) Generator() Point { return Point{big.NewInt(1), new(big.Int).Set(c.generatorY)} }

// String returns "(x, y)" in decimal. Compare points by it or with Equal:
// math/big has several representations of 0.
func (p Point) String() string { return "(" + p.X.String() + ", " + p.Y.String() + ")" }

// IsIdentity reports whether p is the neutral element.
func (p Point) IsIdentity() bool { return p.X.Sign() == 0 && p.Y.Sign() == 0 }

// Equal reports whether p and q are the same point.
func (p Point) Equal(q Point) bool { return p.X.Cmp(q.X) == 0 && p.Y.Cmp(q.Y) == 0 }

// rightSide returns x³ + 5.
func (c *Curve) rightSide(x *big.Int) *big.Int {
	return c.base.Add(c.base.Multiply(c.base.Square(x), x), big.NewInt(5))
}

// IsOnCurve reports whether p satisfies the equation. The identity does not.
func (c *Curve) IsOnCurve(p Point) bool {
	return c.base.Contains(p.X) && c.base.Contains(p.Y) &&
		c.base.Square(p.Y).Cmp(c.rightSide(p.X)) == 0
}

// Negate returns -p.
func (c *Curve) Negate(p Point) Point {
	return Point{new(big.Int).Set(p.X), c.base.Negate(p.Y)}
}

// Add returns p + q by the chord and tangent rule.
func (c *Curve) Add(p, q Point) Point {
	switch {
	case p.IsIdentity():
		return Point{new(big.Int).Set(q.X), new(big.Int).Set(q.Y)}
	case q.IsIdentity():
		return Point{new(big.Int).Set(p.X), new(big.Int).Set(p.Y)}
	case p.Equal(c.Negate(q)):
		return c.Identity()
	}
	f := c.base
	var slope *big.Int
	if p.Equal(q) {
		slope = f.Divide(f.Multiply(big.NewInt(3), f.Square(p.X)), f.Double(p.Y))
	} else {
		slope = f.Divide(f.Subtract(q.Y, p.Y), f.Subtract(q.X, p.X))
	}
	x := f.Subtract(f.Subtract(f.Square(slope), p.X), q.X)
	y := f.Subtract(f.Multiply(slope, f.Subtract(p.X, x)), p.Y)
	return Point{x, y}
}

// Double returns 2p.
func (c *Curve) Double(p Point) Point { return c.Add(p, p) }

// Subtract returns p - q.
func (c *Curve) Subtract(p, q Point) Point { return c.Add(p, c.Negate(q)) }

// Scale returns k·p for any integer k >= 0, by double-and-add from the top bit.
func (c *Curve) Scale(k *big.Int, p Point) Point {
	sum := c.Identity()
	for i := k.BitLen() - 1; i >= 0; i-- {
		sum = c.Double(sum)
		if k.Bit(i) == 1 {
			sum = c.Add(sum, p)
		}
	}
	return sum
}

// ScaleBase returns k times the generator.
func (c *Curve) ScaleBase(k *big.Int) Point { return c.Scale(k, c.Generator()) }

// Endomorphism returns (Beta()·x, y), which is Lambda()·p.
func (c *Curve) Endomorphism(p Point) Point {
	return Point{c.base.Multiply(c.beta, p.X), new(big.Int).Set(p.Y)}
}

// Decompress returns the point with the given x whose y has the low bit odd.
// Its codes are NonCanonical and PointNotOnCurve.
func (c *Curve) Decompress(x *big.Int, odd uint) (Point, error) {
	if !c.base.Contains(x) {
		return Point{}, NonCanonical
	}
	y, ok := c.base.SquareRoot(c.rightSide(x))
	if !ok {
		return Point{}, PointNotOnCurve
	}
	if y.Bit(0) != odd {
		y = c.base.Negate(y)
	}
	return Point{new(big.Int).Set(x), y}, nil
}

// PointBytes returns the compressed encoding: x as 32 little-endian bytes with
// the low bit of y in bit 255. The identity is all zero (SPEC 4.3).
func (c *Curve) PointBytes(p Point) [32]byte {
	b := c.base.Bytes(p.X)
	b[31] |= byte(p.Y.Bit(0)) << 7
	return b
}

// PointFromBytes decodes the compressed encoding (SPEC 4.3). Its codes are
// WrongLength, NonCanonical and PointNotOnCurve.
func (c *Curve) PointFromBytes(b []byte) (Point, error) {
	if len(b) != elementBytes {
		return Point{}, WrongLength
	}
	encoding := FromLittleEndian(b)
	if encoding.Sign() == 0 {
		return c.Identity(), nil
	}
	odd := encoding.Bit(255)
	return c.Decompress(new(big.Int).SetBit(encoding, 255, 0), odd)
}
