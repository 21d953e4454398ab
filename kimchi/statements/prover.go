package statements

import (
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// Errors of provers.
var (
	// ErrCiphertext reports a ciphertext of another length or scheme than the circuit's.
	ErrCiphertext = coded.New("statements", "wrong_length", "the circuit is for other ciphertexts")

	// ErrUnsatisfied reports a private key whose multiples the circuit does not reach:
	// 1, 3 and their negatives (SPEC 11.19).
	ErrUnsatisfied = coded.New("statements", "statement_unsatisfied", "the circuit has no multiples by this private key")
)

// Prover makes and verifies the proofs of a statement. It is read-only, and may be used by
// several goroutines at once.
type Prover struct {
	circuit *builder.Circuit
	index   *kimchi.ProverIndex
	scheme  statement.Scheme // of sealed-range
	fields  int              // 0 for range
}

// NewRange returns the prover of range (SPEC 11.1).
func NewRange() *Prover { return newProver(rangeCircuit, 0, 0) }

// NewSealedRange returns the prover of sealed-range (SPEC 11.5) for ciphertexts of so
// many elements, the tag not counted, that the scheme made. The errors are
// [elgamal.ErrUnknownScheme], and [ErrCiphertext] unless fields is 1 to 64.
func NewSealedRange(scheme statement.Scheme, fields int) (*Prover, error) {
	if !slices.Contains(statement.Schemes(), scheme) {
		return nil, elgamal.ErrUnknownScheme
	}
	if fields < 1 || fields > 64 {
		return nil, ErrCiphertext
	}
	define := func(b *builder.Builder) { sealedCircuit(b, scheme, fields, nil) }
	return newProver(define, scheme, fields), nil
}

func newProver(define func(b *builder.Builder), scheme statement.Scheme, fields int) *Prover {
	b := builder.New()
	define(b)
	c, err := b.Compile()
	if err != nil {
		panic(err) // the circuits are those of this package
	}
	index, err := kimchi.NewProverIndex(kimchi.Berkeley, c)
	if err != nil {
		panic(err) // the era is one
	}
	return &Prover{circuit: c, index: index, scheme: scheme, fields: fields}
}

// VerificationKey returns the circuit's key.
func (p *Prover) VerificationKey() *kimchi.VerificationKey { return p.index.VerificationKey() }

// Circuit returns the circuit.
func (p *Prover) Circuit() *builder.Circuit { return p.circuit }

// ProveRange proves range for a value (SPEC 11.1 [PRF-4]). The error is
// [statement.ErrValueOutOfRange]. Time depends on the value.
func (p *Prover) ProveRange(value *fp.Element) (proof *kimchi.Proof, err error) {
	erase.Stack(func() { proof, err = p.proveRange(value) })
	return proof, err
}

func (p *Prover) proveRange(value *fp.Element) (*kimchi.Proof, error) {
	if p.fields != 0 {
		return nil, ErrCiphertext
	}
	bytes := value.Bytes()
	defer clear(bytes[:])
	rest := byte(0)
	for _, b := range bytes[1:] {
		rest |= b
	}
	if rest != 0 || bytes[0] > statement.Bound {
		return nil, statement.ErrValueOutOfRange
	}
	secrets := []fp.Element{*value}
	defer clear(secrets)
	w, err := p.circuit.Assign(nil, secrets)
	if err != nil {
		return nil, err
	}
	return p.prove(w)
}

// ProveSealed proves sealed-range for an instance with the worker's private key (SPEC
// 11.5). The errors are [ErrCiphertext] for an instance that is not of the circuit, those
// of [statement.SealedRange.Open], before anything is computed, and [ErrUnsatisfied].
// Time depends on the key and the value.
func (p *Prover) ProveSealed(instance *statement.SealedRange, key *address.PrivateKey) (proof *kimchi.Proof, err error) {
	erase.Stack(func() { proof, err = p.proveSealed(instance, key) })
	return proof, err
}

func (p *Prover) proveSealed(instance *statement.SealedRange, key *address.PrivateKey) (*kimchi.Proof, error) {
	if instance.Scheme() != p.scheme || instance.Fields() != p.fields {
		return nil, ErrCiphertext
	}
	if _, err := instance.Open(key); err != nil {
		return nil, err
	}
	w, err := p.Assign(instance, key)
	if err != nil {
		return nil, err
	}
	return p.prove(w)
}

// Assign returns the witness of sealed-range for an instance and a private key, whether
// it satisfies the circuit or not: what provers besides this one are given. The caller
// erases it. The error is [builder.ErrInput] for an instance of another length.
func (p *Prover) Assign(instance *statement.SealedRange, key *address.PrivateKey) (*builder.Witness, error) {
	scalar := key.Scalar()
	defer scalar.Erase()
	bits := keyInputs(scalar)
	defer clear(bits)
	return p.circuit.Assign(instance.Inputs(), bits)
}

// prove erases the witness.
func (p *Prover) prove(w *builder.Witness) (*kimchi.Proof, error) {
	defer w.Erase()
	proof, err := p.index.Prove(w)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsatisfied, err)
	}
	return proof, nil
}

// Verify returns nil if the proof shows the statement for the public input: nil for
// range, the instance's [statement.SealedRange.Inputs] for sealed-range. Otherwise the
// error is one of package kimchi's. The caller compares the instance with its own.
func (p *Prover) Verify(proof *kimchi.Proof, public []fp.Element) error {
	if p.fields != 0 {
		if _, err := statement.ParseSealedRange(public); err != nil {
			return fmt.Errorf("%w: %w", kimchi.ErrProof, err)
		}
	}
	return kimchi.Verify(kimchi.Berkeley, proof, p.index.VerificationKey(), public)
}
