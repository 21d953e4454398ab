package main

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/proofsystem"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/statement"
)

// errPayload reports a payload that the statement `range` cannot read.
var errPayload = coded.New("minaseal", "malformed_json", `payload is not {"value":"<decimal number>"}`)

// proofFlags choose the statement, the proof system and its keys.
type proofFlags struct {
	statement, system, cacheDir, provingKey, verifyingKey, srs string

	proves bool // the command makes proofs

	// Of the program of o1js whose proof the app awaits.
	o1jsKey []byte
	of      awaitedFlags
	awaited proofsystem.Awaited
}

func (f *proofFlags) add(command *cobra.Command, prover bool) {
	f.proves = prover
	if prover {
		command.Flags().StringVar(&f.statement, "statement", statement.RangeName,
			"what is proved: range (some value is at most 100) or sealed-range (the value in this very ciphertext is)")
		command.Flags().StringVar(&f.system, "system", "", "proof system: groth16-bn254, plonk-bn254, or kimchi-berkeley, which needs no keys "+
			"(default groth16-bn254; for sealed-range with the profile sealed-v1 kimchi-berkeley, the one that can)")
		command.Flags().StringVar(&f.provingKey, "pk", "", "proving key of a ceremony (with --vk)")
		command.Flags().StringVar(&f.srs, "srs", "", "powers of tau of a ceremony, for plonk-bn254")
	} else {
		command.Flags().StringVar(&f.statement, "statement", "", "demand a proof of this statement: range or sealed-range")
	}
	command.Flags().StringVar(&f.verifyingKey, "vk", "", "verifying key of a ceremony (default: development keys, made once and cached)")
	command.Flags().StringVar(&f.cacheDir, "key-cache", "", "directory of the development keys (default: minaseal/keys in the user's cache directory)")
}

func (f *proofFlags) options(progress io.Writer) []circuit.Option {
	options := []circuit.Option{circuit.WithProgress(&stageProgress{out: progress})}
	if f.cacheDir != "" {
		options = append(options, circuit.WithCacheDir(f.cacheDir))
	}
	if f.srs != "" {
		options = append(options, circuit.WithSRSFile(f.srs))
	}
	if f.provingKey != "" || f.verifyingKey != "" {
		options = append(options, circuit.WithKeyFiles(f.provingKey, f.verifyingKey))
	}
	return options
}

// wanted returns the statement of --statement, or 0 if none is demanded.
func (f *proofFlags) wanted() (circuit.Statement, error) {
	if f.statement == "" {
		return 0, nil
	}
	s, err := circuit.ParseStatement(f.statement)
	if err != nil {
		return 0, usageError{err}
	}
	return s, nil
}

// sealed says whether the statement needs the worker's key.
func (f *proofFlags) sealed() bool { return f.statement == statement.SealedRangeName }

// suits chooses the system for a profile, if none is chosen, and reports a statement or a
// system that there is not for the profile.
func (f *proofFlags) suits(profile protocol.Profile) error {
	wanted, err := f.wanted()
	if err != nil || !f.proves {
		return err
	}
	message := wanted == circuit.SealedRange && profile == protocol.SealedV1
	if f.system == "" {
		f.system = circuit.Groth16BN254.String()
		if message {
			f.system = circuit.KimchiBerkeley.String()
		}
	}
	if message && f.system != circuit.KimchiBerkeley.String() {
		return usage("%s proves nothing about messages of sealed-v1: give --system %s, or --profile zkcw-v2", f.system, circuit.KimchiBerkeley)
	}
	return nil
}

func (f *proofFlags) prover(ctx context.Context, progress io.Writer) (*circuit.Prover, error) {
	wanted, err := f.wanted()
	if err != nil {
		return nil, err
	}
	system, err := circuit.ParseSystem(f.system)
	if err != nil {
		return nil, usageError{err}
	}
	return circuit.NewProver(ctx, wanted, system, f.options(progress)...)
}

// job returns what the worker does with the payload: it proves the statement of the
// prover and returns the proof as indented JSON. proved is told how long it took.
func (f *proofFlags) job(prover *circuit.Prover, worker *protocol.Worker, proved func(time.Duration)) natstransport.Prover {
	prove := func(ctx context.Context, payload string) (*circuit.Proof, error) {
		return proveRange(ctx, prover, payload)
	}
	if f.sealed() {
		prove = func(ctx context.Context, _ string) (*circuit.Proof, error) { return proveSealed(ctx, prover, worker) }
	}
	return func(ctx context.Context, _, payload string) (string, error) {
		start := time.Now()
		proof, err := prove(ctx, payload)
		if err != nil {
			return "", err
		}
		proved(time.Since(start))
		return string(proof.Indented()), nil
	}
}

// proveRange does the job of the encryption example: it proves that the value in the
// payload is at most 100.
func proveRange(ctx context.Context, prover *circuit.Prover, payload string) (*circuit.Proof, error) {
	var value fp.Element
	defer value.Erase()
	if err := parsePayload(&value, payload); err != nil {
		return nil, err
	}
	return prover.Prove(ctx, &value)
}

// proveSealed proves that of the ciphertext which the worker has opened.
func proveSealed(ctx context.Context, prover *circuit.Prover, worker *protocol.Worker) (*circuit.Proof, error) {
	instance, key, err := worker.Opening()
	if err != nil {
		return nil, err
	}
	defer key.Erase()
	return prover.ProveSealed(ctx, instance, key)
}

// parsePayload reads {"value":"77"}. Its errors do not repeat the payload.
func parsePayload(value *fp.Element, payload string) error {
	var fields map[string]string
	if err := json.Unmarshal([]byte(payload), &fields); err != nil || len(fields) != 1 {
		return errPayload
	}
	if _, err := value.SetDecimal(fields["value"]); err != nil {
		return errPayload
	}
	return nil
}
