package o1js

import (
	"maps"
	"slices"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
)

// ErrSystem reports a name that is none of [Names].
var ErrSystem = coded.New("o1js", "unknown_system", "the proof systems are kimchi-berkeley, pickles-berkeley and pickles-mesa")

// Statement is what a proof proves about: canonical decimals.
type Statement struct {
	PublicInput  []string `json:"publicInput"`
	PublicOutput []string `json:"publicOutput"`
}

// The systems whose proofs o1js makes (SPEC 11.2).
const (
	// kimchiBerkeley is Kimchi alone: Experimental.ZkFunction.
	kimchiBerkeley proof.System = "kimchi-berkeley"
	// PicklesBerkeley is ZkProgram of o1js up to 2.15.
	PicklesBerkeley proof.System = "pickles-berkeley"
	// PicklesMesa is ZkProgram of o1js 3.0.
	PicklesMesa proof.System = "pickles-mesa"
)

// verifiers take texts of a proof and a key, and what is known of the statement.
var verifiers = map[proof.System]func(text, key []byte, awaited Awaited) (*Statement, error){
	kimchiBerkeley:  verifyKimchi,
	PicklesBerkeley: verifyPickles(kimchi.Berkeley),
	PicklesMesa:     verifyPickles(kimchi.Mesa),
}

// Names returns the names of the systems, sorted.
func Names() []proof.System { return slices.Sorted(maps.Keys(verifiers)) }

// Awaited is what a verifier knows of the statement before it has the proof: all of it,
// or how many elements it has.
type Awaited struct {
	Statement *Statement

	// PublicInputs and PublicOutputs are the numbers of elements, if Statement is nil.
	PublicInputs, PublicOutputs int
}

// Verify checks a proof and returns its statement: the awaited one, or the one that
// comes with the proof and has the awaited numbers of elements. The errors are [ErrSystem]
// and those of packages kimchi and pickles; a number of the awaited statement that is not canonical
// is [proof.ErrNonCanonical].
func Verify(system proof.System, text, key []byte, awaited Awaited) (*Statement, error) {
	verify, ok := verifiers[system]
	if !ok {
		return nil, ErrSystem
	}
	return verify(text, key, awaited)
}

func verifyKimchi(proofText, keyText []byte, awaited Awaited) (*Statement, error) {
	key, err := kimchi.ParseVerificationKey(string(keyText))
	if err != nil {
		return nil, err
	}
	p, err := kimchi.ParseProof(proofText)
	if err != nil {
		return nil, err
	}
	input, outputs := p.PublicInput(), awaited.PublicOutputs
	if s := awaited.Statement; s != nil {
		outputs = len(s.PublicOutput)
		if input, err = proof.Elements(s.PublicInput); err != nil {
			return nil, err
		}
	} else if len(input) != awaited.PublicInputs {
		return nil, kimchi.ErrPublicInput
	}
	if outputs > 0 { // the system has none
		return nil, kimchi.ErrPublicInput
	}
	if err := kimchi.Verify(kimchi.Berkeley, p, key, input); err != nil {
		return nil, err
	}
	return &Statement{PublicInput: proof.Decimals(input), PublicOutput: []string{}}, nil
}

func verifyPickles(era kimchi.Era) func(text, key []byte, awaited Awaited) (*Statement, error) {
	return func(proofText, keyText []byte, awaited Awaited) (*Statement, error) {
		key, err := pickles.ParseVerificationKey(keyText)
		if err != nil {
			return nil, err
		}
		p, err := pickles.ParseProof(proofText)
		if err != nil {
			return nil, err
		}
		input, output, err := statementOf(p, awaited)
		if err != nil {
			return nil, err
		}
		if err := pickles.Verify(era, p, key, input, output); err != nil {
			return nil, err
		}
		return &Statement{PublicInput: proof.Decimals(input), PublicOutput: proof.Decimals(output)}, nil
	}
}

func statementOf(p *pickles.Proof, awaited Awaited) (input, output []fp.Element, err error) {
	if awaited.Statement == nil {
		return p.Statement(awaited.PublicInputs, awaited.PublicOutputs)
	}
	if input, err = proof.Elements(awaited.Statement.PublicInput); err != nil {
		return nil, nil, err
	}
	output, err = proof.Elements(awaited.Statement.PublicOutput)
	return input, output, err
}
