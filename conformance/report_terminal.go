package conformance

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fatih/color"
)

// WriteTerminal writes a table of verdicts by subject and area, the results that
// make the run fail, no more than limit of them, and a conclusion for each subject.
// Colors follow the settings of package color.
func (r *Report) WriteTerminal(out io.Writer, limit int) error {
	w := &textWriter{out: out}
	r.writeTable(w)
	r.writeFailures(w, limit)
	for _, text := range r.Stale {
		w.printf("%s  stale entry of a baseline: %s\n", color.RedString("FAIL"), text)
	}
	if len(r.Results) != r.Planned {
		w.printf("%s  %d cases planned, %d reported\n", color.RedString("HARNESS-ERROR"), r.Planned, len(r.Results))
	}
	for _, subject := range r.Subjects() {
		counts := r.Of(subject)
		w.printf("%s: %s", color.New(color.Bold).Sprint(subject), r.Conclusion(subject))
		var notes []string
		for _, note := range []struct {
			n    int
			text string
		}{
			{counts.Unexpected(), "unexpected"}, {counts.Known, "known to fail"}, {counts.Verdicts[Unsupported], "unsupported"},
			{counts.Verdicts[Accepted], "accepted against SPEC"}, {counts.Remarks, "passed with a remark"},
		} {
			if note.n > 0 {
				notes = append(notes, fmt.Sprintf("%d %s", note.n, note.text))
			}
		}
		if len(notes) > 0 {
			w.printf(" (%s)", strings.Join(notes, ", "))
		}
		w.printf("\n")
	}
	return w.err
}

// writeTable writes a block of lines for each subject.
func (r *Report) writeTable(w *textWriter) {
	areas := r.Areas()
	wide := len("total")
	for _, area := range areas {
		wide = max(wide, len(area))
	}
	for _, subject := range r.Subjects() {
		w.printf("%s\n", color.New(color.Bold).Sprint(subject))
		w.printf("  %-*s", wide, "")
		for _, v := range Verdicts() {
			w.printf("  %*s", max(len(v), 5), v)
		}
		w.printf("\n")
		line := func(name string, counts Counts) {
			w.printf("  %-*s", wide, name)
			for _, v := range Verdicts() {
				w.printf("  %s", paint(v, counts.Verdicts[v], max(len(v), 5)))
			}
			if counts.Known > 0 {
				w.printf("  (%d known)", counts.Known)
			}
			w.printf("\n")
		}
		for _, area := range areas {
			counts := r.Count(func(result *Result) bool { return result.Subject == subject && result.Case.Area() == area })
			if counts.Total > 0 {
				line(area, counts)
			}
		}
		line("total", r.Of(subject))
		w.printf("\n")
	}
}

// writeFailures explains the results that make the run fail.
func (r *Report) writeFailures(w *textWriter, limit int) {
	shown := 0
	bad := func(result *Result) bool { return result.Verdict == HarnessError }
	for _, failure := range r.Failures() {
		if bad(failure) {
			continue // below
		}
		if shown++; shown <= limit {
			w.failure(failure)
		}
	}
	for _, result := range r.Results {
		if bad(result) {
			if shown++; shown <= limit {
				w.failure(result)
			}
		}
	}
	if shown > limit {
		w.printf("… and %d more: write a report with --report\n\n", shown-limit)
	}
}

// failure writes one result with its explanation.
func (w *textWriter) failure(r *Result) {
	verdict := string(r.Verdict)
	if r.Stray {
		verdict += ", but its baseline expects a failure"
	}
	w.printf("%s  %s  %s  %s\n", color.RedString(verdict), color.New(color.Bold).Sprint(r.Case.ID), r.Case.Op, r.Subject)
	for line := range strings.SplitSeq(r.explain(), "\n") {
		if len(line) > 2*shown {
			line = strings.ToValidUTF8(line[:2*shown], "") + "…"
		}
		w.printf("  %s\n", line)
	}
	w.printf("\n")
}

// paint returns a number in the color of its verdict, a dot for none.
func paint(v Verdict, n, width int) string {
	if n == 0 {
		return fmt.Sprintf("%*s", width, "·")
	}
	text := fmt.Sprintf("%*s", width, strconv.Itoa(n))
	switch v {
	case Pass:
		return color.GreenString(text)
	case Accepted:
		return color.YellowString(text)
	case Unsupported:
		return text
	default:
		return color.RedString(text)
	}
}

// textWriter keeps the first error of its output.
type textWriter struct {
	out io.Writer
	err error
}

func (w *textWriter) printf(format string, args ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintf(w.out, format, args...)
	}
}
