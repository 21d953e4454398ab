package roles

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
)

// sealedWorkerSide is the suite as a worker of sealed-v1, with an app under test.
type sealedWorkerSide struct {
	*workerSide
	authorities
	chain chain
	last  []byte // the last reply that was no refusal
}

// sealedApp makes the script of a case of one that begins when the app listens.
func sealedApp(script func(*sealedWorkerSide) error) func(*workerSide) error {
	return func(w *workerSide) error {
		s := &sealedWorkerSide{workerSide: w, authorities: newAuthorities()}
		if err := w.begin(Arguments{Job: sealedJob, Launcher: s.launcher.PublicKey().String()}); err != nil {
			return err
		}
		if err := script(s); err != nil {
			return err
		}
		return w.checkAfter(w.replySubjects()...)
	}
}

// hello returns the right options request, and begins the chain.
func (s *sealedWorkerSide) right() wire.SealedOptions {
	h := must(protocol.Transcript(sealedJob, s.address, s.sk.PublicKey(), s.identity.PublicKey()))
	s.chain = chain{own: s.sk, other: s.address, h: h}
	return s.hello(sealedJob, s.address, s.sk.PublicKey(), s.ticket(sealedJob, s.address, soon()))
}

// send sends a request and returns the bytes of the reply.
func (s *sealedWorkerSide) send(request wire.SealedRequest) ([]byte, error) {
	return s.sendText(must(wire.EncodeSealedRequest(request)))
}

// sendText sends what need be no request and returns the bytes of the reply.
func (s *sealedWorkerSide) sendText(text []byte) ([]byte, error) {
	inbox := s.inbox()
	if err := s.publish(s.subject, inbox, text); err != nil {
		return nil, err
	}
	m, err := s.await(s.app, s.limits.answer, func(m *nats.Msg) bool { return m.Subject == inbox })
	switch {
	case errors.Is(err, errEnded):
		return nil, failed("%s in place of its reply", s.app.ending())
	case errors.Is(err, errSilent):
		return nil, silent("no reply within %v", s.limits.answer)
	case err != nil:
		return nil, err
	}
	return m.Data, nil
}

// refused sends a request that has to be refused with a code.
func (s *sealedWorkerSide) refused(request wire.SealedRequest, code string) error {
	return s.refusedText(must(wire.EncodeSealedRequest(request)), code)
}

// refusedText is refused for what need be no request.
func (s *sealedWorkerSide) refusedText(text []byte, code string) error {
	data, err := s.sendText(text)
	if err != nil {
		return err
	}
	reply, err := exactSealedReply(data)
	if err != nil {
		return err
	}
	if reply != (wire.SealedReply)(wire.SealedRefusal{Job: sealedJob, Error: code}) {
		return failed("the app answers %.200s, SPEC: the refusal %s", data, code)
	}
	return nil
}

// ask sends a request, fetches the reply whole, and opens it to the text want.
func (s *sealedWorkerSide) asks(request wire.SealedRequest, seq int, want string) error {
	data, err := s.send(request)
	if err != nil {
		return err
	}
	s.last = data
	return s.opens(data, seq, want)
}

// opens fetches the rest of a reply, if it comes in parts, and opens it to the text want.
func (s *sealedWorkerSide) opens(data []byte, seq int, want string) error {
	reply, err := exactSealedReply(data)
	if err != nil {
		return err
	}
	whole := ""
	for part, ok := reply.(wire.Part); ok; part, ok = reply.(wire.Part) {
		whole += part.Data
		if part.Part == part.Parts-1 {
			if reply, err = wire.DecodeWholeReply([]byte(whole)); err != nil {
				return failed("the joined parts are no reply: %v", err)
			}
			break
		}
		next := wire.Pointer{Job: sealedJob, Seq: seq, Part: part.Part + 1}
		if data, err = s.send(next); err != nil {
			return err
		}
		if reply, err = exactSealedReply(data); err != nil {
			return err
		}
		if got, ok := reply.(wire.Part); !ok || got.Part != next.Part || got.Parts != part.Parts || got.Seq != seq {
			return failed("not the part %d that was asked for: %.100s", next.Part, data)
		}
	}
	body, ok := reply.(wire.SealedBody)
	if !ok || body.Seq != seq || body.Job != sealedJob {
		return failed("not the reply %d: %.200s", seq, s.last)
	}
	text, err := s.chain.open(elgamal.ToWorker, seq, body.Body)
	if err == nil && text != want {
		err = failed("reply %d opens to %q, not to %q", seq, text, want)
	}
	return err
}

// opened carries out the first exchange.
func (s *sealedWorkerSide) opened() error { return s.asks(s.right(), 1, optionsText) }

// readied carries out the second exchange.
func (s *sealedWorkerSide) readied() error {
	return s.asks(wire.SealedReady{Job: sealedJob, Body: s.chain.seal(elgamal.ToApp, 2, "")}, 3, payloadText)
}

// finishes carries out the third one, whole or in parts, and demands the delivery.
func (s *sealedWorkerSide) finishes(pad string, size int) error {
	good := s.token()
	done := wire.SealedDone{Job: sealedJob, Body: s.chain.seal(elgamal.ToApp, 4, resultText(good+pad))}
	var last wire.SealedRequest = done
	if size > 0 {
		parts := pieces(must(wire.EncodeSealedRequest(done)), 4, size)
		for _, part := range parts[:len(parts)-1] {
			data, err := s.send(part)
			if err != nil {
				return err
			}
			if want := must(wire.EncodeSealedReply(wire.Pointer{Job: sealedJob, Seq: 4, Part: part.Part})); !bytes.Equal(want, data) {
				return failed("part %d is answered with %.200s, not with its pointer", part.Part, data)
			}
		}
		last = parts[len(parts)-1]
	}
	if err := s.asks(last, 5, `{"success":true}`); err != nil {
		return err
	}
	return s.delivered(good)
}

// goesOn carries out the rest of a run from the second exchange on.
func (s *sealedWorkerSide) goesOn() error { return errors.Join(s.readied(), s.finishes("", 0)) }

// again sends a request that was answered once more: the answer has to be the same.
func (s *sealedWorkerSide) again(request wire.SealedRequest) error {
	before := s.last
	data, err := s.send(request)
	if err == nil && !bytes.Equal(before, data) {
		err = failed("a repeated request is answered with other bytes [HSK-34]")
	}
	return err
}

const servesOn = "the app refuses with the code and serves the right worker to the end"

// sealedApps returns the cases of an app of sealed-v1.
func sealedApps() []roleCase {
	return []roleCase{
		{name: "app-handshake", comment: "a right run", requirements: []string{"HSK-25", "HSK-30", "HSK-32", "MSG-1", "NAT-17"},
			expect: "the app serves the worker and prints the result", app: sealedApp(func(s *sealedWorkerSide) error {
				if err := s.opened(); err != nil {
					return err
				}
				return s.goesOn()
			})},
		{name: "app-parts", comment: "a server with the least limit, and a result in parts", requirements: []string{"MSG-26", "MSG-27", "MSG-28", "NAT-18"},
			maxPayload: partsPayload, expect: "the app puts the result together and prints it", app: sealedApp(func(s *sealedWorkerSide) error {
				if err := errors.Join(s.opened(), s.readied()); err != nil {
					return err
				}
				return s.finishes(strings.Repeat("0123456789", 300), 3000)
			})},
		{name: "app-repeated", comment: "each of the first two requests comes again", requirements: []string{"HSK-34"},
			flags: []string{"ProtoDuplicate"}, expect: "the same bytes as before", app: sealedApp(repeatedRequests)},
		{name: "app-unauthenticated", comment: "workers without a ticket, with a forged one, an old one, one for another job", code: "worker_unauthenticated",
			requirements: []string{"HSK-28", "HSK-30", "HSK-31"}, flags: []string{"ProtoSpoofedWorkerKey"}, expect: servesOn, app: sealedApp(unauthenticated)},
		{name: "app-second-worker", comment: "another worker key of the same identity, once the app is bound", code: "second_worker",
			requirements: []string{"HSK-33"}, flags: []string{"ProtoSecondResponder"}, expect: servesOn, app: sealedApp(func(s *sealedWorkerSide) error {
				if err := s.opened(); err != nil {
					return err
				}
				second := s.hello(sealedJob, s.address, address.GeneratePrivateKey().PublicKey(), s.ticket(sealedJob, s.address, soon()))
				if err := s.refused(second, "second_worker"); err != nil {
					return err
				}
				return s.goesOn()
			})},
		{name: "app-foreign", comment: "messages of another job, and sealed by somebody else", code: "tag_mismatch",
			requirements: []string{"HSK-35", "ENC-25", "HSK-37"}, flags: []string{"ProtoReplay"}, expect: servesOn, app: sealedApp(foreignRequests)},
		{name: "app-oversized", comment: "an options request with white space, of one byte more than the largest message", code: "malformed_json",
			requirements: []string{"MSG-2"}, flags: []string{"ProtoOversized"}, expect: servesOn, app: sealedApp(func(s *sealedWorkerSide) error {
				text := must(wire.EncodeSealedRequest(s.right()))
				text = append(text, bytes.Repeat([]byte(" "), wire.MaxSize+1-len(text))...)
				if err := s.refusedText(text, "malformed_json"); err != nil {
					return err
				}
				data, err := s.sendText(text[:wire.MaxSize]) // the largest message is one
				if err == nil {
					s.last = data
					err = s.opens(data, 1, optionsText)
				}
				if err != nil {
					return err
				}
				return s.goesOn()
			})},
		{name: "app-parts-too-long", comment: "parts of a result that would be longer than the longest joined text", code: "malformed_json",
			requirements: []string{"MSG-29"}, flags: []string{"ProtoOversized"}, expect: servesOn, app: sealedApp(partsTooLong)},
		{name: "app-out-of-order", comment: "requests before their turn", code: "out_of_order",
			requirements: []string{"HSK-32", "HSK-36"}, flags: []string{"ProtoOutOfOrder"}, expect: servesOn, app: sealedApp(func(s *sealedWorkerSide) error {
				s.right()
				early := chain{own: s.sk, other: s.address}
				for _, request := range []wire.SealedRequest{
					wire.SealedReady{Job: sealedJob, Body: early.seal(elgamal.ToApp, 2, "")},
					wire.SealedDone{Job: sealedJob, Body: early.seal(elgamal.ToApp, 4, "x")},
					wire.Part{Job: sealedJob, Seq: 4, Part: 0, Parts: 2, Data: "x"},
				} {
					if err := s.refused(request, "out_of_order"); err != nil {
						return err
					}
				}
				if err := s.opened(); err != nil {
					return err
				}
				return s.goesOn()
			})},
	}
}

// partsTooLong sends parts until one is too much, and then the right result.
func partsTooLong(s *sealedWorkerSide) error {
	if err := errors.Join(s.opened(), s.readied()); err != nil {
		return err
	}
	const size, count = 1_000_000, wire.MaxWhole/1_000_000 + 1
	data := strings.Repeat("x", size)
	for i := range count {
		part := wire.Part{Job: sealedJob, Seq: 4, Part: i, Parts: count + 1, Data: data}
		if (i+1)*size > wire.MaxWhole {
			if err := s.refused(part, "malformed_json"); err != nil {
				return err
			}
			break
		}
		got, err := s.send(part)
		if err != nil {
			return err
		}
		if want := must(wire.EncodeSealedReply(wire.Pointer{Job: sealedJob, Seq: 4, Part: i})); !bytes.Equal(want, got) {
			return failed("part %d is answered with %.200s, not with its pointer", i, got)
		}
	}
	return s.finishes("", 0)
}

func repeatedRequests(s *sealedWorkerSide) error {
	hello := s.right()
	if err := errors.Join(s.asks(hello, 1, optionsText), s.again(hello)); err != nil {
		return err
	}
	ready := wire.SealedReady{Job: sealedJob, Body: s.chain.seal(elgamal.ToApp, 2, "")}
	if err := errors.Join(s.asks(ready, 3, payloadText), s.again(ready)); err != nil {
		return err
	}
	return s.finishes("", 0)
}

func unauthenticated(s *sealedWorkerSide) error {
	worker := s.sk.PublicKey()
	forger := authorities{address.GeneratePrivateKey(), s.identity}
	stolen := s.right()
	stolen.Identity = address.GeneratePrivateKey().PublicKey().String()
	unsigned := s.right()
	unsigned.Signature = s.hello("another", s.address, worker, nil).Signature
	for _, x := range []struct {
		request wire.SealedOptions
		code    string
	}{
		{s.hello(sealedJob, s.address, worker, nil), "worker_unauthenticated"},
		{s.hello(sealedJob, s.address, worker, forger.ticket(sealedJob, s.address, soon())), "worker_unauthenticated"},
		{s.hello(sealedJob, s.address, worker, s.ticket("another", s.address, soon())), "worker_unauthenticated"},
		{s.hello(sealedJob, s.address, worker, s.ticket(sealedJob, worker, soon())), "worker_unauthenticated"},
		{s.hello(sealedJob, s.address, worker, s.ticket(sealedJob, s.address, time.Now().Add(-time.Hour))), "ticket_expired"},
		{stolen, "worker_unauthenticated"},
		{unsigned, "worker_unauthenticated"},
	} {
		if err := s.refused(x.request, x.code); err != nil {
			return err
		}
	}
	if err := s.opened(); err != nil {
		return err
	}
	return s.goesOn()
}

func foreignRequests(s *sealedWorkerSide) error {
	if err := s.refused(s.hello("another", s.address, s.sk.PublicKey(), nil), "unknown_job"); err != nil {
		return err
	}
	if err := s.opened(); err != nil {
		return err
	}
	stranger := chain{own: address.GeneratePrivateKey(), other: s.address, h: s.chain.h}
	for _, body := range []string{stranger.seal(elgamal.ToApp, 2, ""), (&chain{own: s.sk, other: s.address}).seal(elgamal.ToApp, 2, "")} {
		if err := s.refused(wire.SealedReady{Job: sealedJob, Body: body}, "tag_mismatch"); err != nil {
			return err
		}
	}
	kept := s.chain
	if err := s.refused(wire.SealedReady{Job: sealedJob, Body: s.chain.seal(elgamal.ToApp, 2, "a text")}, "malformed_json"); err != nil {
		return err
	}
	s.chain = kept
	if err := s.readied(); err != nil {
		return err
	}
	stranger.h = s.chain.h
	if err := s.refused(wire.SealedDone{Job: sealedJob, Body: stranger.seal(elgamal.ToApp, 4, "forged")}, "tag_mismatch"); err != nil {
		return err
	}
	if err := s.refused(wire.SealedDone{Job: "another", Body: stranger.seal(elgamal.ToApp, 4, "forged")}, "unknown_job"); err != nil {
		return err
	}
	return s.finishes("", 0)
}
