package circuit

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/pasta/fp"
)

// MaxProofText is the length in bytes of the longest text that ParseProof takes.
const MaxProofText = 1 << 16

// ParseProof decodes a proof from JSON, compact or indented (SPEC 11.2 [PRF-6],
// [PRF-7]). It demands all seven members, each once, in any order, and no others;
// a system, statement and set-up that are known; maxProofsVerified 0; canonical
// base64. What the bytes are worth is for [Verifier.Verify] to say.
//
// Errors: ErrMalformed, and ErrNonCanonical for a public value that is not
// canonical decimal below p, in a text that is otherwise well-formed. The time
// depends on the text, which is public.
func ParseProof(text []byte) (*Proof, error) {
	r := new(proofReader)
	if err := r.read(text); err != nil {
		return nil, malformed(err)
	}
	for _, n := range append(r.p.PublicInput(), r.p.publicOutput...) {
		if _, err := new(fp.Element).SetDecimal(n); err != nil {
			return nil, fmt.Errorf("%w: a public value", ErrNonCanonical)
		}
	}
	return &r.p, nil
}

// malformed turns an error of the JSON reader into ErrMalformed.
func malformed(err error) error {
	if errors.Is(err, strictjson.ErrMalformed) || errors.Is(err, strictjson.ErrSize) {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return err
}

// proofReader collects the members of a proof.
type proofReader struct {
	*strictjson.Reader
	p Proof
}

func (r *proofReader) read(text []byte) error {
	at := func(read func() error) func(*strictjson.Reader) error {
		return func(json *strictjson.Reader) error { r.Reader = json; return read() }
	}
	return strictjson.Document(text, MaxProofText, map[string]func(*strictjson.Reader) error{
		"publicInput":       at(func() (err error) { r.p.publicInput, err = r.numbers(); return err }),
		"publicOutput":      at(func() (err error) { r.p.publicOutput, err = r.numbers(); return err }),
		"maxProofsVerified": at(r.zero),
		"proof":             at(func() (err error) { r.p.raw, err = r.base64(); return err }),
		"system":            at(func() (err error) { r.p.system, err = named(r, ParseSystem); return err }),
		"statement":         at(func() (err error) { r.p.statement, err = named(r, ParseStatement); return err }),
		"setup":             at(func() (err error) { r.p.setup, err = named(r, parseSetup); return err }),
	})
}

func (r *proofReader) zero() error {
	text, err := r.Skip()
	if err == nil && text != "0" {
		return fmt.Errorf("%w: maxProofsVerified is not 0", ErrMalformed)
	}
	return err
}

func (r *proofReader) numbers() (list []string, err error) {
	err = r.Array(func() error {
		n, err := r.String()
		list = append(list, n)
		return err
	})
	return list, err
}

func (r *proofReader) base64() ([]byte, error) {
	s, err := r.String()
	if err != nil {
		return nil, err
	}
	return strictjson.Base64(s)
}

// named reads a name and parses it.
func named[T any](r *proofReader, parse func(string) (T, error)) (v T, err error) {
	s, err := r.String()
	if err != nil {
		return v, err
	}
	v, err = parse(s)
	if err != nil {
		return v, fmt.Errorf("%w: an unknown name", ErrMalformed)
	}
	return v, nil
}
