package roles_test

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
)

func workerMutants() []mutant {
	const fail, timeout, accepted = conformance.Fail, conformance.Timeout, conformance.Accepted
	return []mutant{
		{"late-reply-used", "goes on waiting after its time-out and takes what comes", "worker-options-late", fail, "goes on", nil,
			&workerFault{request: patient}},
		{"waits-for-ever", "has no time-out", "worker-ready-silent", timeout, "neither ended nor went on", nil,
			&workerFault{request: patient}},
		{"gives-up-at-once", "does not wait for its time-out", "worker-options-silent", fail, "gives up", nil,
			&workerFault{request: hasty}},
		{"no-responder-unnoticed", "waits for its time-out although nobody listens", "worker-options-no-responder", timeout, "did not end", nil,
			&workerFault{request: deaf}},
		{"second-responder-accepted", "takes the last of several replies", "worker-second-responder-last", fail, "ended with exit code 1", nil,
			&workerFault{request: lastReply}},
		{"first-responder-passed-over", "passes over a reply that is malformed", "worker-second-responder-first", fail, "goes on", nil,
			&workerFault{request: firstGoodReply}},
		{"duplicate-reply-fatal", "fails when a reply comes twice", "worker-duplicate-replies", fail, "ended with exit code 1", nil,
			&workerFault{request: onlyReply}},
		{"one-reply-subject", "takes one reply subject for all requests", "worker-handshake", fail, "NAT-4", nil,
			&workerFault{request: oneInbox()}},
		{"sends-to-wrong-subject", "sends its requests to another subject", "worker-handshake", fail, "NAT-1", nil,
			&workerFault{subject: func(s string) string { return strings.Replace(s, ":", ".", 1) }}},
		{"ready-before-its-time", "sends ready twice", "worker-handshake", fail, "HSK-12", nil,
			&workerFault{request: twice}},
		{"another-key-in-ready", "asks for the payload with another key", "worker-handshake", fail, "HSK-14", nil,
			&workerFault{wrap: anotherKey}},
		{"requests-with-line-break", "ends its messages with a line break", "worker-handshake", fail, "MSG-1", nil,
			&workerFault{wrap: onRequests(func(data []byte) []byte { return append(data, '\n') })}},
		{"refusal-ignored", "takes a refusal for empty options", "worker-options-refused", fail, "goes on", nil,
			&workerFault{wrap: goesOnAfter("peer_refused")}},
		{"success-ignored", "does not look at success", "worker-options-refused-with-data", accepted, "success is not looked at", nil,
			&workerFault{wrap: onReplies(func(data []byte) []byte { return bytes.Replace(data, []byte("false"), []byte("true"), 1) })}},
		{"command-ignored", "does not look at the command of a reply", "worker-options-execute", accepted, "command of a reply", nil,
			&workerFault{wrap: anyCommand}},
		{"replayed-reply-accepted", "takes the options again for the payload", "worker-ready-replayed", accepted, "command of a reply", nil,
			&workerFault{wrap: anyCommand}},
		{"tag-not-compared", "goes on with options whose tag is wrong", "worker-options-tag-changed", fail, "goes on", nil,
			&workerFault{wrap: goesOnAfter("tag_mismatch")}},
		{"failure-not-reported", "ends with exit code 0 in every case", "worker-done-refused", fail, "exit code 0", nil,
			&workerFault{exit: func(int) int { return 0 }}},
		{"success-not-reported", "ends with exit code 3 in every case", "worker-handshake", fail, "exit code 3", nil,
			&workerFault{exit: func(int) int { return 3 }}},
	}
}

// The faulty requests.

func patient(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	return firstReply(conn, subject, data, 20*limit)
}

func hasty(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	inbox, err := conn.SubscribeSync(conn.NewInbox())
	if err != nil {
		return nil, err
	}
	if err := errors.Join(conn.PublishRequest(subject, inbox.Subject, data), conn.Flush()); err != nil {
		return nil, err
	}
	return inbox.NextMsg(limit / 10)
}

// deaf takes the server's notice for silence.
func deaf(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	reply, err := firstReply(conn, subject, data, limit)
	if errors.Is(err, nats.ErrNoResponders) {
		time.Sleep(limit)
		err = nats.ErrTimeout
	}
	return reply, err
}

// replies returns every reply that comes within a short time after the first.
func replies(conn *nats.Conn, subject string, data []byte, limit time.Duration) ([]*nats.Msg, error) {
	inbox, err := conn.SubscribeSync(conn.NewInbox())
	if err != nil {
		return nil, err
	}
	if err := conn.PublishRequest(subject, inbox.Subject, data); err != nil {
		return nil, err
	}
	var all []*nats.Msg
	for {
		reply, err := inbox.NextMsg(limit)
		if err != nil && len(all) == 0 {
			return nil, err
		}
		if err != nil {
			return all, nil
		}
		all = append(all, reply)
		limit = 50 * time.Millisecond
	}
}

func lastReply(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	all, err := replies(conn, subject, data, limit)
	if err != nil {
		return nil, err
	}
	return all[len(all)-1], nil
}

func firstGoodReply(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	all, err := replies(conn, subject, data, limit)
	if err != nil {
		return nil, err
	}
	for _, reply := range all {
		if _, err := wire.DecodeReply(reply.Data); err == nil {
			return reply, nil
		}
	}
	return all[0], nil
}

func onlyReply(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	all, err := replies(conn, subject, data, limit)
	if err == nil && len(all) > 1 {
		err = nats.ErrInvalidMsg
	}
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// oneInbox takes the inbox of the first request for all.
func oneInbox() func(*nats.Conn, string, []byte, time.Duration) (*nats.Msg, error) {
	var inbox *nats.Subscription
	return func(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
		if inbox == nil {
			var err error
			if inbox, err = conn.SubscribeSync(conn.NewInbox()); err != nil {
				return nil, err
			}
		}
		if err := conn.PublishRequest(subject, inbox.Subject, data); err != nil {
			return nil, err
		}
		return inbox.NextMsg(limit)
	}
}

func twice(conn *nats.Conn, subject string, data []byte, limit time.Duration) (*nats.Msg, error) {
	if bytes.Contains(data, []byte(`"ready"`)) {
		if err := conn.PublishRequest(subject, conn.NewInbox(), data); err != nil {
			return nil, err
		}
	}
	return firstReply(conn, subject, data, limit)
}

// onRequests changes the bytes of every request.
func onRequests(change func([]byte) []byte) func(workerStep, *protocol.Worker) workerStep {
	return func(sound workerStep, _ *protocol.Worker) workerStep {
		return func(event protocol.WorkerEvent) ([]protocol.WorkerEffect, protocol.Outcome, error) {
			effects, outcome, err := sound(event)
			for i, effect := range effects {
				if request, ok := effect.(protocol.SendRequest); ok {
					request.Data = change(request.Data)
					effects[i] = request
				}
			}
			return effects, outcome, err
		}
	}
}

// anotherKey puts a key of nobody into the ready request.
func anotherKey(sound workerStep, worker *protocol.Worker) workerStep {
	return onRequests(func(data []byte) []byte {
		if !bytes.Contains(data, []byte(`"ready"`)) {
			return data
		}
		other := address.GeneratePrivateKey().PublicKey().String()
		return bytes.Replace(data, []byte(worker.PublicKey().String()), []byte(other), 1)
	})(sound, worker)
}

// onReplies changes the bytes of every reply before the machine sees them.
func onReplies(change func([]byte) []byte) func(workerStep, *protocol.Worker) workerStep {
	return func(sound workerStep, _ *protocol.Worker) workerStep {
		return func(event protocol.WorkerEvent) ([]protocol.WorkerEffect, protocol.Outcome, error) {
			if reply, ok := event.(protocol.Reply); ok {
				event = protocol.Reply{Data: change(reply.Data)}
			}
			return sound(event)
		}
	}
}

// anyCommand takes what is encrypted in a reply for the text that is awaited.
func anyCommand(sound workerStep, worker *protocol.Worker) workerStep {
	return onReplies(func(data []byte) []byte {
		awaited := "options"
		if worker.State() == protocol.StateReadyRequested {
			awaited = "execute"
		}
		for _, command := range []string{"options", "execute"} {
			data = bytes.Replace(data, []byte(`"command":"`+command+`"`), []byte(`"command":"`+awaited+`"`), 1)
		}
		return data
	})(sound, worker)
}

// goesOnAfter sends the next request although the machine has failed with code.
func goesOnAfter(code string) func(workerStep, *protocol.Worker) workerStep {
	return func(sound workerStep, worker *protocol.Worker) workerStep {
		var subject string
		return func(event protocol.WorkerEvent) ([]protocol.WorkerEffect, protocol.Outcome, error) {
			effects, outcome, err := sound(event)
			for _, effect := range effects {
				if request, ok := effect.(protocol.SendRequest); ok {
					subject = request.Subject
				}
			}
			if coded.Code(err) != code {
				return effects, outcome, err
			}
			data, err := wire.EncodeRequest(wire.ReadyRequest{Key: worker.PublicKey().String()})
			return []protocol.WorkerEffect{protocol.SendRequest{Subject: subject, Data: data}}, outcome, err
		}
	}
}
