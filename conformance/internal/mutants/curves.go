package mutants

import (
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
)

// curves are the mutants of SPEC 3.2 and 4.3.
func curves() []Mutant {
	const add, scale, check = "curve.add", "curve.scale", "curve.check"
	return []Mutant{
		{"wrong-generator", "takes the generator (-1, 2) of Zcash", "CRV-1", "curve/pallas/2",
			misreads(func(in object) {
				if !in.has("point") {
					c := curveOf(in)
					in.withPoint(bigref.Point{X: c.Base().Negate(big.NewInt(1)), Y: big.NewInt(2)})
				}
			}, scale)},
		{"scalar-in-the-base-field", "reduces the scalars of Pallas modulo p", "CRV-3", "ScalarGeP",
			misreads(func(in object) {
				if in.text("curve") == "pallas" {
					in.edit("scalar", reduced(object{}.with("field", "fp"), 10))
				}
			}, scale)},
		{"scalar-of-254-bits", "loses the top bit of a scalar", "CRV-3", "ScalarEdge",
			misreads(func(in object) {
				in.edit("scalar", func(text string) string {
					x, ok := new(big.Int).SetString(text, 10)
					if !ok || x.Sign() < 0 || x.BitLen() > 255 {
						return text
					}
					return x.SetBit(x, 254, 0).String()
				})
			}, scale)},
		{"no-doubling", "adds a point to itself with the formula for different points", "CRV-4", "EqualOrOpposite",
			miswrites(func(in, out object) {
				if p := in.point("p"); p.Equal(in.point("q")) {
					out.withPoint(chord(curveOf(in), p, p))
				}
			}, add)},
		{"no-cancelling", "adds opposite points with the formula for different points", "CRV-4", "EqualOrOpposite",
			miswrites(func(in, out object) {
				c, p, q := curveOf(in), in.point("p"), in.point("q")
				if !p.IsIdentity() && p.Equal(c.Negate(q)) {
					out.withPoint(chord(c, p, q))
				}
			}, add)},
		{"identity-as-a-point", "adds (0, 0) as if it were on the curve", "CRV-4", "IdentityPoint",
			miswrites(func(in, out object) {
				if p, q := in.point("p"), in.point("q"); p.IsIdentity() != q.IsIdentity() {
					out.withPoint(chord(curveOf(in), p, q))
				}
			}, add)},
		{"sum-of-any-coordinates", "adds points that are not on the curve", "CRV-8", "PointNotOnCurve",
			forgives("point_not_on_curve", func(in object) object {
				return object{}.withPoint(chord(curveOf(in), in.point("p"), in.point("q")))
			}, add)},
		{"multiple-of-any-coordinates", "multiplies points that are not on the curve", "CRV-8", "PointNotOnCurve",
			forgives("point_not_on_curve", func(in object) object {
				return object{}.withPoint(curveOf(in).Scale(in.number("scalar"), in.point("point")))
			}, scale)},
		{"no-curve-check", "finds every point on the curve", "CRV-8", "PointNotOnCurve",
			miswrites(func(in, out object) { out.with("onCurve", true) }, check)},
		{"identity-off-the-curve", "does not find the identity in the group", "CRV-4", "IdentityPoint",
			miswrites(func(in, out object) {
				if in.point("point").IsIdentity() {
					out.with("onCurve", false)
				}
			}, check)},
	}
}

// curveOf returns the curve that an input names.
func curveOf(in object) *bigref.Curve {
	if in.text("curve") == "vesta" {
		return bigref.Vesta()
	}
	return bigref.Pallas()
}

// chord adds by the formula for points with different x. An inverse of 0 is 0 in it.
func chord(c *bigref.Curve, p, q bigref.Point) bigref.Point {
	f := c.Base()
	slope := f.Divide(f.Subtract(q.Y, p.Y), f.Subtract(q.X, p.X))
	x := f.Subtract(f.Subtract(f.Square(slope), p.X), q.X)
	return bigref.Point{X: x, Y: f.Subtract(f.Multiply(slope, f.Subtract(p.X, x)), p.Y)}
}
