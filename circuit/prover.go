package circuit

import (
	"context"
	"fmt"
	"sync"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// Prover makes proofs of one statement in one proof system. It is safe for
// concurrent use; proofs are made one after the other, each on all cores.
type Prover struct {
	in *instance
	mu sync.Mutex // gnark's solver keeps state in the constraint system
}

// NewProver compiles the statement and reads or makes the keys (SPEC 11.2). See
// the options for where the keys come from; without any it is a development
// set-up in the user's cache directory.
//
// Errors: ErrUnknownName, ErrOption, ErrKeyDamaged, ErrKeyForeign and
// ErrKeyMismatch for files named by the caller (a bad file in the cache is
// replaced and reported to the Progress), ErrSRS, those of the file system, and
// ctx's, which is looked at before each stage: a stage that runs is finished.
func NewProver(ctx context.Context, statement Statement, system System, opts ...Option) (*Prover, error) {
	in, err := newInstance(ctx, statement, system, true, opts)
	if err != nil {
		return nil, err
	}
	return &Prover{in: in}, nil
}

// Verifier returns a verifier with the prover's key.
func (p *Prover) Verifier() *Verifier { return &Verifier{in: p.in} }

// Constraints returns the number of constraints: rank-1 ones for Groth16, gates for
// PLONK, rows for Kimchi.
func (p *Prover) Constraints() int {
	if p.in.native != nil {
		return p.in.native.constraints()
	}
	return p.in.cs.GetNbConstraints()
}

// Prove proves [Range] for the private value (SPEC 11.1 [PRF-4]), and checks the proof
// before it hands it out. The value is not kept.
//
// Errors: ErrValueOutOfRange if the value is greater than 100, before anything
// is computed from it; ErrUnknownName if the prover is for another statement;
// ErrProver if the keys do not make a valid proof; ctx's. No error contains the
// value. Time depends on the value; see the package comment also for what is
// not erased.
func (p *Prover) Prove(ctx context.Context, value *fp.Element) (*Proof, error) {
	if p.in.statement != Range {
		return nil, ErrUnknownName
	}
	if p.in.native != nil {
		return p.proveNativeRange(ctx, value)
	}
	a, err := newRangeAssignment(value)
	if err != nil {
		return nil, err
	}
	return p.prove(ctx, a)
}

// ProveSealed proves [SealedRange] for the instance with the worker's private key
// (SPEC 11.5 [PRF-17] to [PRF-20]), and checks the proof before it hands it out.
// The key is not kept.
//
// Errors: those of statement.SealedRange.Open, before anything is proved;
// ErrUnknownName if the prover is for another statement; ErrOption if it is for
// ciphertexts of another length or scheme; ErrUnsatisfied for a key whose digits
// meet an exceptional case, which happens with probability 2^-124; ErrProver if the
// proving keys do not make a valid proof; ctx's. Time depends on the key and the
// value; see the package comment also for what is not erased.
func (p *Prover) ProveSealed(ctx context.Context, instance *statement.SealedRange, key *address.PrivateKey) (*Proof, error) {
	def, ok := p.in.def.(sealedRangeStatement)
	if !ok {
		return nil, ErrUnknownName
	}
	if p.in.native != nil {
		return p.proveNativeSealed(ctx, instance, key)
	}
	if !def.covers(instance) {
		return nil, fmt.Errorf("%w: the prover is for other ciphertexts", ErrOption)
	}
	a, err := newSealedRangeAssignment(instance, key)
	if err != nil {
		return nil, err
	}
	return p.prove(ctx, a)
}

// prove makes a proof of a, and erases a. (SPEC 11.1 [PRF-5])
func (p *Prover) prove(ctx context.Context, a assignment) (*Proof, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer a.erase()
	var raw []byte
	err := runStage(ctx, p.in.progress, Prove, func(*Event) error {
		full, err := frontend.NewWitness(a.circuit(), ecc.BN254.ScalarField())
		if err != nil {
			return ErrProver // gnark's text may hold values
		}
		defer eraseWitness(full)
		raw, err = p.in.engine.prove(p.in.cs, p.in.keys.proving, full)
		return err
	})
	if err != nil {
		return nil, err
	}
	input, output := a.public()
	proof := &Proof{
		statement: p.in.statement, system: p.in.system, setup: p.in.setup,
		publicInput: input, publicOutput: output, raw: raw,
	}
	// [PRF-13] Faulty hardware or a damaged proving key would give a wrong proof, which
	// could even tell about the witness.
	err = runStage(ctx, p.in.progress, Verify, func(*Event) error {
		if p.in.verify(proof) != nil {
			return ErrProver
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return proof, nil
}

// eraseWitness overwrites the witness vector.
func eraseWitness(w witness.Witness) {
	if v, ok := w.Vector().(fr.Vector); ok {
		clear(v)
	}
}
