package natstransport

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
)

// DefaultDeadline is the default of [Config]'s Deadline.
const DefaultDeadline = 15 * time.Minute

var (
	// ErrConfig reports a Config or Options that cannot work. Code bad_request.
	ErrConfig = coded.New("natstransport", "bad_request", "configuration is not usable")

	// ErrConnect reports a server that cannot be reached, or does not let one in.
	// Code closed.
	ErrConnect = coded.New("natstransport", "closed", "no connection to NATS")

	// ErrNoServer is the [ErrConnect] of a server that is not there, or went away while it
	// let one in: it may be there later. Code closed.
	ErrNoServer = fmt.Errorf("%w: no server", ErrConnect)

	// ErrNoReply reports a message on the app's subject that asks for no reply. It
	// is not given to the machine [NAT-6]. Code bad_request.
	ErrNoReply = coded.New("natstransport", "bad_request", "the message asks for no reply")

	// ErrServerLimit reports a text too large for the messages that the server
	// passes on [NAT-12]. Code wrong_length.
	ErrServerLimit = coded.New("natstransport", "wrong_length", "text exceeds the message limit of the server")
)

// Config says how to reach NATS and how long to wait. The zero value of a field
// means its default. It prints as its Options do.
type Config struct {
	Server         Options
	RequestTimeout time.Duration // how long the worker waits for each reply, by default the profile's time [NAT-9] [NAT-21], and the app for a request for the next part of its last reply [NAT-20]
	Deadline       time.Duration // how long the whole run may take, the proof included [NAT-16]

	// Persist is how long a worker sends a request again that its app may have missed, or
	// whose reply may be lost (SPEC 9.2 [NAT-29]); the time without a server does not
	// count. By default it does not.
	Persist time.Duration

	// Observe, if not nil, is called with a record of every message and of every
	// other step of the machine, in order, from the goroutine of RunApp or RunWorker.
	// The next message waits until it returns.
	Observe func(Record) `json:"-"`

	// BeforeDone, if not nil, is called by RunWorker with the done request before it is
	// sent, once. With an error of it the run ends, and the request is not sent. It is
	// not called for a request that travels in parts (SPEC 7.9).
	BeforeDone func(ctx context.Context, request []byte) error `json:"-"`
}

// Format prints the name of the connection alone, for every verb.
func (c Config) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, fmt.Sprint(c.Server)) }

// withDefaults returns c completed for a profile, or ErrConfig.
func (c Config) withDefaults(p protocol.Profile) (Config, error) {
	if err := c.Server.Check(); err != nil {
		return c, err
	}
	if c.RequestTimeout < 0 || c.Deadline < 0 || c.Persist < 0 {
		return c, fmt.Errorf("%w: negative time", ErrConfig)
	}
	if c.RequestTimeout == 0 {
		c.RequestTimeout = p.RequestTimeout()
	}
	if c.Deadline == 0 {
		c.Deadline = DefaultDeadline
	}
	if c.Observe == nil {
		c.Observe = func(Record) {}
	}
	return c, nil
}
