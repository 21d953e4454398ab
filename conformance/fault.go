package conformance

import (
	"fmt"
	"strings"
)

// FaultKind is a way in which a driver breaks the protocol.
type FaultKind string

// The kinds.
const (
	FaultTimeout FaultKind = "timeout" // no answer within the deadline
	FaultExit    FaultKind = "exit"    // the program ended, or did not start
	FaultLine    FaultKind = "line"    // a line that is no response: garbage, half a line, too long
	FaultOrder   FaultKind = "order"   // a line that nobody asked for, or a response to another request
	FaultAnswer  FaultKind = "answer"  // a response to the request, of the wrong form
)

// broken reports whether nothing after the fault can be trusted, so that the
// driver has to be started again.
func (k FaultKind) broken() bool { return k != FaultAnswer }

// Fault is the error of a driver that did not answer as SPEC A.2 demands.
type Fault struct {
	Kind   FaultKind `json:"kind"`
	Text   string    `json:"text"`             // what is wrong
	Line   string    `json:"line,omitempty"`   // the offending line, shortened; empty if there is none
	Stderr string    `json:"stderr,omitempty"` // the end of the program's standard error
}

// Error returns the fault in one line.
func (f *Fault) Error() string {
	if f.Line == "" {
		return "driver: " + f.Text
	}
	return fmt.Sprintf("driver: %s: %s", f.Text, f.Line)
}

// shown is how much of an offending line a report shows.
const shown = 200

// shorten cuts a line for a report, and makes it printable.
func shorten(line string) string {
	cut := line
	if len(line) > shown {
		cut = line[:shown]
	}
	cut = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(cut, "\uFFFD"))
	if len(line) > shown {
		return fmt.Sprintf("%s… (%d bytes)", cut, len(line))
	}
	return cut
}
