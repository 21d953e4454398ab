package pallas

import "github.com/minaseal/minaseal/pasta/fp"

// Affine is an element of the group in affine coordinates: half the size of a
// Point and cheaper to add to one, which long sums and tables profit from. The
// zero value is the identity. Compare with Equal, not with ==.
type Affine struct {
	x, y fp.Element // (0, 0) is the identity
}

// NewAffine returns the point (x, y) (SPEC 4.3). It returns nil and ErrNotOnCurve
// for coordinates off the curve [CRV-8], nil and ErrIdentity for (0, 0), with
// which o1js writes the identity [CRV-9].
func NewAffine(x, y *fp.Element) (*Affine, error) {
	if err := checkAffine(x, y); err != nil {
		return nil, err
	}
	a := new(Affine)
	a.x.Set(x)
	a.y.Set(y)
	return a, nil
}

// Coordinates returns x and y, (0, 0) for the identity.
func (a *Affine) Coordinates() (x, y fp.Element) {
	x.Set(&a.x)
	y.Set(&a.y)
	return x, y
}

// IsIdentity returns 1 if a is the neutral element, and 0 otherwise.
func (a *Affine) IsIdentity() int {
	return a.x.IsZero() & a.y.IsZero()
}

// Equal returns 1 if a equals b, and 0 otherwise.
func (a *Affine) Equal(b *Affine) int {
	return a.x.Equal(&b.x) & a.y.Equal(&b.y)
}

// Point returns a as a Point.
func (a *Affine) Point() *Point {
	p := new(Point)
	a.setPoint(p)
	return p
}

// setPoint sets p = a.
func (a *Affine) setPoint(p *Point) {
	p.setAffine(&a.x, &a.y)
	p.Select(NewIdentity(), p, a.IsIdentity())
}

// BatchAffine returns the affine coordinates of the points, at the price of one
// inversion and five multiplications a point. Time depends on which points are
// the identity, and on no other value.
func BatchAffine(points []Point) []Affine {
	const chunk = 1 << 10 // an inversion each
	out := make([]Affine, len(points))
	parallel((len(points)+chunk-1)/chunk, func() func(int) {
		inverses := make([]fp.Element, min(chunk, len(points)))
		return func(job int) {
			first := job * chunk
			last := min(first+chunk, len(points))
			batchAffine(out[first:last], points[first:last], inverses[:last-first])
			clear(inverses) // they tell about scalars that made the points
		}
	})
	return out
}

func batchAffine(out []Affine, points []Point, inverses []fp.Element) {
	for i := range points {
		points[i].requireSet()
		inverses[i].Set(&points[i].z)
	}
	fp.InvertBatch(inverses)
	for i := range points {
		out[i].x.Multiply(&points[i].x, &inverses[i])
		out[i].y.Multiply(&points[i].y, &inverses[i])
	}
}
