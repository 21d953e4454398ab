package proofsystem

import (
	"slices"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/pasta/fp"
)

// ErrSystem reports a name that is none of [Names].
var ErrSystem = coded.New("proofsystem", "unknown_system", "the proof systems are kimchi-berkeley, pickles-berkeley and pickles-mesa")

// Statement is what a proof proves about: canonical decimals.
type Statement struct {
	PublicInput  []string `json:"publicInput"`
	PublicOutput []string `json:"publicOutput"`
}

// verifiers take texts of a proof and a key, and what is known of the statement.
var verifiers = map[string]func(proof, key []byte, awaited Awaited) (*Statement, error){
	"kimchi-berkeley":  verifyKimchi,
	"pickles-berkeley": verifyPickles(kimchi.Berkeley),
	"pickles-mesa":     verifyPickles(kimchi.Mesa),
}

// Names returns the names of the systems, sorted.
func Names() []string {
	names := make([]string, 0, len(verifiers))
	for name := range verifiers {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Awaited is what a verifier knows of the statement before it has the proof: all of it,
// or how many elements it has.
type Awaited struct {
	Statement *Statement

	// PublicInputs and PublicOutputs are the numbers of elements, if Statement is nil.
	PublicInputs, PublicOutputs int
}

// Verify checks a proof and returns its statement: the awaited one, or the one that
// comes with the proof and has the awaited numbers of elements. The errors are [ErrSystem] and those of
// packages kimchi and pickles; a number of the awaited statement that is not canonical
// is [fp.ErrNonCanonical].
func Verify(system string, proof, key []byte, awaited Awaited) (*Statement, error) {
	verify, ok := verifiers[system]
	if !ok {
		return nil, ErrSystem
	}
	return verify(proof, key, awaited)
}

func verifyKimchi(proofText, keyText []byte, awaited Awaited) (*Statement, error) {
	key, err := kimchi.ParseVerificationKey(string(keyText))
	if err != nil {
		return nil, err
	}
	proof, err := kimchi.ParseProof(proofText)
	if err != nil {
		return nil, err
	}
	input, outputs := proof.PublicInput(), awaited.PublicOutputs
	if s := awaited.Statement; s != nil {
		outputs = len(s.PublicOutput)
		if input, err = elements(s.PublicInput); err != nil {
			return nil, err
		}
	} else if len(input) != awaited.PublicInputs {
		return nil, kimchi.ErrPublicInput
	}
	if outputs > 0 { // the system has none
		return nil, kimchi.ErrPublicInput
	}
	if err := kimchi.Verify(kimchi.Berkeley, proof, key, input); err != nil {
		return nil, err
	}
	return &Statement{PublicInput: decimals(input), PublicOutput: []string{}}, nil
}

func verifyPickles(era kimchi.Era) func(proof, key []byte, awaited Awaited) (*Statement, error) {
	return func(proofText, keyText []byte, awaited Awaited) (*Statement, error) {
		key, err := pickles.ParseVerificationKey(keyText)
		if err != nil {
			return nil, err
		}
		proof, err := pickles.ParseProof(proofText)
		if err != nil {
			return nil, err
		}
		input, output, err := statementOf(proof, awaited)
		if err != nil {
			return nil, err
		}
		if err := pickles.Verify(era, proof, key, input, output); err != nil {
			return nil, err
		}
		return &Statement{PublicInput: decimals(input), PublicOutput: decimals(output)}, nil
	}
}

func statementOf(proof *pickles.Proof, awaited Awaited) (input, output []fp.Element, err error) {
	if awaited.Statement == nil {
		return proof.Statement(awaited.PublicInputs, awaited.PublicOutputs)
	}
	if input, err = elements(awaited.Statement.PublicInput); err != nil {
		return nil, nil, err
	}
	output, err = elements(awaited.Statement.PublicOutput)
	return input, output, err
}

func elements(texts []string) ([]fp.Element, error) {
	out := make([]fp.Element, len(texts))
	for i, text := range texts {
		if _, err := out[i].SetDecimal(text); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func decimals(list []fp.Element) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = list[i].Decimal()
	}
	return out
}
