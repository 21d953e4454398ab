package prover

import (
	"errors"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/layout"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// errQuotient reports that the constraints do not vanish on the domain: the witness does
// not satisfy them.
var errQuotient = errors.New("prover: the constraints do not vanish")

// session is a proof in the making.
type session struct {
	*Index
	witness    *builder.Witness
	proof      *tick.Proof
	transcript tick.Transcript
	challenges tick.Challenges

	rows        []tick.Row     // of the trace, blinding rows included; without coefficients
	cells       [][]fp.Element // the columns of the witness
	columns     []*polynomial  // those of the witness
	public      *polynomial    // the negated public input
	accumulated []fp.Element   // the values of permutation
	permutation *polynomial    // z
	quotient    []*polynomial  // in chunks
	lookups     *lookups       // nil without lookups
	points      [2]fp.Element  // zeta, zeta*omega
}

// Prove returns a proof for a witness. The errors are [builder.ErrInput] and
// [builder.ErrUnsatisfied].
func (x *Index) Prove(w *builder.Witness) (*tick.Proof, error) {
	if err := x.Circuit.Check(x.era, w); err != nil {
		return nil, err
	}
	return x.proveUnchecked(w)
}

// proveUnchecked is Prove for a witness of the right lengths that is taken for granted. For one that
// does not satisfy the circuit it returns an error or a proof that does not verify.
func (x *Index) proveUnchecked(w *builder.Witness) (*tick.Proof, error) {
	s := &session{Index: x, witness: w, proof: new(tick.Proof)}
	defer s.erase()
	s.commitWitness()
	if err := s.commitLookups(); err != nil {
		return nil, err
	}
	s.commitPermutation()
	if err := s.commitQuotient(); err != nil {
		return nil, err
	}
	s.evaluate()
	s.open()
	return s.proof, nil
}

// erase overwrites what depends on the witness.
func (s *session) erase() {
	clear(s.rows)
	for _, column := range s.cells {
		clear(column)
	}
	for _, p := range append(append(s.columns, s.permutation), s.quotient...) {
		if p != nil {
			clear(p.coefficients)
		}
	}
	clear(s.accumulated)
	if s.lookups != nil {
		for _, column := range s.lookups.sortedCells {
			clear(column)
		}
		clear(s.lookups.aggregated)
	}
}

// hidden interpolates values that depend on the witness, with a random blinder.
func (s *session) hidden(values []fp.Element) *polynomial {
	p := interpolate(s.domain, values)
	p.blinder.SetRandom()
	return p
}

// hiddenAll is hidden for several columns.
func (s *session) hiddenAll(columns [][]fp.Element) []*polynomial {
	out := make([]*polynomial, len(columns))
	layout.Parallel(len(out), func(i int) { out[i] = s.hidden(columns[i]) })
	return out
}

// commitWitness commits to the public input and to the columns of the witness, whose
// last three rows are random.
func (s *session) commitWitness() {
	negated := make([]fp.Element, s.n)
	for i := range s.witness.Public {
		negated[i].Negate(&s.witness.Public[i])
	}
	s.public = interpolate(s.domain, negated).fixed()
	for _, values := range s.witness.Columns {
		column := make([]fp.Element, s.n-layout.ZkRows, s.n)
		copy(column, values)
		s.cells = append(s.cells, blinded(column))
	}
	s.rows = make([]tick.Row, s.n)
	for r := range s.rows {
		for i := range s.cells {
			s.rows[r].Witness[i] = s.cells[i][r]
		}
	}
	s.columns = s.hiddenAll(s.cells)
	commitments := commitAll(append([]*polynomial{s.public}, s.columns...))
	digest := s.Verifier.Digest()
	s.transcript.AbsorbElement(&digest)
	s.transcript.AbsorbPoints(commitments...)
	copy(s.proof.Witness[:], commitments[1:])
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
		l.runtimeCells = make([]fp.Element, s.n-layout.ZkRows, s.n)
		copy(l.runtimeCells[l.index.tables.RuntimeStart:], s.witness.Runtime)
		l.runtimeCells = blinded(l.runtimeCells)
		l.runtime = s.hidden(l.runtimeCells)
		commitment := commitAll([]*polynomial{l.runtime})[0]
		s.proof.Lookup.Runtime = &commitment
		t.AbsorbPoints(commitment)
	}
	var joint layout.Challenge
	if s.Verifier.Lookup.JointUsed {
		joint = t.Challenge()
	}
	l.joint = tick.Expand(joint)
	s.challenges.Joint = l.joint
	l.joinTables(s.Index)
	if err := l.sort(s.Index, s.rows); err != nil {
		return err
	}
	l.sorted = s.hiddenAll(l.sortedCells)
	s.proof.Lookup.Sorted = commitAll(l.sorted)
	t.AbsorbPoints(s.proof.Lookup.Sorted...)
	s.challenges.Beta, s.challenges.Gamma = tick.Unexpanded(t.Challenge()), tick.Unexpanded(t.Challenge())
	l.aggregate(s.Index, s.rows, s.challenges.Beta, s.challenges.Gamma)
	l.aggregation = s.hidden(l.aggregated)
	s.proof.Lookup.Aggregation = commitAll([]*polynomial{l.aggregation})[0]
	t.AbsorbPoints(s.proof.Lookup.Aggregation)
	return nil
}

// commitPermutation commits to the column that runs from 1 to 1 if and only if cells
// that wires connect are equal, and draws alpha.
func (s *session) commitPermutation() {
	last := s.n - layout.ZkRows
	numerators, denominators := make([]fp.Element, last), make([]fp.Element, last)
	shifts, root := tick.Shifts(), *new(fp.Element).One()
	beta, gamma := &s.challenges.Beta, &s.challenges.Gamma
	for r := range last {
		numerators[r].One()
		denominators[r].One()
		for i := range layout.Permuted {
			var here, there fp.Element
			cell := &s.cells[i][r]
			here.Multiply(here.Multiply(&shifts[i], &root), beta)
			here.Add(here.Add(&here, cell), gamma)
			there.Multiply(&s.sigmaValues[i][r], beta)
			there.Add(there.Add(&there, cell), gamma)
			numerators[r].Multiply(&numerators[r], &here)
			denominators[r].Multiply(&denominators[r], &there)
		}
		root.Multiply(&root, s.domain.Root(1))
	}
	fp.InvertBatch(denominators)
	column := make([]fp.Element, 1, s.n)
	column[0].One()
	for r := range last {
		var next fp.Element
		next.Multiply(&column[r], &numerators[r])
		column = append(column, *next.Multiply(&next, &denominators[r]))
	}
	// The row after the last one is the first that blinds, and holds the 1 at the end;
	// two more are random.
	for len(column) < s.n {
		column = append(column, *new(fp.Element).SetRandom())
	}
	s.accumulated = column
	s.permutation = s.hidden(column)
	s.proof.Permutation = commitAll([]*polynomial{s.permutation})[0]
	s.transcript.AbsorbPoints(s.proof.Permutation)
	s.challenges.Alpha = tick.Expand(s.transcript.Challenge())
}

// commitQuotient divides the constraints by x^n - 1, commits to the quotient in chunks
// and draws zeta.
func (s *session) commitQuotient() error {
	coefficients, err := s.quotientCoefficients()
	if err != nil {
		return err
	}
	const size = 1 << tick.LogSize
	for i := range layout.Chunks {
		first, last := min(i*size, len(coefficients)), min((i+1)*size, len(coefficients))
		chunk := &polynomial{coefficients: coefficients[first:last]}
		chunk.blinder.SetRandom()
		s.quotient = append(s.quotient, chunk)
	}
	copy(s.proof.Quotient[:], commitAll(s.quotient))
	s.transcript.AbsorbPoints(s.proof.Quotient[:]...)
	s.challenges.Zeta = tick.Expand(s.transcript.Challenge())
	s.points[0] = s.challenges.Zeta
	s.points[1].Multiply(&s.challenges.Zeta, s.domain.Root(1))
	return nil
}

// evaluate sets the values of the columns at zeta and zeta*omega.
func (s *session) evaluate() {
	e := &s.proof.Evaluations
	var jobs []func()
	set := func(pair *tick.Pair, p *polynomial) {
		jobs = append(jobs, func() {
			*pair = tick.Pair{Zeta: p.evaluate(&s.points[0]), Next: p.evaluate(&s.points[1])}
		})
	}
	optional := func(pair **tick.Pair, p *polynomial) {
		if p != nil {
			*pair = new(tick.Pair)
			set(*pair, p)
		}
	}
	set(&e.Permutation, s.permutation)
	for i := range e.Witness {
		set(&e.Witness[i], s.columns[i])
		set(&e.Coefficients[i], s.coefficients[i])
	}
	for i := range e.Sigma {
		set(&e.Sigma[i], s.sigma[i])
	}
	for i := range e.Selectors {
		set(&e.Selectors[i], s.selectors[i])
	}
	for i := range e.Optional {
		optional(&e.Optional[i], s.selectors[layout.BaseGates+i])
	}
	if l := s.lookups; l != nil {
		optional(&e.Lookup.Aggregation, l.aggregation)
		optional(&e.Lookup.Table, l.table)
		for i, p := range l.sorted {
			optional(&e.Lookup.Sorted[i], p)
		}
		optional(&e.Lookup.Runtime, l.runtime)
		optional(&e.Lookup.RuntimeSelector, l.index.runtimeSelector)
		for i, p := range l.index.selectors {
			optional(&e.Lookup.Selectors[i], p)
		}
	}
	layout.Parallel(len(jobs), func(i int) { jobs[i]() })
}

// pointsOf converts to affine coordinates.
func pointsOf(points ...*vesta.Point) []vesta.Affine {
	list := make([]vesta.Point, len(points))
	for i, p := range points {
		list[i] = *p
	}
	return vesta.BatchAffine(list)
}
