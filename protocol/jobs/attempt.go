package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// Lines of the log that are neither an event of the machine nor one of the job.
const (
	lineRedeliver   = "redeliver"
	lineAcknowledge = "acknowledge"
	lineNoTicket    = "no-ticket" // for the observer alone
)

// lastWord is how long a worker that is being stopped tries to say how its attempt ended.
const lastWord = 5 * time.Second

const (
	// reconnect is about how long an app whose server was away needs to come back.
	reconnect = 250 * time.Millisecond
	// persist is how long a worker sends a request of its run again.
	persist = 10 * time.Second
	// lastPauseBetween bounds the time between two attempts, or two deliveries of a result.
	lastPauseBetween = 5 * time.Second
)

// maxMissing is how often a queue message without a record is delivered: the record was
// written before it, but a replica may be behind.
const maxMissing = 5

// attempt is what a worker does about one delivery of a queue message (SPEC 10.5).
type attempt struct {
	client  *Client
	worker  *Worker
	message jetstream.Msg
	wait    time.Duration // the queue's patience

	job      *Job
	name     string
	reached  protocol.State // where the machine was when it failed
	recorded atomic.Bool    // the result is in the record

	overtaken atomic.Pointer[context.CancelCauseFunc] // ends the run
}

// run carries the attempt out and returns the answer to the queue.
func (a *attempt) run(ctx context.Context) (answer func() error) {
	again := func() error { return a.message.NakWithDelay(a.shortly()) }
	id := a.id()
	job, err := a.client.Get(ctx, id)
	switch {
	case errors.Is(err, ErrUnknownJob):
		if m, err := a.message.Metadata(); err == nil && m.NumDelivered > maxMissing {
			return a.message.Term
		}
		return again
	case errors.Is(err, ErrMalformed):
		return a.message.Term // somebody spoiled it: there is nothing to put an end in
	case err != nil:
		return again
	}
	a.job, a.name = job, a.worker.attemptName()
	if job.State == StateStarted && now().Before(job.Started.Add(a.wait)) && now().Before(job.Deadline) {
		return again // [JOB-30]
	}
	// What is recorded about a job is worth trying as long as the job can go on.
	ctx, cancel := context.WithDeadline(ctx, job.Deadline.Add(lastWord))
	defer cancel()
	if !a.mayTake() {
		a.worker.Observe(id, a.line(lineNoTicket, "", 0))
		return again // [JOB-22]
	}
	job, done, err := a.client.change(ctx, id, happening{event: EventTake, by: a.name})
	if err != nil {
		return again
	}
	a.job = job
	switch done.action {
	case ActionStart:
		a.say(string(EventTake), "", 0)
		return a.start(ctx)
	case ActionRedeliver:
		return a.redeliver(ctx)
	}
	return a.acknowledge
}

// id returns the id of the job whose queue message it is.
func (a *attempt) id() string {
	return a.message.Subject()[strings.LastIndexByte(a.message.Subject(), '.')+1:]
}

// mayTake reports whether the worker can authenticate itself to the job's app.
func (a *attempt) mayTake() bool {
	return len(a.job.Tickets) == 0 || a.job.ticketFor(a.worker.Identity.PublicKey()) != nil
}

// start makes the run and records how it ended.
func (a *attempt) start(ctx context.Context) (answer func() error) {
	running, cancel := context.WithDeadline(ctx, a.job.Deadline) // [JOB-19]
	defer cancel()
	running, stop := context.WithCancelCause(running)
	defer stop(nil)
	a.overtaken.Store(&stop)
	err := a.handshake(running)
	switch {
	case a.recorded.Load() && err == nil:
		return a.acknowledge
	case a.recorded.Load(): // the app may not have the result: somebody tries once more
		return a.giveBack
	case errors.Is(err, ErrOutOfOrder), errors.Is(context.Cause(running), ErrOutOfOrder):
		a.stale(ctx)
		return none
	}
	h := a.ending(err)
	if ctx.Err() != nil { // the worker is being stopped; how the attempt ended is worth some patience
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
		defer cancel()
		ctx = last
	}
	_, done, err := a.client.change(ctx, a.job.ID, h)
	switch {
	case errors.Is(err, ErrOutOfOrder):
		a.stale(ctx)
		return none
	case err != nil:
		a.say(string(h.event), h.code, 0)
		return none // the queue delivers it when it has waited enough
	}
	a.say(string(h.event), h.code, 0)
	if done.action == ActionReturn && h.code == coded.Code(ErrSecondWorker) {
		return a.leaveTime
	}
	if done.action == ActionReturn || done.action == ActionUncount {
		return a.giveBack
	}
	return a.acknowledge
}

// stale says that the job went on without this attempt, and how: with the code of a job
// that has failed [JOB-28].
func (a *attempt) stale(ctx context.Context) {
	code := coded.Code(ErrOutOfOrder)
	if job, err := a.client.Get(ctx, a.job.ID); err == nil && job.State == StateFailed {
		code = job.Code
	}
	a.say(string(EventStale), code, 0)
}

// look ends the attempt if the job has ended without it: the queue may have taken this
// worker for dead, and the launcher may have given the job up [JOB-28].
func (a *attempt) look(ctx context.Context) {
	stop := a.overtaken.Load()
	if stop == nil || a.recorded.Load() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, apiTimeout)
	defer cancel()
	if job, err := a.client.load(ctx, a.id()); err == nil && job.State.Ended() && !a.recorded.Load() {
		(*stop)(ErrOutOfOrder)
	}
}

// none is no answer to the queue.
func none() error { return nil }

// giveBack puts the message back in the queue, for later: what made this attempt fail may
// then be over.
func (a *attempt) giveBack() error {
	deliveries := uint64(1)
	if m, err := a.message.Metadata(); err == nil {
		deliveries = max(1, min(m.NumDelivered, 100))
	}
	return a.message.NakWithDelay(min(max(a.shortly(), reconnect)*time.Duration(deliveries), lastPauseBetween))
}

// leaveTime puts the message back for so long that a worker that only seemed to be lost can
// go on.
func (a *attempt) leaveTime() error { return a.message.NakWithDelay(min(a.wait, lastPauseBetween)) }

// shortly is a small part of the queue's patience.
func (a *attempt) shortly() time.Duration { return min(a.wait/15, time.Second) }

// ending says what an attempt that failed with err means for the job [JOB-15] [JOB-16].
func (a *attempt) ending(err error) happening {
	code := coded.Code(err)
	if code == "" {
		code = coded.Code(ErrClosed)
	}
	early := a.reached == protocol.StateCreated || a.reached == protocol.StateOptionsRequested
	silent := code == "timeout" || code == "peer_refused"
	passing := code == "no_responder" || code == "timeout" || code == "closed"
	h := happening{event: EventFailure, by: a.name, code: code}
	switch {
	case now().After(a.job.Deadline):
		h = happening{event: EventOverdue}
	case a.unheard(code, err):
		h.event = EventUnheard
	case early && silent && a.job.Lost:
		h.code = coded.Code(ErrSecondWorker)
		if a.job.Attempt < a.job.Attempts { // the worker that the app is bound to may be alive
			h.event = EventReturn
		}
	case early && passing && a.job.Attempt < a.job.Attempts:
		h.event = EventReturn
	}
	return h
}

// unheard reports whether the app has certainly heard nothing of the attempt: there was
// no connection, or nobody listened [JOB-27].
func (a *attempt) unheard(code string, err error) bool {
	switch a.reached {
	case protocol.StateCreated:
		return errors.Is(err, natstransport.ErrConnect)
	case protocol.StateOptionsRequested:
		return code == "no_responder"
	}
	return false
}

// handshake carries a new machine through the run.
func (a *attempt) handshake(ctx context.Context) error {
	a.reached = protocol.StateProving // whatever fails before the machine is not its app's fault
	app, err := parseArgs(a.message.Data())
	if err != nil || !app.Equal(a.job.App) {
		return fmt.Errorf("%w: the queue message is not the job's arguments", ErrMalformed) // [JOB-21]
	}
	config := protocol.WorkerConfig{Profile: a.job.Profile, App: app, KeepKey: a.worker.ProverOf != nil}
	if config.Profile.Authenticated() {
		config.Job, config.Identity = a.job.ID, a.worker.Identity
		config.Ticket = a.job.ticketFor(config.Identity.PublicKey())
	}
	machine, err := protocol.NewWorker(config)
	if err != nil {
		return err
	}
	a.reached = protocol.StateCreated
	prove := a.worker.Prove
	if a.worker.ProverOf != nil {
		prove = a.worker.ProverOf(machine)
	}
	server := a.client.server
	server.Name = "minaseal worker " + a.name + " job " + a.job.ID
	_, err = natstransport.RunWorker(ctx, natstransport.Config{
		Server: server, RequestTimeout: a.worker.RequestTimeout, Persist: persist, Deadline: max(time.Until(a.job.Deadline), time.Millisecond),
		Observe: a.observe, BeforeDone: a.record,
	}, machine, a.bounded(prove))
	if err == nil && !a.recorded.Load() {
		return ErrClosed
	}
	return err
}

// observe logs what the machine does.
func (a *attempt) observe(r natstransport.Record) {
	if r.Outcome.To == protocol.StateFailed {
		a.reached = r.Outcome.From
	}
	code := r.Outcome.Code
	if code == protocol.OutcomeOK {
		code = ""
	}
	a.say(string(r.Message), code, r.Size)
}

// bounded returns the prover with a bound: a result that a record does not hold is
// none [JOB-20].
func (a *attempt) bounded(prove natstransport.ProveFunc) natstransport.ProveFunc {
	return func(ctx context.Context, options, payload string) (string, error) {
		result, err := prove(ctx, options, payload)
		if err == nil && protocol.MessageBound(len(result))+recordOverhead+ticketSize*len(a.job.Tickets) > a.client.maxMessage() {
			return "", ErrSize
		}
		return result, err
	}
}

// maxMessage returns the size of the largest message that the store takes.
func (c *Client) maxMessage() int { return int(min(c.conn.MaxPayload(), maxRecord)) }

// record stores the result, before it is sent [JOB-17]. Its error ends the run [JOB-18].
func (a *attempt) record(ctx context.Context, request []byte) error {
	ciphertext, err := a.job.Profile.DecodeDone(request)
	if err != nil {
		return errors.Join(ErrMalformed, err)
	}
	h := happening{event: EventResult, by: a.name, result: ciphertext}
	if _, _, err := a.client.change(ctx, a.job.ID, h); err != nil {
		return err
	}
	a.recorded.Store(true)
	a.say(string(EventResult), "", len(ciphertext))
	return nil
}

// redeliver hands the stored result to the app once more: the attempt that stored it may
// have died before it did, or the app was away. It is tried again until the app has replied,
// the result was retrieved, or the deadline has passed [JOB-26].
func (a *attempt) redeliver(ctx context.Context) (answer func() error) {
	request, err := a.job.Profile.EncodeDone(a.job.ID, a.job.Result)
	if err != nil || now().After(a.job.Deadline) {
		return a.acknowledge
	}
	timeout := a.job.Profile.RequestTimeout()
	if a.worker.RequestTimeout > 0 {
		timeout = a.worker.RequestTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, min(timeout, max(time.Until(a.job.Deadline), time.Millisecond)))
	defer cancel()
	_, err = a.client.conn.RequestWithContext(ctx, a.job.Profile.Subject(a.job.App), request)
	code := ""
	switch {
	case errors.Is(err, nats.ErrNoResponders):
		code = "no_responder"
	case err != nil:
		code = "timeout"
	}
	a.say(lineRedeliver, code, len(request))
	if err != nil {
		return a.giveBack
	}
	return a.acknowledge
}

// acknowledge takes the message out of the queue.
func (a *attempt) acknowledge() error {
	a.say(lineAcknowledge, "", 0)
	return a.message.Ack()
}

func (a *attempt) line(event, code string, bytes int) Line {
	return Line{Time: time.Now().UnixMilli(), Attempt: a.job.Attempt, Worker: a.name, Event: event, Code: code, Bytes: bytes}
}

// say logs a line.
func (a *attempt) say(event, code string, bytes int) {
	l := a.line(event, code, bytes)
	a.client.log(a.job.ID, l)
	a.worker.Observe(a.job.ID, l)
}
