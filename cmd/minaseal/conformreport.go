package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/conformance"
)

// reportFormats are the values of --report with their file name extensions.
func reportFormats() map[string]string {
	return map[string]string{"html": ".html", "json": ".json", "junit": ".xml"}
}

// checkReports refuses an unknown format, and a place that is not there, before
// anything runs.
func (c *conform) checkReports() error {
	for _, format := range c.reports {
		if _, ok := reportFormats()[format]; !ok {
			return usage("no report %q: there are html, json and junit", format)
		}
	}
	if _, err := os.Stat(filepath.Dir(c.out)); err != nil && len(c.reports) > 0 {
		return usage("--out: %w", err)
	}
	return nil
}

// writeReports writes the files and, to standard output, JSON or the table.
func (c *conform) writeReports(command *cobra.Command, report *conformance.Report) error {
	for _, format := range slices.Compact(slices.Sorted(slices.Values(c.reports))) {
		extension := reportFormats()[format]
		name := strings.TrimSuffix(c.out, extension) + extension
		if err := writeReport(name, format, report); err != nil {
			return usage("report: %w", err)
		}
		fmt.Fprintf(command.ErrOrStderr(), "minaseal: wrote %s\n", name)
	}
	if c.asJSON {
		return report.WriteJSON(command.OutOrStdout())
	}
	return report.WriteTerminal(command.OutOrStdout(), c.shown)
}

func writeReport(name, format string, report *conformance.Report) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	switch format {
	case "html":
		err = report.WriteHTML(file)
	case "json":
		err = report.WriteJSON(file)
	case "junit":
		err = report.WriteJUnit(file)
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

// openTrace opens the file of --trace; without it the trace is nil.
func (c *conform) openTrace() (*conformance.Trace, func() error, error) {
	if c.trace == "" {
		return nil, func() error { return nil }, nil
	}
	file, err := os.Create(c.trace)
	if err != nil {
		return nil, nil, usageError{err}
	}
	return conformance.NewTrace(file), file.Close, nil
}

// caseProgress shows how far a run is: a bar on a terminal, a line now and then
// elsewhere.
type caseProgress struct {
	out  io.Writer
	bar  *progressbar.ProgressBar
	bad  int
	last time.Time
}

// quietly is how often a line is written where there is no terminal.
const quietly = 10 * time.Second

func newCaseProgress(out io.Writer) *caseProgress { return &caseProgress{out: out, last: time.Now()} }

// observe counts a result.
func (p *caseProgress) observe(done, planned int, r *conformance.Result) {
	if r.Verdict.Bad() {
		p.bad++
	}
	if !isTerminal(p.out) {
		if time.Since(p.last) > quietly {
			p.last = time.Now()
			fmt.Fprintf(p.out, "minaseal: %d of %d cases, %d failed\n", done, planned, p.bad)
		}
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(planned, progressbar.OptionSetWriter(p.out), progressbar.OptionShowCount(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	p.bar.Describe(fmt.Sprintf("%d failed", p.bad))
	_ = p.bar.Set(done) // a terminal that cannot be written to has nobody to tell
}

// finish ends the bar.
func (p *caseProgress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
