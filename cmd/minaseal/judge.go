package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/proof/systems"
	"github.com/minaseal/minaseal/statement"
)

// errNoProof says that a result is not a proof that the app can verify.
var errNoProof = errors.New("the result is no proof that this tool can verify")

// addApp adds the flags that say of what kind the proof in a result is.
func (f *proofFlags) addApp(command *cobra.Command) {
	f.addKeys(command)
	f.of.add(command)
	command.Flags().StringVar(&f.statement, "statement", "", "demand a proof of this statement: "+systems.StatementNames())
	command.Flags().StringVar(&f.system, "system", "", "demand a proof of this system; with --vk it may be one that o1js made:\n"+
		systems.Names(func(*systems.System) bool { return true }))
}

// readO1jsKey reads the key of an o1js program, if the flags ask for its proof, before
// there is a result.
func (f *proofFlags) readO1jsKey(command *cobra.Command) error {
	if f.system == "" {
		return nil
	}
	system, err := systems.Find(f.system)
	if err != nil {
		return usageError{err}
	}
	switch {
	case system.Keys == systems.KeysOfProgram && !system.Makes() && f.statement != "":
		return usage("--statement is for proofs of this tool, not for those of %s", f.system)
	case system.Keys == systems.KeysOfProgram && f.verifyingKey == "" && f.statement == "":
		return usage("--system %s needs the program's verification key: --vk", f.system)
	case system.O1js && f.verifyingKey != "" && f.statement == "":
		if f.key, err = readKeyText(command, f.verifyingKey); err != nil {
			return err
		}
		f.verifyingKey = ""
	}
	return nil
}

// want returns what the flags demand of a proof.
func (f *proofFlags) want(command *cobra.Command) systems.Want {
	return systems.Want{
		System: f.system, Statement: f.statement, Key: f.key, Awaited: f.of.awaited(command),
		Config: f.config(command.ErrOrStderr()),
	}
}

// judge verifies the proof in a result, for one of the payloads sent if the statement
// is about one, and reports the verdict.
func (f *proofFlags) judge(command *cobra.Command, result string, exchanges []*statement.SealedRange, log *transcript) error {
	if err := f.demand(); err != nil {
		return err
	}
	want := f.want(command)
	want.Instances = []statement.Instance{}
	for _, e := range exchanges {
		want.Instances = append(want.Instances, e)
	}
	start := time.Now()
	verdict, err := systems.Verify(command.Context(), []byte(result), want)
	if errors.Is(err, proof.ErrMalformed) || errors.Is(err, proof.ErrNonCanonical) {
		log.print(entry{Event: "result", Result: result, Code: "not_verified"}, "app", "result of %d bytes, not verified: no proof of this tool", len(result))
		return errNoProof
	}
	if err != nil {
		return err
	}
	said := entry{Event: "verified", Party: "app", System: string(verdict.System), Statement: verdict.Statement,
		Setup: string(verdict.Setup), Seconds: time.Since(start).Seconds(), Result: result}
	if verdict.Statement == "" {
		log.print(said, "app", "decrypted and verified: %s, public input %s, public output %s", verdict.System,
			listOr(verdict.PublicInput, "none"), listOr(verdict.PublicOutput, "none"))
		return nil
	}
	log.print(said, "app", "decrypted and verified: %s, statement %s, %s keys", verdict.System, verdict.Statement, verdict.Setup)
	return nil
}
