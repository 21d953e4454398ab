package proof

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
)

const (
	// MaxText is the length in bytes of the longest text that Parse takes.
	MaxText = 1 << 16

	// maxProofsVerified is the most that o1js allows.
	maxProofsVerified = 2
)

// Parse decodes a proof from JSON, compact or indented (SPEC 11.2 [PRF-6], [PRF-7]). It
// demands all seven members, each once, in any order, and no others; a set-up that is
// known, names of the form of a system's and a statement's; maxProofsVerified 0;
// canonical base64. What names and bytes are worth is for a [Verifier] to say.
//
// Errors: ErrMalformed, and ErrNonCanonical for a public value that is not
// canonical decimal below p, in a text that is otherwise well-formed. The time
// depends on the text, which is public.
func Parse(text []byte) (*Proof, error) { return parse(text, true) }

// ParseUnlabelled decodes a JsonProof of o1js with nothing added: the first four members.
// Errors are those of Parse.
func ParseUnlabelled(text []byte) (*Proof, error) { return parse(text, false) }

func parse(text []byte, labelled bool) (*Proof, error) {
	p := new(Proof)
	var input, output []string
	var base64, system, setup string
	members := map[string]func(*strictjson.Reader) error{
		"publicInput":       listTo(&input),
		"publicOutput":      listTo(&output),
		"maxProofsVerified": func(r *strictjson.Reader) (err error) { p.MaxProofsVerified, err = count(r); return err },
		"proof":             textTo(&base64),
	}
	if labelled {
		members["system"], members["statement"], members["setup"] = textTo(&system), textTo(&p.Statement), textTo(&setup)
	}
	if err := strictjson.Document(text, MaxText, members); err != nil {
		return nil, malformed(err)
	}
	p.System, p.Setup = System(system), Setup(setup)
	if labelled && !p.Labelled() {
		return nil, fmt.Errorf("%w: system, statement or setup is no name", ErrMalformed)
	}
	err := p.check()
	if err != nil {
		return nil, err
	}
	if p.Bytes, err = strictjson.Base64(base64); err != nil {
		return nil, malformed(err)
	}
	if p.PublicInput, err = Elements(input); err != nil {
		return nil, err
	}
	if p.PublicOutput, err = Elements(output); err != nil {
		return nil, err
	}
	return p, nil
}

// malformed turns an error of the JSON reader into ErrMalformed.
func malformed(err error) error {
	if errors.Is(err, strictjson.ErrMalformed) || errors.Is(err, strictjson.ErrSize) {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return err
}

// count reads 0, 1 or 2.
func count(r *strictjson.Reader) (int, error) {
	switch text, err := r.Skip(); {
	case err != nil:
		return 0, err
	case text == "0" || text == "1" || text == "2":
		return int(text[0] - '0'), nil
	}
	return 0, fmt.Errorf("%w: maxProofsVerified is not 0, 1 or 2", ErrMalformed)
}

func textTo(to *string) func(*strictjson.Reader) error {
	return func(r *strictjson.Reader) (err error) { *to, err = r.String(); return err }
}

func listTo(to *[]string) func(*strictjson.Reader) error {
	return func(r *strictjson.Reader) error {
		return r.Array(func() error {
			s, err := r.String()
			*to = append(*to, s)
			return err
		})
	}
}
