package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/minaseal/minaseal/bench/report"
)

// row is a target with what was measured.
type row struct {
	target       target
	measurements int
	median       float64 // nanoseconds
	outcome      outcome
}

func (r *row) verdict() string {
	switch leaks := r.outcome.leaks(); {
	case leaks && r.target.control:
		return "found, as it must be"
	case leaks:
		return "TIME DEPENDS ON THE INPUT"
	case r.target.control:
		return "NOT FOUND: the measurement is blind"
	}
	return "nothing found"
}

// markdown returns the report.
func markdown(machine []report.Entry, c *config, rows []row) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# Timing

Written by `+"`go run ./bench/timing`"+`; do not edit. %v of each operation.

Each operation ran on one input that is always the same ("fixed") and on random ones, in a random order. t is the
largest of the statistics of %d Welch tests between the times of both, over all times and over those up to a percentile;
beyond ±%d time is taken to depend on the input. A difference is that of the means in the same test. The controls are
operations of variable time, which the tests must find. After O. Reparaz, J. Balasch, I. Verbauwhede, "Dude, is my code
constant time?", 2017 (https://eprint.iacr.org/2016/1123).

`, c.each, cuts+1, threshold)
	for _, e := range machine {
		if slices.Contains([]string{"cpu", "cpus", "cpu-flags", "load-before", "os", "go", "commit", "date"}, e.Key) {
			fmt.Fprintf(&b, "* %s: %s\n", e.Key, e.Value)
		}
	}
	b.WriteString("\n| operation | fixed input | measurements | median | t | difference | outcome |\n|---|---|---|---|---|---|---|\n")
	for _, r := range rows {
		name := r.target.name
		if r.target.control {
			name = "control: " + name
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %.0f ns | %.2f | %.2f ns (%.3f %%) | %s |\n", name, short(r.target.fixed), r.measurements,
			r.median, r.outcome.t, r.outcome.difference, 100*math.Abs(r.outcome.difference)/r.median, r.verdict())
	}
	return b.String()
}

// short cuts long numbers.
func short(text string) string {
	if len(text) > 25 {
		return text[:22] + "…"
	}
	return text
}
