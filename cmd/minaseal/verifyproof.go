package main

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/proofsystem"
)

func verifyProofCommand() *cobra.Command {
	var (
		system, proofFile, keyFile string
		of                         awaitedFlags
		asJSON                     bool
	)
	command := &cobra.Command{
		Use:   "verify-proof --system NAME --proof FILE --vk FILE",
		Short: "Verify a proof that o1js made",
		Long: `Verifies a proof against the verification key of its program, and prints the
public input and output that it proves something about. Give the ones that have to
be, or compare them yourself: a valid proof of another statement is of no use. A
proof of a ZkProgram does not bind where its input ends and its output begins, nor
zeros at the end, so say at least how many elements each has (default: none).

  pickles-berkeley   ZkProgram of o1js up to 2.15:
                     JSON.stringify(proof.toJSON()),
                     JSON.stringify(verificationKey), {"data":…,"hash":…}
  pickles-mesa       the same of o1js 3.0
  kimchi-berkeley    Experimental.ZkFunction of o1js up to 2.15:
                     JSON.stringify(proof.toJSON()), verificationKey.toString()

Keys and proofs of both eras look the same; only the right name is sound.
Exit codes: 0 the proof verifies; 1 it does not; 2 an input cannot be understood.`,
		Example: `  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json
  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json --public-input 5,7 --public-output 12
  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json --public-inputs 2 --public-outputs 1
  minaseal verify-proof --system kimchi-berkeley --proof - --vk vk.txt --public-inputs 1 --json < proof.json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			proof, err := readInput(command, proofFile)
			if err != nil {
				return err
			}
			key, err := readKeyText(command, keyFile)
			if err != nil {
				return err
			}
			start := time.Now()
			statement, err := proofsystem.Verify(system, proof, key, of.awaited(command))
			if err != nil {
				return proofVerdict(command, asJSON, err)
			}
			if asJSON {
				return printJSON(command.OutOrStdout(), map[string]any{
					"valid": true, "system": system, "seconds": time.Since(start).Seconds(),
					"publicInput": statement.PublicInput, "publicOutput": statement.PublicOutput,
				})
			}
			return printOr(command.OutOrStdout(), false, nil, "valid\npublic input:  %s\npublic output: %s",
				listOr(statement.PublicInput, "none"), listOr(statement.PublicOutput, "none"))
		},
	}
	flags := command.Flags()
	flags.StringVar(&system, "system", "", strings.Join(proofsystem.Names(), ", "))
	flags.StringVar(&proofFile, "proof", "", `file with the proof, "-" for standard input`)
	flags.StringVar(&keyFile, "vk", "", "file with the verification key")
	of.add(command)
	for _, name := range []string{"system", "proof", "vk"} {
		mustMarkRequired(command, name)
	}
	addJSONFlag(command, &asJSON)
	return command
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
