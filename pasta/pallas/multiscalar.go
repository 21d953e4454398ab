package pallas

import "github.com/minaseal/minaseal/pasta/fq"

// strausLimit is the number of points from which on Pippenger's method is used.
const strausLimit = 32

// MultiScalarMultiplyVarTime sets p to the sum of scalars[i]*points[i] and
// returns p. It panics if the lengths differ. Time depends on the values: for
// public ones; small scalars and small negated scalars take less.
//
// Few points go through Straus' method, more through Pippenger's, on all
// processors, in about 230 bytes a point and 2 MB a processor. What they know of the
// scalars they erase. If the points are affine anyway, or used several times,
// [Point.MultiScalarMultiplyAffineVarTime] saves the conversion.
func (p *Point) MultiScalarMultiplyVarTime(scalars []fq.Element, points []Point) *Point {
	for i := range points {
		points[i].requireSet()
	}
	requireEqualLengths(len(scalars), len(points))
	if len(points) < strausLimit {
		return p.strausVarTime(scalars, points)
	}
	return newPippenger(scalars, BatchAffine(points)).sumVarTime(p)
}

// MultiScalarMultiplyAffineVarTime is MultiScalarMultiplyVarTime for affine
// points.
func (p *Point) MultiScalarMultiplyAffineVarTime(scalars []fq.Element, points []Affine) *Point {
	requireEqualLengths(len(scalars), len(points))
	if len(points) >= strausLimit {
		return newPippenger(scalars, points).sumVarTime(p)
	}
	projective := make([]Point, len(points))
	for i := range points {
		points[i].setPoint(&projective[i])
	}
	return p.strausVarTime(scalars, projective)
}

func requireEqualLengths(scalars, points int) {
	if scalars != points {
		panic("pallas: number of scalars and points differ")
	}
}
