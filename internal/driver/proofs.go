package driver

import (
	"errors"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/proof"
)

// document reads a JSON text, given as a string or as the value itself.
func (a *arguments) document(name string) []byte {
	if text, ok := stringOf(a.members[name]); ok {
		return []byte(text)
	}
	return []byte(a.members[name])
}

// count reads a number of elements, 0 if it is left out.
func (a *arguments) count(name string) int {
	if !a.has(name) {
		return 0
	}
	return int(a.natural(name, 1<<20))
}

// verifyProof is proof.verify (SPEC 11.17 [PIC-15]).
func verifyProof(a *arguments) (any, error) {
	system := proof.System(a.text("system"))
	text, key := a.document("proof"), a.document("verificationKey")
	awaited := o1js.Awaited{PublicInputs: a.count("publicInputs"), PublicOutputs: a.count("publicOutputs")}
	if a.err != nil {
		return nil, a.err
	}
	_, err := o1js.Verify(system, text, key, awaited)
	if errors.Is(err, o1js.ErrSystem) {
		return nil, unsupported("proof system")
	}
	if errors.Is(err, kimchi.ErrProof) {
		return object{"valid": false}, nil
	}
	return object{"valid": true}, err
}
