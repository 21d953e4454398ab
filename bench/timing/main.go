package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/minaseal/minaseal/bench/report"
)

const usage = `Looks for operations whose time depends on secrets, by the t-tests of dudect,
and writes a table. Run it from the root of the repository, on a machine with
little else to do:

  go run -C bench ./timing
  go run -C bench ./timing --time 1m --only schnorr --out /tmp/timing.md

It exits with 1 if an operation is flagged that ought to be constant-time, or a
control, of variable time, is not.

Flags:
`

type config struct {
	each time.Duration
	only *regexp.Regexp
	out  string
}

func main() {
	c, err := parse(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "timing:", err)
		os.Exit(2)
	}
	if err := run(c, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "timing:", err)
		os.Exit(1)
	}
}

// parse reads the command line. It prints help and errors of flags to the writer.
func parse(args []string, stderr io.Writer) (*config, error) {
	flags := flag.NewFlagSet("timing", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	c := new(config)
	flags.DurationVar(&c.each, "time", 10*time.Second, "`duration` of the measurement of each operation")
	only := flags.String("only", "", "measure the operations whose name matches this regular `expression`")
	flags.StringVar(&c.out, "out", filepath.Join(report.Directory(), "timing.md"), "`file` of the table")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if flags.NArg() > 0 {
		return nil, fmt.Errorf("unknown argument %q", flags.Arg(0))
	}
	var err error
	if c.only, err = regexp.Compile(*only); err != nil {
		return nil, fmt.Errorf("--only: %w", err)
	}
	return c, nil
}

// run measures, writes the table, and returns an error if an outcome is not what it
// ought to be.
func run(c *config, progress io.Writer) error {
	var chosen []target
	for _, t := range targets() {
		if c.only.MatchString(t.name) {
			chosen = append(chosen, t)
		}
	}
	if len(chosen) == 0 {
		return fmt.Errorf("--only %s: no operation has such a name", c.only)
	}
	reference := measured(processor(), referenceTimes*c.each)
	reference.reference = true
	reference.print(progress)
	var rows []row
	for _, t := range chosen {
		r := measured(t, c.each)
		r.floor = floorOf(reference)
		r.print(progress)
		rows = append(rows, *r)
	}
	text := markdown(report.Machine(context.Background()), c, reference, rows)
	if err := os.MkdirAll(filepath.Dir(c.out), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(c.out, []byte(text), 0o644); err != nil {
		return err
	}
	return judge(rows)
}

// measured returns the row of a target, without a floor.
func measured(t target, each time.Duration) *row {
	s := measure(&t, each)
	return &row{target: t, measurements: len(s[0]) + len(s[1]), median: s.median(), outcome: s.test()}
}

func (r *row) print(progress io.Writer) {
	fmt.Fprintf(progress, "%-42s t = %7.2f  %s\n", r.target.name, r.outcome.t, r.verdict())
}

// judge returns an error that names the rows whose outcome is not what it ought to be.
func judge(rows []row) error {
	var wrong []string
	for _, r := range rows {
		if r.leaks() != r.target.control {
			wrong = append(wrong, r.target.name+": "+r.verdict())
		}
	}
	if len(wrong) > 0 {
		return errors.New(strings.Join(wrong, "; "))
	}
	return nil
}
