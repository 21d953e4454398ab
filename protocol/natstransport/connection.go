package natstransport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/protocol"
)

// drainTimeout bounds the orderly end of a connection.
const drainTimeout = 5 * time.Second

// connection is the NATS connection of one party.
type connection struct {
	*nats.Conn
	closed chan struct{}
}

// connect opens a connection. The end of ctx also ends dialling and redialling.
func connect(ctx context.Context, c Config) (*connection, error) {
	closed := make(chan struct{})
	options := []nats.Option{
		nats.Name(c.Name),
		nats.NoEcho(),
		nats.DrainTimeout(drainTimeout),
		nats.PermissionErrOnSubscribe(true),
		nats.SetCustomDialer(dialer(func(network, address string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, address)
		})),
		nats.ClosedHandler(func(*nats.Conn) { close(closed) }),
		// The default handler prints. What the server complains of stays in LastError.
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}),
	}
	if c.InboxPrefix != "" {
		options = append(options, nats.CustomInboxPrefix(c.InboxPrefix))
	}
	if c.CredentialsFile != "" {
		options = append(options, nats.UserCredentials(c.CredentialsFile))
	}
	if c.TLS != nil {
		options = append(options, nats.Secure(c.TLS.Clone()))
	}
	conn, err := nats.Connect(c.URL, options...)
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	return &connection{Conn: conn, closed: closed}, nil
}

// dialer is a nats.CustomDialer made of a function.
type dialer func(network, address string) (net.Conn, error)

// Dial connects to address.
func (d dialer) Dial(network, address string) (net.Conn, error) { return d(network, address) }

// carries says whether the server passes on a message of size bytes [NAT-12].
func (c *connection) carries(size int) error {
	if int64(size) > c.MaxPayload() {
		return ErrServerLimit
	}
	return nil
}

// finish closes the connection and waits for its end. After a run that completed
// it first sends what is still buffered [NAT-8].
func (c *connection) finish(completed bool) {
	if !completed || c.Drain() != nil { // Drain fails without a server, or when closed
		c.Close()
	}
	<-c.closed
}

// ending is an event that ends a machine of either role.
type ending interface {
	protocol.AppEvent
	protocol.WorkerEvent
}

// endingFor returns the event for a transport that failed with err: either time
// ran out, or there is nothing left to wait for.
func endingFor(ctx context.Context, err error) ending {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout) {
		return protocol.Timeout{}
	}
	return protocol.Close{}
}

// because adds to the machine's error, which has the stable code, what the
// transport knows about it.
func because(machine, transport error) error {
	if machine == nil || transport == nil {
		return errors.Join(machine, transport)
	}
	return fmt.Errorf("%w: %w", machine, transport)
}
