package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

// conform is one run of `minaseal conform`.
type conform struct {
	drivers, apps, workers  []string
	url, listen             string
	profiles, only, exclude []string
	baselines               []string
	reports                 []string
	out, trace              string
	seed                    uint64
	differential, shown     int
	strictCodes, complete   bool
	list, asJSON            bool
	reply, start            time.Duration
	parallel                int
	strictCodesSet          bool
	again                   string // the command line
}

func conformCommand() *cobra.Command {
	var c conform
	command := &cobra.Command{
		Use:   "conform --driver COMMAND",
		Short: "Run the conformance suite on an implementation in any language",
		Long: `Runs the conformance suite against the implementations behind one or more
drivers: programs that answer one JSON request a line on standard input with one
JSON response a line on standard output (SPEC.md, appendix A.2), or NATS micro
services of the same requests and responses, as nats:INSTANCE. With --app and
--worker it also plays the other side of the handshake against programs that play
one, and lets every app serve every worker. Arguments such as {nats}, {profile} and
{client} in their command lines are replaced: SPEC.md, appendix A.3, has them all.

A case passes, fails, times out, is unsupported, which is no failure, or is accepted:
the implementation accepts what SPEC.md refuses, as a released library does. Error
codes other than SPEC.md's are failures only if the driver claims, in its answer to
hello, that its codes are those of SPEC.md; --strict-codes overrides that claim.

Globs of --only and --exclude match ids (elgamal/o1js-v2/12), operations
(elgamal.decrypt), requirements (ENC-V2-1) and flags (EncTagFlip) of cases; * stands
for any characters. A baseline is a YAML file of cases known to fail, each with a
reason: they run all the same, and one that does not fail makes the run fail.

Exit codes: 0 conforms; 1 does not; 2 the command line or a file could not be
understood; 3 the suite itself failed, or did not report every case that it planned.`,
		Example: `  minaseal conform --driver "minaseal driver"
  minaseal conform --driver "node driver.mjs --version 2.15.0" --baseline o1js-2.15.0.yaml --report html --out o1js
  minaseal conform --driver "python3 mine.py" --profile zkcw-v2 --only 'elgamal.*' --trace wire.ndjson
  minaseal conform --driver "minaseal driver" --driver "./mine" --differential 1000 --seed 7 --only 'differential/*'
  minaseal conform --driver nats:mine --listen 127.0.0.1:4222
  minaseal conform --app "mine=./app --nats {nats} --profile {profile}" --profile zkcw-v2
  minaseal conform --list --only EncTagFlip`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			c.strictCodesSet = command.Flags().Changed("strict-codes")
			c.again = commandAgain(command, "json", "report", "out", "trace", "show", "parallel", "list")
			return c.run(command)
		},
	}
	c.addFlags(command)
	return command
}

func (c *conform) addFlags(command *cobra.Command) {
	f := command.Flags()
	f.StringArrayVar(&c.drivers, "driver", nil, `command line of a driver, or nats:INSTANCE; give it again for another implementation`)
	f.StringArrayVar(&c.apps, "app", nil, `LABEL=COMMAND: program that plays the app; LABEL is the name and version of a driver, or a new name`)
	f.StringArrayVar(&c.workers, "worker", nil, `LABEL=COMMAND: program that plays the worker`)
	f.StringVar(&c.url, "nats", "", "URL of the NATS server to use (default: one inside this process)")
	f.StringVar(&c.listen, "listen", "", "address of the server inside this process, for nats: drivers (default: a free port)")
	f.StringSliceVar(&c.profiles, "profile", nil, "primitives, zkcw-v1, zkcw-v2 or sealed-v1; more than one is their union (default: every case)")
	f.StringSliceVar(&c.only, "only", nil, "globs of the cases to run")
	f.StringSliceVar(&c.exclude, "exclude", nil, "globs of the cases to leave out")
	f.BoolVar(&c.list, "list", false, "print the cases and run none")
	f.StringSliceVar(&c.baselines, "baseline", nil, "YAML files of expected failures")
	f.StringSliceVar(&c.reports, "report", nil, "html, json, junit: write these reports to --out")
	f.StringVar(&c.out, "out", "conformance", "name of the reports; .html, .json or .xml is appended if it is not there")
	f.StringVar(&c.trace, "trace", "", "file for everything that goes over the wire, one JSON object a line")
	f.Uint64Var(&c.seed, "seed", 1, "seed of everything random")
	f.IntVar(&c.differential, "differential", 0, "number of random inputs on which to compare the drivers; a single one is compared with minaseal")
	f.BoolVar(&c.strictCodes, "strict-codes", false, "error codes other than SPEC.md's are failures (default: what the driver says)")
	f.BoolVar(&c.complete, "complete", false, "what is unsupported is a failure")
	f.DurationVar(&c.reply, "timeout", 10*time.Second, "how long a driver may take for an answer")
	f.DurationVar(&c.start, "start-timeout", time.Minute, "how long a driver may take for its first answer")
	f.IntVar(&c.parallel, "parallel", runtime.NumCPU(), "implementations tested at the same time")
	f.IntVar(&c.shown, "show", 20, "failures to explain on the terminal")
	addJSONFlag(command, &c.asJSON)
}

// run runs the suite and writes its reports.
func (c *conform) run(command *cobra.Command) error {
	config, err := c.config()
	if err != nil {
		return err
	}
	if c.list {
		return c.printCases(command, config)
	}
	if len(c.drivers)+len(c.apps)+len(c.workers) == 0 {
		return usage("nothing to test: give --driver COMMAND")
	}
	trace, closeTrace, err := c.openTrace()
	if err != nil {
		return err
	}
	report, err := c.execute(command, config, trace)
	if err := errors.Join(trace.Err(), closeTrace()); err != nil {
		return usage("trace: %w", err)
	}
	if err != nil {
		return err
	}
	if err := c.writeReports(command, report); err != nil {
		return err
	}
	return verdict(report)
}

// config reads what the flags say about the cases, and the files that they name.
func (c *conform) config() (*conformance.Config, error) {
	profiles, err := conformance.FindProfiles(c.profiles)
	if err != nil {
		return nil, usageError{err}
	}
	vectors, err := conformance.Vectors()
	if err != nil {
		return nil, exitError{err, conformance.ExitHarness}
	}
	config := &conformance.Config{
		Environment: conformance.Environment{Deadline: c.reply, Seed: c.seed},
		Layers:      []conformance.Layer{conformance.Frames(), vectors},
		Selection:   &conformance.Selection{Profiles: profiles, Only: c.only, Exclude: c.exclude},
		Complete:    c.complete, Parallel: c.parallel,
		Suite: thisBuild().Version, Again: c.again,
	}
	if len(c.apps)+len(c.workers) > 0 || c.list {
		config.Layers = append(config.Layers, &roles.Layer{Start: c.start})
	}
	if c.differential > 0 {
		config.Layers = append(config.Layers, conformance.Differential(c.differential))
	}
	if c.strictCodesSet {
		config.StrictCodes = &c.strictCodes
	}
	for _, name := range c.baselines {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, usageError{err}
		}
		baseline, err := conformance.ParseBaseline(text)
		if err != nil {
			return nil, usage("%s: %w", name, err)
		}
		config.Baselines = append(config.Baselines, baseline)
	}
	return config, c.checkReports()
}

// printCases prints what would run, for a driver that supports everything.
func (c *conform) printCases(command *cobra.Command, config *conformance.Config) error {
	config.Implementations = []*conformance.Implementation{{Label: "any", Driver: conformance.Own()}}
	cases, err := conformance.List(config)
	if err != nil {
		return usageError{err}
	}
	wide := 0
	for _, one := range cases {
		wide = max(wide, len(one.ID))
	}
	for _, one := range cases {
		err := printOr(command.OutOrStdout(), c.asJSON, map[string]any{
			"case": one.ID, "op": one.Op, "requirements": one.Requirements, "flags": one.Flags, "comment": one.Comment,
		}, "%-*s  %-21s  %s", wide, one.ID, one.Op, one.Comment)
		if err != nil {
			return err
		}
	}
	return nil
}

// execute opens the drivers and runs the suite.
func (c *conform) execute(command *cobra.Command, config *conformance.Config, trace *conformance.Trace) (report *conformance.Report, err error) {
	setup, err := conformance.NewSetup(c.url, c.listen)
	if err != nil {
		return nil, usage("NATS: %w", err)
	}
	defer func() { err = errors.Join(err, setup.Close()) }()
	setup.Start, setup.Reply, setup.Trace = c.start, c.reply, trace
	config.NATS, config.Trace = setup.URL, trace
	for _, line := range c.drivers {
		implementation, err := c.open(command.Context(), setup, line, command)
		if err != nil {
			return nil, err
		}
		implementation.Greet(command.Context())
		config.Implementations = append(config.Implementations, implementation)
	}
	if err := c.addRoles(config); err != nil {
		return nil, err
	}
	progress := newCaseProgress(command.ErrOrStderr())
	config.Observe = progress.observe
	report, err = conformance.Run(command.Context(), *config)
	progress.finish()
	switch {
	case errors.Is(err, conformance.ErrEmpty):
		return nil, usageError{err}
	case err != nil:
		return nil, exitError{err, conformance.ExitHarness}
	}
	return report, nil
}

// open opens what --driver names.
func (c *conform) open(ctx context.Context, setup *conformance.Setup, line string, command *cobra.Command) (*conformance.Implementation, error) {
	if instance, ok := strings.CutPrefix(line, "nats:"); ok {
		fmt.Fprintf(command.ErrOrStderr(), "minaseal: waiting for %s on %s\n", instance, setup.URL)
		implementation, err := setup.Service(ctx, instance)
		if err != nil {
			return nil, usage("driver %s: %w", line, err)
		}
		return implementation, nil
	}
	words, err := conformance.SplitCommand(line)
	if err != nil {
		return nil, usageError{err}
	}
	implementation, err := setup.Program(words)
	if err != nil {
		return nil, usage("driver %q: %w", line, err)
	}
	return implementation, nil
}

// addRoles gives the programs of --app and --worker to the implementations that they
// name, or makes such.
func (c *conform) addRoles(config *conformance.Config) error {
	for _, role := range []struct {
		flag  string
		lines []string
		set   func(*conformance.Implementation, []string)
	}{
		{"--app", c.apps, func(i *conformance.Implementation, words []string) { i.App = words }},
		{"--worker", c.workers, func(i *conformance.Implementation, words []string) { i.Worker = words }},
	} {
		for _, text := range role.lines {
			name, line, ok := strings.Cut(text, "=")
			if !ok || name == "" {
				return usage("%s %q is not LABEL=COMMAND", role.flag, text)
			}
			words, err := conformance.SplitCommand(line)
			if err == nil {
				_, err = exec.LookPath(words[0])
			}
			if err != nil {
				return usage("%s %s: %w", role.flag, name, err)
			}
			role.set(implementationOf(config, name), words)
		}
	}
	return nil
}

// implementationOf returns the implementation of a label; it adds one that is not
// there.
func implementationOf(config *conformance.Config, name string) *conformance.Implementation {
	for _, implementation := range config.Implementations {
		if implementation.Label == name {
			return implementation
		}
	}
	added := &conformance.Implementation{Label: name}
	config.Implementations = append(config.Implementations, added)
	return added
}

// verdict makes an error of a report that is not clean.
func verdict(report *conformance.Report) error {
	code := report.Exit()
	switch code {
	case conformance.ExitConforms:
		return nil
	case conformance.ExitHarness:
		return exitError{errors.New("the suite itself failed"), code}
	default:
		return exitError{fmt.Errorf("does not conform: %d failures, %d stale baseline entries, %d implementations that passed nothing",
			len(report.Failures()), len(report.Stale), len(report.Untested())), code}
	}
}
