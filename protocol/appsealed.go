package protocol

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol/wire"
	"github.com/minaseal/minaseal/schnorr"
)

// sealedApp is the app of sealed-v1 (SPEC 8.9).
type sealedApp struct {
	sealer
	trust  Trust
	status []byte // until the end
	limit  int

	bound string     // the worker's key that the run is bound to, from options-sent
	h     fp.Element // the transcript of the next sealed message, from options-sent
	last  *answer    // the last reply, from options-sent
	in    assembly   // of a done request in parts
}

// answer is a reply that was made once and is sent whenever it is asked for.
type answer struct {
	message Event
	seq     int
	reply   *outgoing
	request [sha256.Size]byte // of the request that it answers
	fetched int               // the greatest part that was sent
}

// sealedAppInput is what a request of sealed-v1 carries.
type sealedAppInput struct {
	h       fp.Element        // the transcript after the request
	request [sha256.Size]byte // its hash
	part    wire.Part         // request-part
	whole   bool              // the request came in parts, of which this was the last
	pointer int               // request-fetch
	answer  *answer           // what act has made
}

func newSealedApp(c AppConfig, _ elgamal.Scheme, fixed fixedScalars) (appDialect, int, error) {
	if err := wire.CheckJob(c.Job); err != nil {
		return nil, 0, err
	}
	if err := c.Trust.check(); err != nil {
		return nil, 0, err
	}
	return &sealedApp{sealer: sealer{job: c.Job, fixed: fixed}, trust: c.Trust, status: []byte(c.Status)}, minLimit, nil
}

// classify reads a request: a repeat first, then its form, its job, and what it
// says.
func (s *sealedApp) classify(a *App, data []byte) appInput {
	digest := sha256.Sum256(data)
	if s.last != nil && s.last.request == digest {
		return appInput{event: EventRequestRepeated}
	}
	request, err := wire.DecodeSealedRequest(data)
	in := s.classifyRequest(a, request, err)
	in.sealed.request = digest
	return in
}

func (s *sealedApp) classifyRequest(a *App, request wire.SealedRequest, err error) appInput {
	switch {
	case errors.Is(err, wire.ErrUnknownPost), errors.Is(err, wire.ErrUnknownVersion):
		return appInput{event: EventRequestUnknown, err: err}
	case err != nil:
		return appInput{event: EventRequestMalformed, err: err}
	case jobOf(request) != s.job:
		return appInput{event: EventRequestForeign, err: ErrUnknownJob}
	}
	switch q := request.(type) {
	case wire.SealedOptions:
		return s.classifyOptions(a, q)
	case wire.SealedReady:
		return s.classifyBody(a, EventRequestReady, wire.SeqReady, q.Body)
	case wire.SealedDone:
		return s.classifyBody(a, EventRequestDone, wire.SeqDone, q.Body)
	case wire.Part:
		return s.classifyPart(a, q)
	case wire.Pointer:
		return s.classifyPointer(q)
	default:
		return appInput{event: EventRequestUnknown, err: wire.ErrUnknownPost}
	}
}

// classifyOptions authenticates an options request in the state that awaits it
// [HSK-28].
func (s *sealedApp) classifyOptions(a *App, q wire.SealedOptions) appInput {
	if s.bound != "" && s.bound != q.Key {
		return appInput{event: EventRequestSecond}
	}
	if !a.awaits(EventRequestOptions) {
		return appInput{event: EventRequestOptions}
	}
	worker, h, err := s.authenticate(a.sk.PublicKey(), q)
	if err != nil {
		return appInput{event: EventRequestUnauthenticated, err: err}
	}
	return appInput{event: EventRequestOptions, worker: worker, sealed: sealedAppInput{h: h}}
}

// authenticate returns the worker key of an options request and the transcript at
// the start of the run, if the request may have the job.
func (s *sealedApp) authenticate(app *address.PublicKey, q wire.SealedOptions) (*address.PublicKey, fp.Element, error) {
	var none fp.Element
	worker, err := address.ParsePublicKey(q.Key)
	if err != nil {
		return nil, none, fmt.Errorf("worker key: %w", err)
	}
	identity, err := address.ParsePublicKey(q.Identity)
	if err != nil {
		return nil, none, fmt.Errorf("identity: %w", err)
	}
	signature, err := address.ParseSignature(q.Signature)
	if err != nil {
		return nil, none, fmt.Errorf("signature: %w", err)
	}
	if err := s.trust.accept(s.job, app, identity, q.Ticket); err != nil {
		return nil, none, err
	}
	h, err := Transcript(s.job, app, worker, identity)
	if err != nil {
		return nil, none, err
	}
	if !schnorr.Verify(identity, []fp.Element{h}, schnorr.Testnet, signature) {
		return nil, none, fmt.Errorf("%w: the identity's signature does not verify", ErrUnauthenticated)
	}
	return worker, h, nil
}

// classifyBody opens the body of a request in the state that awaits it [HSK-36].
func (s *sealedApp) classifyBody(a *App, event Event, seq int, body string) appInput {
	if !a.awaits(event) {
		return appInput{event: event}
	}
	at := elgamal.Place{Transcript: s.h, Direction: elgamal.ToApp, Sequence: uint32(seq)}
	text, h, err := s.open(a.sk, a.worker, at, body)
	if err == nil && event == EventRequestReady && text != "" {
		err = wire.ErrMalformed // [HSK-37]
	}
	if err != nil {
		return appInput{event: EventRequestUndecryptable, err: fmt.Errorf("%s: %w", event, err)}
	}
	return appInput{event: event, result: text, sealed: sealedAppInput{h: h}}
}

// classifyPart puts a part where it belongs; the last one is the whole request.
func (s *sealedApp) classifyPart(a *App, p wire.Part) appInput {
	if !a.awaits(EventRequestPart) {
		return appInput{event: EventRequestPart}
	}
	verdict := s.in.judge(p)
	switch {
	case p.Seq != wire.SeqDone || verdict == partUnexpected:
		return appInput{event: EventRequestUnexpected}
	case verdict == partTooLarge:
		return appInput{event: EventRequestMalformed, err: wire.ErrMalformed}
	case verdict != partLast:
		return appInput{event: EventRequestPart, sealed: sealedAppInput{part: p}}
	}
	var in appInput
	request, err := wire.DecodeWholeRequest(s.in.join(p))
	if done, ok := request.(wire.SealedDone); err == nil && ok && done.Job == s.job {
		in = s.classifyBody(a, EventRequestDone, wire.SeqDone, done.Body)
	} else {
		in = appInput{event: EventRequestMalformed, err: wire.ErrMalformed}
	}
	in.sealed.whole = true
	return in
}

func (s *sealedApp) classifyPointer(p wire.Pointer) appInput {
	if l := s.last; l != nil && (p.Seq != l.seq || p.Part >= l.reply.parts() || l.reply.parts() == 1) {
		return appInput{event: EventRequestUnexpected}
	}
	return appInput{event: EventRequestFetch, sealed: sealedAppInput{pointer: p.Part}}
}

func (s *sealedApp) cell(a *App, in *appInput) cell { return a.table.lookup(a.state, in.event) }

func (s *sealedApp) act(a *App, c cell, in *appInput) ([]AppEffect, error) {
	switch c.action {
	case ActionListen:
		return []AppEffect{Listen{Subject: a.subject}}, nil
	case ActionSendOptions:
		return s.answer(a, EventReplyOptions, wire.SeqOptionsReply, a.options, in)
	case ActionSendPayload:
		in.worker = a.worker
		return s.answer(a, EventReplyExecute, wire.SeqReadyReply, a.payload, in)
	case ActionDeliver:
		in.worker = a.worker
		effects, err := s.answer(a, EventReplyClose, wire.SeqDoneReply, s.status, in)
		if err != nil {
			return nil, err
		}
		return append(effects, Deliver{Result: in.result}), nil
	case ActionRepeat:
		return sendReply(s.last.message, s.last.reply, 0), nil
	case ActionSendPart:
		return sendReply(EventReplyPart, s.last.reply, in.sealed.pointer), nil
	case ActionAcknowledge:
		p := in.sealed.part
		return s.reply(EventReplyAcknowledged, wire.Pointer{Job: s.job, Seq: p.Seq, Part: p.Part})
	case ActionRefuse:
		code := c.outcome
		if code == OutcomeOfEvent {
			code = coded.Code(in.err)
		}
		return s.reply(EventReplyRefused, wire.SealedRefusal{Job: s.job, Error: code})
	default:
		return nil, nil
	}
}

// answer makes the reply that a state keeps.
func (s *sealedApp) answer(a *App, message Event, seq int, text []byte, in *appInput) ([]AppEffect, error) {
	at := elgamal.Place{Transcript: in.sealed.h, Direction: elgamal.ToWorker, Sequence: uint32(seq)}
	body, h, err := s.seal(a.sk, in.worker, at, text)
	if err != nil {
		return nil, err
	}
	if message == EventReplyExecute {
		if in.sent, err = newSealedExchange(a.sk.PublicKey(), in.worker, at, body); err != nil {
			return nil, err
		}
	}
	data, err := wire.EncodeSealedReply(wire.SealedBody{Job: s.job, Seq: seq, Body: body})
	if err != nil {
		return nil, err
	}
	reply, err := cut(data, s.job, seq, s.limit)
	if err != nil {
		return nil, err
	}
	in.sealed.h = h
	in.sealed.answer = &answer{message: message, seq: seq, reply: reply, request: in.sealed.request}
	return sendReply(message, reply, 0), nil
}

// sendReply sends a part of a reply, or the whole if it is not cut.
func sendReply(message Event, reply *outgoing, part int) []AppEffect {
	return []AppEffect{SendReply{Message: message, Data: reply.message(part)}}
}

func (s *sealedApp) reply(message Event, p wire.SealedReply) ([]AppEffect, error) {
	data, err := wire.EncodeSealedReply(p)
	if err != nil {
		return nil, err
	}
	return []AppEffect{SendReply{Message: message, Data: data}}, nil
}

func (s *sealedApp) keep(a *App, c cell, in *appInput) {
	switch {
	case c.action == ActionListen:
		s.limit = limitOf(in.limit)
	case c.action == ActionAcknowledge:
		s.in.add(in.sealed.part)
	case c.action == ActionSendPart:
		s.last.fetched = max(s.last.fetched, in.sealed.pointer)
	case in.sealed.answer != nil:
		s.last, s.h = in.sealed.answer, in.sealed.h
	}
	if in.sent != nil {
		a.exchanges = append(a.exchanges, in.sent)
	}
	if c.action == ActionSendOptions {
		s.bound = in.worker.String() // [HSK-33]
	}
	if in.sealed.whole {
		s.in = assembly{}
	}
	if a.state.Terminal() {
		s.status, s.in, s.h = erase(s.status), assembly{}, fp.Element{}
	}
	if a.state == StateFailed {
		s.last = nil
	}
}

func (s *sealedApp) pending() bool {
	return s.last != nil && s.last.fetched < s.last.reply.parts()-1
}
