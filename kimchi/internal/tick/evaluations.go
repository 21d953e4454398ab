package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Pair holds a polynomial's values at zeta and at zeta*omega.
type Pair struct {
	Zeta, Next fp.Element
}

func (p *Pair) equal(q *Pair) bool { return p.Zeta.Equal(&q.Zeta)&p.Next.Equal(&q.Next) == 1 }

// Evaluations are the values of the columns that a prover sends (SPEC 11.9). Those of
// the optional columns are nil if the circuit has no use for them.
type Evaluations struct {
	Witness      [layout.Columns]Pair
	Permutation  Pair // the accumulator z
	Sigma        [layout.Permuted - 1]Pair
	Coefficients [layout.Columns]Pair
	Selectors    [layout.BaseGates]Pair
	Optional     [layout.OptionalGates]*Pair // selectors
	Lookup       LookupEvaluations
}

// LookupEvaluations are those of the columns of the lookup argument.
type LookupEvaluations struct {
	Aggregation, Table       *Pair
	Sorted                   [layout.MaxSorted]*Pair
	Runtime, RuntimeSelector *Pair
	Selectors                [layout.Patterns]*Pair
}

// base returns the columns that every circuit has, in their order.
func (e *Evaluations) base() []Pair {
	const size = 3*layout.Columns + 4*layout.BaseGates // enough with all the optional ones
	list := append(make([]Pair, 0, size), e.Permutation)
	list = append(list, e.Selectors[:]...)
	list = append(list, e.Witness[:]...)
	list = append(list, e.Coefficients[:]...)
	return append(list, e.Sigma[:]...)
}

func appendPresent(list []Pair, optional ...*Pair) []Pair {
	for _, p := range optional {
		if p != nil {
			list = append(list, *p)
		}
	}
	return list
}

// AbsorptionOrder returns the columns in the order in which the transcript absorbs them
// (SPEC 11.9 [KIM-12]).
func (e *Evaluations) AbsorptionOrder() []Pair {
	l := &e.Lookup
	list := appendPresent(e.base(), e.Optional[:]...)
	list = appendPresent(list, l.Aggregation, l.Table)
	list = appendPresent(list, l.Sorted[:]...)
	list = appendPresent(list, l.Runtime, l.RuntimeSelector)
	return appendPresent(list, l.Selectors[:]...)
}

// OpeningOrder returns the columns in the order in which they are combined for the
// opening (SPEC 11.11 [KIM-16]): sorted columns come before the aggregation.
func (e *Evaluations) OpeningOrder() []Pair {
	l := &e.Lookup
	list := appendPresent(e.base(), e.Optional[:]...)
	list = appendPresent(list, l.Sorted[:]...)
	list = appendPresent(list, l.Aggregation, l.Table, l.Runtime, l.RuntimeSelector)
	return appendPresent(list, l.Selectors[:]...)
}

// check compares the optional columns with those that the features ask for.
func (e *Evaluations) check(f *layout.Features) error {
	l, ok := &e.Lookup, true
	want := func(p *Pair, present bool) { ok = ok && (p != nil) == present }
	for i, p := range e.Optional {
		want(p, f.Gates[i])
	}
	want(l.Aggregation, f.Lookup())
	want(l.Table, f.Lookup())
	for i, p := range l.Sorted {
		want(p, f.Lookup() && i <= f.PerRow())
	}
	want(l.Runtime, f.Runtime)
	want(l.RuntimeSelector, f.Runtime)
	for i, p := range l.Selectors {
		want(p, f.Patterns[i])
	}
	if !ok {
		return layout.ErrColumns
	}
	return nil
}
