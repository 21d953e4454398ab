package roles

import (
	"errors"
	"time"

	"github.com/nats-io/nats.go"
)

// pair is an app under test with a worker under test; the suite only listens.
type pair struct {
	*session
	app, worker *Program
}

func pairs() []roleCase {
	return []roleCase{{
		name: "pair", comment: "an app and a worker, with nobody between them",
		requirements: []string{"MSG-1", "MSG-8", "MSG-12", "HSK-4", "HSK-11", "NAT-1", "NAT-4", "NAT-5"},
		expect:       "six messages, each of SPEC's bytes; both end with exit code 0",
		pair:         (*pair).run,
	}}
}

func (p *pair) run() error {
	w := newWorkerSide(p.session, p.app)
	if err := w.begin(Arguments{}); err != nil {
		return err
	}
	worker := p.launch("worker", p.worker, Arguments{Client: w.address.String()})
	var replies []string
	for i, limit := 0, p.limits.start; i < len(posts); i, limit = i+1, p.limits.answer {
		m, err := p.awaitFrom(worker, limit, func(m *nats.Msg) bool { return m.Subject == w.subject }, "request "+posts[i])
		if err != nil {
			return err
		}
		request, err := exactRequest(m.Data)
		if err != nil {
			return err
		}
		if request.Post() != posts[i] {
			return failed("the worker sends %s in place of %s", request.Post(), posts[i])
		}
		inbox := m.Reply
		if inbox == "" {
			return failed("request %s has no reply subject [NAT-4]", posts[i])
		}
		if m, err = p.awaitFrom(w.app, p.limits.answer, func(m *nats.Msg) bool { return m.Subject == inbox }, "the reply to "+posts[i]); err != nil {
			return err
		}
		reply, err := exactReply(m.Data)
		if err != nil {
			return err
		}
		if want := []string{"options", "execute", "close"}[i]; reply.Command() != want {
			return failed("the app answers %s with the command %q", posts[i], reply.Command())
		}
		replies = append(replies, inbox)
	}
	for _, r := range []*running{w.app, worker} {
		if err := p.endsWell(r); err != nil {
			return err
		}
	}
	if err := p.checkAfter(append(replies, w.subject)...); err != nil {
		return err
	}
	if n := len(p.hub.log); n != 2*len(posts) {
		return failed("%d messages in place of %d [HSK-12]", n, 2*len(posts))
	}
	return nil
}

// endsWell demands that a program ends with exit code 0.
func (p *pair) endsWell(r *running) error {
	err := p.awaitEnd(r, p.limits.answer)
	switch {
	case errors.Is(err, errSilent):
		return silent("the %s did not end within %v", r.name, p.limits.answer)
	case err != nil:
		return err
	case r.err != nil || r.code != 0:
		return failed("%s", r.ending())
	}
	return nil
}

// awaitFrom waits for a message of a program.
func (p *pair) awaitFrom(r *running, limit time.Duration, want func(*nats.Msg) bool, what string) (*nats.Msg, error) {
	m, err := p.await(r, limit, want)
	switch {
	case errors.Is(err, errEnded):
		return nil, failed("%s in place of %s", r.ending(), what)
	case errors.Is(err, errSilent):
		return nil, silent("%s did not come within %v", what, limit)
	}
	return m, err
}
