package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/fatih/color"

	"github.com/minaseal/minaseal/protocol/natstransport"
)

// transcript prints what happens in a handshake, as aligned lines for people
// or as JSON lines. It may be used from several goroutines.
type transcript struct {
	out    io.Writer
	asJSON bool

	mu sync.Mutex
}

// entry is one line. Fields that are empty are left out.
type entry struct {
	Event     string  `json:"event"`
	Party     string  `json:"party,omitempty"`
	Address   string  `json:"address,omitempty"`
	Subject   string  `json:"subject,omitempty"`
	Direction string  `json:"direction,omitempty"`
	Message   string  `json:"message,omitempty"`
	Bytes     int     `json:"bytes,omitempty"`
	Code      string  `json:"code,omitempty"`
	System    string  `json:"system,omitempty"`
	Statement string  `json:"statement,omitempty"`
	Seconds   float64 `json:"seconds,omitempty"`
	Result    string  `json:"result,omitempty"`
	URL       string  `json:"url,omitempty"`
	Profile   string  `json:"profile,omitempty"`
	Setup     string  `json:"setup,omitempty"`
	Store     string  `json:"store,omitempty"`
	Job       string  `json:"job,omitempty"`
	Attempt   int     `json:"attempt,omitempty"`
	State     string  `json:"state,omitempty"`
	Text      string  `json:"text,omitempty"` // of the server's log
}

// print writes the entry as JSON, or the text for people under the heading.
func (t *transcript) print(e entry, heading, format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asJSON {
		_ = printJSON(t.out, e) // a closed pipe ends the command by its signal
		return
	}
	fmt.Fprintf(t.out, "%s%s\n", color.New(color.Bold).Sprintf("%-18s", heading), fmt.Sprintf(format, args...))
}

// message prints a message that a party has sent or received. Local steps are
// not shown: what they do is seen in the messages.
func (t *transcript) message(party, peer string, r natstransport.Record) {
	if r.Direction == natstransport.Local {
		return
	}
	heading := fmt.Sprintf("%s <- %s", party, peer)
	if r.Direction == natstransport.Sent {
		heading = fmt.Sprintf("%s -> %s", party, peer)
	}
	code := r.Outcome.Code
	remark := ""
	if code != "" && code != "ok" {
		remark = color.YellowString("  %s", code)
	}
	name := strings.TrimPrefix(strings.TrimPrefix(string(r.Message), "request-"), "reply-")
	t.print(entry{Event: "message", Party: party, Direction: string(r.Direction), Subject: r.Subject,
		Message: string(r.Message), Bytes: r.Size, Code: code},
		heading, "%-10s %6d bytes%s", name, r.Size, remark)
}

func (t *transcript) address(party, address string) {
	t.print(entry{Event: "address", Party: party, Address: address}, party, "%s", address)
}

func (t *transcript) proved(system string, took time.Duration) {
	t.print(entry{Event: "proved", Party: "worker", System: system, Seconds: took.Seconds()},
		"worker", "proved with %s in %s", system, round(took))
}

// round keeps about three digits.
func round(d time.Duration) time.Duration {
	switch {
	case d > time.Second:
		return d.Round(10 * time.Millisecond)
	case d > 10*time.Millisecond:
		return d.Round(time.Millisecond)
	}
	return d.Round(10 * time.Microsecond)
}
