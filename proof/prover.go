package proof

import (
	"context"
	"fmt"
	"io"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/statement"
)

// Prover makes proofs of one statement in one proof system. It is safe for concurrent
// use.
type Prover interface {
	// Prove proves the witness's instance, and verifies the proof before it hands it
	// out [PRF-13]. It neither keeps nor erases the witness. Errors: those of the
	// witness's Check, before anything is computed; [ErrWitness] for one that is not
	// of the prover's statement or form; [ErrUnsatisfied]; [ErrProver]; ctx's, which
	// is looked at before each stage. No error has a part of the witness.
	Prove(ctx context.Context, w statement.Witness) (*Proof, error)
	// Verifier returns the verifier of the prover's proofs.
	Verifier() Verifier
	// Constraints returns the size of the circuit: rank-1 constraints, gates or rows,
	// as the system has it.
	Constraints() int
}

// Verifier verifies proofs of one statement in one proof system against one key. It is
// safe for concurrent use.
type Verifier interface {
	// Statement, System and Setup say what the verifier is for: they are what a proof
	// has to name, if it names any.
	Statement() string
	System() System
	Setup() Setup
	// Verify returns nil if the proof shows the statement for its public values, and
	// otherwise [ErrProof]: also if it names another statement, system or set-up
	// [PRF-11], or has other numbers of public values [PRF-8]. Time depends on the
	// proof, which is public.
	Verify(p *Proof) error
}

// KeyWriter is a [Verifier] with a key that other verifiers have to be given.
type KeyWriter interface {
	// WriteKey writes the verifying key in its system's form.
	WriteKey(w io.Writer) error
}

// Labels returns a proof with what v is for, and nothing else.
func Labels(v Verifier) *Proof {
	return &Proof{System: v.System(), Statement: v.Statement(), Setup: v.Setup()}
}

// CheckLabels returns [ErrProof] unless the proof names what v is for [PRF-11].
func CheckLabels(v Verifier, p *Proof) error {
	switch {
	case p == nil:
		return ErrProof
	case p.Statement != v.Statement() || p.System != v.System():
		return fmt.Errorf("%w: it is for %s with %s", ErrProof, p.Statement, p.System)
	case p.Setup != v.Setup():
		return fmt.Errorf("%w: its set-up is %s, not %s", ErrProof, p.Setup, v.Setup())
	case p.MaxProofsVerified != 0:
		return fmt.Errorf("%w: it says that it verifies others", ErrProof)
	}
	return nil
}

// VerifyInstance returns nil if the proof shows v's statement for this very instance, and
// otherwise [ErrProof]: also if it is a proof for another ciphertext, worker or scheme
// (SPEC 11.5 [PRF-21]).
func VerifyInstance(v Verifier, p *Proof, instance statement.Instance) error {
	if p == nil || !equal(p.PublicInput, instance.Inputs()) {
		return fmt.Errorf("%w: it is about other public values", ErrProof)
	}
	return v.Verify(p)
}

// Make makes a proof as every prover does: it checks the witness natively, calls
// prove, and calls verify for what that made. Faulty hardware or a damaged proving key
// would give a wrong proof, which could even tell about the witness: the error is then
// [ErrProver] [PRF-13]. The stages Prove and Verify are reported to progress, which may
// be nil.
func Make(ctx context.Context, progress Progress, w statement.Witness, prove func() (*Proof, error), verify func(*Proof) error) (*Proof, error) {
	var err error
	erase.Stack(func() { err = w.Check() })
	if err != nil {
		return nil, err
	}
	var made *Proof
	err = RunStage(ctx, progress, StageProve, func(*Event) (err error) { made, err = prove(); return err })
	if err != nil {
		return nil, err
	}
	err = RunStage(ctx, progress, StageVerify, func(*Event) error {
		if verify(made) != nil {
			return ErrProver
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}
