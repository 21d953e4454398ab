package protocol

import (
	"errors"
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// zkcwApp is the app of zkcw-v1 and zkcw-v2 (SPEC 8.3).
type zkcwApp struct {
	scheme  elgamal.Scheme
	closing []byte // the close reply, encoded
}

func newZKCWApp(c AppConfig, scheme elgamal.Scheme, _ fixedScalars) (appDialect, int, error) {
	if c.Job != "" || !c.Trust.none() {
		return nil, 0, fmt.Errorf("%w: %s has no jobs and authenticates nobody", ErrConfig, c.Profile)
	}
	closing, err := wire.EncodeReply(wire.CloseReply{Status: c.Status})
	if err != nil {
		return nil, 0, fmt.Errorf("status: %w", err)
	}
	bound := max(MessageBound(len(c.Options)), MessageBound(len(c.Payload)), len(closing))
	return &zkcwApp{scheme: scheme, closing: closing}, bound, nil
}

func (z *zkcwApp) classify(a *App, data []byte) appInput {
	request, err := wire.DecodeRequest(data)
	switch {
	case errors.Is(err, wire.ErrUnknownPost):
		return appInput{event: EventRequestUnknown, err: err}
	case err != nil:
		return appInput{event: EventRequestMalformed, err: err}
	}
	switch q := request.(type) {
	case wire.OptionsRequest:
		return keyed(EventRequestOptions, q.Key)
	case wire.ReadyRequest:
		return keyed(EventRequestReady, q.Key)
	case wire.DoneRequest:
		return z.classifyDone(a, q.Result)
	default:
		return appInput{event: EventRequestUnknown, err: wire.ErrUnknownPost}
	}
}

func keyed(event Event, key string) appInput {
	worker, err := address.ParsePublicKey(key)
	if err != nil {
		return appInput{event: EventRequestUndecryptable, err: fmt.Errorf("worker key: %w", err)}
	}
	return appInput{event: event, worker: worker}
}

func (z *zkcwApp) classifyDone(a *App, encrypted string) appInput {
	result, err := decrypt(z.scheme, a.sk, encrypted, a.awaits(EventRequestDone))
	if err != nil {
		return appInput{event: EventRequestUndecryptable, err: fmt.Errorf("result: %w", err)}
	}
	return appInput{event: EventRequestDone, result: result}
}

// cell looks the input up, after the guard that binds the run to one worker
// [HSK-5].
func (z *zkcwApp) cell(a *App, in *appInput) cell {
	if a.worker != nil && in.worker != nil && !a.worker.Equal(in.worker) {
		return secondWorker.in(a.state)
	}
	return a.table.lookup(a.state, in.event)
}

func (z *zkcwApp) act(a *App, c cell, in *appInput) ([]AppEffect, error) {
	switch c.action {
	case ActionListen:
		return []AppEffect{Listen{Subject: a.subject}}, nil
	case ActionSendOptions:
		encrypted, err := encrypt(z.scheme, in.worker, a.options)
		if err != nil {
			return nil, err
		}
		return reply(EventReplyOptions, wire.OptionsReply{Encrypted: encrypted})
	case ActionSendPayload:
		encrypted, err := encrypt(z.scheme, in.worker, a.payload)
		if err != nil {
			return nil, err
		}
		if in.sent, err = newExchange(z.scheme, in.worker, encrypted); err != nil {
			return nil, err
		}
		return reply(EventReplyExecute, wire.ExecuteReply{Encrypted: encrypted})
	case ActionDeliver:
		closing := SendReply{Message: EventReplyClose, Data: slices.Clone(z.closing)}
		return []AppEffect{closing, Deliver{Result: in.result}}, nil
	default:
		return nil, nil
	}
}

func reply(message Event, p wire.Reply) ([]AppEffect, error) {
	data, err := wire.EncodeReply(p)
	if err != nil {
		return nil, err
	}
	return []AppEffect{SendReply{Message: message, Data: data}}, nil
}

// keep remembers the payloads sent, as far as there is room: the oldest goes first.
func (z *zkcwApp) keep(a *App, c cell, in *appInput) {
	if c.action != ActionSendPayload {
		return
	}
	if len(a.exchanges) == maxExchanges {
		a.exchanges = a.exchanges[1:]
	}
	a.exchanges = append(a.exchanges, in.sent)
}

func (z *zkcwApp) pending() bool { return false }
