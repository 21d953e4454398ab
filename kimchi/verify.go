package kimchi

import (
	"github.com/minaseal/minaseal/kimchi/internal/batch"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Era is a version of Kimchi's constraints (SPEC 11.6 [KIM-1]).
type Era = layout.Era

// The eras: o1js up to 2.15 is Berkeley, o1js 3.0 is Mesa.
const (
	Berkeley = layout.Berkeley
	Mesa     = layout.Mesa
)

// Proof is a proof of Kimchi with its public input, as o1js's KimchiProof. Make one
// with [ParseProof].
type Proof struct {
	public []fp.Element
	proof  tick.Proof
}

// PublicInput returns a copy of the public input that came with the proof.
func (p *Proof) PublicInput() []fp.Element { return append([]fp.Element(nil), p.public...) }

// VerificationKey is a circuit as its verifier knows it. Make one with
// [ParseVerificationKey].
type VerificationKey struct {
	index tick.VerifierIndex
}

// PublicInputSize returns the number of elements of the public input.
func (k *VerificationKey) PublicInputSize() int { return k.index.Public }

// Rows returns the size of the domain: the rows of the circuit, padded.
func (k *VerificationKey) Rows() int { return 1 << k.index.LogDomain }

// Verify checks that the proof shows the circuit of the key to be satisfied by the
// public input (SPEC 11.13 [KIM-22]). The errors are [ErrEra], [ErrFeatures],
// [ErrPublicInput] and [ErrProof].
func Verify(era Era, proof *Proof, key *VerificationKey, publicInput []fp.Element) error {
	return VerifyBatch(era, []Item{{proof, key, publicInput}})[0]
}

// Item is what [VerifyBatch] verifies: the arguments of [Verify].
type Item struct {
	Proof       *Proof
	Key         *VerificationKey
	PublicInput []fp.Element
}

// VerifyBatch is [Verify] for many proofs, at a small part of the price each: their
// equations are checked as one. It returns an error for each item, nil for those that
// verify; a batch with false proofs is searched for them by halves.
func VerifyBatch(era Era, items []Item) []error {
	failures := make([]error, len(items))
	equations := make([]*tick.Equation, len(items))
	batch.Each(len(items), func(i int) {
		equations[i], failures[i] = reduce(era, &items[i])
	})
	batch.FindFalse(failures, func(chosen []int) bool {
		part := make([]*tick.Equation, len(chosen))
		for i, n := range chosen {
			part[i] = equations[n]
		}
		return tick.Hold(part)
	})
	return failures
}

func reduce(era Era, item *Item) (*tick.Equation, error) {
	if !era.Valid() {
		return nil, ErrEra
	}
	if !batch.SameElements(item.Proof.public, item.PublicInput) {
		return nil, ErrPublicInput
	}
	equation, _, err := item.Key.index.Reduce(era, &item.Proof.proof, item.PublicInput, nil)
	return equation, err
}
