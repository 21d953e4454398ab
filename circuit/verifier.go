package circuit

import (
	"context"
	"io"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/proof"
)

// Verifier checks proofs of one statement in one proof system against one key. It is a
// [proof.Verifier].
type Verifier struct {
	in *instance
}

// NewVerifier compiles the circuit, to know which key belongs to it, and reads
// the verifying key, by default from the development set-up in the user's cache
// directory that a Prover uses too. Options and errors are those of NewProver.
func NewVerifier(ctx context.Context, circuit Circuit, system proof.System, config proof.Config) (*Verifier, error) {
	in, err := newInstance(ctx, circuit, system, false, config)
	if err != nil {
		return nil, err
	}
	return &Verifier{in: in}, nil
}

// Statement returns the name of the circuit's statement.
func (v *Verifier) Statement() string { return v.in.circuit.Statement().Name() }

// System returns the proof system.
func (v *Verifier) System() proof.System { return v.in.system }

// Setup says who made the key.
func (v *Verifier) Setup() proof.Setup { return v.in.setup }

// Verify implements [proof.Verifier] (SPEC 11.2 [PRF-8], [PRF-9], [PRF-11]).
func (v *Verifier) Verify(p *proof.Proof) error {
	return proof.RunStage(context.Background(), v.in.progress, proof.StageVerify, func(*proof.Event) error { return v.in.verify(p) })
}

// WriteKey writes the verifying key with its origin, for proof.Config.VerifyingKey at other
// verifiers. The key is public, but whoever can replace it can forge.
func (v *Verifier) WriteKey(w io.Writer) error {
	return writeKeyFile(w, v.in.id, keyPair{verifying: v.in.keys.verifying})
}

// verify does the work of [Verifier.Verify].
func (in *instance) verify(p *proof.Proof) error {
	if err := proof.CheckLabels(&Verifier{in: in}, p); err != nil {
		return err
	}
	if len(p.PublicOutput) != 0 {
		return ErrProof
	}
	circuit, err := in.circuit.public(p.PublicInput)
	if err != nil {
		return err
	}
	public, err := frontend.NewWitness(circuit, ecc.BN254.ScalarField(), frontend.PublicOnly())
	if err != nil {
		return ErrProof
	}
	return in.engine.verify(in.keys.verifying, p.Bytes, public)
}
