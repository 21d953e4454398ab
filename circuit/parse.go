package circuit

import (
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
	"github.com/minaseal/minaseal/pasta/fp"
)

// MaxProofText is the length in bytes of the longest text that ParseProof takes.
const MaxProofText = 1 << 16

const proofMembers = 7

// ParseProof decodes a proof from JSON, compact or indented (SPEC 11.2 [PRF-6],
// [PRF-7]). It demands all seven members, each once, in any order, and no others;
// a system, statement and set-up that are known; maxProofsVerified 0; canonical
// base64. What the bytes are worth is for [Verifier.Verify] to say.
//
// Errors: ErrMalformed, and ErrNonCanonical for a public value that is not
// canonical decimal below p, in a text that is otherwise well-formed. The time
// depends on the text, which is public.
func ParseProof(text []byte) (*Proof, error) {
	json, err := strictjson.New(text, MaxProofText)
	if err != nil {
		return nil, malformed(err)
	}
	r := &proofReader{Reader: json}
	if err := r.Object(r.member); err != nil {
		return nil, malformed(err)
	}
	if err := r.End(); err != nil {
		return nil, malformed(err)
	}
	if r.members != proofMembers {
		return nil, fmt.Errorf("%w: %d members of %d", ErrMalformed, r.members, proofMembers)
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
	p       Proof
	members int
}

// member reads the value of one member.
func (r *proofReader) member(name string) (err error) {
	r.members++
	switch name {
	case "publicInput":
		r.p.publicInput, err = r.numbers()
	case "publicOutput":
		r.p.publicOutput, err = r.numbers()
	case "maxProofsVerified":
		err = r.zero()
	case "proof":
		r.p.raw, err = r.base64()
	case "system":
		r.p.system, err = named(r, ParseSystem)
	case "statement":
		r.p.statement, err = named(r, ParseStatement)
	case "setup":
		r.p.setup, err = named(r, parseSetup)
	default:
		err = r.Unknown()
	}
	return err
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
	raw, err := base64.StdEncoding.Strict().DecodeString(s)
	// Go's decoder skips line breaks, so the text is compared as well.
	if err != nil || base64.StdEncoding.EncodeToString(raw) != s {
		return nil, fmt.Errorf("%w: proof is not canonical base64", ErrMalformed)
	}
	return raw, nil
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
