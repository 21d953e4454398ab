package protocol

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/statement"
)

// WorkerConfig is what a [Worker] is made from. It prints as "[secret]".
type WorkerConfig struct {
	Profile Profile
	App     *address.PublicKey // whose job it is

	// KeepKey keeps the worker's key until its result is encrypted, for a proof about
	// it; see [Worker.Opening].
	KeepKey bool

	// For sealed-v1, and for no other profile.
	Job      string              // the job's name; that of the ticket if empty
	Identity *address.PrivateKey `json:"-"` // used once, here; not copied
	Ticket   *Ticket             // for an app that trusts a launcher; nil if there is none
}

// Format prints "[secret]" for every verb.
func (WorkerConfig) Format(f fmt.State, _ rune) { printSecret(f) }

// Worker is the side that takes a job and answers with a result (SPEC 8). Its
// key is made for this one run and does not leave it. A Worker is not safe for
// concurrent use. It prints as its state.
type Worker struct {
	dialect workerDialect
	table   *table
	profile Profile
	subject string
	app     *address.PublicKey
	public  *address.PublicKey

	state   State
	sk      *address.PrivateKey    // zkcw: until the payload is decrypted; sealed-v1: until the end
	options []byte                 // from ready-requested until proving
	opened  *statement.SealedRange // in proving, with KeepKey
}

// workerDialect is what differs between the profiles: what a worker reads, asks and
// keeps.
type workerDialect interface {
	// classify gives a reply the row that it has in the table. It changes nothing.
	classify(w *Worker, data []byte) workerInput
	// act prepares the effects of an action. It changes nothing but in.
	act(w *Worker, action Action, in *workerInput) ([]WorkerEffect, error)
	// keep holds on to what the next states need, once the state has changed.
	keep(w *Worker, c cell, in *workerInput)
}

// NewWorker returns a worker in state created, with a fresh key.
//
// Errors: [ErrUnknownProfile]; [ErrConfig], also for a ticket that does not fit the
// rest; wire.ErrMalformed for a job that has no such name; address.ErrErased.
func NewWorker(c WorkerConfig) (*Worker, error) {
	return newWorker(c, address.GeneratePrivateKey(), nil)
}

func newWorker(c WorkerConfig, sk *address.PrivateKey, fixed fixedScalars) (*Worker, error) {
	if err := c.Profile.check(); err != nil {
		return nil, err
	}
	if c.App == nil {
		return nil, ErrConfig
	}
	d := c.Profile.definition()
	w := &Worker{
		table: d.worker, profile: c.Profile, subject: c.Profile.Subject(c.App), app: c.App, public: sk.PublicKey(),
		state: StateCreated, sk: sk,
	}
	var err error
	if w.dialect, err = d.newWorker(c, d.scheme, w.public, fixed); err != nil {
		sk.Erase()
		return nil, err
	}
	return w, nil
}

// Profile returns the profile of the machine.
func (w *Worker) Profile() Profile { return w.profile }

// State returns the state of the machine.
func (w *Worker) State() State { return w.state }

// PublicKey returns the worker's key of this run.
func (w *Worker) PublicKey() *address.PublicKey { return w.public }

// RequestBound returns the size in bytes of a message that the transport has to
// carry for a result of length bytes: an upper bound of the done request, but in
// sealed-v1, where what is larger travels in parts, the least limit (SPEC 9.3,
// 9.5).
func (w *Worker) RequestBound(length int) int { return w.profile.definition().requestBound(length) }

// Format prints the state for every verb.
func (w Worker) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "worker in state %s", w.state) }

// Step feeds one event to the machine (SPEC 8). It returns the effects to carry
// out, in order; the outcome, which is safe to log; and nil or an error whose
// code is the outcome's. With an error there are no effects, and the machine has
// failed or had already ended.
//
// Errors: [ErrOutOfOrder], [ErrPeerRefused], [ErrStatement], [ErrNoResponder],
// [ErrTimeout], [ErrClosed], [ErrTextSize], [ErrTextUTF8], in sealed-v1
// [ErrUnknownJob], and those of the decoders of package wire,
// elgamal.ParseCiphertext, elgamal.Scheme.DecryptText and elgamal.Open.
// Constant-time in the private key and the texts (not in their lengths).
func (w *Worker) Step(event WorkerEvent) ([]WorkerEffect, Outcome, error) {
	return w.apply(w.classify(event))
}

// apply carries out the cell of a classified event [HSK-11] [HSK-38], or ends the
// machine if that is not possible [HSK-18].
func (w *Worker) apply(in workerInput) ([]WorkerEffect, Outcome, error) {
	c := w.table.lookup(w.state, in.event)
	effects, err := w.dialect.act(w, c.action, &in)
	if err != nil {
		c, in.err = fail, err
	}
	out, err := conclude(c, w.state, in.event, in.err)
	w.commit(c, &in)
	return effects, out, err
}

// workerInput is an event after parsing: its row in the table and what it
// carries.
type workerInput struct {
	event  Event
	text   string // decrypted options or payload, the result to send, or the close status
	err    error  // the code of a row that has no fixed outcome
	limit  int    // start: the transport's limit
	sealed sealedWorkerInput
	opened *statement.SealedRange // reply-execute, with KeepKey: what the payload came in
}

func (w *Worker) classify(event WorkerEvent) workerInput {
	switch e := event.(type) {
	case Start:
		return workerInput{event: EventStart, limit: e.MaxMessage}
	case Reply:
		return w.dialect.classify(w, e.Data)
	case Proved:
		if err := w.profile.checkText(e.Result); err != nil {
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

// awaits reports whether the present state acts on an event.
func (w *Worker) awaits(event Event) bool { return w.table.lookup(w.state, event).outcome == OutcomeOK }

// sendRequest returns the effect that sends a message to the app.
func (w *Worker) sendRequest(message Event, data []byte) []WorkerEffect {
	return []WorkerEffect{SendRequest{Subject: w.subject, Message: message, Data: data}}
}

// prove returns the effect that hands the job over.
func (w *Worker) prove(payload string) []WorkerEffect {
	return []WorkerEffect{Prove{Options: string(w.options), Payload: payload}}
}

// commit moves to the next state and lets go of what that state does not need
// [HSK-16].
func (w *Worker) commit(c cell, in *workerInput) {
	w.state = c.next
	switch {
	case w.state.Terminal():
		w.sk.Erase()
		w.options, w.opened = erase(w.options), nil
	case c.action == ActionProve:
		w.options = erase(w.options)
	case c.action == ActionRequestReady:
		w.options = []byte(in.text)
	}
	w.dialect.keep(w, c, in)
}
