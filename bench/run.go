package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/minaseal/minaseal/bench/peers"
	"github.com/minaseal/minaseal/bench/report"
)

// run measures and writes the results; progress goes to the writer.
func run(ctx context.Context, c *config, command string, progress io.Writer) (err error) {
	if _, err := os.Stat(filepath.Join(directory, "inputs.txt")); err != nil {
		return fmt.Errorf("run this in the directory bench: %w", err)
	}
	began := time.Now()
	tell := func(format string, args ...any) {
		fmt.Fprintf(progress, "%6.1fs  %s\n", time.Since(began).Seconds(), fmt.Sprintf(format, args...))
	}
	lineup, err := peers.Start(ctx, directory, c.peers, tell)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lineup.Close()) }()

	var results bytes.Buffer
	if err := report.WriteHeader(&results, header(ctx, c, command, lineup)); err != nil {
		return err
	}
	tell("comparing what the peers compute")
	for _, work := range c.works() {
		if err := step(ctx, func() error { return lineup.Check(work) }); err != nil {
			return err
		}
	}
	if err := measure(ctx, c, lineup, &results, tell); err != nil {
		return err
	}
	if err := write(c.out, results.Bytes()); err != nil {
		return err
	}
	tell("results are in %s", c.out)
	return nil
}

// step runs a step unless the program was interrupted. An interrupt ends the
// children, so that what goes wrong afterwards is its consequence.
func step(ctx context.Context, do func() error) error {
	err := ctx.Err()
	if err == nil {
		err = do()
	}
	if ctx.Err() != nil {
		return errors.New("interrupted")
	}
	return err
}

// measure runs the rounds, after one that warms up and is not recorded.
func measure(ctx context.Context, c *config, lineup *peers.Lineup, results io.Writer, tell func(string, ...any)) error {
	processors := runtime.GOMAXPROCS(0)
	for round := 0; round <= c.rounds; round++ {
		if round == 0 {
			tell("warming up")
		} else {
			tell("round %d of %d", round, c.rounds)
		}
		for _, work := range c.works() {
			var measured []peers.Result
			err := step(ctx, func() (err error) {
				measured, err = lineup.Measure(work, c.each, round%2 == 1)
				return err
			})
			if err != nil {
				return err
			}
			if round == 0 {
				continue
			}
			for _, m := range measured {
				if err := report.WriteResult(results, work, m.Peer, processors, m.Operations, m.Nanoseconds); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// header describes the run.
func header(ctx context.Context, c *config, command string, lineup *peers.Lineup) []report.Entry {
	entries := append(report.Machine(ctx), []report.Entry{
		{Key: "command", Value: command},
		{Key: "rounds", Value: fmt.Sprintf("%d, in each at least %v of every work of every peer", c.rounds, c.each)},
	}...)
	if lineup.RustFlags != "" {
		entries = append(entries, report.Entry{Key: "rustflags", Value: lineup.RustFlags})
	}
	for _, p := range peers.All() {
		if versions := lineup.Versions[p.Name]; versions != nil {
			entries = append(entries, report.Entry{Key: report.VersionPrefix + p.Name, Value: strings.Join(versions, ", ")})
		}
		if reason := lineup.Absent[p.Name]; reason != "" {
			entries = append(entries, report.Entry{Key: report.AbsentPrefix + p.Name, Value: reason})
		}
	}
	return entries
}

// write writes the results and the report that follows from them.
func write(directory string, results []byte) error {
	set, err := report.Read(bytes.NewReader(results))
	if err != nil {
		return err
	}
	files := map[string][]byte{"results.txt": results, "results.md": []byte(set.Markdown())}
	for _, group := range peers.Groups() {
		plot, err := set.Plot(group)
		if err != nil {
			return err
		}
		if plot != nil {
			files[report.PlotName(group)] = plot
		}
	}
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(directory, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
