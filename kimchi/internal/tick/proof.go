package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// Proof is a proof of Kimchi (SPEC 11.13).
type Proof struct {
	Witness     [layout.Columns]vesta.Affine
	Permutation vesta.Affine
	Quotient    [layout.Chunks]vesta.Affine
	Lookup      *LookupCommitments // nil without lookups
	Evaluations Evaluations
	Public      *Pair      // values of the public input, which the verifier knows: may be nil
	FtNext      fp.Element // ft at zeta*omega
	Opening     Opening
}

// LookupCommitments are those of the lookup argument.
type LookupCommitments struct {
	Sorted      []vesta.Affine
	Aggregation vesta.Affine
	Runtime     *vesta.Affine // nil without runtime tables
}

// Opening is the proof of the inner product argument.
type Opening struct {
	Rounds [LogSize]Round
	Delta  vesta.Affine
	Z1, Z2 fp.Element
	SG     vesta.Affine // commitment to the folding polynomial
}

// Round holds the two commitments of a round.
type Round struct {
	Left, Right vesta.Affine
}

// Previous is a commitment to a folding polynomial that a proof passes on unchecked,
// and the challenges that make the polynomial.
type Previous struct {
	Challenges []fp.Element
	Commitment vesta.Affine
}

// check compares the proof's optional parts with those of the circuit.
func (p *Proof) check(f *layout.Features) error {
	if err := p.Evaluations.check(f); err != nil {
		return err
	}
	if (p.Lookup != nil) != f.Lookup() {
		return layout.ErrColumns
	}
	if l := p.Lookup; l != nil && (len(l.Sorted) != f.PerRow()+1 || (l.Runtime != nil) != f.Runtime) {
		return layout.ErrColumns
	}
	return nil
}
