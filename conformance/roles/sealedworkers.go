package roles

import (
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
	"github.com/minaseal/minaseal/schnorr"
)

// sealedAppSide is the suite as an app of sealed-v1, with a worker under test.
type sealedAppSide struct {
	*appSide
	authorities
	chain chain
	limit int // above which the suite cuts its replies
}

// sealedWorker makes the script of a case of one that begins when the worker has started.
func sealedWorker(limit int, script func(*sealedAppSide) error) func(*appSide) error {
	return func(a *appSide) error {
		s := &sealedAppSide{appSide: a, authorities: newAuthorities(), limit: limit}
		if err := a.hub.listen(">"); err != nil {
			return err
		}
		arguments, err := s.told(a.session, a.sk.PublicKey())
		if err != nil {
			return err
		}
		a.launchWorker(arguments)
		return script(s)
	}
}

// told are the arguments of a worker of sealed-v1.
func (a authorities) told(s *session, app *address.PublicKey) (arguments Arguments, err error) {
	arguments = Arguments{Job: sealedJob, Launcher: a.launcher.PublicKey().String()}
	if arguments.Identity, err = s.file("identity.key", a.identity.Base58()); err != nil {
		return arguments, err
	}
	ticket := a.ticket(sealedJob, app, soon())
	arguments.Ticket, err = s.file("ticket", string(must(wire.EncodeTicket(*ticket))))
	return arguments, err
}

// receive waits for the worker's next message and checks where it comes from.
func (s *sealedAppSide) receive() (request wire.SealedRequest, inbox string, err error) {
	limit := s.limits.answer
	if len(s.replies) == 0 {
		limit = s.limits.start
	}
	m, err := s.await(s.worker, limit, s.fromWorker)
	switch {
	case errors.Is(err, errEnded):
		return nil, "", failed("%s in place of its next request", s.worker.ending())
	case errors.Is(err, errSilent):
		return nil, "", silent("no request within %v", limit)
	case err != nil:
		return nil, "", err
	}
	request, err = s.readSealed(m)
	return request, m.Reply, err
}

func (s *sealedAppSide) readSealed(m *nats.Msg) (wire.SealedRequest, error) {
	if m.Subject != s.subject {
		return nil, failed("a message on %q and not on the app's subject [NAT-17]", m.Subject)
	}
	for _, used := range s.replies {
		if used == m.Reply {
			return nil, failed("a request without a reply subject of its own [NAT-4]")
		}
	}
	s.replies = append(s.replies, m.Reply)
	return exactSealedRequest(m.Data)
}

// whole waits for a request, which may come in parts, and returns it with the reply
// subject of its last message.
func (s *sealedAppSide) whole() (request wire.SealedRequest, inbox string, err error) {
	text := ""
	for {
		request, inbox, err = s.receive()
		part, ok := request.(wire.Part)
		if err != nil || !ok {
			return request, inbox, err
		}
		text += part.Data
		if part.Part == part.Parts-1 {
			if request, err = wire.DecodeWholeRequest([]byte(text)); err != nil {
				err = failed("the joined parts are no request: %v", err)
			}
			return request, inbox, err
		}
		if err := s.respond(inbox, wire.Pointer{Job: sealedJob, Seq: part.Seq, Part: part.Part}); err != nil {
			return nil, "", err
		}
	}
}

func (s *sealedAppSide) respond(inbox string, reply wire.SealedReply) error {
	return s.publish(inbox, "", must(wire.EncodeSealedReply(reply)))
}

// welcome waits for the options request, checks it, and begins the chain.
func (s *sealedAppSide) welcome() (inbox string, err error) {
	request, inbox, err := s.whole()
	if err != nil {
		return "", err
	}
	hello, ok := request.(wire.SealedOptions)
	if !ok || hello.Job != sealedJob || hello.Ticket == nil || hello.Identity != s.identity.PublicKey().String() {
		return "", failed("not the options request for job, ticket and identity that the worker was told")
	}
	worker, err := address.ParsePublicKey(hello.Key)
	if err != nil {
		return "", failed("the worker key is none: %v", err)
	}
	signature, err := address.ParseSignature(hello.Signature)
	if err != nil {
		return "", failed("the signature is none: %v", err)
	}
	h := must(protocol.Transcript(sealedJob, s.sk.PublicKey(), worker, s.identity.PublicKey()))
	if !schnorr.Verify(s.identity.PublicKey(), []fp.Element{h}, schnorr.Testnet, signature) {
		return "", failed("the signature is not the identity's for the transcript [HSK-26]")
	}
	s.chain = chain{own: s.sk, other: worker, h: h}
	return inbox, nil
}

// reply seals a text as the reply seq and sends it, whole or in the parts that the
// worker asks for.
func (s *sealedAppSide) reply(inbox string, seq int, text string) error {
	body := wire.SealedBody{Job: sealedJob, Seq: seq, Body: s.chain.seal(elgamal.ToWorker, seq, text)}
	data := must(wire.EncodeSealedReply(body))
	if s.limit == 0 || len(data) <= s.limit {
		return s.publish(inbox, "", data)
	}
	parts := pieces(data, seq, s.limit/2)
	for i, part := range parts {
		if err := s.respond(inbox, part); err != nil {
			return err
		}
		if i == len(parts)-1 {
			return nil
		}
		request, next, err := s.receive()
		if err != nil {
			return err
		}
		if request != (wire.SealedRequest)(wire.Pointer{Job: sealedJob, Seq: seq, Part: i + 1}) {
			return failed("not the pointer to part %d of reply %d", i+1, seq)
		}
		inbox = next
	}
	return nil
}

// opens waits for the request seq and opens it.
func (s *sealedAppSide) opens(seq int) (text, inbox string, err error) {
	request, inbox, err := s.whole()
	if err != nil {
		return "", "", err
	}
	body := ""
	switch q := request.(type) {
	case wire.SealedReady:
		if seq == 2 && q.Job == sealedJob {
			body = q.Body
		}
	case wire.SealedDone:
		if seq == 4 && q.Job == sealedJob {
			body = q.Body
		}
	}
	if body == "" {
		return "", "", failed("not the request %d of the job", seq)
	}
	text, err = s.chain.open(elgamal.ToApp, seq, body)
	return text, inbox, err
}

// serve carries out a right run with texts that end in pad.
func (s *sealedAppSide) serve(pad string) error {
	inbox, err := s.welcome()
	if err != nil {
		return err
	}
	if err := s.reply(inbox, 1, optionsText+pad); err != nil {
		return err
	}
	text, inbox, err := s.opens(2)
	if err == nil && text != "" {
		err = failed("the ready request seals a text [HSK-37]")
	}
	if err != nil {
		return err
	}
	if err := s.reply(inbox, 3, strings.TrimSuffix(payloadText, "}")+strings.Repeat(" ", len(pad))+"}"); err != nil {
		return err
	}
	if _, inbox, err = s.opens(4); err != nil {
		return err
	}
	if err := s.reply(inbox, 5, statusText+pad); err != nil {
		return err
	}
	return s.succeeds()
}

// ends serves the worker up to its request before reply seq and answers that with what
// spoil makes; the worker has to end with the code.
func ends(seq int, code string, spoil func(s *sealedAppSide) wire.SealedReply) func(*appSide) error {
	return sealedWorker(0, func(s *sealedAppSide) error {
		inbox, err := s.welcome()
		if err == nil && seq > 1 {
			if err = s.reply(inbox, 1, optionsText); err == nil {
				_, inbox, err = s.opens(2)
			}
		}
		if err != nil {
			return err
		}
		if err := s.respond(inbox, spoil(s)); err != nil {
			return err
		}
		return s.refuses(fmt.Sprintf("reply %d", seq), code, "")
	})
}

// sealedWorkers returns the cases of a worker of sealed-v1.
func sealedWorkers() []roleCase {
	const stops = "the worker ends with another exit code than 0, and asks no more"
	spoofed := func(job string, seq int) func(s *sealedAppSide) wire.SealedReply {
		return func(s *sealedAppSide) wire.SealedReply {
			spoofer := chain{own: address.GeneratePrivateKey(), other: s.chain.other, h: s.chain.h}
			return wire.SealedBody{Job: job, Seq: seq, Body: spoofer.seal(elgamal.ToWorker, seq, optionsText)}
		}
	}
	return []roleCase{
		{name: "worker-handshake", comment: "a right run; bytes, signature, ticket and subjects of the requests are checked",
			requirements: []string{"HSK-25", "HSK-26", "HSK-38", "MSG-1", "NAT-4", "NAT-17"}, expect: completes,
			worker: sealedWorker(0, func(s *sealedAppSide) error { return s.serve("") })},
		{name: "worker-parts", comment: "a server with the least limit, and replies in parts", requirements: []string{"MSG-26", "MSG-27", "NAT-18"},
			maxPayload: partsPayload, expect: completes,
			worker: sealedWorker(partsPayload, func(s *sealedAppSide) error { return s.serve(strings.Repeat(" ", 3000)) })},
		{name: "worker-spoofed-options", comment: "a reply of somebody without the app's key", code: "tag_mismatch",
			requirements: []string{"HSK-38", "ENC-25"}, flags: []string{"ProtoSecondResponder"}, expect: stops, worker: ends(1, "tag_mismatch", spoofed(sealedJob, 1))},
		{name: "worker-spoofed-payload", comment: "the same, for the payload", code: "tag_mismatch",
			requirements: []string{"HSK-38", "ENC-25"}, flags: []string{"ProtoSecondResponder"}, expect: stops, worker: ends(3, "tag_mismatch", spoofed(sealedJob, 3))},
		{name: "worker-foreign", comment: "a reply of another job", code: "unknown_job",
			requirements: []string{"HSK-39"}, flags: []string{"ProtoReplay"}, expect: stops, worker: ends(1, "unknown_job", spoofed("another", 1))},
		{name: "worker-out-of-order", comment: "the reply to another request", code: "out_of_order",
			requirements: []string{"HSK-38"}, flags: []string{"ProtoOutOfOrder"}, expect: stops, worker: ends(1, "out_of_order", spoofed(sealedJob, 3))},
		{name: "worker-replayed", comment: "the options again in place of the payload", code: "tag_mismatch",
			requirements: []string{"HSK-25"}, flags: []string{"ProtoReplay"}, expect: stops,
			worker: ends(3, "tag_mismatch", func(s *sealedAppSide) wire.SealedReply {
				old := chain{own: s.sk, other: s.chain.other, h: must(protocol.Transcript(sealedJob, s.sk.PublicKey(), s.chain.other, s.identity.PublicKey()))}
				return wire.SealedBody{Job: sealedJob, Seq: 3, Body: old.seal(elgamal.ToWorker, 1, optionsText)}
			})},
		{name: "worker-refused", comment: "a refusal", code: "peer_refused", requirements: []string{"HSK-38"}, flags: []string{"ProtoRefusal"}, expect: stops,
			worker: ends(1, "peer_refused", func(*sealedAppSide) wire.SealedReply {
				return wire.SealedRefusal{Job: sealedJob, Error: "second_worker"}
			})},
	}
}

// sealedPairs returns the case of an app and a worker of sealed-v1.
func sealedPairs() []roleCase {
	return []roleCase{{
		name: "pair", comment: "an app and a worker, with nobody between them", requirements: []string{"HSK-32", "HSK-38", "NAT-17"},
		expect: "six messages, each of SPEC's bytes; both end with exit code 0", pair: (*pair).runSealed,
	}}
}

func (p *pair) runSealed() error {
	w, who := newWorkerSide(p.session, p.app), newAuthorities()
	if err := w.begin(Arguments{Job: sealedJob, Launcher: who.launcher.PublicKey().String()}); err != nil {
		return err
	}
	arguments, err := who.told(p.session, w.address)
	if err != nil {
		return err
	}
	arguments.Client = w.address.String()
	worker := p.launch("worker", p.worker, arguments)
	for _, r := range []*running{w.app, worker} {
		if err := p.awaitEnd(r, p.limits.start+p.limits.answer); err != nil && !errors.Is(err, errSilent) {
			return err
		}
		if err := p.endsWell(r); err != nil {
			return err
		}
	}
	if err := p.look(); err != nil {
		return err
	}
	if n := len(p.hub.log); n != 6 {
		return failed("%d messages in place of 6", n)
	}
	inbox := ""
	for _, m := range p.hub.log {
		if m.Subject == w.subject {
			inbox = m.Reply
			_, err = exactSealedRequest(m.Data)
		} else if m.Subject == inbox {
			_, err = exactSealedReply(m.Data)
		} else {
			err = failed("a message on %q, which is no subject of the run", m.Subject)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
