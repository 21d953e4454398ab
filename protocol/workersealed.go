package protocol

import (
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol/wire"
	"github.com/minaseal/minaseal/schnorr"
)

// sealedWorker is the worker of sealed-v1 (SPEC 8.10).
type sealedWorker struct {
	sealer
	hello   wire.SealedOptions // the options request
	limit   int
	keepKey bool

	h    fp.Element // the transcript of the next sealed message
	out  *outgoing  // the done request, from done-requested
	sent int        // its part that was sent last
	in   assembly   // of the awaited reply in parts
}

// sealedWorkerInput is what a reply of sealed-v1 carries, and what act makes of it.
type sealedWorkerInput struct {
	h     fp.Element // the transcript after the reply, then after the request
	part  wire.Part  // reply-part
	whole bool       // the reply came in parts, of which this was the last
	out   *outgoing
}

func newSealedWorker(c WorkerConfig, _ elgamal.Scheme, public *address.PublicKey, fixed fixedScalars) (workerDialect, error) {
	if c.Identity == nil {
		return nil, fmt.Errorf("%w: no identity", ErrConfig)
	}
	identity := c.Identity.PublicKey()
	job := c.Job
	hello := wire.SealedOptions{Key: public.String(), Identity: identity.String()}
	if t := c.Ticket; t != nil {
		if job == "" {
			job = t.Job()
		}
		if t.Job() != job || !t.app.Equal(c.App) || !t.worker.Equal(identity) {
			return nil, fmt.Errorf("%w: the ticket is for another job, app or worker", ErrConfig)
		}
		hello.Ticket = &t.form
	}
	h, err := Transcript(job, c.App, public, identity)
	if err != nil {
		return nil, err
	}
	signature, err := schnorr.Sign(c.Identity, []fp.Element{h}, schnorr.Testnet)
	if err != nil {
		return nil, err
	}
	hello.Job, hello.Signature = job, signature.Base58()
	return &sealedWorker{sealer: sealer{job: job, fixed: fixed}, hello: hello, h: h, keepKey: c.KeepKey}, nil
}

func (s *sealedWorker) classify(w *Worker, data []byte) workerInput {
	reply, err := wire.DecodeSealedReply(data)
	if err != nil {
		return workerInput{event: EventReplyMalformed, err: err}
	}
	switch p := reply.(type) {
	case wire.SealedRefusal:
		return workerInput{event: EventReplyRefused, err: fmt.Errorf("%w: %s", ErrPeerRefused, p.Error)}
	case wire.SealedBody:
		return s.classifyBody(w, p)
	case wire.Part:
		return s.classifyPart(w, p)
	case wire.Pointer:
		return s.classifyPointer(w, p)
	default:
		return workerInput{event: EventReplyUnexpected}
	}
}

// foreign is the input for a message of another job [HSK-39].
func foreign() workerInput { return workerInput{event: EventReplyForeign, err: ErrUnknownJob} }

// replyEvent is the row of a reply with a sequence number.
func replyEvent(seq int) Event {
	switch seq {
	case wire.SeqOptionsReply:
		return EventReplyOptions
	case wire.SeqReadyReply:
		return EventReplyExecute
	default:
		return EventReplyClose
	}
}

// classifyBody opens a reply if the state awaits it.
func (s *sealedWorker) classifyBody(w *Worker, p wire.SealedBody) workerInput {
	event := replyEvent(p.Seq)
	switch {
	case p.Job != s.job:
		return foreign()
	case !w.awaits(event):
		return workerInput{event: event}
	}
	at := elgamal.Place{Transcript: s.h, Direction: elgamal.ToWorker, Sequence: uint32(p.Seq)}
	text, h, err := s.open(w.sk, w.app, at, p.Body)
	if err != nil {
		return workerInput{event: EventReplyUndecryptable, err: fmt.Errorf("%s: %w", event, err)}
	}
	in := workerInput{event: event, text: text, sealed: sealedWorkerInput{h: h}}
	if s.keepKey && event == EventReplyExecute {
		if in.opened, err = newSealedExchange(w.app, w.public, at, p.Body); err != nil {
			return workerInput{event: EventReplyUndecryptable, err: fmt.Errorf("%s: %w", event, err)}
		}
	}
	return in
}

// classifyPart puts a part where it belongs; the last one is the whole reply.
func (s *sealedWorker) classifyPart(w *Worker, p wire.Part) workerInput {
	switch {
	case p.Job != s.job:
		return foreign()
	case !w.awaits(EventReplyPart):
		return workerInput{event: EventReplyPart}
	case !w.awaits(replyEvent(p.Seq)):
		return workerInput{event: EventReplyUnexpected}
	}
	verdict := s.in.judge(p)
	switch {
	case verdict == partTooLarge:
		return workerInput{event: EventReplyMalformed, err: wire.ErrMalformed}
	case verdict == partNext, verdict == partFirst && s.in.parts == 0:
		return workerInput{event: EventReplyPart, sealed: sealedWorkerInput{part: p}}
	case verdict != partLast:
		return workerInput{event: EventReplyUnexpected}
	}
	var in workerInput
	reply, err := wire.DecodeWholeReply(s.in.join(p))
	if body, ok := reply.(wire.SealedBody); err == nil && ok && body.Seq == p.Seq {
		in = s.classifyBody(w, body)
	} else {
		in = workerInput{event: EventReplyMalformed, err: wire.ErrMalformed}
	}
	in.sealed.whole = true
	return in
}

// classifyPointer takes the acknowledgement of the part that was sent last.
func (s *sealedWorker) classifyPointer(w *Worker, p wire.Pointer) workerInput {
	switch {
	case p.Job != s.job:
		return foreign()
	case !w.awaits(EventReplyAcknowledged):
		return workerInput{event: EventReplyAcknowledged}
	case p.Seq != wire.SeqDone || p.Part != s.sent || s.sent+1 >= s.out.parts():
		return workerInput{event: EventReplyUnexpected}
	}
	return workerInput{event: EventReplyAcknowledged}
}

func (s *sealedWorker) act(w *Worker, action Action, in *workerInput) ([]WorkerEffect, error) {
	switch action {
	case ActionRequestOptions:
		return s.request(w, EventRequestOptions, s.hello)
	case ActionRequestReady:
		body, err := s.body(w, in, in.sealed.h, wire.SeqReady, nil)
		if err != nil {
			return nil, err
		}
		return s.request(w, EventRequestReady, wire.SealedReady{Job: s.job, Body: body})
	case ActionProve:
		return w.prove(in.text), nil
	case ActionRequestDone:
		return s.done(w, in)
	case ActionSendPart:
		return w.sendRequest(EventRequestPart, s.out.message(s.sent+1)), nil
	case ActionFetchPart:
		p := in.sealed.part
		return s.request(w, EventRequestFetch, wire.Pointer{Job: s.job, Seq: p.Seq, Part: p.Part + 1})
	case ActionFinish:
		return []WorkerEffect{Finish{Status: in.text}}, nil
	default:
		return nil, nil
	}
}

// body seals a text and puts the transcript after it in the input.
func (s *sealedWorker) body(w *Worker, in *workerInput, h fp.Element, seq int, text []byte) (body string, err error) {
	at := elgamal.Place{Transcript: h, Direction: elgamal.ToApp, Sequence: uint32(seq)}
	body, in.sealed.h, err = s.seal(w.sk, w.app, at, text)
	return body, err
}

// done seals the result and sends the request, or its first part.
func (s *sealedWorker) done(w *Worker, in *workerInput) ([]WorkerEffect, error) {
	result := []byte(in.text)
	defer clear(result)
	body, err := s.body(w, in, s.h, wire.SeqDone, result)
	if err != nil {
		return nil, err
	}
	data, err := wire.EncodeSealedRequest(wire.SealedDone{Job: s.job, Body: body})
	if err != nil {
		return nil, err
	}
	out, err := cut(data, s.job, wire.SeqDone, s.limit)
	if err != nil {
		return nil, err
	}
	in.sealed.out = out
	message := EventRequestDone
	if out.parts() > 1 {
		message = EventRequestPart
	}
	return w.sendRequest(message, out.message(0)), nil
}

func (s *sealedWorker) request(w *Worker, message Event, q wire.SealedRequest) ([]WorkerEffect, error) {
	data, err := wire.EncodeSealedRequest(q)
	if err != nil {
		return nil, err
	}
	return w.sendRequest(message, data), nil
}

func (s *sealedWorker) keep(w *Worker, c cell, in *workerInput) {
	switch c.action {
	case ActionRequestOptions:
		s.limit = limitOf(in.limit)
	case ActionRequestReady, ActionProve:
		s.h, w.opened = in.sealed.h, in.opened
	case ActionRequestDone:
		s.h, s.out, s.sent, w.opened = in.sealed.h, in.sealed.out, 0, nil
	case ActionSendPart:
		s.sent++
	case ActionFetchPart:
		s.in.add(in.sealed.part)
	}
	if in.sealed.whole {
		s.in = assembly{}
	}
	if w.state.Terminal() {
		s.h, s.out, s.in = fp.Element{}, nil, assembly{}
	}
}
