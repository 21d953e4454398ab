package driver

import (
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
)

// texts reads a list of strings.
func (a *arguments) texts(name string) []string {
	var texts []string
	for _, element := range a.list(name) {
		text, ok := stringOf(element)
		if !ok {
			a.expected(name, "a list of strings")
		}
		texts = append(texts, text)
	}
	return texts
}

// ephemerals reads scalars, of which a run takes a fixed number.
func (a *arguments) ephemerals(count int) []*fq.Element {
	var list []*fq.Element
	for _, x := range a.elementsFq("ephemerals") {
		list = append(list, &x)
	}
	if a.err == nil && len(list) != count {
		a.expected("ephemerals", "of the number of sealed messages")
	}
	return list
}

// runSealedApp is sealed.app: an app of sealed-v1, from its start through the requests
// given.
func runSealedApp(a *arguments) (any, error) {
	key := a.privateKey("privateKey")
	defer key.Erase()
	config := protocol.AppConfig{
		Profile: protocol.SealedV1, PrivateKey: key, Job: a.text("job"),
		Options: a.text("options"), Payload: a.text("payload"), Status: a.text("status"),
	}
	if a.has("identity") {
		config.Trust.Identity = a.publicKey("identity")
	} else {
		config.Trust.Launcher = a.publicKey("launcher")
	}
	now := time.Unix(a.natural("now", wire.MaxNatural), 0)
	config.Trust.Now = func() time.Time { return now }
	ephemerals, requests := a.ephemerals(3), a.texts("requests")
	if a.err != nil {
		return nil, a.err
	}
	app, err := protocol.NewAppWithTestingRandomness(config, ephemerals)
	if err != nil {
		return nil, err
	}
	if _, _, err := app.Step(protocol.Start{}); err != nil {
		return nil, err
	}
	replies := []string{}
	out := object{}
	for _, request := range requests {
		effects, _, _ := app.Step(protocol.Request{Data: []byte(request)}) // a refusal is a reply
		for _, effect := range effects {
			switch e := effect.(type) {
			case protocol.SendReply:
				replies = append(replies, string(e.Data))
			case protocol.Deliver:
				out["result"] = e.Result
			}
		}
	}
	out["replies"] = replies
	return out, nil
}

// runSealedWorker is sealed.worker: a worker of sealed-v1, from its start through the
// replies given.
func runSealedWorker(a *arguments) (any, error) {
	key, identity := a.privateKey("privateKey"), a.privateKey("identityKey")
	defer key.Erase()
	defer identity.Erase()
	config := protocol.WorkerConfig{Profile: protocol.SealedV1, App: a.publicKey("app"), Job: a.text("job"), Identity: identity}
	var ticket string
	if a.has("ticket") {
		ticket = a.text("ticket")
	}
	result, ephemerals, replies := a.text("result"), a.ephemerals(2), a.texts("replies")
	if a.err != nil {
		return nil, a.err
	}
	if ticket != "" {
		var err error
		if config.Ticket, err = protocol.ParseTicket([]byte(ticket)); err != nil {
			return nil, err
		}
	}
	return converse(config, key, ephemerals, replies, result)
}

// converse runs a worker until it ends or no reply is left.
func converse(config protocol.WorkerConfig, key *address.PrivateKey, ephemerals []*fq.Element, replies []string, result string) (any, error) {
	worker, err := protocol.NewWorkerWithTestingRandomness(config, key, ephemerals)
	if err != nil {
		return nil, err
	}
	requests, out := []string{}, object{}
	var event protocol.WorkerEvent = protocol.Start{}
	for event != nil {
		effects, _, err := worker.Step(event)
		if err != nil {
			return nil, err
		}
		event = nil
		switch e := effects[0].(type) {
		case protocol.SendRequest:
			requests = append(requests, string(e.Data))
			if len(replies) > 0 {
				event, replies = protocol.Reply{Data: []byte(replies[0])}, replies[1:]
			}
		case protocol.Prove:
			out["options"], out["payload"] = e.Options, e.Payload
			event = protocol.Proved{Result: result}
		case protocol.Finish:
			out["status"] = e.Status
		}
	}
	out["requests"] = requests
	return out, nil
}
