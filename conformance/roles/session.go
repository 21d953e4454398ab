package roles

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/protocol/wire"
)

// limits are the waits of a case.
type limits struct {
	start   time.Duration // until a program shows the first sign of life
	answer  time.Duration // until every other one
	timeout time.Duration // a worker's, in the cases that let it run out
}

// session is one case on its way: a server, the programs, and the keys of the suite.
type session struct {
	ctx     context.Context
	profile profile
	limits  limits
	strict  bool // error codes are judged
	hub     *hub

	programs []*running
	cursor   int             // of the log: what comes before has been looked at
	sent     map[string]bool // subjects on which the suite is the sender
	tokens   []string        // of all results of the suite

	directory string // of the files that programs are told; made when there is one
}

// launch starts a program of the case.
func (s *session) launch(name string, p *Program, arguments Arguments) *running {
	arguments.NATS, arguments.Profile = s.hub.url(), s.profile.name
	if arguments.Timeout == 0 {
		arguments.Timeout = s.limits.answer
	}
	if arguments.Deadline == 0 {
		arguments.Deadline = s.limits.start + 10*s.limits.answer
	}
	r := start(s.ctx, name, p, arguments)
	s.programs = append(s.programs, r)
	return r
}

// close stops the programs and the server.
func (s *session) close() error {
	var errs []error
	for _, r := range s.programs {
		errs = append(errs, r.close())
	}
	s.hub.close()
	if s.directory != "" {
		errs = append(errs, os.RemoveAll(s.directory))
	}
	return errors.Join(errs...)
}

// detail is what a report shows of a case that is not passed.
func (s *session) detail() string {
	var b strings.Builder
	b.WriteString("messages:\n" + s.hub.wire())
	for _, r := range s.programs {
		b.WriteString("\n" + r.output())
	}
	return b.String()
}

// publish sends a message of the suite.
func (s *session) publish(subject, reply string, data []byte) error {
	s.sent[subject] = true
	return s.hub.conn.PublishMsg(&nats.Msg{Subject: subject, Reply: reply, Data: data})
}

var (
	errEnded  = errors.New("the program has ended")
	errSilent = errors.New("nothing came in time")
)

// await returns the next message from the cursor on for which want holds and moves
// the cursor behind it. Where want never holds, the error is errEnded if r has ended
// without having sent it, or errSilent after limit.
func (s *session) await(r *running, limit time.Duration, want func(*nats.Msg) bool) (*nats.Msg, error) {
	m, err := s.awaitUntil(r.ended, limit, want)
	if !errors.Is(err, errSilent) || !r.hasEnded() {
		return m, err
	}
	// What r sent before its end may still be on its way.
	if err := s.settle(); err != nil {
		return nil, err
	}
	m, err = s.awaitUntil(context.Background(), underway, want)
	if errors.Is(err, errSilent) {
		return nil, errEnded
	}
	return m, err
}

// awaitUntil is await until limit has passed or ended is done: then the error is
// errSilent.
func (s *session) awaitUntil(ended context.Context, limit time.Duration, want func(*nats.Msg) bool) (*nats.Msg, error) {
	ctx, cancel := context.WithTimeout(s.ctx, limit)
	defer cancel()
	defer context.AfterFunc(ended, cancel)()
	for {
		for s.cursor < len(s.hub.log) {
			m := s.hub.log[s.cursor]
			s.cursor++
			if want(m) {
				return m, nil
			}
		}
		switch err := s.hub.receive(ctx); {
		case err == nil:
		case errors.Is(err, errFlood):
			return nil, failed("a flood of messages: %v", err)
		case s.ctx.Err() != nil:
			return nil, s.ctx.Err()
		case ctx.Err() != nil:
			return nil, errSilent
		default:
			return nil, err
		}
	}
}

// awaitEnd waits for the end of a program and takes note of its messages.
func (s *session) awaitEnd(r *running, limit time.Duration) error {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-r.ended.Done():
	case <-timer.C:
		return errSilent
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	return s.settle()
}

// settled bounds how long the server may take to see that a program's connections
// have ended.
const settled = time.Second

// underway bounds how long a message may take from a program that has ended.
const underway = 300 * time.Millisecond

// settle takes note of what the programs that have ended have sent: the server reads a
// connection to its end before it drops it.
func (s *session) settle() error {
	alone := !slices.ContainsFunc(s.programs, func(r *running) bool { return !r.hasEnded() })
	for end := time.Now().Add(settled); alone && s.hub.server.NumClients() > 1 && time.Now().Before(end); {
		if err := s.sleep(2 * time.Millisecond); err != nil {
			return err
		}
	}
	return s.look()
}

// look takes note of all messages that have reached the server.
func (s *session) look() error {
	if s.hub.tap == nil {
		return nil
	}
	err := s.hub.catchUp(s.ctx)
	if errors.Is(err, errFlood) {
		return failed("a flood of messages: %v", err)
	}
	return err
}

// sleep lets time pass.
func (s *session) sleep(d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
}

// checkAfter makes the checks that hold for every case: nobody sent anything to a
// subject that is not part of the run, and nobody printed a secret [ERR-3].
func (s *session) checkAfter(expected ...string) error {
	if err := s.look(); err != nil {
		return err
	}
	for _, m := range s.hub.log {
		if !s.sent[m.Subject] && !slices.Contains(expected, m.Subject) {
			return failed("a message on %q, which is no subject of the run [NAT-1] [NAT-5]", m.Subject)
		}
	}
	for _, r := range s.programs {
		if r.stdout.overflow() || r.stderr.overflow() {
			return failed("the %s writes more than %d bytes", r.name, maxOutput)
		}
		if err := s.checkSecrets(r); err != nil {
			return err
		}
	}
	return nil
}

// checkSecrets demands that a program prints no private key, and no text in its logs.
// What it prints on standard output is its own affair.
func (s *session) checkSecrets(r *running) error {
	logs := r.stderr.String()
	if hasPrivateKey(r.stdout.String()) || hasPrivateKey(logs) {
		return failed("the %s prints a private key [ERR-3]", r.name)
	}
	for _, text := range append([]string{optionsText, payloadText}, s.tokens...) {
		if strings.Contains(logs, text) {
			return failed("the %s logs a text that was encrypted [ERR-3]", r.name)
		}
	}
	return nil
}

// token returns a text that nobody can know beforehand, without a character that JSON
// escapes.
func (s *session) token() string {
	s.tokens = append(s.tokens, "token-"+rand.Text())
	return s.tokens[len(s.tokens)-1]
}

// exactRequest reads a request and demands the bytes of [MSG-1].
func exactRequest(data []byte) (wire.Request, error) {
	request, err := wire.DecodeRequest(data)
	if err != nil {
		return nil, failed("not a request of SPEC 7.3: %v", err)
	}
	again, err := wire.EncodeRequest(request)
	if err != nil {
		return nil, err
	}
	if string(again) != string(data) {
		return nil, failed("a request that is not written as JSON.stringify does [MSG-1]: want %s", again)
	}
	return request, nil
}

// exactReply reads a reply and demands the bytes of [MSG-1].
func exactReply(data []byte) (wire.Reply, error) {
	reply, err := wire.DecodeReply(data)
	if err != nil {
		return nil, failed("not a reply of SPEC 7.4: %v", err)
	}
	again, err := wire.EncodeReply(reply)
	if err != nil {
		return nil, err
	}
	if string(again) != string(data) {
		return nil, failed("a reply that is not written as JSON.stringify does [MSG-1]: want %s", again)
	}
	return reply, nil
}
