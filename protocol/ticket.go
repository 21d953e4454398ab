package protocol

import (
	"fmt"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol/wire"
	"github.com/minaseal/minaseal/schnorr"
)

// Ticket is the word of a launcher that an identity may do a job for an app until
// some second (SPEC 8.8). It never changes. A ticket is public; what it says holds
// only after [Ticket.Check].
type Ticket struct {
	form                  wire.Ticket
	app, worker, launcher *address.PublicKey
	signature             *address.Signature
}

// IssueTicket returns the launcher's ticket for a job. Of the time, the second
// counts that it lies in.
//
// Errors: wire.ErrMalformed for a job that has no such name, or a time before 1970;
// address.ErrErased. Time depends on everything but the launcher's key.
func IssueTicket(launcher *address.PrivateKey, job string, app, worker *address.PublicKey, notAfter time.Time) (*Ticket, error) {
	if app == nil || worker == nil || launcher == nil {
		return nil, ErrConfig
	}
	t := &Ticket{app: app, worker: worker, launcher: launcher.PublicKey(), form: wire.Ticket{
		Job: job, App: app.String(), Worker: worker.String(),
		NotAfter: notAfter.Unix(), Launcher: launcher.PublicKey().String(),
	}}
	field, err := t.field()
	if err != nil {
		return nil, err
	}
	if t.signature, err = schnorr.Sign(launcher, []fp.Element{field}, schnorr.Testnet); err != nil {
		return nil, err
	}
	t.form.Signature = t.signature.Base58()
	if _, err := wire.EncodeTicket(t.form); err != nil {
		return nil, err
	}
	return t, nil
}

// ParseTicket reads the JSON of a ticket. It does not check what the ticket says.
//
// Errors: those of wire.DecodeTicket, address.ParsePublicKey and
// address.ParseSignature.
func ParseTicket(text []byte) (*Ticket, error) {
	form, err := wire.DecodeTicket(text)
	if err != nil {
		return nil, err
	}
	return readTicket(*form)
}

func readTicket(form wire.Ticket) (*Ticket, error) {
	t := &Ticket{form: form}
	for _, key := range []struct {
		name, text string
		to         **address.PublicKey
	}{{"app", form.App, &t.app}, {"worker", form.Worker, &t.worker}, {"launcher", form.Launcher, &t.launcher}} {
		parsed, err := address.ParsePublicKey(key.text)
		if err != nil {
			return nil, fmt.Errorf("ticket: %s: %w", key.name, err)
		}
		*key.to = parsed
	}
	var err error
	if t.signature, err = address.ParseSignature(form.Signature); err != nil {
		return nil, fmt.Errorf("ticket: signature: %w", err)
	}
	return t, nil
}

// Job returns the job's name.
func (t *Ticket) Job() string { return t.form.Job }

// App returns the app key that the ticket names.
func (t *Ticket) App() *address.PublicKey { return t.app }

// Worker returns the identity that the ticket names.
func (t *Ticket) Worker() *address.PublicKey { return t.worker }

// NotAfter returns the ticket's last second.
func (t *Ticket) NotAfter() time.Time { return time.Unix(t.form.NotAfter, 0) }

// MarshalJSON returns the ticket as JSON.stringify writes it (SPEC 8.8).
func (t *Ticket) MarshalJSON() ([]byte, error) { return wire.EncodeTicket(t.form) }

// Check is check of SPEC 8.8 [HSK-30]: it returns nil if the ticket is the
// launcher's for this job, app and identity, and now is not after its time.
//
// Errors: [ErrUnauthenticated], and [ErrTicketExpired] for a ticket that is true
// and old. Variable time: everything is public.
func (t *Ticket) Check(launcher *address.PublicKey, job string, app, worker *address.PublicKey, now time.Time) error {
	switch {
	case !t.launcher.Equal(launcher):
		return fmt.Errorf("%w: ticket of another launcher", ErrUnauthenticated)
	case t.form.Job != job:
		return fmt.Errorf("%w: ticket for another job", ErrUnauthenticated)
	case !t.app.Equal(app):
		return fmt.Errorf("%w: ticket for another app", ErrUnauthenticated)
	case !t.worker.Equal(worker):
		return fmt.Errorf("%w: ticket for another worker", ErrUnauthenticated)
	}
	field, err := t.field()
	if err != nil {
		return err
	}
	if !schnorr.Verify(launcher, []fp.Element{field}, schnorr.Testnet, t.signature) {
		return fmt.Errorf("%w: the ticket's signature does not verify", ErrUnauthenticated)
	}
	if now.Unix() > t.form.NotAfter {
		return ErrTicketExpired
	}
	return nil
}

// field is what the launcher signs.
func (t *Ticket) field() (fp.Element, error) {
	job, err := jobField(t.form.Job)
	if err != nil {
		return fp.Element{}, err
	}
	inputs := append([]fp.Element{job}, halves(t.app)...)
	inputs = append(inputs, halves(t.worker)...)
	var notAfter fp.Element
	notAfter.SetUint64(uint64(t.form.NotAfter))
	return hashed(prefixTicket, append(inputs, notAfter)), nil
}
