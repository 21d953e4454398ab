package roles

import (
	"errors"
	"time"
)

// workerWaits returns the cases in which the app answers late, never, or is not there.
func workerWaits() []roleCase {
	var cases []roleCase
	for _, post := range posts {
		cases = append(cases,
			roleCase{name: "worker-" + post + "-silent", comment: "no reply to " + post,
				requirements: []string{"HSK-15", "HSK-19", "NAT-9", "NAT-10"}, flags: []string{"ProtoNoReply"},
				expect: "the worker ends after its time-out, not before; exit code not 0", code: "timeout", worker: waitsInVain(post)},
			roleCase{name: "worker-" + post + "-no-responder", comment: "nobody listens when " + post + " is sent",
				requirements: []string{"HSK-15", "NAT-11"}, flags: []string{"ProtoNoReply"},
				expect: "the worker ends without waiting; exit code not 0", code: "no_responder", worker: noResponder(post)})
	}
	return append(cases,
		roleCase{name: "worker-options-late", comment: "the reply to options comes after the worker's time-out",
			requirements: []string{"HSK-17", "HSK-19", "NAT-9"}, flags: []string{"ProtoLateReply"},
			expect: "no further request; exit code not 0", code: "timeout", worker: repliesLate("options")},
		roleCase{name: "worker-ready-late", comment: "the reply to ready comes after the worker's time-out",
			requirements: []string{"HSK-17", "HSK-19", "NAT-9"}, flags: []string{"ProtoLateReply"},
			expect: "no further request; exit code not 0", code: "timeout", worker: repliesLate("ready")},
		roleCase{name: "worker-second-responder-first", comment: "a second responder sends half a message before the right reply",
			requirements: []string{"NAT-7", "MSG-3"}, flags: []string{"ProtoSecondResponder"},
			expect: "the first message counts: no further request; exit code not 0", code: "malformed_json",
			worker: atPost("options", func(a *appSide, q *question) error {
				right := a.rightReply("options", q)
				if err := errors.Join(a.answer(q, right[:len(right)/2]), a.answer(q, right)); err != nil {
					return err
				}
				return a.refuses("options", "malformed_json", "")
			})})
}

// timed serves a worker with the short time-out up to post.
func timed(a *appSide, post string) (*question, error) {
	if err := a.beginTimed(); err != nil {
		return nil, err
	}
	return a.reach(post)
}

func waitsInVain(post string) func(*appSide) error {
	return func(a *appSide) error {
		if _, err := timed(a, post); err != nil {
			return err
		}
		from := time.Now()
		if err := a.refuses(post, "timeout", ""); err != nil {
			return err
		}
		// The worker counts from its sending, the suite from its reception.
		if waited, least := time.Since(from), a.limits.timeout/2; waited < least {
			return failed("the worker gives up after %v; its time-out is %v [NAT-9]", waited.Round(time.Millisecond), a.limits.timeout)
		}
		return nil
	}
}

func repliesLate(post string) func(*appSide) error {
	return func(a *appSide) error {
		q, err := timed(a, post)
		if err != nil {
			return err
		}
		err = a.awaitEnd(a.worker, a.limits.timeout+a.limits.timeout/2)
		if err != nil && !errors.Is(err, errSilent) {
			return err
		}
		if err := a.answer(q, a.rightReply(post, q)); err != nil {
			return err
		}
		return a.refuses(post, "timeout", "")
	}
}

// noResponder serves a worker until its request post, for which nobody listens. The
// worker's time-out is longer than the suite waits.
func noResponder(post string) func(*appSide) error {
	return func(a *appSide) error {
		arguments := Arguments{Timeout: 2 * (a.limits.start + a.limits.answer)}
		limit := a.limits.answer
		if post == "options" {
			limit += a.limits.start
			a.launchWorker(arguments)
		} else {
			if err := a.hub.listen(a.subject); err != nil {
				return err
			}
			a.launchWorker(arguments)
			before := posts[0]
			if post == "done" {
				before = posts[1]
			}
			q, err := a.reach(before)
			if err != nil {
				return err
			}
			if err := a.hub.unlisten(); err != nil {
				return err
			}
			if err := a.answer(q, a.rightReply(before, q)); err != nil {
				return err
			}
		}
		return a.endsAlone(limit)
	}
}

// endsAlone demands that the worker ends with no_responder while nobody listens.
func (a *appSide) endsAlone(limit time.Duration) error {
	err := a.awaitEnd(a.worker, limit)
	switch {
	case errors.Is(err, errSilent):
		return silent("the worker did not end within %v", limit)
	case err != nil:
		return err
	case a.worker.err != nil || a.worker.code <= 0:
		return failed("%s", a.worker.ending())
	}
	if err := a.reports("no_responder"); err != nil {
		return err
	}
	return a.checkAfter(a.subject)
}
