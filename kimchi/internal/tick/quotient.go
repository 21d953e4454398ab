package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Challenges are those of the polynomial relation.
type Challenges struct {
	Beta, Gamma, Alpha, Zeta, Joint fp.Element
}

// Relation is the polynomial identity of a circuit (SPEC 11.10).
type Relation struct {
	Era       layout.Era
	Features  layout.Features
	LogDomain int
}

// point holds what depends on zeta and the domain alone.
type point struct {
	zeta, next   fp.Element    // zeta, zeta*omega
	zetaToN      fp.Element    // zeta^n
	vanishing    fp.Element    // zeta^n - 1
	fromLast     [5]fp.Element // zeta - omega^(n-i), [0] is zeta - 1
	permutable   fp.Element    // product of fromLast[1..3], 0 on the rows that blind
	vanishing1   fp.Element    // vanishing/(zeta - 1)
	vanishingEnd fp.Element    // vanishing/(zeta - omega^(n-4))
}

func (r *Relation) at(zeta fp.Element) *point {
	omega := Omega(r.LogDomain)
	p := &point{zeta: zeta, next: mul(zeta, omega), zetaToN: zeta}
	for range r.LogDomain {
		p.zetaToN = square(p.zetaToN)
	}
	p.vanishing = sub(p.zetaToN, one())
	back, root := inverse(omega), one()
	for i := range p.fromLast {
		p.fromLast[i] = sub(zeta, root)
		root = mul(root, back)
	}
	p.permutable = mul(mul(p.fromLast[1], p.fromLast[2]), p.fromLast[3])
	p.vanishing1 = mul(p.vanishing, inverse(p.fromLast[0]))
	p.vanishingEnd = mul(p.vanishing, inverse(p.fromLast[4]))
	return p
}

// row returns the cells for the constraints.
func (e *Evaluations) row() *Row {
	r := new(Row)
	for i := range e.Witness {
		r.Witness[i], r.Next[i] = e.Witness[i].Zeta, e.Witness[i].Next
		r.Coefficients[i] = e.Coefficients[i].Zeta
	}
	return r
}

// selector returns the value of a gate's selector at zeta; the gate is in the circuit.
func (e *Evaluations) selector(g layout.Gate) *fp.Element {
	if g < layout.BaseGates {
		return &e.Selectors[g].Zeta
	}
	return &e.Optional[g-layout.BaseGates].Zeta
}

// gates returns the sum of the gates' constraints times their selectors.
func (r *Relation) gates(e *Evaluations, alpha *fp.Element) (sum fp.Element) {
	row := e.row()
	var buffer [layout.MaxConstraints]fp.Element
	for g := range layout.Gate(layout.Gates) {
		if r.Features.Has(g) {
			values := Constraints(r.Era, g, row, buffer[:0])
			sum = add(sum, mul(*e.selector(g), Combine(values, alpha)))
		}
	}
	return sum
}

// lookups returns the sum of the lookup argument's constraints.
func (r *Relation) lookups(e *Evaluations, c *Challenges, p *point) (sum fp.Element) {
	if !r.Features.Lookup() {
		return sum
	}
	l := &e.Lookup
	row := &LookupRow{
		Aggregation: *l.Aggregation, Table: *l.Table,
		NotLast: mul(p.permutable, p.fromLast[4]), First: p.vanishing1, Final: p.vanishingEnd,
	}
	for i, s := range l.Sorted {
		if s != nil {
			row.Sorted[i] = *s
		}
	}
	for i, s := range l.Selectors {
		if s != nil {
			row.Selectors[i] = s.Zeta
		}
	}
	if l.Runtime != nil {
		row.Runtime, row.RuntimeSelector = l.Runtime.Zeta, l.RuntimeSelector.Zeta
	}
	argument := NewLookupArgument(&r.Features, c.Beta, c.Gamma, c.Joint)
	var buffer [8]fp.Element
	values := argument.Constraints(e.row(), row, buffer[:0])
	return mul(Combine(values, &c.Alpha), power(c.Alpha, layout.AlphaLookup))
}

// ft returns the value at zeta of the polynomial ft, the linearised relation, and the
// coefficient of the last sigma in it (SPEC 11.10 [KIM-10]). Since every column is
// evaluated, that sigma and the quotient are all that stays linear.
func (r *Relation) ft(e *Evaluations, public fp.Element, c *Challenges, p *point) (ft, sigma fp.Element) {
	alpha := power(c.Alpha, layout.AlphaPermutation)
	alpha1 := mul(alpha, c.Alpha)
	alpha2 := mul(alpha1, c.Alpha)
	last := layout.Permuted - 1

	product := mul(mul(alpha, p.permutable), e.Permutation.Next)
	for i := range last {
		term := add(mul(c.Beta, e.Sigma[i].Zeta), add(e.Witness[i].Zeta, c.Gamma))
		product = mul(product, term)
	}
	sigma = negate(mul(product, c.Beta))
	ft = sub(mul(product, add(e.Witness[last].Zeta, c.Gamma)), public)

	product = mul(mul(alpha, p.permutable), e.Permutation.Zeta)
	betaZeta := mul(c.Beta, c.Zeta)
	for i, shift := range shifts() {
		product = mul(product, add(add(c.Gamma, mul(betaZeta, shift)), e.Witness[i].Zeta))
	}
	ft = sub(ft, product)

	// (z-1)/(zeta-1) and (z-1)/(zeta-omega^(n-3)): z begins and ends with 1
	vanishing3 := mul(p.vanishing, inverse(p.fromLast[3]))
	bounds := add(mul(alpha1, p.vanishing1), mul(alpha2, vanishing3))
	ft = add(ft, mul(bounds, sub(one(), e.Permutation.Zeta)))

	ft = sub(ft, r.gates(e, &c.Alpha))
	ft = sub(ft, r.lookups(e, c, p))
	return ft, sigma
}
