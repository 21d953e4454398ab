package circuit

import (
	"context"
	"sync"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// Prover makes proofs of one statement in one proof system. It is a [proof.Prover].
// Proofs are made one after the other, each on all cores.
type Prover struct {
	in *instance
	mu sync.Mutex // gnark's solver keeps state in the constraint system
}

// NewProver compiles the circuit and reads or makes the keys (SPEC 11.2). See
// the configuration for where the keys come from; by default it is a development
// set-up in the user's cache directory.
//
// Errors: ErrUnknownName for a system that is none of this package, ErrConfig,
// ErrKeyDamaged, ErrKeyForeign and
// ErrKeyMismatch for files named by the caller (a bad file in the cache is
// replaced and reported to the progress), ErrSRS, those of the file system, and
// ctx's, which is looked at before each stage: a stage that runs is finished.
func NewProver(ctx context.Context, circuit Circuit, system proof.System, config proof.Config) (*Prover, error) {
	in, err := newInstance(ctx, circuit, system, true, config)
	if err != nil {
		return nil, err
	}
	return &Prover{in: in}, nil
}

// Verifier returns a *[Verifier] with the prover's key.
func (p *Prover) Verifier() proof.Verifier { return &Verifier{in: p.in} }

// Constraints returns the number of constraints: rank-1 ones for Groth16, gates for
// PLONK.
func (p *Prover) Constraints() int { return p.in.cs.GetNbConstraints() }

// Prove implements [proof.Prover] (SPEC 11.1 [PRF-4], 11.5 [PRF-17] to [PRF-20]).
// Errors besides those of the interface: ErrUnsatisfied for a key of sealed-range whose
// digits meet an exceptional case, which happens with probability 2^-124. Time depends
// on the witness; see the package comment also for what is not erased.
func (p *Prover) Prove(ctx context.Context, w statement.Witness) (*proof.Proof, error) {
	return proof.Make(ctx, p.in.progress, w, func() (*proof.Proof, error) {
		a, err := p.in.circuit.assign(w)
		if err != nil {
			return nil, err
		}
		raw, err := p.prove(a)
		if err != nil {
			return nil, err
		}
		made := proof.Labels(p.Verifier())
		made.PublicInput, made.Bytes = w.Instance().Inputs(), raw
		return made, nil
	}, p.in.verify)
}

// prove makes the bytes of a proof of a, and erases a. (SPEC 11.1 [PRF-5])
func (p *Prover) prove(a assignment) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer a.erase()
	full, err := frontend.NewWitness(a.circuit(), ecc.BN254.ScalarField())
	if err != nil {
		return nil, ErrProver // gnark's text may hold values
	}
	defer eraseWitness(full)
	return p.in.engine.prove(p.in.cs, p.in.keys.proving, full)
}

// eraseWitness overwrites the witness vector.
func eraseWitness(w witness.Witness) {
	if v, ok := w.Vector().(fr.Vector); ok {
		clear(v)
	}
}
