package bigref

import "math/big"

// Constants of the map: a point (z0, 1) on the conic z² + 3y² = -13 and u = 2.
var (
	mapZ0 = hexadecimal("1af731ec3ca2d77cc5d13edc8c9a0a77978cb5f4fbfcc470b5983f5b6336db69")
	mapU  = big.NewInt(2)
)

// HashToGroup returns o1js's Poseidon.hashToGroup: the Shallue–van de Woestijne
// map to Pallas of the kimchi hash of the inputs, with the even root for y
// (SPEC 5.5).
func HashToGroup(inputs ...*big.Int) (Point, error) {
	return MapToPallas(Kimchi(fp).Hash(inputs...))
}

// MapToPallas maps t to a point of Pallas. Its code is NoInverse, for the few t
// at which the map has a zero denominator.
func MapToPallas(t *big.Int) (Point, error) {
	f, one, three := fp, big.NewInt(1), big.NewInt(3)
	// The line through (z0, y0 = 1) with slope t meets the conic again at (z, y).
	denominator := f.Add(f.Multiply(three, f.Square(t)), one)
	if denominator.Sign() == 0 {
		return Point{}, NoInverse
	}
	d := f.Divide(f.Add(f.Multiply(three, t), mapZ0), denominator)
	z := f.Subtract(mapZ0, f.Double(d))
	y := f.Subtract(one, f.Multiply(f.Double(d), t))
	if y.Sign() == 0 {
		return Point{}, NoInverse
	}
	v := f.Subtract(f.Divide(z, y), one)
	candidates := []*big.Int{
		v,
		f.Negate(f.Add(mapU, v)),
		f.Add(mapU, f.Square(y)),
	}
	for _, x := range candidates {
		if p, err := pallas.Decompress(x, 0); err == nil {
			return p, nil
		}
	}
	panic("bigref: no candidate is on the curve")
}
