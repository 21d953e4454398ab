package poseidon

import (
	"sync"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// mapZ0 is z0 of SPEC 5.5: (z0, 1) is a point of the conic z^2 + 3y^2 = -13.
var mapZ0 = sync.OnceValue(func() *fp.Element {
	z0, err := new(fp.Element).SetDecimal("12196889842669319921865617096620076994180062626450149327690483414064673774441")
	if err != nil {
		panic(err)
	}
	return z0
})

// HashToGroup returns a point of Pallas made from the inputs (SPEC 5.5
// [PSD-12]): o1js's Poseidon.hashToGroup. Nobody knows the discrete logarithm
// of the point, but the points do not cover the group and are not uniform: it
// is no random oracle. The error is [ErrNoInverse], for two or three inputs of
// the map in 2^254. Time depends on the inputs (VarTime): for public values.
//
// The map is Shallue and van de Woestijne's in its conic form, u = 2.
func HashToGroup(inputs ...fp.Element) (*pallas.Point, error) {
	t := Hash(inputs...)
	return mapToGroupVarTime(&t)
}

// mapToGroupVarTime returns the point of the first of t's candidates that is
// the x coordinate of one, with the even y.
func mapToGroupVarTime(t *fp.Element) (*pallas.Point, error) {
	xs, err := candidatesVarTime(t)
	if err != nil {
		return nil, err
	}
	for i := range xs {
		if p, err := new(pallas.Point).SetXVarTime(&xs[i], 0); err == nil {
			return p, nil
		}
	}
	panic("poseidon: no candidate of the map to the group is on the curve")
}

// candidatesVarTime returns v, -2 - v and 2 + y^2, of which at least one is the
// x coordinate of a point. With D = 3t^2 + 1 and N = 3t + z0, the line with the
// slope t through (z0, 1) meets the conic again at z = z0 - 2N/D and
// y = 1 - 2tN/D; v = z/y - 1 then has the denominator D - 2tN alone.
func candidatesVarTime(t *fp.Element) (x [3]fp.Element, err error) {
	var one, two, n, d, denominator fp.Element
	one.One()
	two.SetUint64(2)
	n.Double(t)
	n.Add(&n, t)
	d.Multiply(&n, t)
	d.Add(&d, &one) // D
	n.Add(&n, mapZ0())
	n.Double(&n) // 2N
	denominator.Multiply(&n, t)
	denominator.Subtract(&d, &denominator) // yD
	if d.IsZero()|denominator.IsZero() == 1 {
		return x, ErrNoInverse
	}
	inverses := [2]fp.Element{d, denominator}
	fp.InvertBatch(inverses[:])

	var z, y fp.Element
	z.Multiply(mapZ0(), &d)
	z.Subtract(&z, &n) // zD
	z.Multiply(&z, &inverses[1])
	y.Multiply(&denominator, &inverses[0])

	x[0].Subtract(&z, &one)
	x[1].Add(&two, &x[0])
	x[1].Negate(&x[1])
	x[2].Square(&y)
	x[2].Add(&x[2], &two)
	return x, nil
}
