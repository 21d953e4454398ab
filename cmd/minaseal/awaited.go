package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/kimchi/o1js"
)

// awaitedFlags say what the public input and output of a proof of o1js have to be (SPEC
// 11.16 [PIC-16]).
type awaitedFlags struct {
	input, output   string
	inputs, outputs int
}

func (f *awaitedFlags) add(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.input, "public-input", "", "comma-separated decimals that the public input has to be; both lists are checked if one is given")
	flags.StringVar(&f.output, "public-output", "", "comma-separated decimals that the public output has to be")
	flags.IntVar(&f.inputs, "public-inputs", 0, "how many elements the program's public input has, if any values will do")
	flags.IntVar(&f.outputs, "public-outputs", 0, "how many elements the program's public output has")
	for _, exact := range []string{"public-input", "public-output"} {
		command.MarkFlagsMutuallyExclusive(exact, "public-inputs")
		command.MarkFlagsMutuallyExclusive(exact, "public-outputs")
	}
}

// awaited returns what the flags say.
func (f *awaitedFlags) awaited(command *cobra.Command) o1js.Awaited {
	if command.Flags().Changed("public-input") || command.Flags().Changed("public-output") {
		return o1js.Awaited{Statement: &o1js.Statement{PublicInput: splitList(f.input), PublicOutput: splitList(f.output)}}
	}
	return o1js.Awaited{PublicInputs: f.inputs, PublicOutputs: f.outputs}
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
