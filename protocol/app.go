package protocol

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/statement"
)

// AppConfig is what an [App] is made from. It prints as "[secret]".
type AppConfig struct {
	Profile    Profile
	PrivateKey *address.PrivateKey `json:"-"` // copied; the caller keeps and erases its own
	Options    string              `json:"-"` // JSON text, as JSON.stringify writes it; at most Profile.MaxText bytes
	Payload    string              `json:"-"` // likewise
	Status     string              // JSON text of the close reply; default {"success":true}. In the clear [HSK-22] but in sealed-v1

	// For sealed-v1, and for no other profile.
	Job   string // the job's name, 1 to 64 characters from ! to ~; for one run alone [HSK-23]
	Trust Trust  // which worker may do the job
}

// Format prints "[secret]" for every verb.
func (AppConfig) Format(f fmt.State, _ rune) { printSecret(f) }

// defaultStatus is what the encryption example's app closes with.
const defaultStatus = `{"success":true}`

// App is the side that gives a job away and receives its result (SPEC 8). It is
// not safe for concurrent use. It prints as its state.
type App struct {
	dialect appDialect
	table   *table
	profile Profile
	subject string
	bound   int

	state   State
	sk      *address.PrivateKey // until the end
	worker  *address.PublicKey  // from options-sent until the end
	options []byte              // until payload-sent
	payload []byte              // until the end

	exchanges []*statement.SealedRange
}

// appDialect is what differs between the profiles: what an app reads, answers and
// keeps.
type appDialect interface {
	// classify gives a message the row that it has in the table. It changes nothing.
	classify(a *App, data []byte) appInput
	// cell looks the input up, after the guards that stand before the table.
	cell(a *App, in *appInput) cell
	// act prepares the effects of a cell. It changes nothing but in.
	act(a *App, c cell, in *appInput) ([]AppEffect, error)
	// keep holds on to what the next states need, once the state has changed.
	keep(a *App, c cell, in *appInput)
	// pending reports whether a completed app still has something to answer.
	pending() bool
}

// NewApp returns an app in state created.
//
// Errors: [ErrUnknownProfile], [ErrConfig], [ErrTextSize], [ErrTextUTF8],
// wire.ErrMalformed for a job that has no such name, and those of wire.EncodeReply
// for the status.
func NewApp(c AppConfig) (*App, error) { return newApp(c, nil) }

func newApp(c AppConfig, fixed fixedScalars) (*App, error) {
	if err := c.Profile.check(); err != nil {
		return nil, err
	}
	for _, text := range []string{c.Options, c.Payload, c.Status} {
		if err := c.Profile.checkText(text); err != nil {
			return nil, err
		}
	}
	if c.Status == "" {
		c.Status = defaultStatus
	}
	sk, err := ownKey(c.PrivateKey)
	if err != nil {
		return nil, err
	}
	d := c.Profile.definition()
	a := &App{
		table: d.app, profile: c.Profile, subject: c.Profile.Subject(sk.PublicKey()), state: StateCreated,
		sk: sk, options: []byte(c.Options), payload: []byte(c.Payload),
	}
	if a.dialect, a.bound, err = d.newApp(c, d.scheme, fixed); err != nil {
		sk.Erase()
		return nil, err
	}
	return a, nil
}

// ReplyBound returns the size in bytes of a message that the transport has to
// carry for the app's replies: an upper bound of them, but in sealed-v1, where
// what is larger travels in parts, the least limit (SPEC 9.3, 9.5).
func (a *App) ReplyBound() int { return a.bound }

// Profile returns the profile of the machine.
func (a *App) Profile() Profile { return a.profile }

// State returns the state of the machine.
func (a *App) State() State { return a.state }

// Pending reports whether the app has completed, and its worker has not yet asked
// for all parts of the last reply: then the transport goes on for a while (SPEC 9.5
// [NAT-20]).
func (a *App) Pending() bool { return a.state == StateCompleted && a.dialect.pending() }

// Format prints the state for every verb.
func (a App) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "app in state %s", a.state) }

// Step feeds one event to the machine (SPEC 8). It returns the effects to carry
// out, in order; the outcome, which is safe to log; and nil or an error whose
// code is the outcome's. With an error the machine is as it was unless the
// outcome's To says failed, and the effects are none, or in sealed-v1 the reply
// that refuses. A duplicate that is answered again is no error.
//
// Errors: [ErrOutOfOrder], [ErrSecondWorker], [ErrTimeout], [ErrClosed], in
// sealed-v1 [ErrUnknownJob], [ErrUnauthenticated] and [ErrTicketExpired], and
// those of the decoders of package wire, address.ParsePublicKey,
// address.ParseSignature, elgamal.ParseCiphertext, elgamal.Scheme.DecryptText and
// elgamal.Open. Constant-time in the private key and the texts (not in their
// lengths).
func (a *App) Step(event AppEvent) ([]AppEffect, Outcome, error) {
	return a.apply(a.classify(event))
}

// apply carries out the cell of a classified event [HSK-4] [HSK-32], or changes
// nothing if that is not possible [HSK-18].
func (a *App) apply(in appInput) ([]AppEffect, Outcome, error) {
	c := a.dialect.cell(a, &in)
	effects, err := a.dialect.act(a, c, &in)
	if err != nil {
		c, in.err = ignore.in(a.state), err
	}
	out, err := conclude(c, a.state, in.event, in.err)
	a.commit(c, &in)
	return effects, out, err
}

// appInput is an event after parsing: its row in the table and what it carries.
type appInput struct {
	event  Event
	worker *address.PublicKey // request-options, and request-ready of zkcw: the key in it
	result string             // request-done in the state that awaits it
	err    error              // the code of a row that has no fixed outcome
	limit  int                // start: the transport's limit
	sealed sealedAppInput
	sent   *statement.SealedRange // what goes out with the payload
}

func (a *App) classify(event AppEvent) appInput {
	switch e := event.(type) {
	case Start:
		return appInput{event: EventStart, limit: e.MaxMessage}
	case Request:
		return a.dialect.classify(a, e.Data)
	case Timeout:
		return appInput{event: EventTimeout, err: ErrTimeout}
	default: // Close, and nil: a caller's mistake ends the run rather than the process
		return appInput{event: EventClose, err: ErrClosed}
	}
}

// awaits reports whether the present state acts on an event.
func (a *App) awaits(event Event) bool { return a.table.lookup(a.state, event).outcome == OutcomeOK }

// commit moves to the next state and lets go of what that state does not need
// [HSK-16].
func (a *App) commit(c cell, in *appInput) {
	a.state = c.next
	switch {
	case a.state.Terminal():
		a.sk.Erase()
		a.worker = nil
		a.options, a.payload = erase(a.options), erase(a.payload)
	case c.action == ActionSendOptions:
		a.worker = in.worker // [HSK-8] [HSK-33]
	case c.action == ActionSendPayload:
		a.options = erase(a.options)
	}
	a.dialect.keep(a, c, in)
}

// erase overwrites a text and returns nil in its place.
func erase(text []byte) []byte {
	clear(text)
	return nil
}
