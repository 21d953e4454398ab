package prover

import (
	"errors"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// errQuotient reports that the constraints do not vanish on the domain: the witness does
// not satisfy them.
var errQuotient = errors.New("prover: the constraints do not vanish")

// session is a proof in the making.
type session struct {
	*Index
	witness    *builder.Witness
	previous   []tick.Previous // which the proof passes on
	proof      *tick.Proof
	transcript tick.Transcript
	challenges tick.Challenges

	secret      arena          // all memory that depends on the witness
	cells       [][]fp.Element // the columns of the witness
	columns     []*polynomial  // those of the witness
	public      *polynomial    // the negated public input
	permutation *polynomial    // z
	quotient    []*polynomial  // in chunks
	lookups     *lookups       // nil without lookups
	points      [2]fp.Element  // zeta, zeta*omega
}

// Prove returns a proof for a witness. previous are commitments to folding polynomials that
// the proof passes on: it opens them, but does not say that they are right, and its
// verifier is given them. The errors are [builder.ErrInput] and [builder.ErrUnsatisfied].
// Nothing that depends on the witness is left in memory [KIM-29].
func (x *Index) Prove(w *builder.Witness, previous ...tick.Previous) (proof *tick.Proof, err error) {
	erase.Stack(func() {
		if err = x.Circuit.Check(x.era, w); err == nil {
			proof, err = x.proveUnchecked(w, previous...)
		}
	})
	return proof, err
}

// proveUnchecked is Prove for a witness of the right lengths that is taken for granted. For one that
// does not satisfy the circuit it returns an error or a proof that does not verify.
func (x *Index) proveUnchecked(w *builder.Witness, previous ...tick.Previous) (*tick.Proof, error) {
	s := &session{Index: x, witness: w, previous: previous, proof: new(tick.Proof)}
	defer s.secret.erase()
	return s.prove()
}

// prove makes the proof.
func (s *session) prove() (*tick.Proof, error) {
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

// hidden interpolates values that depend on the witness, with a random blinder.
func (s *session) hidden(values []fp.Element) *polynomial {
	p := s.secret.interpolate(s.domain, values)
	p.blinder.SetRandom()
	return p
}

// hiddenAll is hidden for several columns.
func (s *session) hiddenAll(columns [][]fp.Element) []*polynomial {
	out := make([]*polynomial, len(columns))
	batch.Each(len(out), func(i int) { out[i] = s.hidden(columns[i]) })
	return out
}

// commitWitness commits to the public input and to the columns of the witness, whose
// last three rows are random.
func (s *session) commitWitness() {
	negated := allocate[fp.Element](&s.secret, s.n)
	for i := range s.witness.Public {
		negated[i].Negate(&s.witness.Public[i])
	}
	s.public = s.secret.interpolate(s.domain, negated).fixed()
	for _, values := range s.witness.Columns {
		column := allocate[fp.Element](&s.secret, s.n)
		copy(column, values)
		blind(column)
		s.cells = append(s.cells, column)
	}
	s.columns = s.hiddenAll(s.cells)
	commitments := s.secret.commitAll(append([]*polynomial{s.public}, s.columns...))
	digest := s.Verifier.Digest()
	s.transcript.AbsorbElement(&digest)
	for i := range s.previous {
		s.transcript.AbsorbPoints(s.previous[i].Commitment)
	}
	s.transcript.AbsorbPoints(commitments...)
	copy(s.proof.Witness[:], commitments[1:])
}

// load sets the witness of a row to that of row r, and leaves the rest of it.
func (s *session) load(row *tick.Row, r int) {
	for i, column := range s.cells {
		row.Witness[i] = column[r]
	}
}

// commitPermutation commits to the column that runs from 1 to 1 if and only if cells
// that wires connect are equal, and draws alpha.
func (s *session) commitPermutation() {
	last := s.n - layout.ZkRows
	numerators, denominators := allocate[fp.Element](&s.secret, last), allocate[fp.Element](&s.secret, last)
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
	// The row after the last one is the first that blinds, and holds the 1 at the end;
	// two more are random.
	column := s.quotients(numerators, denominators)
	for i := last + 1; i < s.n; i++ {
		column[i].SetRandom()
	}
	s.permutation = s.hidden(column)
	s.proof.Permutation = s.secret.commitAll([]*polynomial{s.permutation})[0]
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
		chunk := &allocate[polynomial](&s.secret, 1)[0]
		chunk.coefficients = coefficients[first:last]
		chunk.blinder.SetRandom()
		s.quotient = append(s.quotient, chunk)
	}
	copy(s.proof.Quotient[:], s.secret.commitAll(s.quotient))
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
	batch.Each(len(jobs), func(i int) { jobs[i]() })
}
