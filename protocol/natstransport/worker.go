package natstransport

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/protocol"
)

// ProveFunc does the job: it turns the options and the payload, both texts of the
// app, into the result text. It should return soon after ctx ends. Its error
// tells only that it failed; what the error says goes nowhere, because it may
// hold the payload.
type ProveFunc func(ctx context.Context, options, payload string) (result string, err error)

// RunWorker carries worker, a machine in state created, through one handshake and
// returns the status with which the app closed it (SPEC 8 and 9).
//
// Errors: [ErrConfig], with which the machine is not touched; otherwise the error
// that ended the machine (no_responder, timeout, peer_refused, tag_mismatch,
// statement_unsatisfied…), with the transport's beside it if there is one.
func RunWorker(ctx context.Context, config Config, worker *protocol.Worker, prove ProveFunc) (string, error) {
	config, err := config.withDefaults(worker.Profile())
	if err != nil {
		return "", err
	}
	if prove == nil {
		return "", fmt.Errorf("%w: no prover", ErrConfig)
	}
	ctx, cancel := context.WithTimeout(ctx, config.Deadline)
	defer cancel()
	r := workerRun{machine: worker, config: config, prove: prove}
	if r.conn, err = connect(ctx, config.Server); err != nil {
		_, err := r.step(local(endingFor(ctx, err), err))
		return "", err
	}
	defer Close(r.conn.Conn, false) // the last message was received, not sent
	r.lost = r.conn.StatusChanged(nats.RECONNECTING)
	if err := r.conn.carries(worker.RequestBound(0)); err != nil {
		_, err := r.step(local(protocol.Close{}, err))
		return "", err
	}
	return r.run(ctx)
}

// workerRun is one call of RunWorker.
type workerRun struct {
	machine *protocol.Worker
	config  Config
	prove   ProveFunc
	conn    *connection
	lost    chan nats.Status // told when the connection is lost
}

// input is the machine's next event and what is known about it.
type input struct {
	event  protocol.WorkerEvent
	record Record
	cause  error // of the transport, when the event is a failure
}

// local returns the input for an event that came without a message.
func local(event protocol.WorkerEvent, cause error) input {
	return input{event: event, record: Record{Direction: Local}, cause: cause}
}

// run steps the machine from its start to its end. Every step that succeeds has
// one effect, and carrying it out gives the next event.
func (r *workerRun) run(ctx context.Context) (string, error) {
	next := local(protocol.Start{MaxMessage: int(r.conn.MaxPayload())}, nil)
	for {
		effects, err := r.step(next)
		if err != nil {
			return "", err
		}
		switch e := effects[0].(type) {
		case protocol.SendRequest:
			next = r.request(ctx, e)
		case protocol.Prove:
			next = r.work(ctx, e)
		case protocol.Finish:
			return e.Status, nil
		}
	}
}

// step feeds the machine and shows the observer what came of it.
func (r *workerRun) step(in input) ([]protocol.WorkerEffect, error) {
	effects, outcome, err := r.machine.Step(in.event)
	in.record.Message, in.record.Outcome, in.record.Err = outcome.Event, outcome, err
	r.config.Observe(in.record)
	return effects, because(err, in.cause)
}

// request sends a request and turns what comes of it into an event.
func (r *workerRun) request(ctx context.Context, e protocol.SendRequest) input {
	if e.Message == protocol.EventRequestDone && r.config.BeforeDone != nil {
		if err := r.config.BeforeDone(ctx, e.Data); err != nil {
			return local(endingFor(ctx, err), err)
		}
	}
	r.config.Observe(Record{Direction: Sent, Subject: e.Subject, Size: len(e.Data), Message: e.Message})
	reply, unheard, err := r.ask(ctx, e)
	switch {
	case err == nil:
		record := Record{Direction: Received, Subject: e.Subject, Size: len(reply.Data)}
		return input{event: protocol.Reply{Data: reply.Data}, record: record}
	case errors.Is(err, nats.ErrNoResponders) && (unheard || e.Message != protocol.EventRequestOptions):
		return local(protocol.NoResponder{}, nil)
	case ctx.Err() == nil: // its time is over; or nobody listens now, who may have heard it before.
		// A server that refuses to pass the request on says so beside the time-out.
		return local(protocol.Timeout{}, errors.Join(err, r.conn.LastError()))
	default:
		return local(endingFor(ctx, err), errors.Join(err, r.conn.LastError()))
	}
}

// ask sends a request until there is a reply, or no sense in sending it again [NAT-29]. It
// also says whether the app has certainly not heard it: as long as that is so of the first
// request of a run, the app is bound to nobody, and another worker can have the run.
func (r *workerRun) ask(ctx context.Context, e protocol.SendRequest) (reply *nats.Msg, unheard bool, err error) {
	unheard = e.Message == protocol.EventRequestOptions
	for limit := time.Now().Add(r.config.Persist); ; {
		var broken bool
		reply, broken, err = r.askOnce(ctx, e)
		if broken {
			unheard, limit = false, time.Now().Add(r.config.Persist)
		}
		if err == nil || unheard || ctx.Err() != nil || r.config.Persist == 0 || time.Now().After(limit) {
			return reply, unheard && errors.Is(err, nats.ErrNoResponders), err
		}
		for pause(ctx); ctx.Err() == nil && !r.conn.IsConnected(); pause(ctx) {
			limit = time.Now().Add(r.config.Persist)
		}
	}
}

// askOnce sends a request and awaits the reply for its time. It says whether the
// connection broke meanwhile.
func (r *workerRun) askOnce(ctx context.Context, e protocol.SendRequest) (reply *nats.Msg, broken bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, r.config.RequestTimeout)
	defer cancel()
	if r.config.Persist == 0 {
		reply, err = r.conn.RequestWithContext(ctx, e.Subject, e.Data)
		return reply, false, err
	}
	for len(r.lost) > 0 {
		<-r.lost // before this request
	}
	var watching sync.WaitGroup
	watching.Go(func() {
		select {
		case <-r.lost:
			broken = true
			cancel()
		case <-ctx.Done():
		}
	})
	reply, err = r.conn.RequestWithContext(ctx, e.Subject, e.Data)
	cancel()
	watching.Wait()
	return reply, err != nil && (broken || !r.conn.IsConnected()), err
}

// pause waits about as long as a client whose server was away needs to come back.
func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(reconnectWait):
	}
}

// work calls the prover. A result that the server does not pass on is none.
func (r *workerRun) work(ctx context.Context, e protocol.Prove) input {
	result, err := r.prove(ctx, e.Options, e.Payload)
	if err == nil {
		err = r.conn.carries(r.machine.RequestBound(len(result)))
	}
	switch {
	case ctx.Err() != nil:
		return local(endingFor(ctx, ctx.Err()), ctx.Err())
	case err != nil:
		return local(protocol.ProveFailed{Err: err}, nil)
	default:
		return local(protocol.Proved{Result: result}, nil)
	}
}
