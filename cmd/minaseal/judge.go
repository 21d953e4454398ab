package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/internal/proofsystem"
)

// errNoProof says that a result is not a proof that the app can verify.
var errNoProof = errors.New("the result is no proof that this tool can verify")

// addApp adds the flags that say of what kind the proof in a result is.
func (f *proofFlags) addApp(command *cobra.Command) {
	f.add(command, false)
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
	if f.verifyingKey == "" {
		return usage("--system %s needs the program's verification key: --vk", f.system)
	}
	f.o1jsKey, err = readInput(command, f.verifyingKey)
	return err
}

// judge verifies the proof in a result and reports the verdict.
func (f *proofFlags) judge(command *cobra.Command, result string, log *transcript) error {
	if f.o1jsKey != nil {
		return f.judgeO1js(result, log)
	}
	proof, err := circuit.ParseProof([]byte(result))
	if err != nil {
		log.print(entry{Event: "result", Result: result, Code: "not_verified"}, "app", "result of %d bytes, not verified: no proof of this tool", len(result))
		return errNoProof
	}
	start := time.Now()
	if err := f.verify(command.Context(), proof, command.ErrOrStderr()); err != nil {
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
	statement, err := proofsystem.Verify(f.system, []byte(result), f.o1jsKey, nil)
	if err != nil {
		return err
	}
	log.print(entry{Event: "verified", Party: "app", System: f.system, Seconds: time.Since(start).Seconds(), Result: result},
		"app", "decrypted and verified: %s, public input %s, public output %s", f.system,
		listOr(statement.PublicInput, "none"), listOr(statement.PublicOutput, "none"))
	return nil
}

// verify checks the proof that a result text holds.
func (f *proofFlags) verify(ctx context.Context, proof *circuit.Proof, progress io.Writer) error {
	verifier, err := circuit.NewVerifier(ctx, proof.Statement(), proof.System(), f.options(progress)...)
	if err != nil {
		return err
	}
	return verifier.Verify(proof)
}
