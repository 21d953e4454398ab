package circuit

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// native is Kimchi: the elements of the statements are its own, and its keys follow from
// the circuit, so that nobody makes them.
type native struct {
	small  *statements.Prover                             // of Range
	sealed map[statement.Scheme]func() *statements.Prover // of SealedRange, made when needed
	fields int                                            // of SealedRange's ciphertexts
}

// newNative prepares the circuit of a statement; for a prover now, so that its first proof
// takes no longer than the others. Keys and their places cannot be chosen: ErrOption.
func newNative(def definition, o *options, prover bool) (*native, error) {
	if o.srsFile != "" || o.provingPath != "" || o.verifyingPath != "" {
		return nil, fmt.Errorf("%w: the keys of %s follow from the circuit", ErrOption, KimchiBerkeley)
	}
	sealed, ok := def.(sealedRangeStatement)
	if !ok {
		return &native{small: statements.NewRange()}, nil
	}
	n := &native{fields: sealed.fields, sealed: map[statement.Scheme]func() *statements.Prover{}}
	for _, scheme := range statement.Schemes() {
		if sealed.scheme == 0 || sealed.scheme == scheme {
			n.sealed[scheme] = sync.OnceValue(func() *statements.Prover {
				p, err := statements.NewSealedRange(scheme, sealed.fields)
				if err != nil {
					panic(err) // scheme and number are those of a definition
				}
				return p
			})
			if prover {
				n.sealed[scheme]()
			}
		}
	}
	return n, nil
}

// constraints returns the number of rows.
func (n *native) constraints() int {
	if n.small != nil {
		return n.small.Circuit().Rows()
	}
	for _, p := range n.sealed {
		return p().Circuit().Rows()
	}
	return 0
}

// proveNative makes a proof with make, and checks it (SPEC 11.2 [PRF-13]).
func (p *Prover) proveNative(ctx context.Context, input []string, make func() (*kimchi.Proof, error)) (*Proof, error) {
	proof := &Proof{
		statement: p.in.statement, system: p.in.system, setup: p.in.setup, publicInput: input, publicOutput: []string{},
	}
	err := runStage(ctx, p.in.progress, Prove, func(*Event) error {
		made, err := make()
		if err != nil {
			return err
		}
		proof.raw, err = rawOf(made)
		return err
	})
	if err != nil {
		return nil, err
	}
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

func (p *Prover) proveNativeRange(ctx context.Context, value *fp.Element) (*Proof, error) {
	return p.proveNative(ctx, []string{}, func() (*kimchi.Proof, error) { return p.in.native.small.ProveRange(value) })
}

func (p *Prover) proveNativeSealed(ctx context.Context, instance *statement.SealedRange, key *address.PrivateKey) (*Proof, error) {
	prover, ok := p.in.native.sealed[instance.Scheme()]
	if !ok || p.in.native.fields != instance.Fields() {
		return nil, fmt.Errorf("%w: the prover is for other ciphertexts", ErrOption)
	}
	return p.proveNative(ctx, decimals(instance.Inputs()), func() (*kimchi.Proof, error) {
		return prover().ProveSealed(instance, key)
	})
}

// kimchiForm is the JSON of a proof of package kimchi.
type kimchiForm struct {
	Proof  string   `json:"proof"`
	Public []string `json:"publicInputFields"`
}

// rawOf returns the bytes of a proof without its public input (SPEC 11.13).
func rawOf(proof *kimchi.Proof) ([]byte, error) {
	text, err := json.Marshal(proof)
	if err != nil {
		return nil, err
	}
	var form kimchiForm
	if err := json.Unmarshal(text, &form); err != nil {
		return nil, err
	}
	return strictjson.Base64(form.Proof)
}

// verify returns ErrProof if the proof does not verify.
func (n *native) verify(proof *Proof) error {
	text, err := json.Marshal(kimchiForm{base64.StdEncoding.EncodeToString(proof.raw), append([]string{}, proof.publicInput...)})
	if err != nil {
		return ErrProof
	}
	made, err := kimchi.ParseProof(text)
	if err != nil || len(proof.publicOutput) > 0 {
		return fmt.Errorf("%w: not a proof of %s", ErrProof, KimchiBerkeley)
	}
	public, prover := made.PublicInput(), n.small
	if prover == nil {
		instance, err := statement.ParseSealedRange(public)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrProof, err)
		}
		of, ok := n.sealed[instance.Scheme()]
		if !ok {
			return fmt.Errorf("%w: it is for another scheme", ErrProof)
		}
		prover = of()
	}
	if err := prover.Verify(made, public); err != nil {
		return ErrProof
	}
	return nil
}
