package protocol

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// zkcwWorker is the worker of zkcw-v1 and zkcw-v2 (SPEC 8.4).
type zkcwWorker struct {
	scheme  elgamal.Scheme
	keepKey bool
}

func newZKCWWorker(c WorkerConfig, scheme elgamal.Scheme, _ *address.PublicKey, _ fixedScalars) (workerDialect, error) {
	if c.Job != "" || c.Identity != nil || c.Ticket != nil {
		return nil, fmt.Errorf("%w: %s has no jobs and authenticates nobody", ErrConfig, c.Profile)
	}
	return &zkcwWorker{scheme: scheme, keepKey: c.KeepKey}, nil
}

func (z *zkcwWorker) classify(w *Worker, data []byte) workerInput {
	reply, err := wire.DecodeReply(data)
	switch {
	case errors.Is(err, wire.ErrUnknownCommand):
		return workerInput{event: EventReplyUnexpected, err: err}
	case err != nil:
		return workerInput{event: EventReplyMalformed, err: err}
	}
	switch p := reply.(type) {
	case wire.OptionsReply:
		return z.classifyEncrypted(w, EventReplyOptions, p.Encrypted)
	case wire.ExecuteReply:
		return z.classifyEncrypted(w, EventReplyExecute, p.Encrypted)
	case wire.CloseReply:
		return workerInput{event: EventReplyClose, text: p.Status}
	case wire.Refusal:
		return workerInput{event: EventReplyRefused, err: ErrPeerRefused}
	default:
		return workerInput{event: EventReplyUnexpected, err: ErrOutOfOrder}
	}
}

// classifyEncrypted decrypts what a reply carries if the state awaits that reply.
func (z *zkcwWorker) classifyEncrypted(w *Worker, event Event, encrypted string) workerInput {
	text, err := decrypt(z.scheme, w.sk, encrypted, w.awaits(event))
	if err != nil {
		return workerInput{event: EventReplyUndecryptable, err: fmt.Errorf("%s: %w", event, err)}
	}
	in := workerInput{event: event, text: text}
	if z.keepKey && event == EventReplyExecute && w.awaits(event) {
		if in.opened, err = newExchange(z.scheme, w.public, encrypted); err != nil {
			return workerInput{event: EventReplyUndecryptable, err: fmt.Errorf("%s: %w", event, err)}
		}
	}
	return in
}

func (z *zkcwWorker) act(w *Worker, action Action, in *workerInput) ([]WorkerEffect, error) {
	switch action {
	case ActionRequestOptions:
		return z.request(w, EventRequestOptions, wire.OptionsRequest{Key: w.public.String()})
	case ActionRequestReady:
		return z.request(w, EventRequestReady, wire.ReadyRequest{Key: w.public.String()})
	case ActionProve:
		return w.prove(in.text), nil
	case ActionRequestDone:
		result := []byte(in.text)
		defer clear(result)
		encrypted, err := encrypt(z.scheme, w.app, result)
		if err != nil {
			return nil, err
		}
		return z.request(w, EventRequestDone, wire.DoneRequest{Result: encrypted})
	case ActionFinish:
		return []WorkerEffect{Finish{Status: in.text}}, nil
	default:
		return nil, nil
	}
}

func (z *zkcwWorker) request(w *Worker, message Event, q wire.Request) ([]WorkerEffect, error) {
	data, err := wire.EncodeRequest(q)
	if err != nil {
		return nil, err
	}
	return w.sendRequest(message, data), nil
}

// keep erases the key with the last use of it: nothing more comes that is encrypted.
func (z *zkcwWorker) keep(w *Worker, c cell, in *workerInput) {
	switch {
	case c.action == ActionProve && z.keepKey:
		w.opened = in.opened
	case c.action == ActionProve || c.action == ActionRequestDone:
		w.sk.Erase()
		w.opened = nil
	}
}
