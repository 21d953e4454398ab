package protocol

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/coded"
)

// The errors of the machines. Those of messages, keys and ciphertexts come from
// packages wire, address and elgamal, wrapped, with their own codes.
var (
	// ErrUnknownProfile reports a name or value that is no profile. Code
	// unknown_profile.
	ErrUnknownProfile = coded.New("protocol", "unknown_profile", "unknown profile")

	// ErrConfig reports a configuration that lacks a key or has what its profile does
	// not know. Code bad_request.
	ErrConfig = coded.New("protocol", "bad_request", "the configuration is not usable")

	// ErrTextSize reports a text of more bytes than Profile.MaxText. Code wrong_length.
	ErrTextSize = coded.New("protocol", "wrong_length", "text is larger than the profile allows")

	// ErrTextUTF8 reports a text that is not valid UTF-8. Code malformed_json.
	ErrTextUTF8 = coded.New("protocol", "malformed_json", "text is not valid UTF-8")

	// ErrOutOfOrder reports an event that has no place in the machine's state.
	// Code out_of_order.
	ErrOutOfOrder = coded.New("protocol", "out_of_order", "out of order")

	// ErrDuplicate reports a request to an app that has its result. Code duplicate.
	ErrDuplicate = coded.New("protocol", "duplicate", "already served")

	// ErrSecondWorker reports a request with another key than the one that the
	// app has answered. Code second_worker.
	ErrSecondWorker = coded.New("protocol", "second_worker", "another worker has the job")

	// ErrUnknownJob reports a message that names another job. Code unknown_job.
	ErrUnknownJob = coded.New("protocol", "unknown_job", "the message is for another job")

	// ErrUnauthenticated reports an options request, or a ticket, that does not show
	// that its sender may do the job. Code worker_unauthenticated.
	ErrUnauthenticated = coded.New("protocol", "worker_unauthenticated", "the worker is not authenticated")

	// ErrTicketExpired reports a ticket whose time is over. Code ticket_expired.
	ErrTicketExpired = coded.New("protocol", "ticket_expired", "the ticket has expired")

	// ErrTimeout reports that time ran out. Code timeout.
	ErrTimeout = coded.New("protocol", "timeout", "timed out")

	// ErrClosed reports that the machine was closed before it completed. Code
	// closed.
	ErrClosed = coded.New("protocol", "closed", "closed before completion")

	// ErrNoResponder reports that nobody listens on the app's subject. Code
	// no_responder.
	ErrNoResponder = coded.New("protocol", "no_responder", "nobody listens on the subject of the app")

	// ErrPeerRefused reports a reply with success false, whose text is the peer's and
	// is dropped; or a refusal of sealed-v1, whose code the error shows. Code
	// peer_refused.
	ErrPeerRefused = coded.New("protocol", "peer_refused", "the app refused")

	// ErrStatement reports that the prover found no proof. Code
	// statement_unsatisfied.
	ErrStatement = coded.New("protocol", "statement_unsatisfied", "the prover failed")
)

// Outcome is the record of one step. It holds no secret and no text of the peer.
type Outcome struct {
	Event  Event  // what the input was
	From   State  // state that it found
	Action Action // what the machine did
	To     State  // state that it left
	Code   string // OutcomeOK, OutcomeDuplicate, or the stable code of the error
}

// String returns "from --event/action--> to (code)".
func (o Outcome) String() string {
	return fmt.Sprintf("%s --%s/%s--> %s (%s)", o.From, o.Event, o.Action, o.To, o.Code)
}

// conclude returns the outcome of event in state from with cell c, and the error
// that belongs to it: cause for a cell that leaves the code to the event.
func conclude(c cell, from State, event Event, cause error) (Outcome, error) {
	out := Outcome{Event: event, From: from, Action: c.action, To: c.next, Code: c.outcome}
	var err error
	switch c.outcome {
	case OutcomeOfEvent:
		err = cause
	case OutcomeOutOfOrder:
		err = fmt.Errorf("%w: %s in state %s", ErrOutOfOrder, event, from)
	case OutcomeSecondWorker:
		err = ErrSecondWorker
	case OutcomeDuplicate:
		if c.action == ActionIgnore {
			err = ErrDuplicate
		}
	}
	if err != nil {
		out.Code = coded.Code(err)
	}
	return out, err
}
