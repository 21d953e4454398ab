package kimchi

import (
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/prover"
)

// ProverIndex is a circuit as its prover knows it. It is read-only, and may be used by
// several goroutines at once.
type ProverIndex struct {
	index *prover.Index
}

// NewProverIndex prepares a circuit for proofs of an era (SPEC 11.18). It takes as
// long as a proof, nearly. The errors are [ErrEra], and [builder.ErrEra] for a circuit
// of another era.
func NewProverIndex(era Era, c *builder.Circuit) (*ProverIndex, error) {
	if !era.Valid() {
		return nil, ErrEra
	}
	if !c.Supports(era) {
		return nil, builder.ErrEra
	}
	return &ProverIndex{prover.NewIndex(era, c)}, nil
}

// VerificationKey returns the key for the circuit. It depends on the circuit alone.
func (x *ProverIndex) VerificationKey() *VerificationKey {
	return &VerificationKey{index: *x.index.Verifier}
}

// Prove returns a proof that the prover knows a witness that satisfies the circuit for
// the public input in it (SPEC 11.18). The proof says nothing else of the witness: it is blinded
// with randomness from crypto/rand, so that no two proofs are alike. Of what it computes from
// the witness it leaves nothing in memory [KIM-29]; the caller erases the witness.
//
// The errors are [builder.ErrInput] and [builder.ErrUnsatisfied], which names the row
// and the gate that a witness does not satisfy. Time depends on the witness: do not
// prove where others measure it.
func (x *ProverIndex) Prove(w *builder.Witness) (*Proof, error) {
	proof, err := x.index.Prove(w)
	if err != nil {
		return nil, err
	}
	return &Proof{public: append(w.Public[:0:0], w.Public...), proof: *proof}, nil
}
