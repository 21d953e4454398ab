package protocol

import (
	"fmt"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol/wire"
)

// Trust says which worker an app of sealed-v1 gives its job to: one identity, or
// whichever the launcher names in a ticket (SPEC 8.6 [HSK-24]). It has one of the
// two keys.
type Trust struct {
	Identity *address.PublicKey // the worker's identity, pinned
	Launcher *address.PublicKey // the launcher's key, pinned

	// Now tells the time by which tickets expire; time.Now by default.
	Now func() time.Time
}

// check says whether the trust is in exactly one key.
func (t Trust) check() error {
	if (t.Identity == nil) == (t.Launcher == nil) {
		return fmt.Errorf("%w: trust needs an identity or a launcher, one of the two", ErrConfig)
	}
	return nil
}

// none reports whether nobody is trusted.
func (t Trust) none() bool { return t.Identity == nil && t.Launcher == nil && t.Now == nil }

// accept says whether an identity may do the job for the app [HSK-29] [HSK-30].
func (t Trust) accept(job string, app, identity *address.PublicKey, form *wire.Ticket) error {
	if t.Identity != nil {
		if !t.Identity.Equal(identity) {
			return fmt.Errorf("%w: another identity", ErrUnauthenticated)
		}
		return nil
	}
	if form == nil {
		return fmt.Errorf("%w: no ticket", ErrUnauthenticated)
	}
	ticket, err := readTicket(*form)
	if err != nil {
		return err
	}
	now := time.Now
	if t.Now != nil {
		now = t.Now
	}
	return ticket.Check(t.Launcher, job, app, identity, now())
}
