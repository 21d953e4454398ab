package main

import (
	"encoding/hex"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/proof/systems"
	"github.com/minaseal/minaseal/statement"
)

func exportVerifierCommand() *cobra.Command {
	var (
		proofs    proofFlags
		proofFile string
	)
	command := &cobra.Command{
		Use:   "export-verifier --statement NAME",
		Short: "Print a Solidity contract that verifies proofs on chain",
		Long: `Prints the contract Verifier, whose verifyProof reverts unless a Groth16 proof holds
for the verifying key: that of --vk, or the development key, with which whoever
made it can forge proofs. The contract's inputs are elements of BN254; with --proof
the command prints them and the proof's points for a proof of this tool, as JSON.

A contract cannot know what its inputs stand for: whoever calls it has to make them
from the ciphertext and the worker's key that the proof has to be about.`,
		Example: `  minaseal export-verifier --statement sealed-range --vk ceremony.vk > Verifier.sol
  minaseal export-verifier --statement sealed-range --vk ceremony.vk --proof proof.json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			d, err := proofs.definition()
			if err != nil {
				return err
			}
			groth16, err := systems.Find(string(circuit.Groth16BN254)) // contracts are for it alone
			if err != nil {
				return err
			}
			made, err := groth16.NewVerifier(command.Context(), d, proofs.config(command.ErrOrStderr()))
			if err != nil {
				return err
			}
			v := made.(*circuit.Verifier)
			if proofFile != "" {
				return printCall(command, v, proofFile)
			}
			return v.ExportSolidity(command.OutOrStdout())
		},
	}
	command.Flags().StringVar(&proofs.statement, "statement", statement.SealedRangeName, systems.StatementNames())
	proofs.addKeys(command)
	command.Flags().StringVar(&proofFile, "proof", "", `file with a proof, "-" for standard input: print the arguments of verifyProof`)
	return command
}

// printCall prints the arguments of verifyProof for a proof that verifies.
func printCall(command *cobra.Command, v *circuit.Verifier, file string) error {
	text, err := readInput(command, file)
	if err != nil {
		return err
	}
	made, err := proof.Parse(text)
	if err != nil {
		return usageError{err}
	}
	if err := v.Verify(made); err != nil {
		return err
	}
	points, input, err := v.SolidityCall(made)
	if err != nil {
		return err
	}
	numbers := make([]string, len(input))
	for i, n := range input {
		numbers[i] = fmt.Sprintf("0x%064x", n)
	}
	return printJSON(command.OutOrStdout(), map[string]any{"proof": "0x" + hex.EncodeToString(points), "input": numbers})
}
