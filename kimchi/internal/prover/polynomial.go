package prover

import (
	"github.com/minaseal/minaseal/pasta/fp"
)

// A polynomial is a column by its coefficients, and the factor of H that blinds its
// commitment.
type polynomial struct {
	coefficients []fp.Element
	values       []fp.Element // on the domain, to commit to them; nil where they are not known
	blinder      fp.Element
}

// polynomial returns the polynomial 0 with room for n coefficients.
func (a *arena) polynomial(n int) *polynomial {
	p := &allocate[polynomial](a, 1)[0]
	p.coefficients = allocate[fp.Element](a, n)
	return p
}

// interpolate returns the polynomial with these values on the domain, to which it refers.
func (a *arena) interpolate(d *fp.Domain, values []fp.Element) *polynomial {
	p := a.polynomial(d.Size())
	p.values = values
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

// evaluate returns the value at x.
func (p *polynomial) evaluate(x *fp.Element) (v fp.Element) {
	for i := len(p.coefficients) - 1; i >= 0; i-- {
		v.Multiply(&v, x)
		v.Add(&v, &p.coefficients[i])
	}
	return v
}

// coset sets values to those on a coset of the domain: at shift*omega^i.
func (p *polynomial) coset(values []fp.Element, d *fp.Domain, shift *fp.Element) {
	copy(values, p.coefficients)
	d.CosetFFT(values, shift)
}

// addScaled adds c*p to coefficients and blinder of q.
func (q *polynomial) addScaled(c *fp.Element, p *polynomial) {
	var t fp.Element
	for i := range p.coefficients {
		q.coefficients[i].Add(&q.coefficients[i], t.Multiply(c, &p.coefficients[i]))
	}
	q.blinder.Add(&q.blinder, t.Multiply(c, &p.blinder))
}
