package statements

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// era is that of the circuits (SPEC 11.19).
const era = kimchi.Berkeley

// Circuit is a circuit of a statement: [Range] or [SealedRange]. A statement may have
// several, for instances of different forms.
type Circuit interface {
	// Statement returns the statement that the circuit is for.
	Statement() statement.Definition
	// Schemes returns the schemes of the ciphertexts that the circuit is about, none if it
	// is about none.
	Schemes() []statement.Scheme

	// check returns an error if there is no such circuit.
	check() error
	// define adds the constraints.
	define(b *builder.Builder)
	// covers says whether the circuit is for an instance.
	covers(instance statement.Instance) bool
	// secrets returns the secrets of a witness in the order of the circuit. The caller
	// clears them.
	secrets(w statement.Witness) []fp.Element
}

// Index is a circuit, compiled, with its keys, which follow from it. It makes and verifies
// proofs of package kimchi. It is read-only, and may be used by several goroutines at
// once.
type Index struct {
	of      Circuit
	circuit *builder.Circuit
	index   *kimchi.ProverIndex
}

// Compile prepares a circuit. The error is [proof.ErrConfig] if there is no such circuit.
func Compile(c Circuit) (*Index, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	b := builder.New()
	c.define(b)
	compiled, err := b.Compile()
	if err != nil {
		panic(err) // the circuits are those of this package
	}
	index, err := kimchi.NewProverIndex(era, compiled)
	if err != nil {
		panic(err) // the era is one
	}
	return &Index{of: c, circuit: compiled, index: index}, nil
}

// VerificationKey returns the circuit's key.
func (x *Index) VerificationKey() *kimchi.VerificationKey { return x.index.VerificationKey() }

// Circuit returns the circuit.
func (x *Index) Circuit() *builder.Circuit { return x.circuit }

// Assign returns the witness of the circuit, whether it satisfies it or not: what provers
// besides this one are given. The caller erases it. The error is [proof.ErrWitness] for a
// witness of another statement or form.
func (x *Index) Assign(w statement.Witness) (*builder.Witness, error) {
	if !x.of.covers(w.Instance()) {
		return nil, proof.ErrWitness
	}
	secrets := x.of.secrets(w)
	defer clear(secrets)
	return x.circuit.Assign(w.Instance().Inputs(), secrets)
}

// Prove proves the witness's instance (SPEC 11.1, 11.5). The errors are those of
// the witness's Check, before anything is computed, of Assign, and [proof.ErrUnsatisfied]
// for a private key whose multiples the circuit does not reach: 1, 3 and their
// negatives (SPEC 11.19). Time depends on the witness.
func (x *Index) Prove(w statement.Witness) (made *kimchi.Proof, err error) {
	erase.Stack(func() { made, err = x.prove(w) })
	return made, err
}

func (x *Index) prove(w statement.Witness) (*kimchi.Proof, error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	assigned, err := x.Assign(w)
	if err != nil {
		return nil, err
	}
	defer assigned.Erase()
	made, err := x.index.Prove(assigned)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", proof.ErrUnsatisfied, err)
	}
	return made, nil
}

// Verify returns nil if the proof shows the statement for the public input, the instance's
// Inputs. Otherwise the error is one of package kimchi's. The caller compares the instance
// with its own.
func (x *Index) Verify(made *kimchi.Proof, public []fp.Element) error {
	if _, err := x.of.Statement().ParseInstance(public); err != nil {
		return fmt.Errorf("%w: %w", kimchi.ErrProof, err)
	}
	return kimchi.Verify(era, made, x.index.VerificationKey(), public)
}
