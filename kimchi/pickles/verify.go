package pickles

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// Verify checks that the proof shows what the program of the key says of the public
// input and output (SPEC 11.16 [PIC-11]): those that the caller awaits, or takes from
// the proof with [Proof.Statement]. The errors are [ErrEra], [ErrStatement],
// [ErrFeatures], [ErrNonCanonical] and [ErrProof].
func Verify(era kimchi.Era, proof *Proof, key *VerificationKey, publicInput, publicOutput []fp.Element) error {
	return VerifyBatch(era, []Item{{proof, key, publicInput, publicOutput}})[0]
}

// Item is what [VerifyBatch] verifies: the arguments of [Verify].
type Item struct {
	Proof                     *Proof
	Key                       *VerificationKey
	PublicInput, PublicOutput []fp.Element
}

// VerifyBatch is [Verify] for many proofs, of one or several programs, at a small part
// of the price each: their sums of points are computed as one. It returns an error for
// each item, nil for those that verify; a batch with false proofs is searched for them
// by halves.
func VerifyBatch(era kimchi.Era, items []Item) []error {
	failures := make([]error, len(items))
	reduced := make([]*reduction, len(items))
	batch.Each(len(items), func(i int) {
		reduced[i], failures[i] = reduce(era, &items[i])
	})
	batch.FindFalse(failures, func(chosen []int) bool {
		wraps, accumulators := make([]*tock.Equation, len(chosen)), make([]*tick.Equation, len(chosen))
		for i, n := range chosen {
			wraps[i], accumulators[i] = reduced[n].wrap, reduced[n].accumulator
		}
		return tock.Hold(wraps) && tick.Hold(accumulators)
	})
	return failures
}

// reduction is a proof reduced to two equations, with the values met on the way.
type reduction struct {
	wrap        *tock.Equation
	accumulator *tick.Equation

	deferred *tick.Deferred
	input    []fq.Element
	trace    *tock.Trace
}

func reduce(era kimchi.Era, item *Item) (*reduction, error) {
	p, k := item.Proof, item.Key
	if !era.Valid() {
		return nil, ErrEra
	}
	if !batch.SameElements(p.publicInput, item.PublicInput) || !batch.SameElements(p.publicOutput, item.PublicOutput) {
		return nil, ErrStatement
	}
	if p.maxProofsVerified != k.maxProofsVerified {
		return nil, fmt.Errorf("%w: maxProofsVerified is %d, the key's %d", ErrFeatures, p.maxProofsVerified, k.maxProofsVerified)
	}
	x, err := p.step.expand()
	if err != nil {
		return nil, err
	}
	r := new(reduction)
	if r.deferred, err = p.step.deferred(era, x); err != nil {
		return nil, err
	}
	r.input = p.wrapInput(k, x, r.deferred)
	r.wrap, r.trace, err = k.index.Reduce(era, &p.wrap, r.input, x.accumulated)
	if err != nil {
		return nil, err
	}
	r.accumulator = tick.NewFoldingEquation(x.opening, p.step.accumulator)
	return r, nil
}
