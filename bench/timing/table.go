package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/minaseal/minaseal/bench/report"
)

// row is a target with what was measured.
type row struct {
	target       target
	measurements int
	median       float64 // nanoseconds
	outcome      outcome
	floor        float64 // the share of the time up to which a difference is no finding
	reference    bool    // the processor's multiplication
}

// share returns the difference as a share of the time.
func (r *row) share() float64 { return math.Abs(r.outcome.difference) / r.median }

// leaks tells whether time depends on the input, beyond what the processor does.
func (r *row) leaks() bool { return r.outcome.leaks() && r.share() > r.floor }

func (r *row) verdict() string {
	switch leaks := r.leaks(); {
	case r.reference && leaks:
		return "found: the processor's own"
	case leaks && r.target.control:
		return "found, as it must be"
	case leaks:
		return "TIME DEPENDS ON THE INPUT"
	case r.target.control:
		return "NOT FOUND: the measurement is blind"
	case r.outcome.leaks():
		return "no more than the processor"
	}
	return "nothing found"
}

// markdown returns the report. The first row is that of the processor.
func markdown(machine []report.Entry, c *config, processor *row, rows []row) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# Timing

Written by `+"`go run -C bench ./timing`"+`; do not edit. %v of each operation, %d times that of the processor's
multiplication.

Each operation ran on one input that is always the same ("fixed") and on random ones, in a random order. t is the
largest of the statistics of %d Welch tests between the times of both, over all times and over those up to a percentile;
beyond ±%d time is taken to depend on the input, if it differs by more than %.3f %%: %d times as much as the time of the
processor's own multiplication is found to, but at most %.2f %%. A difference is that of the means in the same test. The controls are operations
of variable time, which the tests must find. After O. Reparaz, J. Balasch, I. Verbauwhede, "Dude, is my code
constant time?", 2017 (https://eprint.iacr.org/2016/1123).

`, c.each, referenceTimes, cuts+1, threshold, 100*floorOf(processor), floorFactor, 100*maxFloor)
	b.WriteString(report.Place(machine))
	b.WriteString("\n| operation | fixed input | measurements | median | t | difference | outcome |\n|---|---|---|---|---|---|---|\n")
	for _, r := range append([]row{*processor}, rows...) {
		name := r.target.name
		if r.target.control {
			name = "control: " + name
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %.0f ns | %.2f | %.2f ns (%.3f %%) | %s |\n", name, short(r.target.fixed), r.measurements,
			r.median, r.outcome.t, r.outcome.difference, 100*r.share(), r.verdict())
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
