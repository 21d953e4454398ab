package tick

import "github.com/minaseal/minaseal/pasta/fp"

// LastSigma returns the coefficient of the last sigma in the linearised relation, for
// the prover (SPEC 11.10 [KIM-10]).
func (r *Relation) LastSigma(e *Evaluations, c *Challenges) fp.Element {
	_, sigma := r.ft(e, fp.Element{}, c, r.at(c.Zeta))
	return sigma
}

// Shift returns the form of a scalar that circuits over the other field multiply by.
func Shift(x fp.Element) fp.Element { return shiftScalar(x) }
