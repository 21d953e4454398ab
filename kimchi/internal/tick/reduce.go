package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// Trace holds the intermediate values of a verification, in the order in which they
// arise.
type Trace struct {
	Digest                       fq.Element // of the index
	Public                       vesta.Affine
	Joint                        layout.Challenge
	Beta, Gamma                  layout.Challenge
	Alpha, Zeta                  layout.Challenge
	DigestBeforeEvaluations      fp.Element
	PublicEvaluations            Pair
	Combination                               // of the evaluations
	BaseArgument                 fq.Element   // what is mapped to U
	Base                         vesta.Affine // U of the opening
	OpeningRaw                   []layout.Challenge
	OpeningChallenges            []fp.Element // the raw ones expanded
	OpeningFinal, FoldingAtPoint fp.Element   // c, b0
}

// verification is a verification under way.
type verification struct {
	index      *VerifierIndex
	relation   Relation
	proof      *Proof
	public     []fp.Element
	previous   []Previous
	transcript Transcript
	point      *point
	challenges Challenges
	trace      *Trace
}

// Reduce follows the verifier's side of a proof (SPEC 11.9, 11.11) and returns the
// equation that is left, with the values met on the way. previous are the commitments
// that the proof passes on. The errors are [layout.ErrFeatures],
// [layout.ErrPublicInput], and [layout.ErrProof] if the proof has wrong values of the
// public input.
func (v *VerifierIndex) Reduce(era layout.Era, p *Proof, public []fp.Element, previous []Previous) (*Equation, *Trace, error) {
	relation := Relation{Era: era, Features: v.Features(), LogDomain: v.LogDomain}
	if err := p.check(&relation.Features); err != nil {
		return nil, nil, err
	}
	if len(public) != v.Public {
		return nil, nil, layout.ErrPublicInput
	}
	s := &verification{
		index: v, relation: relation, proof: p, public: public, previous: previous, trace: new(Trace),
	}
	s.commitments()
	s.evaluations()
	if p.Public != nil && !p.Public.equal(&s.trace.PublicEvaluations) {
		return nil, nil, layout.ErrProof
	}
	return s.opening(), s.trace, nil
}

// commitments absorbs the commitments and takes the challenges up to zeta.
func (s *verification) commitments() {
	t, p, trace := &s.transcript, s.proof, s.trace
	trace.Digest = s.index.Digest()
	t.AbsorbElement(&trace.Digest)
	for i := range s.previous {
		t.AbsorbPoints(s.previous[i].Commitment)
	}
	trace.Public = s.index.CommitPublic(s.public)
	t.AbsorbPoints(trace.Public)
	t.AbsorbPoints(p.Witness[:]...)
	if l := p.Lookup; l != nil {
		if l.Runtime != nil {
			t.AbsorbPoints(*l.Runtime)
		}
		if s.index.Lookup.JointUsed {
			trace.Joint = t.Challenge()
		}
		t.AbsorbPoints(l.Sorted...)
	}
	trace.Beta, trace.Gamma = t.Challenge(), t.Challenge()
	if p.Lookup != nil {
		t.AbsorbPoints(p.Lookup.Aggregation)
	}
	t.AbsorbPoints(p.Permutation)
	trace.Alpha = t.Challenge()
	t.AbsorbPoints(p.Quotient[:]...)
	trace.Zeta = t.Challenge()
	trace.DigestBeforeEvaluations = t.Digest()
	s.challenges = Challenges{
		Beta: Unexpanded(trace.Beta), Gamma: Unexpanded(trace.Gamma),
		Alpha: Expand(trace.Alpha), Zeta: Expand(trace.Zeta), Joint: Expand(trace.Joint),
	}
	s.point = s.relation.at(s.challenges.Zeta)
}

// evaluations absorbs the evaluations and combines them.
func (s *verification) evaluations() {
	p, trace := s.proof, s.trace
	trace.PublicEvaluations = s.index.evaluatePublic(s.public, s.point)
	passedOn := make([][]fp.Element, len(s.previous))
	for i := range s.previous {
		passedOn[i] = s.previous[i].Challenges
	}
	trace.Combination = s.relation.combine(s.point, &s.challenges, &Opened{
		Digest: trace.DigestBeforeEvaluations, PassedOn: passedOn,
		Public: trace.PublicEvaluations, FtNext: p.FtNext, Evaluations: &p.Evaluations,
	})
}

// opening follows the inner product argument and returns the equation
// (SPEC 11.11 [KIM-15])
//
//	c (sum of v^k C_k + cip U + sum of (L_i/u_i + u_i R_i)) + delta
//	  - z1 (sg + b0 U) - z2 H + rho (<h, G> - sg) = 0
//
// for a random rho, which makes one equation of two.
func (s *verification) opening() *Equation {
	t, o, trace := &s.transcript, &s.proof.Opening, s.trace
	v, u := Expand(trace.V), Expand(trace.U)
	t.AbsorbScalar(trace.CombinedInnerProduct)
	trace.BaseArgument = t.Squeeze()
	point := vesta.NewIdentity().MapToGroupVarTime(&trace.BaseArgument)
	trace.Base = vesta.BatchAffine([]vesta.Point{*point})[0]

	challenges := make([]fp.Element, LogSize)
	trace.OpeningRaw = make([]layout.Challenge, LogSize)
	for i, round := range o.Rounds {
		t.AbsorbPoints(round.Left, round.Right)
		trace.OpeningRaw[i] = t.Challenge()
		challenges[i] = Expand(trace.OpeningRaw[i])
	}
	t.AbsorbPoints(o.Delta)
	c := Expand(t.Challenge())
	b0 := foldingAt(challenges, s.point, u)
	trace.OpeningChallenges, trace.OpeningFinal, trace.FoldingAtPoint = challenges, c, b0

	rho := *new(fp.Element).SetRandom()
	e := &Equation{challenges: challenges, folded: rho, blinding: negate(o.Z2)}
	e.add(o.SG, negate(add(o.Z1, rho)))
	e.add(trace.Base, sub(mul(c, trace.CombinedInnerProduct), mul(o.Z1, b0)))
	e.add(o.Delta, one())
	inverses := append([]fp.Element(nil), challenges...)
	fp.InvertBatch(inverses)
	for i, round := range o.Rounds {
		e.add(round.Left, mul(c, inverses[i]))
		e.add(round.Right, mul(c, challenges[i]))
	}
	s.combineCommitments(e, c, v)
	return e
}

// combineCommitments adds the commitments that belong to the pairs, scaled by the
// powers of v times c.
func (s *verification) combineCommitments(e *Equation, scale, v fp.Element) {
	next := func(points ...vesta.Affine) {
		for i := range points {
			e.add(points[i], scale)
			scale = mul(scale, v)
		}
	}
	optional := func(points ...*vesta.Affine) {
		for _, p := range points {
			if p != nil {
				next(*p)
			}
		}
	}
	v0, p := s.index, s.proof
	for i := range s.previous {
		next(s.previous[i].Commitment)
	}
	next(s.trace.Public)
	s.ftCommitment(e, scale)
	scale = mul(scale, v)
	next(p.Permutation)
	next(v0.Selectors[:]...)
	next(p.Witness[:]...)
	next(v0.Coefficients[:]...)
	next(v0.Sigma[:layout.Permuted-1]...)
	optional(v0.Optional[:]...)
	if l := p.Lookup; l != nil {
		next(l.Sorted...)
		next(l.Aggregation)
		s.tableCommitment(e, scale)
		scale = mul(scale, v)
		optional(l.Runtime, v0.Lookup.RuntimeSelector)
		optional(v0.Lookup.Selectors[:]...)
	}
}

// ftCommitment adds the commitment to ft (SPEC 11.10 [KIM-10]): the last sigma, and the
// chunks of the quotient.
func (s *verification) ftCommitment(e *Equation, scale fp.Element) {
	e.add(s.index.Sigma[layout.Permuted-1], mul(scale, s.trace.Sigma))
	toSize := s.point.zeta // zeta^(2^LogSize)
	for range LogSize {
		toSize = square(toSize)
	}
	factor := negate(mul(scale, s.point.vanishing))
	for i := range s.proof.Quotient {
		e.add(s.proof.Quotient[i], factor)
		factor = mul(factor, toSize)
	}
}

// tableCommitment adds the commitment to the joint lookup table (SPEC 11.10 [KIM-11]).
func (s *verification) tableCommitment(e *Equation, scale fp.Element) {
	l, joint := s.index.Lookup, s.challenges.Joint
	factor := scale
	for i := range l.Table {
		e.add(l.Table[i], factor)
		factor = mul(factor, joint)
	}
	if l.TableIDs != nil {
		e.add(*l.TableIDs, mul(scale, power(joint, uint64(s.relation.Features.JointSize()))))
	}
	if s.proof.Lookup.Runtime != nil {
		e.add(*s.proof.Lookup.Runtime, mul(scale, joint))
	}
}
