package natstransport

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
)

// pendingMessages bounds the requests that wait while one is served. The client
// library drops what comes beyond, and its senders time out.
const pendingMessages = 64

// RunApp carries app, a machine in state created, through one handshake and
// returns the result text (SPEC 8 and 9). The app listens when the observer sees
// the start event.
//
// Errors: [ErrConfig], with which the machine is not touched; otherwise the error
// that ended the machine (timeout when ctx or Config.Deadline expires, closed when
// ctx is cancelled or the connection is lost), with the transport's beside it.
func RunApp(ctx context.Context, config Config, app *protocol.App) (string, error) {
	config, err := config.withDefaults(app.Profile())
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, config.Deadline)
	defer cancel()
	r := appRun{machine: app, observe: config.Observe}
	if err := r.run(ctx, config); err != nil {
		return "", r.end(ctx, err)
	}
	return r.result, nil
}

// appRun is one call of RunApp.
type appRun struct {
	machine *protocol.App
	observe func(Record)
	conn    *connection
	result  string
}

// run serves requests until the machine ends.
func (r *appRun) run(ctx context.Context, config Config) error {
	var err error
	if r.conn, err = connect(ctx, config.Server); err != nil {
		return err
	}
	defer func() { Close(r.conn.Conn, r.machine.State() == protocol.StateCompleted) }()
	if err := r.conn.carries(r.machine.ReplyBound()); err != nil {
		return err
	}
	requests, err := r.listen(ctx)
	if err != nil {
		return err
	}
	for !r.machine.State().Terminal() {
		message, err := requests.NextMsgWithContext(ctx)
		if errors.Is(err, nats.ErrSlowConsumer) {
			continue // said once about messages that were dropped
		}
		if err != nil {
			return err
		}
		r.serve(message)
	}
	r.linger(ctx, requests, config.RequestTimeout)
	return nil
}

// linger serves the parts of the last reply that the worker has still to fetch
// [NAT-20]. It ends without an error when the worker asks no more: the app has its
// result.
func (r *appRun) linger(ctx context.Context, requests *nats.Subscription, patience time.Duration) {
	for r.machine.Pending() {
		waiting, cancel := context.WithTimeout(ctx, patience)
		message, err := requests.NextMsgWithContext(waiting)
		cancel()
		if err != nil {
			return
		}
		r.serve(message)
	}
}

// listen starts the machine and returns its subscription once the server has it.
func (r *appRun) listen(ctx context.Context) (*nats.Subscription, error) {
	effects, outcome, err := r.machine.Step(protocol.Start{MaxMessage: int(r.conn.MaxPayload())})
	if err != nil {
		return nil, err
	}
	subject := effects[0].(protocol.Listen).Subject
	requests, err := r.conn.SubscribeSync(subject)
	if err != nil {
		return nil, err
	}
	if err := requests.SetPendingLimits(pendingMessages, pendingMessages*wire.MaxSize); err != nil {
		return nil, err
	}
	if err := r.conn.FlushWithContext(ctx); err != nil {
		return nil, err
	}
	if err := r.conn.LastError(); err != nil { // the server refused the subscription
		return nil, err
	}
	r.observe(Record{Direction: Local, Message: outcome.Event, Outcome: outcome})
	return requests, nil
}

// serve steps the machine with one request and carries out what it says.
func (r *appRun) serve(message *nats.Msg) {
	record := Record{Direction: Received, Subject: message.Subject, Size: len(message.Data)}
	if message.Reply == "" {
		record.Err = ErrNoReply
		r.observe(record)
		return
	}
	effects, outcome, err := r.machine.Step(protocol.Request{Data: message.Data})
	record.Message, record.Outcome, record.Err = outcome.Event, outcome, err
	r.observe(record)
	for _, effect := range effects {
		switch e := effect.(type) {
		case protocol.SendReply:
			// A reply that cannot be sent is the worker's time-out, not the app's end: the
			// reply subject is whatever the sender of the request wrote.
			err := r.conn.Publish(message.Reply, e.Data)
			r.observe(Record{Direction: Sent, Subject: message.Reply, Size: len(e.Data), Message: e.Message, Err: err})
		case protocol.Deliver:
			r.result = e.Result
		}
	}
}

// end ends a machine whose transport failed with err.
func (r *appRun) end(ctx context.Context, err error) error {
	if r.machine.State().Terminal() {
		return err
	}
	_, outcome, ended := r.machine.Step(endingFor(ctx, err))
	r.observe(Record{Direction: Local, Message: outcome.Event, Outcome: outcome, Err: ended})
	return because(ended, err)
}
