package main

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
)

// errPayload reports a payload that the statement `range` cannot read.
var errPayload = coded.New("minaseal", "malformed_json", `payload is not {"value":"<decimal number>"}`)

// proofFlags choose the proof system and its keys.
type proofFlags struct {
	system, cacheDir, provingKey, verifyingKey string
	o1jsKey                                    []byte // of the program whose proof the app awaits
}

func (f *proofFlags) add(command *cobra.Command, prover bool) {
	if prover {
		command.Flags().StringVar(&f.system, "system", circuit.Groth16BN254.String(), "proof system: groth16-bn254 or plonk-bn254")
		command.Flags().StringVar(&f.provingKey, "pk", "", "proving key of a ceremony (with --vk)")
	}
	command.Flags().StringVar(&f.verifyingKey, "vk", "", "verifying key of a ceremony (default: development keys, made once and cached)")
	command.Flags().StringVar(&f.cacheDir, "key-cache", "", "directory of the development keys (default: minaseal/keys in the user's cache directory)")
}

func (f *proofFlags) options(progress io.Writer) []circuit.Option {
	options := []circuit.Option{circuit.WithProgress(&stageProgress{out: progress})}
	if f.cacheDir != "" {
		options = append(options, circuit.WithCacheDir(f.cacheDir))
	}
	if f.provingKey != "" || f.verifyingKey != "" {
		options = append(options, circuit.WithKeyFiles(f.provingKey, f.verifyingKey))
	}
	return options
}

func (f *proofFlags) prover(ctx context.Context, progress io.Writer) (*circuit.Prover, error) {
	system, err := circuit.ParseSystem(f.system)
	if err != nil {
		return nil, usageError{err}
	}
	return circuit.NewProver(ctx, circuit.Range, system, f.options(progress)...)
}

// rangeProver returns the job of the encryption example: prove that the value
// in the payload is at most 100, and return the proof as indented JSON. proved
// is told how long it took.
func rangeProver(prover *circuit.Prover, proved func(time.Duration)) func(ctx context.Context, options, payload string) (string, error) {
	return func(ctx context.Context, _, payload string) (string, error) {
		var value fp.Element
		defer value.Erase()
		if err := parsePayload(&value, payload); err != nil {
			return "", err
		}
		start := time.Now()
		proof, err := prover.Prove(ctx, &value)
		if err != nil {
			return "", err
		}
		proved(time.Since(start))
		return string(proof.Indented()), nil
	}
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
