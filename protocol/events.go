package protocol

import (
	"errors"
	"fmt"
	"io"

	"github.com/minaseal/minaseal/internal/coded"
)

// AppEvent is an input of [App.Step]: [Start], [Request], [Timeout] or [Close].
type AppEvent interface{ appEvent() }

// WorkerEvent is an input of [Worker.Step]: [Start], [Reply], [Proved],
// [ProveFailed], [NoResponder], [Timeout] or [Close].
type WorkerEvent interface{ workerEvent() }

// Start sets a machine going.
type Start struct {
	// MaxMessage is the greatest size in bytes of a message that the transport
	// carries: sealed-v1 cuts larger ones. 0 stands for wire.MaxSize, and so does
	// every greater number; less than 4096 counts as 4096 [NAT-18] [NAT-19].
	MaxMessage int
}

// Request is a message that arrived on the app's subject. The machine reads Data
// and does not keep it.
type Request struct{ Data []byte }

// Reply is the answer to the worker's last request. The machine reads Data and
// does not keep it.
type Reply struct{ Data []byte }

// Proved hands the prover's result, a text of at most
// Profile.MaxText bytes, to the
// worker; one that cannot be sent counts as [ProveFailed]. It prints as "[secret]".
type Proved struct {
	Result string `json:"-"`
}

// ProveFailed tells the worker that there will be no result. Of Err, which could
// hold the payload, it takes the stable code alone: statement_unsatisfied if there
// is none. It prints as "[secret]".
type ProveFailed struct {
	Err error `json:"-"`
}

// sentinel returns the coded error in the chain of e.Err, without what was
// wrapped around it.
func (e ProveFailed) sentinel() error {
	var sentinel *coded.Error
	if errors.As(e.Err, &sentinel) {
		return sentinel
	}
	return ErrStatement
}

// NoResponder tells the worker that nobody listens on the app's subject.
type NoResponder struct{}

// Timeout tells a machine that its time is up: a request's or the whole
// handshake's.
type Timeout struct{}

// Close ends a machine that has not ended by itself.
type Close struct{}

func (Start) appEvent()   {}
func (Request) appEvent() {}
func (Timeout) appEvent() {}
func (Close) appEvent()   {}

func (Start) workerEvent()       {}
func (Reply) workerEvent()       {}
func (Proved) workerEvent()      {}
func (ProveFailed) workerEvent() {}
func (NoResponder) workerEvent() {}
func (Timeout) workerEvent()     {}
func (Close) workerEvent()       {}

// Format prints "[secret]" for every verb.
func (ProveFailed) Format(f fmt.State, _ rune) { printSecret(f) }

// Format prints "[secret]" for every verb.
func (Proved) Format(f fmt.State, _ rune) { printSecret(f) }

// printSecret is the Format of everything that holds a text or a key.
func printSecret(w io.Writer) { _, _ = io.WriteString(w, "[secret]") }
