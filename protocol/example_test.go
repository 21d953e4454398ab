package protocol_test

import (
	"fmt"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
)

// Both machines of a handshake in one process: what a transport does, without a
// transport.
func Example() {
	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(protocol.AppConfig{
		Profile:    protocol.ZKCWv2,
		PrivateKey: key,
		Options:    `{"retries":3}`,
		Payload:    `{"value":"77"}`,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	worker, err := protocol.NewWorker(protocol.WorkerConfig{Profile: protocol.ZKCWv2, App: key.PublicKey()})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, outcome, _ := app.Step(protocol.Start{})
	fmt.Println("app:   ", outcome)

	var event protocol.WorkerEvent = protocol.Start{}
	for !worker.State().Terminal() {
		effects, outcome, err := worker.Step(event)
		fmt.Println("worker:", outcome)
		if err != nil {
			return
		}
		switch e := effects[0].(type) {
		case protocol.SendRequest:
			replies, outcome, _ := app.Step(protocol.Request{Data: e.Data})
			fmt.Println("app:   ", outcome)
			for _, effect := range replies {
				switch r := effect.(type) {
				case protocol.SendReply:
					event = protocol.Reply{Data: r.Data}
				case protocol.Deliver:
					fmt.Println("result:", r.Result)
				}
			}
		case protocol.Prove:
			fmt.Println("job:   ", e.Options, e.Payload)
			event = protocol.Proved{Result: `{"inRange":true}`}
		case protocol.Finish:
			fmt.Println("status:", e.Status)
		}
	}
	// Output:
	// app:    created --start/listen--> listening (ok)
	// worker: created --start/request-options--> options-requested (ok)
	// app:    listening --request-options/send-options--> options-sent (ok)
	// worker: options-requested --reply-options/request-ready--> ready-requested (ok)
	// app:    options-sent --request-ready/send-payload--> payload-sent (ok)
	// worker: ready-requested --reply-execute/prove--> proving (ok)
	// job:    {"retries":3} {"value":"77"}
	// worker: proving --proved/request-done--> done-requested (ok)
	// app:    payload-sent --request-done/deliver--> completed (ok)
	// result: {"inRange":true}
	// worker: done-requested --reply-close/finish--> completed (ok)
	// status: {"success":true}
}

// A launcher names the worker that may do a job; the app, which trusts the launcher, takes
// no other.
func ExampleIssueTicket() {
	launcher, app, worker := address.GeneratePrivateKey(), address.GeneratePrivateKey(), address.GeneratePrivateKey()
	defer launcher.Erase()
	ticket, err := protocol.IssueTicket(launcher, "job-1", app.PublicKey(), worker.PublicKey(), time.Now().Add(time.Hour))
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = protocol.NewApp(protocol.AppConfig{
		Profile: protocol.SealedV1, PrivateKey: app, Payload: `{"value":"77"}`,
		Job: "job-1", Trust: protocol.Trust{Launcher: launcher.PublicKey()},
	})
	fmt.Println(err)
	_, err = protocol.NewWorker(protocol.WorkerConfig{
		Profile: protocol.SealedV1, App: app.PublicKey(), Identity: worker, Ticket: ticket,
	})
	fmt.Println(err, ticket.Job())
	// Output:
	// <nil>
	// <nil> job-1
}
