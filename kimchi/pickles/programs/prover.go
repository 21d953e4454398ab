package programs

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// Prover makes proofs of one statement, and verifies them: it is a [proof.Prover], a
// [proof.Verifier] and a [proof.KeyWriter]. Its proofs have no labels.
type Prover struct {
	*Program
	progress proof.Progress
	prepared func() *pickles.Program
}

// NewProver prepares the program, so that the first proof takes no longer than the others.
// The error is ctx's.
func NewProver(ctx context.Context, progress proof.Progress, p *Program) (*Prover, error) {
	prover := NewVerifier(progress, p)
	return prover, proof.RunStage(ctx, progress, proof.StageCompile, func(*proof.Event) error {
		prover.prepared()
		return nil
	})
}

// NewVerifier is NewProver for those who only verify: nothing is prepared.
func NewVerifier(progress proof.Progress, p *Program) *Prover {
	return &Prover{Program: p, progress: progress, prepared: sync.OnceValue(func() *pickles.Program {
		prepared, err := pickles.NewProgram(kimchi.Berkeley, p.gates, p.key)
		if err != nil {
			panic(err) // both are embedded
		}
		return prepared
	})}
}

// Verifier returns the prover itself.
func (p *Prover) Verifier() proof.Verifier { return p }

// Statement returns the name of the statement.
func (p *Prover) Statement() string { return p.statement.Name() }

// System returns [o1js.PicklesBerkeley].
func (p *Prover) System() proof.System { return o1js.PicklesBerkeley }

// Setup returns [proof.SetupTransparent].
func (p *Prover) Setup() proof.Setup { return proof.SetupTransparent }

// Constraints returns the number of rows of the step and the wrap circuit.
func (p *Prover) Constraints() int { return p.prepared().Rows() }

// WriteKey writes the verification key as o1js does.
func (p *Prover) WriteKey(w io.Writer) error {
	text, err := json.Marshal(p.key)
	if err == nil {
		_, err = w.Write(append(text, '\n'))
	}
	return err
}

// Prove implements [proof.Prover]. Time depends on the witness.
func (p *Prover) Prove(ctx context.Context, w statement.Witness) (*proof.Proof, error) {
	return proof.Make(ctx, p.progress, w, func() (made *proof.Proof, err error) {
		erase.Stack(func() { made, err = p.prove(w) })
		return made, err
	}, p.verify)
}

func (p *Prover) prove(w statement.Witness) (*proof.Proof, error) {
	inputs, err := p.inputs(w)
	if err != nil {
		return nil, err
	}
	defer clear(inputs)
	native, err := p.prepared().Prove(w.Instance().Inputs(), nil, inputs)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", proof.ErrUnsatisfied, err)
	}
	text, err := json.Marshal(native)
	if err != nil {
		return nil, err
	}
	return proof.ParseUnlabelled(text)
}

// Verify implements [proof.Verifier].
func (p *Prover) Verify(made *proof.Proof) error {
	return proof.RunStage(context.Background(), p.progress, proof.StageVerify, func(*proof.Event) error { return p.verify(made) })
}

func (p *Prover) verify(made *proof.Proof) error {
	switch {
	case made == nil:
		return proof.ErrProof
	case made.Labelled():
		return fmt.Errorf("%w: a proof of %s has no labels", proof.ErrProof, p.System())
	}
	instance, err := p.statement.ParseInstance(made.PublicInput)
	if err != nil {
		return fmt.Errorf("%w: %w", proof.ErrProof, err)
	}
	text, err := made.MarshalJSON()
	if err != nil {
		return fmt.Errorf("%w: %w", proof.ErrProof, err)
	}
	native, err := pickles.ParseProof(text)
	if err != nil {
		return fmt.Errorf("%w: %w", proof.ErrProof, err)
	}
	if err := pickles.Verify(kimchi.Berkeley, native, p.key, instance.Inputs(), nil); err != nil {
		return fmt.Errorf("%w: %w", proof.ErrProof, err)
	}
	return nil
}
