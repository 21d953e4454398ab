package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/proof/systems"
)

func verifyProofCommand() *cobra.Command {
	var (
		proofs    proofFlags
		proofFile string
		asJSON    bool
	)
	command := &cobra.Command{
		Use:   "verify-proof --proof FILE [--system NAME --vk FILE]",
		Short: "Verify a proof of this tool, or one that o1js made",
		Long: `Verifies a proof, and prints its statement, system, set-up, and public input and
output. Give those that have to be, or compare them yourself: a valid proof of
another statement is of no use.

A proof of this tool says what it is. Give --vk if its keys are of a ceremony; those
of kimchi-berkeley follow from the circuit.

A proof that o1js made is verified with the verification key of its program:

  pickles-berkeley   ZkProgram of o1js up to 2.15:
                     JSON.stringify(proof.toJSON()),
                     JSON.stringify(verificationKey), {"data":…,"hash":…}
  pickles-mesa       the same of o1js 3.0
  kimchi-berkeley    Experimental.ZkFunction of o1js up to 2.15:
                     JSON.stringify(proof.toJSON()), verificationKey.toString()

Keys and proofs of both eras look the same; only the right name is sound. A
proof of a ZkProgram does not bind where its input ends and its output begins, nor
zeros at the end, so say at least how many elements each has (default: none).
Exit codes: 0 the proof verifies; 1 it does not; 2 an input cannot be understood.`,
		Example: `  minaseal verify-proof --proof proof.json
  minaseal verify-proof --proof proof.json --statement sealed-range --vk ceremony.vk
  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json
  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json --public-input 5,7 --public-output 12
  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json --public-inputs 2 --public-outputs 1
  minaseal verify-proof --system kimchi-berkeley --proof - --vk vk.txt --public-inputs 1 --json < proof.json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			if err := proofs.demand(); err != nil {
				return err
			}
			text, err := readInput(command, proofFile)
			if err != nil {
				return err
			}
			if err := proofs.readO1jsKey(command); err != nil {
				return err
			}
			start := time.Now()
			verdict, err := systems.Verify(command.Context(), text, proofs.want(command))
			if err != nil {
				return proofVerdict(command, asJSON, err)
			}
			return printVerdict(command, asJSON, verdict, time.Since(start))
		},
	}
	flags := command.Flags()
	flags.StringVar(&proofFile, "proof", "", `file with the proof, "-" for standard input`)
	proofs.addApp(command)
	mustMarkRequired(command, "proof")
	addJSONFlag(command, &asJSON)
	return command
}

// printVerdict says what a proof was that verifies.
func printVerdict(command *cobra.Command, asJSON bool, v *systems.Verdict, took time.Duration) error {
	out := command.OutOrStdout()
	if asJSON {
		said := map[string]any{
			"valid": true, "system": v.System, "seconds": took.Seconds(),
			"publicInput": v.PublicInput, "publicOutput": v.PublicOutput,
		}
		if v.Statement != "" {
			said["statement"], said["setup"] = v.Statement, v.Setup
		}
		return printJSON(out, said)
	}
	about := "the program of the key"
	if v.Statement != "" {
		about = fmt.Sprintf("%s\nset-up:        %s", v.Statement, v.Setup)
	}
	return printOr(out, false, nil, "valid\nsystem:        %s\nstatement:     %s\npublic input:  %s\npublic output: %s",
		v.System, about, listOr(v.PublicInput, "none"), listOr(v.PublicOutput, "none"))
}

// proofVerdict prints the verdict on a proof that does not verify, if JSON is asked for,
// and returns the error: of the input, if that could not be understood.
func proofVerdict(command *cobra.Command, asJSON bool, err error) error {
	if asJSON {
		err = errors.Join(printJSON(command.OutOrStdout(), map[string]any{"valid": false, "code": coded.Code(err)}), err)
	}
	switch coded.Code(err) {
	case "proof_invalid", "public_input_mismatch", "feature_mismatch", "key_hash_mismatch":
		return err
	}
	return usageError{err} // it could not be understood
}
