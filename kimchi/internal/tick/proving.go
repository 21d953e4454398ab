package tick

import "github.com/minaseal/minaseal/pasta/fp"

// LastSigma returns the coefficient of the last sigma in the linearised relation, for
// the prover (SPEC 11.10 [KIM-10]).
func (r *Relation) LastSigma(e *Evaluations, c *Challenges) fp.Element {
	_, sigma := r.ft(e, fp.Element{}, c, r.at(c.Zeta))
	return sigma
}
