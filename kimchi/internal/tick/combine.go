package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Opened is what a proof opens at zeta and zeta*omega.
type Opened struct {
	Digest      fp.Element     // of the transcript before the evaluations
	PassedOn    [][]fp.Element // challenges of the commitments that are passed on
	Public      Pair
	FtNext      fp.Element // ft at zeta*omega
	Evaluations *Evaluations
}

// Combination is what follows from the evaluations (SPEC 11.9 to 11.11).
type Combination struct {
	V, U                 layout.Challenge // combine columns, and the two points
	Ft, Sigma            fp.Element       // ft at zeta, and the coefficient of the last sigma
	CombinedInnerProduct fp.Element
}

// combine absorbs what is opened, takes the challenges that combine columns and points
// (SPEC 11.9 [KIM-12]) and combines with them (SPEC 11.11 [KIM-16]).
func (r *Relation) combine(p *point, c *Challenges, o *Opened) (out Combination) {
	var passedOn ScalarTranscript
	for _, challenges := range o.PassedOn {
		passedOn.Absorb(challenges...)
	}
	out.V, out.U = EvaluationChallenges(o.Digest, passedOn.Squeeze(), o.FtNext, o.Public, o.Evaluations)
	out.Ft, out.Sigma = r.ft(o.Evaluations, o.Public.Zeta, c, p)

	columns := o.Evaluations.OpeningOrder()
	pairs := make([]Pair, 0, len(o.PassedOn)+2+len(columns))
	for _, challenges := range o.PassedOn {
		pairs = append(pairs, Pair{EvaluateFolding(challenges, p.zeta), EvaluateFolding(challenges, p.next)})
	}
	pairs = append(pairs, o.Public, Pair{out.Ft, o.FtNext})
	out.CombinedInnerProduct = innerProduct(append(pairs, columns...), Expand(out.V), Expand(out.U))
	return out
}

// EvaluationChallenges absorbs what is known of the evaluations and returns the
// challenges that combine columns and points.
func EvaluationChallenges(digest, passedOn, ftNext fp.Element, public Pair, e *Evaluations) (v, u layout.Challenge) {
	var t ScalarTranscript
	t.Absorb(digest, passedOn, ftNext, public.Zeta, public.Next)
	for _, pair := range e.AbsorptionOrder() {
		t.Absorb(pair.Zeta, pair.Next)
	}
	v = t.Challenge()
	return v, t.Challenge()
}

// innerProduct returns the sum of v^k (f_k(zeta) + u f_k(zeta*omega)).
func innerProduct(pairs []Pair, v, u fp.Element) fp.Element {
	var atZeta, atNext fp.Element
	for i := len(pairs) - 1; i >= 0; i-- {
		atZeta = add(mul(atZeta, v), pairs[i].Zeta)
		atNext = add(mul(atNext, v), pairs[i].Next)
	}
	return add(atZeta, mul(u, atNext))
}

// foldingAt returns h(zeta) + u h(zeta*omega) for the folding polynomial h.
func foldingAt(challenges []fp.Element, p *point, u fp.Element) fp.Element {
	return add(EvaluateFolding(challenges, p.zeta), mul(u, EvaluateFolding(challenges, p.next)))
}

// Deferred are the values of a proof that a circuit over the other field does not
// compute but takes from its statement, shifted as the transcript absorbs them
// (SPEC 11.16 [PIC-8]).
type Deferred struct {
	Combination
	Zeta fp.Element
	Fold fp.Element // h(zeta) + u h(zeta*omega) for the opening's h

	ShiftedInnerProduct, ShiftedFold, ShiftedZetaToSize, ShiftedZetaToDomain, ShiftedSigma fp.Element
}

// Defer computes the deferred values of a proof of which the evaluations and the
// challenges are known; opening are those of the rounds. The error is
// [layout.ErrFeatures].
func (r *Relation) Defer(c *Challenges, o *Opened, opening []fp.Element) (*Deferred, error) {
	if err := o.Evaluations.check(&r.Features); err != nil {
		return nil, err
	}
	p := r.at(c.Zeta)
	d := &Deferred{Combination: r.combine(p, c, o), Zeta: c.Zeta}
	d.Fold = foldingAt(opening, p, Expand(d.U))
	d.ShiftedInnerProduct = shiftScalar(d.CombinedInnerProduct)
	d.ShiftedFold = shiftScalar(d.Fold)
	d.ShiftedZetaToSize = shiftScalar(power(c.Zeta, 1<<LogSize))
	d.ShiftedZetaToDomain = shiftScalar(p.zetaToN)
	d.ShiftedSigma = shiftScalar(d.Sigma)
	return d, nil
}
