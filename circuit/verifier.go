package circuit

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/statement"
)

// Verifier checks proofs of one statement in one proof system against one key.
// It is safe for concurrent use.
type Verifier struct {
	in *instance
}

// NewVerifier compiles the statement, to know which key belongs to it, and reads
// the verifying key, by default from the development set-up in the user's cache
// directory that a Prover uses too. Options and errors are those of NewProver.
func NewVerifier(ctx context.Context, statement Statement, system System, opts ...Option) (*Verifier, error) {
	in, err := newInstance(ctx, statement, system, false, opts)
	if err != nil {
		return nil, err
	}
	return &Verifier{in: in}, nil
}

// Setup says who made the key.
func (v *Verifier) Setup() Setup { return v.in.setup }

// Verify returns nil if the proof shows the statement, and otherwise ErrProof:
// also if the proof names another statement, system or set-up than the
// verifier's, or does not have the statement's number of public inputs (SPEC 11.2
// [PRF-8], [PRF-9], [PRF-11]).
// The proof is not changed; the time depends on the proof, which is public.
func (v *Verifier) Verify(proof *Proof) error {
	return runStage(context.Background(), v.in.progress, Verify, func(*Event) error { return v.in.verify(proof) })
}

// VerifySealed returns nil if the proof shows [SealedRange] for this instance, and
// otherwise ErrProof: also if it is a proof for another ciphertext, worker or scheme
// (SPEC 11.5 [PRF-21]).
func (v *Verifier) VerifySealed(proof *Proof, instance *statement.SealedRange) error {
	if proof == nil || proof.statement != SealedRange {
		return fmt.Errorf("%w: it is for no ciphertext", ErrProof)
	}
	if !slices.Equal(proof.publicInput, decimals(instance.Inputs())) {
		return fmt.Errorf("%w: it is for another ciphertext or worker", ErrProof)
	}
	return v.Verify(proof)
}

// WriteKey writes the verifying key with its origin, for [WithKeyFiles] at other
// verifiers. The key is public, but whoever can replace it can forge.
func (v *Verifier) WriteKey(w io.Writer) error {
	if v.in.native != nil {
		return fmt.Errorf("%w: the keys of %s follow from the circuit", ErrOption, KimchiBerkeley)
	}
	return writeKeyFile(w, v.in.id, keyPair{verifying: v.in.keys.verifying})
}

// verify does the work of [Verifier.Verify].
func (in *instance) verify(proof *Proof) error {
	if proof == nil {
		return ErrProof
	}
	if proof.statement != in.statement || proof.system != in.system {
		return fmt.Errorf("%w: it is for %s with %s", ErrProof, proof.statement, proof.system)
	}
	if proof.setup != in.setup {
		return fmt.Errorf("%w: its set-up is %s, not %s", ErrProof, proof.setup, in.setup)
	}
	if in.native != nil {
		return in.native.verify(proof)
	}
	circuit, err := in.def.public(proof.publicInput, proof.publicOutput)
	if err != nil {
		return err
	}
	public, err := frontend.NewWitness(circuit, ecc.BN254.ScalarField(), frontend.PublicOnly())
	if err != nil {
		return ErrProof
	}
	return in.engine.verify(in.keys.verifying, proof.raw, public)
}
