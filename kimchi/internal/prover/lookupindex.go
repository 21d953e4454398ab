package prover

import (
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// lookupIndex holds the columns of the lookup argument that do not depend on a witness.
type lookupIndex struct {
	tables          *builder.Joined
	columns         []*polynomial                // of the tables
	ids             *polynomial                  // nil if all entries are of table 0
	runtimeSelector *polynomial                  // nil without runtime tables
	selectors       [layout.Patterns]*polynomial // nil for patterns that are not there
}

func newLookupIndex(x *Index) *lookupIndex {
	l := &lookupIndex{tables: x.Circuit.Tables(x.n)}
	for _, column := range l.tables.Columns {
		l.columns = append(l.columns, public.interpolate(x.domain, column).fixed())
	}
	if l.ids = public.interpolate(x.domain, l.tables.IDs).fixed(); l.ids.zero() {
		l.ids = nil
	}
	for p := range l.selectors {
		if !x.features.Patterns[p] {
			continue
		}
		values := make([]fp.Element, x.n)
		for r := range values {
			if q, ok := x.Circuit.Pattern(r); ok && int(q) == p {
				values[r].One()
			}
		}
		l.selectors[p] = public.interpolate(x.domain, values)
	}
	if x.features.Runtime {
		l.runtimeSelector = public.interpolate(x.domain, l.outsideRuntime(x.n))
	}
	return l
}

// outsideRuntime is 1 on the rows in which the runtime column has to be 0: all but those
// of runtime tables, and those that blind.
func (l *lookupIndex) outsideRuntime(n int) []fp.Element {
	values := make([]fp.Element, n)
	for r := range n - layout.ZkRows {
		if r < l.tables.RuntimeStart || r >= l.tables.RuntimeStart+l.tables.RuntimeLength {
			values[r].One()
		}
	}
	return values
}

func (l *lookupIndex) commit(x *Index) *tick.LookupIndex {
	list := append([]*polynomial{l.ids, l.runtimeSelector}, l.selectors[:]...)
	list = append(list, l.columns...)
	points := public.commitAll(list)
	v := &tick.LookupIndex{
		JointUsed: x.features.JointSize() > 1,
		Table:     points[2+layout.Patterns:],
	}
	if l.ids != nil {
		v.TableIDs = &points[0]
	}
	if l.runtimeSelector != nil {
		v.RuntimeSelector = &points[1]
	}
	for p := range l.selectors {
		if l.selectors[p] != nil {
			v.Selectors[p] = &points[2+p]
		}
	}
	return v
}
