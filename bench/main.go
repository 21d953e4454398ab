// Command bench measures minaseal and its peers in one run and reports the results.
//
//	go run -C bench .
//
// It runs in its own directory; bench/README.md says what it measures.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/minaseal/minaseal/bench/peers"
	"github.com/minaseal/minaseal/bench/report"
)

const usage = `Measures minaseal and its peers in alternating rounds and writes results.txt
(Go's benchmark format), results.md (table) and plots (SVG). Run it from the
root of the repository; --out is relative to bench:

  go run -C bench .                                         # everything
  go run -C bench . --quick --only 'FpMultiply|MSM' --out /tmp/bench
  go run -C bench . --peers gnark-crypto,pasta_curves --rounds 20

Peers:
  %s
Those that need node, npm or cargo are absent where these are not installed.
Rust is built with the RUSTFLAGS of the environment; by default with
"-C target-cpu=native", or where that fails with
"-C target-cpu=x86-64-v3 -C target-feature=+adx".

Flags:
`

// config is what the command line asks for.
type config struct {
	rounds int
	each   time.Duration // for a work of a peer in a round
	only   *regexp.Regexp
	peers  []string
	out    string
	// summary asks for the summary of the committed results, and no measurement.
	summary bool
}

func main() {
	c, err := parse(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if c.summary {
		if err := writeSummary("results"); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	command := strings.Join(append([]string{"go run -C bench ."}, quoted(os.Args[1:])...), " ")
	if err := run(ctx, c, command, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// parse reads the command line. It prints help and errors of flags to the writer.
func parse(args []string, stderr io.Writer) (*config, error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintf(stderr, usage, strings.Join(peerNames(), "\n  "))
		flags.PrintDefaults()
	}
	rounds := flags.Int("rounds", 12, "`number` of rounds, each of which measures everything once")
	only := flags.String("only", "", "measure the works whose name matches this regular `expression`")
	chosen := flags.String("peers", "", "measure these peers, a `list` with commas, besides minaseal (default all)")
	out := flags.String("out", report.Directory(), "`directory` of the results")
	summary := flags.Bool("summary", false, "measure nothing; write results/summary.md from all results")
	quick := flags.Bool("quick", false, "3 short rounds: to try the program, not for numbers")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unknown argument %q", flags.Arg(0))
	}
	c := &config{rounds: *rounds, each: 25 * time.Millisecond, peers: peerNames(), out: *out, summary: *summary}
	if *quick {
		c.rounds, c.each = 3, 3*time.Millisecond
	}
	if c.rounds < 1 {
		return nil, fmt.Errorf("--rounds %d: at least 1", c.rounds)
	}
	var err error
	if c.only, err = regexp.Compile(*only); err != nil {
		return nil, fmt.Errorf("--only: %w", err)
	}
	if len(c.works()) == 0 {
		return nil, fmt.Errorf("--only %s: no work has such a name", *only)
	}
	if *chosen != "" {
		c.peers = []string{peers.Minaseal}
		for name := range strings.SplitSeq(*chosen, ",") {
			if !slices.Contains(peerNames(), name) {
				return nil, fmt.Errorf("--peers: unknown peer %q, expected some of %s", name, strings.Join(peerNames(), ","))
			}
			c.peers = append(c.peers, name)
		}
	}
	return c, nil
}

func peerNames() []string {
	var names []string
	for _, p := range peers.All() {
		names = append(names, p.Name)
	}
	return names
}

// works returns the names of the works asked for.
func (c *config) works() []string {
	var names []string
	for _, work := range peers.Works() {
		if c.only.MatchString(work.Name) {
			names = append(names, work.Name)
		}
	}
	return names
}

// quoted quotes the arguments that a shell would not take as they are.
func quoted(args []string) []string {
	plain := regexp.MustCompile(`^[\w./,:=+-]+$`)
	out := make([]string, len(args))
	for i, arg := range args {
		out[i] = arg
		if !plain.MatchString(arg) {
			out[i] = "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		}
	}
	return out
}

// directory of the peers.
const directory = "peers"
