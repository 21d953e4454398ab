package prover

import (
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// lookups is the lookup argument of a proof.
type lookups struct {
	index        *lookupIndex
	argument     *tick.LookupArgument // nil until beta and gamma are known
	joint        fp.Element
	runtimeCells []fp.Element // the column; nil without runtime tables
	tableCells   []fp.Element
	sortedCells  [][]fp.Element

	runtime, table, aggregation *polynomial
	sorted                      []*polynomial
}

// commitLookups commits to the runtime tables and to the sorted columns, draws beta and
// gamma, and commits to the aggregation.
func (s *session) commitLookups() error {
	t := &s.transcript
	if s.lookup == nil {
		s.challenges.Beta, s.challenges.Gamma = tick.Unexpanded(t.Challenge()), tick.Unexpanded(t.Challenge())
		return nil
	}
	l := &lookups{index: s.lookup}
	s.lookups, s.proof.Lookup = l, new(tick.LookupCommitments)
	if s.features.Runtime {
		l.runtimeCells = allocate[fp.Element](&s.secret, s.n)
		copy(l.runtimeCells[l.index.tables.RuntimeStart:], s.witness.Runtime)
		blind(l.runtimeCells)
		l.runtime = s.hidden(l.runtimeCells)
		commitment := s.secret.commitAll([]*polynomial{l.runtime})[0]
		s.proof.Lookup.Runtime = &commitment
		t.AbsorbPoints(commitment)
	}
	var joint layout.Challenge
	if s.Verifier.Lookup.JointUsed {
		joint = t.Challenge()
	}
	l.joint = tick.Expand(joint)
	s.challenges.Joint = l.joint
	s.joinTables()
	if err := s.sort(); err != nil {
		return err
	}
	l.sorted = s.hiddenAll(l.sortedCells)
	s.proof.Lookup.Sorted = s.secret.commitAll(l.sorted)
	t.AbsorbPoints(s.proof.Lookup.Sorted...)
	s.challenges.Beta, s.challenges.Gamma = tick.Unexpanded(t.Challenge()), tick.Unexpanded(t.Challenge())
	l.argument = tick.NewLookupArgument(&s.features, s.challenges.Beta, s.challenges.Gamma, l.joint)
	l.aggregation = s.hidden(s.aggregate())
	s.proof.Lookup.Aggregation = s.secret.commitAll([]*polynomial{l.aggregation})[0]
	t.AbsorbPoints(s.proof.Lookup.Aggregation)
	return nil
}

// joinTables sets the table whose entries are combined by the joint challenge.
func (s *session) joinTables() {
	l, f := s.lookups, &s.features
	factor, powers := new(fp.Element).One(), allocate[fp.Element](public, f.JointSize()+1)
	for i := range powers {
		powers[i].Set(factor)
		factor.Multiply(factor, &l.joint)
	}
	l.table = s.secret.polynomial(s.n)
	l.tableCells = allocate[fp.Element](&s.secret, s.n)
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
	if l.index.ids != nil {
		join(&powers[f.JointSize()], l.index.ids, l.index.tables.IDs)
	}
	if l.runtime != nil {
		join(&l.joint, l.runtime, l.runtimeCells)
	}
}

// lastLookup is the number of rows that may look something up.
func (s *session) lastLookup() int { return s.n - layout.ZkRows - 1 }

// sort sets the sorted columns: the table, each entry followed by its like that the
// rows look up, cut into columns of n-4 rows that run to and fro, each with one row more
// that joins it to the next. It returns an error if some row looks up what is not in the table.
func (s *session) sort() error {
	l, last := s.lookups, s.lastLookup()
	counts, err := s.countLookups()
	if err != nil {
		return err
	}
	perRow := s.features.PerRow()
	all, at := allocate[fp.Element](&s.secret, last*(perRow+1)+1), 0
	for i, count := range counts {
		for range count {
			all[at] = l.tableCells[i]
			at++
		}
	}
	all[at] = l.tableCells[last]
	for i := range perRow + 1 {
		column := allocate[fp.Element](&s.secret, s.n)
		copy(column, all[i*last:(i+1)*last+1])
		if i%2 == 1 {
			slices.Reverse(column[:last+1])
		}
		blind(column)
		l.sortedCells = append(l.sortedCells, column)
	}
	return nil
}

// countLookups returns how often each entry of the table occurs in table and lookups:
// those of equal entries are counted for the first of them, the others once.
func (s *session) countLookups() ([]uint32, error) {
	l, last := s.lookups, s.lastLookup()
	entries := tick.NewEntries(l.tableCells[:last])
	defer entries.Erase()
	counts := allocate[uint32](&s.secret, last)
	for i := range counts {
		counts[i] = 1
	}
	argument := tick.NewLookupArgument(&s.features, fp.Element{}, fp.Element{}, l.joint)
	row, buffer := s.secret.row(), allocate[fp.Element](&s.secret, layout.MaxSorted)
	for r := range last {
		pattern := -1
		if p, ok := s.Circuit.Pattern(r); ok {
			pattern = int(p)
		}
		s.load(row, r)
		for _, v := range argument.Values(pattern, &row.Witness, buffer[:0]) {
			entry, ok := entries.Find(&v)
			if !ok {
				return nil, fmt.Errorf("%w: row %d, %v: a lookup is not in the table", builder.ErrUnsatisfied, r, s.Circuit.Gate(r))
			}
			counts[entry]++
		}
	}
	return counts, nil
}

// blind sets the last rows of a column to random elements.
func blind(column []fp.Element) {
	for i := len(column) - layout.ZkRows; i < len(column); i++ {
		column[i].SetRandom()
	}
}

// aggregate returns the column that runs from 1 to 1 if and only if the sorted columns are
// a rearrangement of table and lookups.
func (s *session) aggregate() []fp.Element {
	l, last := s.lookups, s.lastLookup()
	numerators, denominators := allocate[fp.Element](&s.secret, last), allocate[fp.Element](&s.secret, last)
	row, lookup := s.secret.row(), &allocate[tick.LookupRow](&s.secret, 1)[0]
	for r := range last {
		s.load(row, r)
		lookup.Table = tick.Pair{Zeta: l.tableCells[r], Next: l.tableCells[r+1]}
		for i, column := range l.sortedCells {
			lookup.Sorted[i] = tick.Pair{Zeta: column[r], Next: column[r+1]}
		}
		lookup.Selectors = [layout.Patterns]fp.Element{}
		if p, ok := s.Circuit.Pattern(r); ok {
			lookup.Selectors[p].One()
		}
		numerators[r], denominators[r] = l.argument.Sides(row, lookup)
	}
	column := s.quotients(numerators, denominators)
	blind(column)
	return column
}

// quotients returns a column whose first row is 1, and each row of which is the one before
// times numerator over denominator. It overwrites the denominators.
func (s *session) quotients(numerators, denominators []fp.Element) []fp.Element {
	fp.InvertBatch(denominators)
	column := allocate[fp.Element](&s.secret, s.n)
	column[0].One()
	for r := range numerators {
		column[r+1].Multiply(&column[r], &numerators[r])
		column[r+1].Multiply(&column[r+1], &denominators[r])
	}
	return column
}
