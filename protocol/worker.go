package protocol

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// WorkerConfig is what a [Worker] is made from.
type WorkerConfig struct {
	Profile Profile
	App     *address.PublicKey // whose job it is
}

// Worker is the side that takes a job and answers with a result (SPEC 8). Its
// key is made for this one run and does not leave it. A Worker is not safe for
// concurrent use. It prints as its state.
type Worker struct {
	scheme  elgamal.Scheme
	subject string
	app     *address.PublicKey
	public  *address.PublicKey

	state   State
	sk      *address.PrivateKey // until the payload is decrypted
	options []byte              // from ready-requested until proving
}

// NewWorker returns a worker in state created, with a fresh key.
//
// Errors: [ErrUnknownProfile], [ErrConfig].
func NewWorker(c WorkerConfig) (*Worker, error) {
	scheme, err := c.Profile.Scheme()
	if err != nil {
		return nil, err
	}
	if c.App == nil {
		return nil, ErrConfig
	}
	sk := address.GeneratePrivateKey()
	return &Worker{
		scheme: scheme, subject: Subject(c.App), app: c.App, public: sk.PublicKey(),
		state: StateCreated, sk: sk,
	}, nil
}

// State returns the state of the machine.
func (w *Worker) State() State { return w.state }

// PublicKey returns the worker's key of this run.
func (w *Worker) PublicKey() *address.PublicKey { return w.public }

// Format prints the state for every verb.
func (w Worker) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "worker in state %s", w.state) }

// Step feeds one event to the machine (SPEC 8). It returns the effects to carry
// out, in order; the outcome, which is safe to log; and nil or an error whose
// code is the outcome's. With an error there are no effects, and the machine has
// failed or had already ended.
//
// Errors: [ErrOutOfOrder], [ErrPeerRefused], [ErrStatement], [ErrNoResponder],
// [ErrTimeout], [ErrClosed], [ErrTextSize], [ErrTextUTF8], and those of
// wire.DecodeReply, elgamal.ParseCiphertext and elgamal.Scheme.DecryptText.
// Constant-time in the private key and the texts (not in their lengths).
func (w *Worker) Step(event WorkerEvent) ([]WorkerEffect, Outcome, error) {
	return w.apply(w.classify(event))
}

// apply carries out the cell of a classified event [HSK-11], or ends the machine if
// that is not possible [HSK-18].
func (w *Worker) apply(in workerInput) ([]WorkerEffect, Outcome, error) {
	c := workerTable.lookup(w.state, in.event)
	effects, err := w.act(c.action, in)
	if err != nil {
		c, in.err = fail, err
	}
	out, err := conclude(c, w.state, in.event, in.err)
	w.commit(c, in)
	return effects, out, err
}

// workerInput is an event after parsing: its row in the table and what it
// carries.
type workerInput struct {
	event Event
	text  string // decrypted options or payload, the result to send, or the close status
	err   error  // the code of a row that has no fixed outcome
}

func (w *Worker) classify(event WorkerEvent) workerInput {
	switch e := event.(type) {
	case Start:
		return workerInput{event: EventStart}
	case Reply:
		return w.classifyReply(e.Data)
	case Proved:
		if err := checkText(e.Result); err != nil {
			return workerInput{event: EventProveFailed, err: err}
		}
		return workerInput{event: EventProved, text: e.Result}
	case ProveFailed:
		return workerInput{event: EventProveFailed, err: e.sentinel()}
	case NoResponder:
		return workerInput{event: EventNoResponder, err: ErrNoResponder}
	case Timeout:
		return workerInput{event: EventTimeout, err: ErrTimeout}
	default: // Close, and nil: a caller's mistake ends the run rather than the process
		return workerInput{event: EventClose, err: ErrClosed}
	}
}

func (w *Worker) classifyReply(data []byte) workerInput {
	reply, err := wire.DecodeReply(data)
	switch {
	case errors.Is(err, wire.ErrUnknownCommand):
		return workerInput{event: EventReplyUnexpected, err: err}
	case err != nil:
		return workerInput{event: EventReplyMalformed, err: err}
	}
	switch p := reply.(type) {
	case wire.OptionsReply:
		return w.sealed(EventReplyOptions, p.Encrypted)
	case wire.ExecuteReply:
		return w.sealed(EventReplyExecute, p.Encrypted)
	case wire.CloseReply:
		return workerInput{event: EventReplyClose, text: p.Status}
	case wire.Refusal:
		return workerInput{event: EventReplyRefused, err: ErrPeerRefused}
	default:
		return workerInput{event: EventReplyUnexpected, err: ErrOutOfOrder}
	}
}

// sealed decrypts what a reply carries if the state awaits that reply.
func (w *Worker) sealed(event Event, encrypted string) workerInput {
	awaited := workerTable.lookup(w.state, event).outcome == OutcomeOK
	text, err := open(w.scheme, w.sk, encrypted, awaited)
	if err != nil {
		return workerInput{event: EventReplyUndecryptable, err: fmt.Errorf("%s: %w", event, err)}
	}
	return workerInput{event: event, text: text}
}

// act prepares the effects of an action and changes nothing.
func (w *Worker) act(action Action, in workerInput) ([]WorkerEffect, error) {
	switch action {
	case ActionRequestOptions:
		return w.request(EventRequestOptions, wire.OptionsRequest{Key: w.public.String()})
	case ActionRequestReady:
		return w.request(EventRequestReady, wire.ReadyRequest{Key: w.public.String()})
	case ActionProve:
		return []WorkerEffect{Prove{Options: string(w.options), Payload: in.text}}, nil
	case ActionRequestDone:
		result := []byte(in.text)
		defer clear(result)
		sealed, err := seal(w.scheme, w.app, result)
		if err != nil {
			return nil, err
		}
		return w.request(EventRequestDone, wire.DoneRequest{Result: sealed})
	case ActionFinish:
		return []WorkerEffect{Finish{Status: in.text}}, nil
	default:
		return nil, nil
	}
}

func (w *Worker) request(message Event, q wire.Request) ([]WorkerEffect, error) {
	data, err := wire.EncodeRequest(q)
	if err != nil {
		return nil, err
	}
	return []WorkerEffect{SendRequest{Subject: w.subject, Message: message, Data: data}}, nil
}

// commit moves to the next state and lets go of what that state does not need
// [HSK-16].
func (w *Worker) commit(c cell, in workerInput) {
	w.state = c.next
	switch {
	case w.state.Terminal() || c.action == ActionProve:
		w.sk.Erase()
		w.options = erase(w.options)
	case c.action == ActionRequestReady:
		w.options = []byte(in.text)
	}
}
