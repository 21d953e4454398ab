package main

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/proofsystem"
	"github.com/minaseal/minaseal/pasta/fp"
)

func verifyProofCommand() *cobra.Command {
	var (
		system, proofFile, keyFile string
		input, output              string
		asJSON                     bool
	)
	command := &cobra.Command{
		Use:   "verify-proof --system NAME --proof FILE --vk FILE",
		Short: "Verify a proof that o1js made",
		Long: `Verifies a proof against the verification key of its program, and prints the
public input and output that it proves something about. Give the ones that have to
be, or compare them yourself: a valid proof of another statement is of no use.

  pickles-berkeley   ZkProgram of o1js up to 2.15: JSON.stringify(proof.toJSON()),
                     and JSON.stringify(verificationKey), {"data":…,"hash":…}
  pickles-mesa       the same of o1js 3.0
  kimchi-berkeley    Experimental.ZkFunction of o1js up to 2.15:
                     JSON.stringify(proof.toJSON()), verificationKey.toString()

Keys and proofs of both eras look the same; only the right name is sound.
Exit codes: 0 the proof verifies; 1 it does not; 2 an input cannot be understood.`,
		Example: `  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json
  minaseal verify-proof --system pickles-berkeley --proof proof.json --vk vk.json --public-input 5,7 --public-output 12
  minaseal verify-proof --system kimchi-berkeley --proof - --vk vk.txt --json < proof.json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			proof, err := readInput(command, proofFile)
			if err != nil {
				return err
			}
			key, err := readInput(command, keyFile)
			if err != nil {
				return err
			}
			awaited := awaitedStatement(command, input, output)
			start := time.Now()
			statement, err := proofsystem.Verify(system, proof, key, awaited)
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
	flags.StringVar(&input, "public-input", "", "comma-separated decimals that the public input has to be; both lists are checked if one is given")
	flags.StringVar(&output, "public-output", "", "comma-separated decimals that the public output has to be")
	for _, name := range []string{"system", "proof", "vk"} {
		mustMarkRequired(command, name)
	}
	addJSONFlag(command, &asJSON)
	return command
}

// awaitedStatement returns the statement of the flags, nil if there is none.
func awaitedStatement(command *cobra.Command, input, output string) *proofsystem.Statement {
	if !command.Flags().Changed("public-input") && !command.Flags().Changed("public-output") {
		return nil
	}
	return &proofsystem.Statement{PublicInput: splitList(input), PublicOutput: splitList(output)}
}

func splitList(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

func listOr(list []string, none string) string {
	if len(list) == 0 {
		return none
	}
	return strings.Join(list, ", ")
}

// proofVerdict prints the verdict on a proof that does not verify, if JSON is asked for,
// and returns the error: of the input, if that could not be understood.
func proofVerdict(command *cobra.Command, asJSON bool, err error) error {
	if asJSON {
		err = errors.Join(printJSON(command.OutOrStdout(), map[string]any{"valid": false, "code": coded.Code(err)}), err)
	}
	if errors.Is(err, proofsystem.ErrSystem) || errors.Is(err, fp.ErrNonCanonical) {
		return usageError{err}
	}
	switch coded.Code(err) {
	case "malformed_proof", "malformed_key":
		return usageError{err}
	}
	return err
}
