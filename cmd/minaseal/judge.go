package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/internal/proofsystem"
	"github.com/minaseal/minaseal/statement"
)

// errNoProof says that a result is not a proof that the app can verify.
var errNoProof = errors.New("the result is no proof that this tool can verify")

// addApp adds the flags that say of what kind the proof in a result is.
func (f *proofFlags) addApp(command *cobra.Command) {
	f.add(command, false)
	f.of.add(command)
	command.Flags().StringVar(&f.system, "system", "", "proof system of a result that o1js made, whose key is --vk: "+
		strings.Join(proofsystem.Names(), ", ")+" (default: the result is a proof of this tool)")
}

// readO1jsKey reads the key of an o1js program, if the flags name its proof system,
// before there is a result.
func (f *proofFlags) readO1jsKey(command *cobra.Command) (err error) {
	if f.system == "" {
		return nil
	}
	if !slices.Contains(proofsystem.Names(), f.system) {
		return usageError{proofsystem.ErrSystem}
	}
	if f.statement != "" {
		return usage("--statement is for proofs of this tool, not for those of %s", f.system)
	}
	if f.verifyingKey == "" {
		return usage("--system %s needs the program's verification key: --vk", f.system)
	}
	f.awaited = f.of.awaited(command)
	f.o1jsKey, err = readKeyText(command, f.verifyingKey)
	return err
}

// judge verifies the proof in a result, for one of the payloads sent if the statement
// is about one, and reports the verdict.
func (f *proofFlags) judge(command *cobra.Command, result string, exchanges []*statement.SealedRange, log *transcript) error {
	if f.o1jsKey != nil {
		return f.judgeO1js(result, log)
	}
	proof, err := circuit.ParseProof([]byte(result))
	if err != nil {
		log.print(entry{Event: "result", Result: result, Code: "not_verified"}, "app", "result of %d bytes, not verified: no proof of this tool", len(result))
		return errNoProof
	}
	start := time.Now()
	if err := f.verify(command.Context(), proof, exchanges, command.ErrOrStderr()); err != nil {
		return err
	}
	log.print(entry{Event: "verified", Party: "app", System: proof.System().String(), Statement: proof.Statement().String(),
		Setup: proof.Setup().String(), Seconds: time.Since(start).Seconds(), Result: result},
		"app", "decrypted and verified: %s, statement %s, %s keys", proof.System(), proof.Statement(), proof.Setup())
	return nil
}

// judgeO1js verifies a proof of an o1js program.
func (f *proofFlags) judgeO1js(result string, log *transcript) error {
	start := time.Now()
	statement, err := proofsystem.Verify(f.system, []byte(result), f.o1jsKey, f.awaited)
	if err != nil {
		return err
	}
	log.print(entry{Event: "verified", Party: "app", System: f.system, Seconds: time.Since(start).Seconds(), Result: result},
		"app", "decrypted and verified: %s, public input %s, public output %s", f.system,
		listOr(statement.PublicInput, "none"), listOr(statement.PublicOutput, "none"))
	return nil
}

// verify checks the proof that a result text holds: it is of the statement that is
// demanded, if one is, and about one of the exchanges if it is about any.
func (f *proofFlags) verify(ctx context.Context, proof *circuit.Proof, exchanges []*statement.SealedRange, progress io.Writer) error {
	wanted, err := f.wanted()
	if err != nil {
		return err
	}
	if wanted != 0 && proof.Statement() != wanted {
		return fmt.Errorf("%w: it is for %s, not for %s", circuit.ErrProof, proof.Statement(), wanted)
	}
	verifier, err := circuit.NewVerifier(ctx, proof.Statement(), proof.System(), f.options(progress)...)
	if err != nil {
		return err
	}
	if proof.Statement() != circuit.SealedRange {
		return verifier.Verify(proof)
	}
	return verifyForExchanges(verifier, proof, exchanges)
}

// verifyForExchanges checks that the proof holds for one of the payloads that the
// app has sent [PRF-21].
func verifyForExchanges(verifier *circuit.Verifier, proof *circuit.Proof, exchanges []*statement.SealedRange) error {
	verdict := fmt.Errorf("%w: this run has no ciphertext that it could be for", circuit.ErrProof)
	for _, instance := range exchanges {
		if verdict = verifier.VerifySealed(proof, instance); verdict == nil {
			return nil
		}
	}
	return verdict
}
