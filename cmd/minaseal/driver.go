package main

import (
	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/internal/driver"
)

func driverCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "driver",
		Short: "Serve the suite's driver protocol on stdin and stdout",
		Long: `Reads one JSON request a line and answers one JSON response a line, in order,
until the end of input: the plug through which the conformance suite tests an
implementation.`,
		Example: `  echo '{"id":1,"op":"poseidon.hash","in":{"inputs":["1"]}}' | minaseal driver`,
		Args:    noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			return driver.Serve(command.InOrStdin(), command.OutOrStdout())
		},
	}
}
