package roles

import (
	"errors"
	"slices"
)

const completes = "the worker completes the run and ends with exit code 0"

// workerRuns returns the cases in which a worker has to complete its run.
func workerRuns() []roleCase {
	return []roleCase{
		{name: "worker-handshake", comment: "a right run; the bytes, keys and subjects of the requests are checked",
			requirements: []string{"MSG-1", "MSG-8", "HSK-11", "HSK-12", "HSK-14", "NAT-1", "NAT-2", "NAT-4"}, expect: completes,
			worker: func(a *appSide) error {
				if err := a.begin(); err != nil {
					return err
				}
				return a.run("options", answerRight)
			}},
		{name: "worker-fresh-key", comment: "two runs, two keys", requirements: []string{"HSK-3"},
			expect: "the worker makes another key for each run", worker: freshKey},
		{name: "worker-rewritten-replies", comment: "replies with members in another order, white space and needless escapes",
			requirements: []string{"MSG-7"}, expect: completes,
			worker: everyReply(func(a *appSide, post string, q *question) error {
				return a.answer(q, rewritten(a.rightReply(post, q)))
			})},
		{name: "worker-close-without-status", comment: "the form of the close reply without status", requirements: []string{"MSG-12"}, expect: completes,
			worker: atPost("done", func(a *appSide, q *question) error {
				if err := a.answer(q, []byte(`{"success":true,"data":{"command":"close"}}`)); err != nil {
					return err
				}
				return a.succeeds()
			})},
		{name: "worker-large-options", comment: "options of 16 KiB", requirements: []string{"MSG-2", "ENC-22"}, expect: completes,
			worker: atPost("options", func(a *appSide, q *question) error {
				if err := a.answer(q, a.sealedReply("options", q.key, largeText())); err != nil {
					return err
				}
				return a.run("ready", answerRight)
			})},
		{name: "worker-duplicate-replies", comment: "every reply comes twice", requirements: []string{"NAT-7"},
			flags: []string{"ProtoDuplicate"}, expect: completes,
			worker: everyReply(func(a *appSide, post string, q *question) error {
				reply := a.rightReply(post, q)
				return errors.Join(a.answer(q, reply), a.answer(q, reply))
			})},
		{name: "worker-second-responder-last", comment: "after each reply, a second responder sends a refusal to the same subject",
			requirements: []string{"NAT-7"}, flags: []string{"ProtoSecondResponder"}, expect: completes,
			worker: everyReply(func(a *appSide, post string, q *question) error {
				return errors.Join(answerRight(a, post, q), a.answer(q, refusal))
			})},
		{name: "worker-late-replies", comment: "before each reply but the first, a refusal comes to the subject of the request before",
			requirements: []string{"NAT-4", "NAT-7"}, flags: []string{"ProtoLateReply"}, expect: completes,
			worker: everyReply(func(a *appSide, post string, q *question) error {
				if i := slices.Index(posts, post); i > 0 {
					if err := a.publish(a.replies[i-1], "", refusal); err != nil {
						return err
					}
				}
				return answerRight(a, post, q)
			})},
		{name: "worker-server-limit", comment: "a server that passes on messages of 1024 bytes", maxPayload: 1024,
			requirements: []string{"NAT-12"}, flags: []string{"ProtoServerLimit"},
			expect: "the worker sends no message that the server refuses: its result fits, or its run fails", worker: workerServerLimit},
	}
}

// refusal is the reply of an app that does not go on (SPEC 7.4).
var refusal = []byte(`{"success":false,"error":"timeout"}`)

// answerWith answers a request post.
type answerWith func(a *appSide, post string, q *question) error

// answerRight gives the right reply.
func answerRight(a *appSide, post string, q *question) error {
	return a.answer(q, a.rightReply(post, q))
}

// everyReply is a script that answers every request in one way.
func everyReply(answer answerWith) func(*appSide) error {
	return func(a *appSide) error {
		if err := a.begin(); err != nil {
			return err
		}
		return a.run("options", answer)
	}
}

// atPost is a script that differs from a right run from the request post on.
func atPost(post string, then func(*appSide, *question) error) func(*appSide) error {
	return func(a *appSide) error {
		if err := a.begin(); err != nil {
			return err
		}
		q, err := a.reach(post)
		if err != nil {
			return err
		}
		return then(a, q)
	}
}

func freshKey(a *appSide) error {
	if err := a.begin(); err != nil {
		return err
	}
	if err := a.run("options", answerRight); err != nil {
		return err
	}
	first := a.key
	a.key = ""
	a.launchWorker(Arguments{})
	if err := a.run("options", answerRight); err != nil {
		return err
	}
	if a.key == first {
		return failed("both runs have the key %s [HSK-3]", first)
	}
	return nil
}

func workerServerLimit(a *appSide) error {
	if err := a.begin(); err != nil {
		return err
	}
	q, err := a.reach("ready")
	if err != nil {
		return err
	}
	if err := a.answer(q, a.rightReply("ready", q)); err != nil {
		return err
	}
	m, err := a.await(a.worker, a.limits.answer, a.fromWorker)
	switch {
	case err == nil:
		if q, err = a.read(m, "done"); err != nil {
			return err
		}
		if err := a.answer(q, a.rightReply("done", q)); err != nil {
			return err
		}
		return a.succeeds()
	case errors.Is(err, errSilent):
		return silent("the worker neither ended nor handed over a result within %v", a.limits.answer)
	case !errors.Is(err, errEnded):
		return err
	case a.worker.err != nil || a.worker.code <= 0:
		return failed("%s without having handed over a result", a.worker.ending())
	}
	return a.checkLimit(a.subject)
}

// checkLimit demands that the server has thrown nobody out for a large message.
func (s *session) checkLimit(subjects ...string) error {
	reasons, err := s.hub.closings()
	if err != nil {
		return err
	}
	if slices.Contains(reasons, payloadExceeded) {
		return failed("a message that exceeds the server's limit [NAT-12]")
	}
	return s.checkAfter(subjects...)
}
