// Command proofs measures the provers of the statements of SPEC 11 beside o1js's, in
// one run.
//
//	go run -C bench ./proofs
//
// It runs in the directory bench and needs Node 20 with npm for o1js;
// without, o1js is absent from the results. bench/README.md says what it measures.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strings"

	"github.com/minaseal/minaseal/bench/report"
)

const usage = `Measures the provers of range and sealed-range, minaseal's and o1js's, each in a
process of its own, in alternating rounds, and writes proofs.csv, proofs.md and
proofs.svg. Run it from the root of the repository:

  go run -C bench ./proofs                         # everything, about 15 minutes
  go run -C bench ./proofs --only 'groth16|native' --rounds 5

Flags:
`

func main() {
	if len(os.Args) > 1 && os.Args[1] == childArgument {
		exitOn(child(context.Background(), os.Args[2:], os.Stdin, os.Stdout))
		return
	}
	if len(os.Args) == 3 && os.Args[1] == rowsArgument {
		exitOn(printRows(os.Args[2], os.Stdout))
		return
	}
	flags := flag.NewFlagSet("proofs", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	rounds := flags.Int("rounds", 3, "`number` of proofs of a prover; o1js (wasm) and PLONK make at most 2")
	only := flags.String("only", "", "measure the provers whose name matches this regular `expression`")
	out := flags.String("out", report.Directory(), "`directory` of the results")
	if err := flags.Parse(os.Args[1:]); errors.Is(err, flag.ErrHelp) {
		return
	} else if err != nil {
		os.Exit(2)
	}
	chosen, err := regexp.Compile(*only)
	if err == nil && (*rounds < 1 || flags.NArg() > 0) {
		err = fmt.Errorf("--rounds is at least 1, and there are no arguments")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "proofs:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	command := strings.Join(append([]string{"go run -C bench ./proofs"}, os.Args[1:]...), " ")
	exitOn(run(ctx, *rounds, chosen, *out, command))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "proofs:", err)
		os.Exit(1)
	}
}
