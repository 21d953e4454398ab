package prover

import (
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// The quotient is computed on cosets of the domain: on blowup, since the constraints have
// degrees below eight times that of a column; those of gates that have degrees below four
// times that on every other one.
const (
	blowup    = 8
	logBlowup = 3
)

// Index is a circuit as its prover knows it. It is read-only.
type Index struct {
	Circuit  *builder.Circuit
	Verifier *tick.VerifierIndex

	era      layout.Era
	features layout.Features
	n        int
	domain   *fp.Domain // n
	middle   *fp.Domain // blowup*n/2
	large    *fp.Domain // blowup*n

	sigmaValues  [layout.Permuted][]fp.Element
	sigma        [layout.Permuted]*polynomial
	coefficients [layout.Columns]*polynomial
	selectors    [layout.Gates]*polynomial // nil for optional gates that are not there
	lookup       *lookupIndex

	coset cosetIndex

	// forced makes a test's proof out of a quotient with a remainder, which is dropped.
	forced bool
}

// public is the arena of an index: nothing there is secret.
var public *arena

// cosetIndex holds the cosets, and what is the same in all circuits of a size on them, the
// values of a coset together. Those of the circuit's columns are not kept: they are eight
// times the circuit, and computed in a small part of a proof's time.
type cosetIndex struct {
	shifts   [blowup]fp.Element // coset c is shifts[c]*omega^i
	toFirst  []fp.Element       // (x^n - 1)/(x - 1)
	toFinal  []fp.Element       // (x^n - 1)/(x - omega^(n-4)); nil without lookups
	toBlinds []fp.Element       // (x^n - 1)/(x - omega^(n-3))
}

// NewIndex prepares a circuit for proofs of the era.
func NewIndex(era layout.Era, c *builder.Circuit) *Index {
	log := c.LogDomain()
	x := &Index{
		Circuit: c, era: era, features: c.Features(), n: 1 << log,
		domain: fp.NewDomain(log), middle: fp.NewDomain(log + logBlowup - 1), large: fp.NewDomain(log + logBlowup),
	}
	x.setSigma()
	x.setCoefficients()
	x.setSelectors()
	if x.features.Lookup() {
		x.lookup = newLookupIndex(x)
	}
	x.setCoset()
	x.Verifier = x.verifierIndex(log)
	return x
}

// setSigma encodes the wires: the value for cell (r, c) is shift[c'] omega^r' of the
// cell that follows it in its cycle.
func (x *Index) setSigma() {
	shifts, wires := tick.Shifts(), x.Circuit.Wires(x.n)
	roots := make([]fp.Element, x.n)
	roots[0].One()
	for i := 1; i < x.n; i++ {
		roots[i].Multiply(&roots[i-1], x.domain.Root(1))
	}
	batch.Each(layout.Permuted, func(column int) {
		values := make([]fp.Element, x.n)
		for r := range values {
			next := wires[r][column]
			values[r].Multiply(&shifts[next.Column], &roots[next.Row])
		}
		x.sigmaValues[column] = values
		x.sigma[column] = public.interpolate(x.domain, values)
	})
}

func (x *Index) setCoefficients() {
	columns := [layout.Columns][]fp.Element{}
	for i := range columns {
		columns[i] = make([]fp.Element, x.n)
	}
	for r := range x.Circuit.Rows() {
		for i, c := range x.Circuit.Coefficients(r) {
			columns[i][r] = c
		}
	}
	for i := range columns {
		x.coefficients[i] = public.interpolate(x.domain, columns[i])
	}
}

// setSelectors: the base gates' selectors are committed to with a blinder.
func (x *Index) setSelectors() {
	var values [layout.Gates][]fp.Element
	for g := range layout.Gate(layout.Gates) {
		if x.features.Has(g) {
			values[g] = make([]fp.Element, x.n)
		}
	}
	for r := range x.Circuit.Rows() {
		if g, ok := x.Circuit.Gate(r).Constrained(); ok {
			values[g][r].One()
		}
	}
	for g := range values {
		if values[g] == nil {
			continue
		}
		x.selectors[g] = public.interpolate(x.domain, values[g])
		if g < layout.BaseGates {
			x.selectors[g].fixed()
		}
	}
}

func (x *Index) setCoset() {
	c := &x.coset
	for i := range c.shifts {
		c.shifts[i].Multiply(fp.Generator(), x.large.Root(i))
	}
	c.toFirst, c.toBlinds = x.vanishingOver(0), x.vanishingOver(x.n-layout.ZkRows)
	if x.lookup != nil {
		c.toFinal = x.vanishingOver(x.n - layout.ZkRows - 1)
	}
}

// vanishingOver returns (x^n - 1)/(x - omega^row) on the cosets.
func (x *Index) vanishingOver(row int) []fp.Element {
	values, root := make([]fp.Element, x.large.Size()), x.domain.Root(row)
	for c := range x.coset.shifts {
		point := x.coset.shifts[c]
		for i := c * x.n; i < (c+1)*x.n; i++ {
			values[i].Subtract(&point, root)
			point.Multiply(&point, x.domain.Root(1))
		}
	}
	fp.InvertBatch(values)
	for c := range x.coset.shifts {
		vanishing := squares(&x.coset.shifts[c], logSize(x.n)) // x^n is the same for all x of a coset
		vanishing.Subtract(vanishing, new(fp.Element).One())
		for i := c * x.n; i < (c+1)*x.n; i++ {
			values[i].Multiply(&values[i], vanishing)
		}
	}
	return values
}

// verifierIndex commits to the columns.
func (x *Index) verifierIndex(log int) *tick.VerifierIndex {
	v := &tick.VerifierIndex{LogDomain: log, Public: x.Circuit.Public()}
	list := append([]*polynomial{}, x.sigma[:]...)
	list = append(list, x.coefficients[:]...)
	list = append(list, x.selectors[:]...)
	commitments := public.commitAll(list)
	copy(v.Sigma[:], commitments)
	copy(v.Coefficients[:], commitments[layout.Permuted:])
	selectors := commitments[layout.Permuted+layout.Columns:]
	copy(v.Selectors[:], selectors)
	for i := range v.Optional {
		if x.features.Gates[i] {
			v.Optional[i] = &selectors[layout.BaseGates+i]
		}
	}
	if x.lookup != nil {
		v.Lookup = x.lookup.commit(x)
	}
	return v
}
