package statements

import (
	"context"
	"fmt"
	"sync"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// KimchiBerkeley is Kimchi, of the era berkeley, over the Pallas base field itself (SPEC
// 11.19). It has no set-up: its keys follow from the circuit.
const KimchiBerkeley proof.System = "kimchi-berkeley"

// Prover makes proofs of one statement, and verifies them: it is a [proof.Prover] and a
// [proof.Verifier].
type Prover struct {
	statement statement.Definition
	progress  proof.Progress
	circuits  []lazy
}

// lazy is a circuit that is compiled when it is needed first.
type lazy struct {
	Circuit
	index func() *Index
}

// NewProver prepares the circuits of one statement, so that the first proof takes no longer
// than the others. The errors are [proof.ErrConfig], and ctx's.
func NewProver(ctx context.Context, progress proof.Progress, circuits ...Circuit) (*Prover, error) {
	p, err := NewVerifier(progress, circuits...)
	if err != nil {
		return nil, err
	}
	return p, proof.RunStage(ctx, progress, proof.StageCompile, func(*proof.Event) error {
		for _, c := range p.circuits {
			c.index()
		}
		return nil
	})
}

// NewVerifier is NewProver for those who verify first: each circuit is compiled when a
// proof is for it.
func NewVerifier(progress proof.Progress, circuits ...Circuit) (*Prover, error) {
	if len(circuits) == 0 {
		return nil, fmt.Errorf("%w: no circuit", proof.ErrConfig)
	}
	p := &Prover{statement: circuits[0].Statement(), progress: progress}
	for _, c := range circuits {
		if err := c.check(); err != nil {
			return nil, err
		}
		if c.Statement().Name() != p.statement.Name() {
			return nil, fmt.Errorf("%w: circuits of two statements", proof.ErrConfig)
		}
		p.circuits = append(p.circuits, lazy{c, sync.OnceValue(func() *Index {
			x, err := Compile(c)
			if err != nil {
				panic(err) // it was checked
			}
			return x
		})})
	}
	return p, nil
}

// indexFor returns the circuit for an instance, or nil.
func (p *Prover) indexFor(instance statement.Instance) *Index {
	for _, c := range p.circuits {
		if c.covers(instance) {
			return c.index()
		}
	}
	return nil
}

// Verifier returns the prover itself.
func (p *Prover) Verifier() proof.Verifier { return p }

// Statement returns the name of the statement.
func (p *Prover) Statement() string { return p.statement.Name() }

// System returns [KimchiBerkeley].
func (p *Prover) System() proof.System { return KimchiBerkeley }

// Setup returns [proof.SetupTransparent].
func (p *Prover) Setup() proof.Setup { return proof.SetupTransparent }

// Constraints returns the number of rows, of the first circuit.
func (p *Prover) Constraints() int { return p.circuits[0].index().Circuit().Rows() }

// Prove implements [proof.Prover]. Time depends on the witness.
func (p *Prover) Prove(ctx context.Context, w statement.Witness) (*proof.Proof, error) {
	return proof.Make(ctx, p.progress, w, func() (*proof.Proof, error) {
		x := p.indexFor(w.Instance())
		if x == nil {
			return nil, proof.ErrWitness
		}
		native, err := x.Prove(w)
		if err != nil {
			return nil, err
		}
		made := proof.Labels(p)
		made.PublicInput, made.Bytes = native.PublicInput(), native.Bytes()
		return made, nil
	}, p.verify)
}

// Verify implements [proof.Verifier].
func (p *Prover) Verify(made *proof.Proof) error {
	return proof.RunStage(context.Background(), p.progress, proof.StageVerify, func(*proof.Event) error { return p.verify(made) })
}

func (p *Prover) verify(made *proof.Proof) error {
	if err := proof.CheckLabels(p, made); err != nil {
		return err
	}
	if len(made.PublicOutput) > 0 {
		return fmt.Errorf("%w: it has a public output", proof.ErrProof)
	}
	instance, err := p.statement.ParseInstance(made.PublicInput)
	if err != nil {
		return fmt.Errorf("%w: %w", proof.ErrProof, err)
	}
	x := p.indexFor(instance)
	if x == nil {
		return fmt.Errorf("%w: it is for other ciphertexts", proof.ErrProof)
	}
	native, err := kimchi.DecodeProof(made.Bytes, made.PublicInput)
	if err != nil {
		return fmt.Errorf("%w: not a proof of %s", proof.ErrProof, KimchiBerkeley)
	}
	if x.Verify(native, made.PublicInput) != nil {
		return proof.ErrProof
	}
	return nil
}
