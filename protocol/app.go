package protocol

import (
	"errors"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// AppConfig is what an [App] is made from. It prints as "[secret]".
type AppConfig struct {
	Profile    Profile
	PrivateKey *address.PrivateKey `json:"-"` // copied; the caller keeps and erases its own
	Options    string              `json:"-"` // JSON text, as JSON.stringify writes it; at most MaxText bytes
	Payload    string              `json:"-"` // likewise
	Status     string              // JSON text of the close reply, in the clear [HSK-22]; default {"success":true}
}

// Format prints "[secret]" for every verb.
func (AppConfig) Format(f fmt.State, _ rune) { printSecret(f) }

// defaultStatus is what the encryption example's app closes with.
const defaultStatus = `{"success":true}`

// App is the side that gives a job away and receives its result (SPEC 8). It is
// not safe for concurrent use. It prints as its state.
type App struct {
	scheme     elgamal.Scheme
	subject    string
	closing    []byte // the close reply, encoded
	replyBound int

	state   State
	sk      *address.PrivateKey // until the end
	worker  *address.PublicKey  // from options-sent until the end
	options []byte              // until payload-sent
	payload []byte              // until the end
}

// NewApp returns an app in state created.
//
// Errors: [ErrUnknownProfile], [ErrConfig], [ErrTextSize], [ErrTextUTF8], and
// those of wire.EncodeReply for the status.
func NewApp(c AppConfig) (*App, error) {
	scheme, err := c.Profile.Scheme()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(checkText(c.Options), checkText(c.Payload), checkText(c.Status)); err != nil {
		return nil, err
	}
	if c.Status == "" {
		c.Status = defaultStatus
	}
	closing, err := wire.EncodeReply(wire.CloseReply{Status: c.Status})
	if err != nil {
		return nil, fmt.Errorf("status: %w", err)
	}
	sk, err := ownKey(c.PrivateKey)
	if err != nil {
		return nil, err
	}
	return &App{
		scheme: scheme, subject: Subject(sk.PublicKey()), closing: closing,
		replyBound: max(MessageBound(len(c.Options)), MessageBound(len(c.Payload)), len(closing)),
		state:      StateCreated, sk: sk, options: []byte(c.Options), payload: []byte(c.Payload),
	}, nil
}

// ReplyBound returns an upper bound on the size in bytes of the app's replies, for
// a transport that carries less than wire.MaxSize (SPEC 9.3).
func (a *App) ReplyBound() int { return a.replyBound }

// State returns the state of the machine.
func (a *App) State() State { return a.state }

// Format prints the state for every verb.
func (a App) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "app in state %s", a.state) }

// Step feeds one event to the machine (SPEC 8). It returns the effects to carry
// out, in order; the outcome, which is safe to log; and nil or an error whose
// code is the outcome's. With an error there are no effects, and the machine is
// as it was unless the outcome's To says failed. A duplicate that is answered
// again, freshly encrypted, is no error.
//
// Errors: [ErrOutOfOrder], [ErrSecondWorker], [ErrTimeout], [ErrClosed], and
// those of wire.DecodeRequest, address.ParsePublicKey, elgamal.ParseCiphertext
// and elgamal.Scheme.DecryptText. Constant-time in the private key and the texts
// (not in their lengths).
func (a *App) Step(event AppEvent) ([]AppEffect, Outcome, error) {
	return a.apply(a.classify(event))
}

// apply carries out the cell of a classified event [HSK-4], or changes nothing if
// that is not possible [HSK-18].
func (a *App) apply(in appInput) ([]AppEffect, Outcome, error) {
	c := a.cellOf(in)
	effects, err := a.act(c.action, in)
	if err != nil {
		c, in.err = ignore.in(a.state), err
	}
	out, err := conclude(c, a.state, in.event, in.err)
	a.commit(c, in)
	return effects, out, err
}

// appInput is an event after parsing: its row in the table and what it carries.
type appInput struct {
	event  Event
	worker *address.PublicKey // request-options and request-ready: the key in it
	result string             // request-done in the state that awaits it
	err    error              // the code of a row that has no fixed outcome
}

func (a *App) classify(event AppEvent) appInput {
	switch e := event.(type) {
	case Start:
		return appInput{event: EventStart}
	case Request:
		return a.classifyRequest(e.Data)
	case Timeout:
		return appInput{event: EventTimeout, err: ErrTimeout}
	default: // Close, and nil: a caller's mistake ends the run rather than the process
		return appInput{event: EventClose, err: ErrClosed}
	}
}

func (a *App) classifyRequest(data []byte) appInput {
	request, err := wire.DecodeRequest(data)
	switch {
	case errors.Is(err, wire.ErrUnknownPost):
		return appInput{event: EventRequestUnknown, err: err}
	case err != nil:
		return appInput{event: EventRequestMalformed, err: err}
	}
	switch q := request.(type) {
	case wire.OptionsRequest:
		return keyed(EventRequestOptions, q.Key)
	case wire.ReadyRequest:
		return keyed(EventRequestReady, q.Key)
	case wire.DoneRequest:
		return a.classifyDone(q.Result)
	default:
		return appInput{event: EventRequestUnknown, err: wire.ErrUnknownPost}
	}
}

func keyed(event Event, key string) appInput {
	worker, err := address.ParsePublicKey(key)
	if err != nil {
		return appInput{event: EventRequestUndecryptable, err: fmt.Errorf("worker key: %w", err)}
	}
	return appInput{event: event, worker: worker}
}

func (a *App) classifyDone(sealed string) appInput {
	awaited := appTable.lookup(a.state, EventRequestDone).action == ActionDeliver
	result, err := open(a.scheme, a.sk, sealed, awaited)
	if err != nil {
		return appInput{event: EventRequestUndecryptable, err: fmt.Errorf("result: %w", err)}
	}
	return appInput{event: EventRequestDone, result: result}
}

// cellOf looks the input up, after the guard that binds the run to one worker
// [HSK-5].
func (a *App) cellOf(in appInput) cell {
	if a.worker != nil && in.worker != nil && !a.worker.Equal(in.worker) {
		return secondWorker.in(a.state)
	}
	return appTable.lookup(a.state, in.event)
}

// act prepares the effects of an action and changes nothing.
func (a *App) act(action Action, in appInput) ([]AppEffect, error) {
	switch action {
	case ActionListen:
		return []AppEffect{Listen{Subject: a.subject}}, nil
	case ActionSendOptions:
		sealed, err := seal(a.scheme, in.worker, a.options)
		if err != nil {
			return nil, err
		}
		return reply(EventReplyOptions, wire.OptionsReply{Encrypted: sealed})
	case ActionSendPayload:
		sealed, err := seal(a.scheme, in.worker, a.payload)
		if err != nil {
			return nil, err
		}
		return reply(EventReplyExecute, wire.ExecuteReply{Encrypted: sealed})
	case ActionDeliver:
		closing := SendReply{Message: EventReplyClose, Data: slices.Clone(a.closing)}
		return []AppEffect{closing, Deliver{Result: in.result}}, nil
	default:
		return nil, nil
	}
}

func reply(message Event, p wire.Reply) ([]AppEffect, error) {
	data, err := wire.EncodeReply(p)
	if err != nil {
		return nil, err
	}
	return []AppEffect{SendReply{Message: message, Data: data}}, nil
}

// commit moves to the next state and lets go of what that state does not need
// [HSK-16].
func (a *App) commit(c cell, in appInput) {
	a.state = c.next
	switch {
	case a.state.Terminal():
		a.sk.Erase()
		a.worker = nil
		a.options, a.payload = erase(a.options), erase(a.payload)
	case c.action == ActionSendOptions:
		a.worker = in.worker // [HSK-8]
	case c.action == ActionSendPayload:
		a.options = erase(a.options)
	}
}

// erase overwrites a text and returns nil in its place.
func erase(text []byte) []byte {
	clear(text)
	return nil
}
