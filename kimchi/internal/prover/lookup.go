package prover

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/fp"
)

// lookupIndex holds the columns of the lookup argument that do not depend on a witness.
type lookupIndex struct {
	tables          *builder.Joined
	columns         []*polynomial // of the tables
	ids             *polynomial
	runtimeSelector *polynomial                   // nil without runtime tables
	selectors       [layout.Patterns]*polynomial  // nil for patterns that are not there
	selectorCosets  [layout.Patterns][]fp.Element // their values
	runtimeCoset    []fp.Element                  // those of runtimeSelector
}

func newLookupIndex(x *Index) *lookupIndex {
	l := &lookupIndex{tables: x.Circuit.Tables(x.n)}
	for _, column := range l.tables.Columns {
		l.columns = append(l.columns, interpolate(x.domain, column).fixed())
	}
	l.ids = interpolate(x.domain, l.tables.IDs).fixed()
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
		l.selectors[p] = interpolate(x.domain, values)
	}
	if x.features.Runtime {
		l.runtimeSelector = interpolate(x.domain, l.outsideRuntime(x.n))
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

func (l *lookupIndex) setCoset(x *Index) {
	copy(l.selectorCosets[:], cosetAll(x.large, l.selectors[:]))
	if l.runtimeSelector != nil {
		l.runtimeCoset = l.runtimeSelector.coset(x.large)
	}
}

func (l *lookupIndex) commit(x *Index) *tick.LookupIndex {
	list := append([]*polynomial{l.ids, l.runtimeSelector}, l.selectors[:]...)
	list = append(list, l.columns...)
	points := commitAll(list)
	v := &tick.LookupIndex{
		JointUsed: x.features.JointSize() > 1,
		TableIDs:  &points[0],
		Table:     points[2+layout.Patterns:],
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

// lookups is the lookup argument of a proof.
type lookups struct {
	index        *lookupIndex
	argument     *tick.LookupArgument // nil until beta and gamma are known
	joint        fp.Element
	runtimeCells []fp.Element // the column; nil without runtime tables
	tableCells   []fp.Element
	sortedCells  [][]fp.Element
	aggregated   []fp.Element

	runtime, table, aggregation *polynomial
	sorted                      []*polynomial
}

// joinTables sets the table whose entries are combined by the joint challenge.
func (l *lookups) joinTables(x *Index) {
	f := &x.features
	factor, powers := new(fp.Element).One(), make([]fp.Element, f.JointSize()+1)
	for i := range powers {
		powers[i].Set(factor)
		factor.Multiply(factor, &l.joint)
	}
	l.table = &polynomial{coefficients: make([]fp.Element, x.n)}
	l.tableCells = make([]fp.Element, x.n)
	join := func(weight *fp.Element, p *polynomial, cells []fp.Element) {
		l.table.addScaled(weight, p)
		var t fp.Element
		for i := range cells {
			l.tableCells[i].Add(&l.tableCells[i], t.Multiply(weight, &cells[i]))
		}
	}
	for i, p := range l.index.columns {
		join(&powers[i], p, l.index.tables.Columns[i])
	}
	join(&powers[f.JointSize()], l.index.ids, l.index.tables.IDs)
	if l.runtime != nil {
		join(&l.joint, l.runtime, l.runtimeCells)
	}
}

// sort sets the sorted columns: the table, each entry followed by its like that the
// rows look up, cut into columns of n-4 rows that run to and fro, each with one row more
// that joins it to the next. It returns an error if some row looks up what is not in the table.
func (l *lookups) sort(x *Index, rows []tick.Row) error {
	last := x.n - layout.ZkRows - 1
	counts := make(map[[32]byte]int, last)
	for i := range last {
		counts[l.tableCells[i].Bytes()] = 1
	}
	var buffer [4]fp.Element
	argument := tick.NewLookupArgument(&x.features, fp.Element{}, fp.Element{}, l.joint)
	for r := range last {
		pattern := -1
		if p, ok := x.Circuit.Pattern(r); ok {
			pattern = int(p)
		}
		for _, v := range argument.Values(pattern, &rows[r].Witness, buffer[:0]) {
			key := v.Bytes()
			if counts[key] == 0 {
				return fmt.Errorf("%w: row %d, %v: a lookup is not in the table", builder.ErrUnsatisfied, r, x.Circuit.Gate(r))
			}
			counts[key]++
		}
	}
	perRow := x.features.PerRow()
	all := make([]fp.Element, 0, last*(perRow+1)+1)
	for i := range last {
		key := l.tableCells[i].Bytes()
		for range counts[key] {
			all = append(all, l.tableCells[i])
		}
		counts[key] = 1
	}
	all = append(all, l.tableCells[last])
	for i := range perRow + 1 {
		column := append(make([]fp.Element, 0, x.n), all[i*last:(i+1)*last+1]...)
		if i%2 == 1 {
			reverse(column)
		}
		l.sortedCells = append(l.sortedCells, blinded(column))
	}
	return nil
}

func reverse(xs []fp.Element) {
	for i, j := 0, len(xs)-1; i < j; i, j = i+1, j-1 {
		xs[i], xs[j] = xs[j], xs[i]
	}
}

// blinded appends random elements: the rows that blind.
func blinded(column []fp.Element) []fp.Element {
	for range layout.ZkRows {
		column = append(column, *new(fp.Element).SetRandom())
	}
	return column
}

// aggregate sets the column that runs from 1 to 1 if and only if the sorted columns are
// a rearrangement of table and lookups.
func (l *lookups) aggregate(x *Index, rows []tick.Row, beta, gamma fp.Element) {
	l.argument = tick.NewLookupArgument(&x.features, beta, gamma, l.joint)
	last := x.n - layout.ZkRows - 1
	numerators, denominators := make([]fp.Element, last), make([]fp.Element, last)
	for r := range last {
		row := tick.LookupRow{Table: tick.Pair{Zeta: l.tableCells[r], Next: l.tableCells[r+1]}}
		for i, column := range l.sortedCells {
			row.Sorted[i] = tick.Pair{Zeta: column[r], Next: column[r+1]}
		}
		if p, ok := x.Circuit.Pattern(r); ok {
			row.Selectors[p].One()
		}
		numerators[r], denominators[r] = l.argument.Sides(&rows[r], &row)
	}
	fp.InvertBatch(denominators)
	column := make([]fp.Element, 1, x.n)
	column[0].One()
	for r := range last {
		var next fp.Element
		next.Multiply(&column[r], &numerators[r])
		column = append(column, *next.Multiply(&next, &denominators[r]))
	}
	l.aggregated = blinded(column)
}
