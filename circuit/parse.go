package circuit

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Limits of ParseProof.
const (
	MaxProofText   = 1 << 16 // bytes of JSON
	maxPublicItems = 256     // numbers in one list
)

// ParseProof decodes a proof from JSON, compact or indented (SPEC 11). It demands
// all seven keys, each once, in any order, and no others; a system, statement and
// set-up that are known; maxProofsVerified 0; canonical base64 of a proof's
// length. Whether the proof holds is for [Verifier.Verify] to say.
//
// Errors: ErrMalformed, and ErrNonCanonical for a public value that is not
// canonical decimal below p. The time depends on the text, which is public.
func ParseProof(text []byte) (*Proof, error) {
	if len(text) > MaxProofText {
		return nil, fmt.Errorf("%w: longer than %d bytes", ErrMalformed, MaxProofText)
	}
	if !json.Valid(text) {
		return nil, fmt.Errorf("%w: syntax", ErrMalformed)
	}
	r := &proofReader{tokens: json.NewDecoder(bytes.NewReader(text))}
	r.tokens.UseNumber()
	return r.proof()
}

// proofReader reads a proof token by token: encoding/json's own decoding of
// structs takes duplicate keys, and keys in another case.
type proofReader struct {
	tokens *json.Decoder
}

func (r *proofReader) proof() (*Proof, error) {
	if err := r.delimiter('{'); err != nil {
		return nil, err
	}
	p := new(Proof)
	seen := make(map[string]bool)
	for r.tokens.More() {
		name, err := r.text()
		if err != nil {
			return nil, err
		}
		if seen[name] {
			return nil, fmt.Errorf("%w: a key twice", ErrMalformed)
		}
		seen[name] = true
		if err := r.member(p, name); err != nil {
			return nil, err
		}
	}
	if err := r.delimiter('}'); err != nil {
		return nil, err
	}
	if len(seen) != 7 {
		return nil, fmt.Errorf("%w: %d keys of 7", ErrMalformed, len(seen))
	}
	if err := p.system.engine().checkForm(p.raw); err != nil {
		return nil, err
	}
	return p, nil
}

// member reads the value of one key into p.
func (r *proofReader) member(p *Proof, name string) (err error) {
	switch name {
	case "publicInput":
		p.publicInput, err = r.numbers()
	case "publicOutput":
		p.publicOutput, err = r.numbers()
	case "maxProofsVerified":
		err = r.zero()
	case "proof":
		p.raw, err = r.base64()
	case "system":
		p.system, err = named(r, ParseSystem)
	case "statement":
		p.statement, err = named(r, ParseStatement)
	case "setup":
		p.setup, err = named(r, func(name string) (Setup, error) {
			s, ok := parseSetup(name)
			if !ok {
				return 0, ErrMalformed
			}
			return s, nil
		})
	default:
		err = fmt.Errorf("%w: an unknown key", ErrMalformed)
	}
	return err
}

func (r *proofReader) delimiter(want json.Delim) error {
	token, err := r.tokens.Token()
	if d, ok := token.(json.Delim); err != nil || !ok || d != want {
		return fmt.Errorf("%w: %q expected", ErrMalformed, want)
	}
	return nil
}

func (r *proofReader) text() (string, error) {
	token, err := r.tokens.Token()
	s, ok := token.(string)
	if err != nil || !ok {
		return "", fmt.Errorf("%w: text expected", ErrMalformed)
	}
	return s, nil
}

func (r *proofReader) zero() error {
	token, err := r.tokens.Token()
	if n, ok := token.(json.Number); err != nil || !ok || n != "0" {
		return fmt.Errorf("%w: maxProofsVerified is not 0", ErrMalformed)
	}
	return nil
}

func (r *proofReader) numbers() ([]string, error) {
	if err := r.delimiter('['); err != nil {
		return nil, err
	}
	var list []string
	for r.tokens.More() {
		n, err := r.text()
		if err != nil {
			return nil, err
		}
		if _, err := new(fp.Element).SetDecimal(n); err != nil {
			return nil, fmt.Errorf("%w: a public value", ErrNonCanonical)
		}
		if list = append(list, n); len(list) > maxPublicItems {
			return nil, fmt.Errorf("%w: more than %d public values", ErrMalformed, maxPublicItems)
		}
	}
	return list, r.delimiter(']')
}

func (r *proofReader) base64() ([]byte, error) {
	s, err := r.text()
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
	s, err := r.text()
	if err != nil {
		return v, err
	}
	v, err = parse(s)
	if err != nil {
		return v, fmt.Errorf("%w: an unknown name", ErrMalformed)
	}
	return v, nil
}
