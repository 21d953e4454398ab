package systems

import (
	"context"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// Want is what a verifier knows of a proof before it has it. A proof of this module says
// itself what it is; one of o1js does not.
type Want struct {
	// System and Statement are the names that the proof has to be of, or "".
	System    string
	Statement string
	// Instances are those of which the proof has to be about one, if its statement is
	// about a ciphertext [PRF-21]. nil takes any.
	Instances []statement.Instance
	// Awaited says what the public values of a proof of o1js have to be.
	Awaited o1js.Awaited
	// Key is the text of the verification key of a proof of o1js: its program's.
	Key []byte
	// Config has the verifying key of a proof of this module.
	Config proof.Config
}

// Verdict says what a proof was that verifies.
type Verdict struct {
	System proof.System
	// Statement and Setup are empty for a proof of an o1js program, which is known by its
	// key alone.
	Statement string
	Setup     proof.Setup

	PublicInput, PublicOutput []string // decimal
}

// Verify verifies a proof in any form: the JSON of this module (SPEC 11.2), or what o1js
// makes of one of its systems. The errors are [proof.ErrMalformed] and
// [proof.ErrNonCanonical] for a text that is not of the first
// form, unless system and key of another are given, [ErrSystem], [ErrStatement], [proof.ErrProof], those of
// [System.NewVerifier], of package o1js, and of the file system.
func Verify(ctx context.Context, text []byte, want Want) (*Verdict, error) {
	p, err := proof.Parse(text)
	if err == nil {
		return verifyLabelled(ctx, p, want)
	}
	if want.System == "" {
		return nil, err
	}
	system, unknown := Find(want.System)
	if unknown != nil {
		return nil, unknown
	}
	if want.Statement != "" && system.Keys == KeysOfProgram && system.Makes() {
		if p, err = proof.ParseUnlabelled(text); err != nil {
			return nil, err
		}
		return verifyWith(ctx, p, system, want.Statement, want)
	}
	if !system.O1js || want.Statement != "" || want.Key == nil {
		return nil, err
	}
	found, err := o1js.Verify(system.Name, text, want.Key, want.Awaited)
	if err != nil {
		return nil, err
	}
	return &Verdict{System: system.Name, PublicInput: found.PublicInput, PublicOutput: found.PublicOutput}, nil
}

// verifyLabelled verifies a proof that says what it is.
func verifyLabelled(ctx context.Context, p *proof.Proof, want Want) (*Verdict, error) {
	if want.System != "" && want.System != string(p.System) {
		return nil, fmt.Errorf("%w: it is of %s, not of %s", proof.ErrProof, p.System, want.System)
	}
	if want.Statement != "" && want.Statement != p.Statement {
		return nil, fmt.Errorf("%w: it is for %s, not for %s", proof.ErrProof, p.Statement, want.Statement)
	}
	system, err := Find(string(p.System))
	if err != nil {
		return nil, err
	}
	return verifyWith(ctx, p, system, p.Statement, want)
}

// verifyWith verifies a proof with the statement's verifier.
func verifyWith(ctx context.Context, p *proof.Proof, system *System, name string, want Want) (*Verdict, error) {
	definition, err := FindStatement(name)
	if err != nil {
		return nil, err
	}
	if s := want.Awaited.Statement; s != nil &&
		(!slices.Equal(proof.Decimals(p.PublicInput), s.PublicInput) || !slices.Equal(proof.Decimals(p.PublicOutput), s.PublicOutput)) {
		return nil, fmt.Errorf("%w: it is about other public values", proof.ErrProof)
	}
	v, err := system.NewVerifier(ctx, definition, want.Config)
	if err != nil {
		return nil, err
	}
	if err := verifyFor(v, p, definition, want.Instances); err != nil {
		return nil, err
	}
	return &Verdict{
		System: v.System(), Statement: v.Statement(), Setup: v.Setup(),
		PublicInput: proof.Decimals(p.PublicInput), PublicOutput: proof.Decimals(p.PublicOutput),
	}, nil
}

// verifyFor verifies the proof for one of the instances, if it has to be about one.
func verifyFor(v proof.Verifier, p *proof.Proof, definition statement.Definition, instances []statement.Instance) error {
	if instances == nil || !definition.Sealed() {
		return v.Verify(p)
	}
	verdict := fmt.Errorf("%w: this run has no ciphertext that it could be for", proof.ErrProof)
	for _, instance := range instances {
		if verdict = proof.VerifyInstance(v, p, instance); verdict == nil {
			return nil
		}
	}
	return verdict
}
