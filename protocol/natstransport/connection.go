package natstransport

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/protocol"
)

// Connect opens a connection to NATS. The end of ctx breaks it off, whatever it is
// doing, and ends dialling and redialling; the caller still closes it, with [Close].
// A connection that is lost is made again, without an end, and carries on with its
// subscriptions; what is sent meanwhile waits, up to 8 MiB.
//
// Errors: [ErrConfig], before anything is sent; [ErrConnect], or [ErrNoServer], with what
// the client library says, which names no password. more are options of the client library
// beyond those.
func Connect(ctx context.Context, o Options, more ...nats.Option) (*nats.Conn, error) {
	options, err := o.client()
	if err != nil {
		return nil, err
	}
	options.CustomDialer = dialer{ctx, options.Timeout}
	for _, set := range more {
		if err := set(&options); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrConfig, err)
		}
	}
	conn, err := options.Connect()
	if err != nil {
		if absent(err) {
			return nil, fmt.Errorf("%w: %w", ErrNoServer, err)
		}
		return nil, fmt.Errorf("%w: %w", ErrConnect, err)
	}
	return conn, nil
}

// absent reports whether a connection failed for want of a server, and not because it does
// not let one in, or is another than the one awaited.
func absent(err error) bool {
	certificate := new(tls.CertificateVerificationError)
	return !errors.As(err, &certificate) &&
		(errors.Is(err, nats.ErrNoServers) || errors.Is(err, nats.ErrTimeout) || errors.Is(err, io.EOF) || errors.As(err, new(*net.OpError)))
}

// Close closes a connection and waits for its end. If orderly, it first sends what
// is still buffered, as far as a server takes it within half a second [NAT-8].
func Close(conn *nats.Conn, orderly bool) {
	closed := conn.StatusChanged(nats.CLOSED)
	if orderly && conn.IsConnected() {
		_ = conn.FlushTimeout(lastFlush) // who does not get it sees a time-out
	}
	conn.Close()
	if !conn.IsClosed() {
		<-closed
	}
}

// dialer makes connections that end with a context.
type dialer struct {
	ctx     context.Context
	timeout time.Duration
}

// Dial implements nats.CustomDialer.
func (d dialer) Dial(network, address string) (net.Conn, error) {
	direct := net.Dialer{Timeout: d.timeout}
	conn, err := direct.DialContext(d.ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &boundConn{conn, context.AfterFunc(d.ctx, func() { _ = conn.Close() })}, nil
}

// boundConn is a connection that the end of a context closes.
type boundConn struct {
	net.Conn
	unbind func() bool
}

// Close implements net.Conn.
func (c *boundConn) Close() error {
	c.unbind()
	return c.Conn.Close()
}

// connection is the NATS connection of one party.
type connection struct{ *nats.Conn }

// connect opens the connection of a run, on which a party does not hear itself.
func connect(ctx context.Context, o Options) (*connection, error) {
	conn, err := Connect(ctx, o, nats.NoEcho())
	if err != nil {
		return nil, err
	}
	return &connection{conn}, nil
}

// carries says whether the server passes on a message of size bytes [NAT-12].
func (c *connection) carries(size int) error {
	if int64(size) > c.MaxPayload() {
		return ErrServerLimit
	}
	return nil
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
