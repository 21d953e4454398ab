package conformance

import (
	"encoding/json"
	"io"
	"sync"
	"time"
)

// Trace writes what goes over the wire, one JSON object a line. Its methods may be
// called concurrently and on a nil Trace, which writes nothing.
type Trace struct {
	mu  sync.Mutex
	out io.Writer
	err error
}

// NewTrace returns a trace that writes to out.
func NewTrace(out io.Writer) *Trace { return &Trace{out: out} }

// traced is a line of a trace.
type traced struct {
	Time      string `json:"time"`
	Peer      string `json:"peer"`      // name of the driver or program
	Direction string `json:"direction"` // "to" it or "from" it
	Line      string `json:"line"`
}

// To records what was sent to a peer.
func (t *Trace) To(peer, line string) { t.write(peer, "to", line) }

// From records what came from a peer.
func (t *Trace) From(peer, line string) { t.write(peer, "from", line) }

func (t *Trace) write(peer, direction, line string) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err != nil {
		return
	}
	encoder := json.NewEncoder(t.out)
	encoder.SetEscapeHTML(false)
	t.err = encoder.Encode(traced{time.Now().UTC().Format(time.RFC3339Nano), peer, direction, line})
}

// Err returns the first error of the writer.
func (t *Trace) Err() error {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}
