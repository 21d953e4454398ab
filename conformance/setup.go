package conformance

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/nats-io/nats.go"
)

// Setup is what the drivers of a run stand on: a NATS server, a connection, and the
// programs and services on it.
type Setup struct {
	// URL is the server's.
	URL string
	// Start and Reply are the deadlines of a driver: for its first answer after a
	// start, and for every other.
	Start, Reply time.Duration
	// Patience is how long calls in a row that break a driver may take together until
	// it is given up; 0 is half a minute.
	Patience time.Duration
	// Trace gets the wire; nil if nobody wants it.
	Trace *Trace

	conn  *nats.Conn
	close []func() error // in reverse order
}

// NewSetup connects to the server at url, or, if that is empty, starts one inside
// this process: on the address listen, or on a free port of this machine.
func NewSetup(url, listen string) (*Setup, error) {
	s := &Setup{URL: url, Start: defaultStart, Reply: defaultReply}
	if url == "" {
		started, stop, err := StartServer(listen)
		if err != nil {
			return nil, err
		}
		s.URL = started
		s.close = append(s.close, func() error { stop(); return nil })
	}
	conn, err := nats.Connect(s.URL, nats.Name("minaseal-conformance"))
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.conn = conn
	s.close = append(s.close, func() error { conn.Close(); return nil })
	return s, nil
}

// Close ends the drivers, the connection and the server, if it was started here.
func (s *Setup) Close() error {
	var all []error
	for i := len(s.close) - 1; i >= 0; i-- {
		all = append(all, s.close[i]())
	}
	s.close = nil
	return errors.Join(all...)
}

// Program returns the implementation behind a driver on standard input and output,
// bridged onto NATS. It fails with [ErrCommand] if there is no such program.
func (s *Setup) Program(args []string) (*Implementation, error) {
	if _, err := exec.LookPath(args[0]); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrCommand, err)
	}
	process := NewProcess(ProcessConfig{Args: args, Start: s.Start, Reply: s.Reply, Trace: s.Trace})
	s.close = append(s.close, process.Close)
	driver, err := s.Bridge(process)
	if err != nil {
		return nil, err
	}
	return &Implementation{Driver: driver, Command: args}, nil
}

// Bridge serves a driver as a micro service on the setup's server and returns the
// driver that talks to that service. Closing d stays the caller's.
func (s *Setup) Bridge(d Driver) (Driver, error) {
	name := fmt.Sprintf("bridge-%d", len(s.close))
	stop, err := Serve(s.conn, name, d)
	if err != nil {
		return nil, err
	}
	s.close = append(s.close, stop)
	if err := s.conn.Flush(); err != nil {
		return nil, err
	}
	// The process has deadlines of its own, and may start anew within a call.
	limit := s.Start + s.Reply + hardStop
	return newGuard(&instance{conn: s.conn, name: name, limit: limit, label: d.Name()}, s.Patience), nil
}

// Service returns the implementation behind a NATS micro service, once it answers;
// it fails if it does not before ctx ends or the deadline of a start is over.
func (s *Setup) Service(ctx context.Context, instance string) (*Implementation, error) {
	service := newInstance(s.conn, instance, s.Reply, s.Trace)
	ctx, cancel := context.WithTimeout(ctx, s.Start)
	defer cancel()
	for {
		_, err := service.Hello(ctx)
		var fault *Fault
		switch {
		case err == nil:
			return &Implementation{Driver: newGuard(service, s.Patience)}, nil
		case ctx.Err() != nil:
			return nil, fmt.Errorf("nobody listens on %s of %s", subject(instance, "hello"), s.URL)
		case !errors.As(err, &fault) || fault.Kind != FaultExit:
			return nil, err
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}
