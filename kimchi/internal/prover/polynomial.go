package prover

import (
	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// A polynomial is a column by its coefficients, and the factor of H that blinds its
// commitment.
type polynomial struct {
	coefficients []fp.Element
	blinder      fp.Element
}

// interpolate returns the polynomial with these values on the domain.
func interpolate(d *fp.Domain, values []fp.Element) *polynomial {
	p := &polynomial{coefficients: make([]fp.Element, d.Size())}
	copy(p.coefficients, values)
	d.InverseFFT(p.coefficients)
	return p
}

// fixed returns p with 1 as its blinder: commitments of a circuit's columns have it so
// that none of them is the identity.
func (p *polynomial) fixed() *polynomial {
	p.blinder.One()
	return p
}

// zero reports whether all coefficients are 0.
func (p *polynomial) zero() bool { return trimmed(p.coefficients) == 0 }

// trimmed returns the number of coefficients up to the last one that is not 0.
func trimmed(coefficients []fp.Element) int {
	n := len(coefficients)
	for n > 0 && coefficients[n-1].IsZero() == 1 {
		n--
	}
	return n
}

// commit returns the commitment.
func (p *polynomial) commit() *vesta.Point {
	reference := tick.Reference()
	n := trimmed(p.coefficients)
	scalars := append(append(make([]fp.Element, 0, n+1), p.coefficients[:n]...), p.blinder)
	points := append(append(make([]vesta.Affine, 0, n+1), reference.G[:n]...), reference.H)
	return vesta.NewIdentity().MultiScalarMultiplyAffineVarTime(scalars, points)
}

// commitAll returns the commitments of polynomials, which may be nil: the identity then.
func commitAll(polynomials []*polynomial) []vesta.Affine {
	points := make([]vesta.Point, len(polynomials))
	layout.Parallel(len(points), func(i int) {
		points[i] = *vesta.NewIdentity()
		if polynomials[i] != nil {
			points[i] = *polynomials[i].commit()
		}
	})
	return vesta.BatchAffine(points)
}

// evaluate returns the value at x.
func (p *polynomial) evaluate(x *fp.Element) (v fp.Element) {
	for i := len(p.coefficients) - 1; i >= 0; i-- {
		v.Multiply(&v, x)
		v.Add(&v, &p.coefficients[i])
	}
	return v
}

// coset returns the values on the coset of the domain.
func (p *polynomial) coset(d *fp.Domain) []fp.Element {
	values := make([]fp.Element, d.Size())
	copy(values, p.coefficients)
	d.CosetFFT(values, fp.Generator())
	return values
}

// cosetAll is coset for polynomials that may be nil.
func cosetAll(d *fp.Domain, polynomials []*polynomial) [][]fp.Element {
	values := make([][]fp.Element, len(polynomials))
	layout.Parallel(len(values), func(i int) {
		if polynomials[i] != nil {
			values[i] = polynomials[i].coset(d)
		}
	})
	return values
}

// addScaled adds c*p to coefficients and blinder of q.
func (q *polynomial) addScaled(c *fp.Element, p *polynomial) {
	var t fp.Element
	for i := range p.coefficients {
		q.coefficients[i].Add(&q.coefficients[i], t.Multiply(c, &p.coefficients[i]))
	}
	q.blinder.Add(&q.blinder, t.Multiply(c, &p.blinder))
}
