package roles_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/conformance/roles"
	"github.com/minaseal/minaseal/protocol"
)

// The machines of package protocol on NATS, in the fewest lines, with places for
// faults. Without a fault they pass every case (TestControl).

// appStep and workerStep are the Step of a machine, or of one wrapped in a fault.
type (
	appStep    func(protocol.AppEvent) ([]protocol.AppEffect, protocol.Outcome, error)
	workerStep func(protocol.WorkerEvent) ([]protocol.WorkerEffect, protocol.Outcome, error)
)

// appFault is what is wrong with an app; the zero value is nothing.
type appFault struct {
	wrap    func(sound appStep, config protocol.AppConfig) appStep
	subject func(subject string) string
	queue   string
	copies  string        // subject to which every reply goes too
	linger  time.Duration // goes on after the result
	mute    bool          // acts on requests without a reply subject
	talks   bool          // prints its private key
	logs    bool          // logs its payload
}

// program returns the app with its fault.
func (f appFault) program() *roles.Program {
	return &roles.Program{KeepsDeadline: true, Run: func(ctx context.Context, a roles.Arguments, stdout, stderr io.Writer) (int, error) {
		if f.logs {
			fmt.Fprintln(stderr, "sending", a.Payload)
		}
		ctx, cancel := context.WithTimeout(ctx, a.Deadline)
		defer cancel()
		conn, err := connect(a.NATS)
		if err != nil {
			return 1, nil
		}
		defer conn.Close()
		return exit(stdout, f.run(ctx, conn, a, stdout)), nil
	}}
}

func (f appFault) run(ctx context.Context, conn *nats.Conn, a roles.Arguments, stdout io.Writer) error {
	profile, err := protocol.ParseProfile(a.Profile)
	if err != nil {
		return err
	}
	key := address.GeneratePrivateKey()
	config := protocol.AppConfig{Profile: profile, PrivateKey: key, Options: a.Options, Payload: a.Payload, Job: a.Job}
	if a.Launcher != "" {
		if config.Trust.Launcher, err = address.ParsePublicKey(a.Launcher); err != nil {
			return err
		}
	}
	machine, err := protocol.NewApp(config)
	if err != nil {
		return err
	}
	if int64(machine.ReplyBound()) > conn.MaxPayload() {
		return errors.New("the server's limit")
	}
	step := machine.Step
	if f.wrap != nil {
		step = f.wrap(step, config)
	}
	if f.talks {
		fmt.Fprintln(stdout, key.Base58())
	}
	fmt.Fprintln(stdout, key.PublicKey())
	effects, _, err := step(protocol.Start{MaxMessage: int(conn.MaxPayload())})
	if err != nil {
		return err
	}
	subject := effects[0].(protocol.Listen).Subject
	if f.subject != nil {
		subject = f.subject(subject)
	}
	requests, err := conn.QueueSubscribeSync(subject, f.queue)
	if err != nil {
		return err
	}
	for delivered := false; ; {
		message, err := requests.NextMsgWithContext(ctx)
		if delivered && ctx.Err() != nil {
			return nil
		}
		if err != nil {
			_, _, ended := machine.Step(protocol.Timeout{})
			return ended
		}
		if message.Reply == "" && !f.mute {
			continue
		}
		effects, outcome, err := step(protocol.Request{Data: message.Data})
		printCode(stdout, outcome.Code)
		if errors.Is(err, errFatal) {
			return err
		}
		for _, effect := range effects {
			switch e := effect.(type) {
			case protocol.SendReply:
				for _, to := range []string{message.Reply, f.copies} {
					if to != "" {
						_ = conn.Publish(to, e.Data) // the connection of a fault has nobody to tell
					}
				}
			case protocol.Deliver:
				fmt.Fprintln(stdout, e.Result)
				if delivered = true; f.linger == 0 {
					return conn.Flush()
				}
				lingering, stop := context.WithTimeout(ctx, f.linger)
				defer stop()
				ctx = lingering
			}
		}
	}
}

// errFatal ends an app whose fault is to end, and a worker whose machine has ended.
var errFatal = errors.New("ended by its fault")

func connect(url string) (*nats.Conn, error) {
	return nats.Connect(url, nats.NoEcho(), nats.Timeout(10*time.Second))
}

// workerFault is what is wrong with a worker; the zero value is nothing.
type workerFault struct {
	wrap    func(sound workerStep, worker *protocol.Worker) workerStep
	subject func(subject string) string
	request func(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error)
	exit    func(code int) int
}

// program returns the worker with its fault.
func (f workerFault) program() *roles.Program {
	return &roles.Program{KeepsTimeout: true, Run: func(ctx context.Context, a roles.Arguments, stdout, _ io.Writer) (int, error) {
		conn, err := connect(a.NATS)
		if err != nil {
			return 1, nil
		}
		defer conn.Close()
		defer context.AfterFunc(ctx, conn.Close)() // ends a request that waits
		code := exit(stdout, f.run(conn, a))
		if f.exit != nil {
			code = f.exit(code)
		}
		return code, nil
	}}
}

func (f workerFault) run(conn *nats.Conn, a roles.Arguments) error {
	profile, err := protocol.ParseProfile(a.Profile)
	if err != nil {
		return err
	}
	client, err := address.ParsePublicKey(a.Client)
	if err != nil {
		return err
	}
	machine, err := protocol.NewWorker(protocol.WorkerConfig{Profile: profile, App: client})
	if err != nil {
		return err
	}
	step := machine.Step
	if f.wrap != nil {
		step = f.wrap(step, machine)
	}
	var event protocol.WorkerEvent = protocol.Start{}
	for {
		effects, _, err := step(event)
		if err != nil || len(effects) == 0 {
			return errors.Join(err, errFatal)
		}
		switch e := effects[0].(type) {
		case protocol.SendRequest:
			if f.subject != nil {
				e.Subject = f.subject(e.Subject)
			}
			event = f.ask(conn, e, a.Timeout)
		case protocol.Prove:
			event = protocol.Proved{Result: resultOf}
		case protocol.Finish:
			return nil
		}
	}
}

// ask sends a request and returns the event that comes of it.
func (f workerFault) ask(conn *nats.Conn, e protocol.SendRequest, limit time.Duration) protocol.WorkerEvent {
	request := f.request
	if request == nil {
		request = firstReply
	}
	reply, err := request(conn, e.Subject, e.Data, limit)
	switch {
	case errors.Is(err, nats.ErrNoResponders):
		return protocol.NoResponder{}
	case err != nil:
		return protocol.Timeout{}
	default:
		return protocol.Reply{Data: slices.Clone(reply.Data)}
	}
}

// firstReply is the request of a sound worker.
func firstReply(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	return conn.Request(subject, data, limit)
}
