package protocol

import (
	"slices"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol/wire"
	"github.com/minaseal/minaseal/schnorr"
)

const testJob = "job-1"

// testNow is the time of the tests, in which tickets have an hour left.
func testNow() time.Time { return time.Unix(1_790_000_000, 0) }

// long makes a text that needs several parts at the least limit.
func long(canary string) string { return canary + strings.Repeat(".", 4000) }

// sealedKeys are the keys of a run and of the one that launched it.
type sealedKeys struct {
	job                             string
	app, worker, identity, launcher *address.PrivateKey
}

func newSealedKeys() sealedKeys {
	return sealedKeys{
		job: testJob, app: address.GeneratePrivateKey(), worker: address.GeneratePrivateKey(),
		identity: address.GeneratePrivateKey(), launcher: address.GeneratePrivateKey(),
	}
}

func (k sealedKeys) ticket(t require.TestingT, notAfter time.Time) *wire.Ticket {
	ticket, err := IssueTicket(k.launcher, k.job, k.app.PublicKey(), k.identity.PublicKey(), notAfter)
	require.NoError(t, err)
	return &ticket.form
}

// transcript is the one at the start of the run.
func (k sealedKeys) transcript(t require.TestingT) fp.Element {
	h, err := Transcript(k.job, k.app.PublicKey(), k.worker.PublicKey(), k.identity.PublicKey())
	require.NoError(t, err)
	return h
}

// hello is a good options request of an identity that has a ticket.
func (k sealedKeys) hello(t require.TestingT) wire.SealedOptions {
	signature, err := schnorr.Sign(k.identity, []fp.Element{k.transcript(t)}, schnorr.Testnet)
	require.NoError(t, err)
	return wire.SealedOptions{
		Job: k.job, Key: k.worker.PublicKey().String(), Identity: k.identity.PublicKey().String(),
		Ticket: k.ticket(t, testNow().Add(time.Hour)), Signature: signature.Base58(),
	}
}

// sealByHand seals a text by hand and returns the ciphertext's JSON.
func sealByHand(t require.TestingT, from *address.PrivateKey, to *address.PublicKey, at elgamal.Place, text string) string {
	c, err := elgamal.Seal(from, to, at, elgamal.EncodeText(text))
	require.NoError(t, err)
	body, err := c.MarshalJSON()
	require.NoError(t, err)
	return string(body)
}

// after returns the transcript after a body.
func after(t require.TestingT, h fp.Element, body string) fp.Element {
	c, err := elgamal.ParseCiphertext([]byte(body))
	require.NoError(t, err)
	return NextTranscript(h, c)
}

func sealedRequest(t require.TestingT, q wire.SealedRequest) Request {
	data, err := wire.EncodeSealedRequest(q)
	require.NoError(t, err)
	return Request{Data: data}
}

func sealedReply(t require.TestingT, p wire.SealedReply) Reply {
	data, err := wire.EncodeSealedReply(p)
	require.NoError(t, err)
	return Reply{Data: data}
}

// sealedAppFixture is an app with the test in the place of its worker.
type sealedAppFixture struct {
	sealedKeys
	machine *App
	h       fp.Element // the transcript as the worker has it
	last    Request    // the last request that was answered
}

// startSealedApp returns an app in listening that trusts the launcher and cuts its
// messages at the least limit.
func startSealedApp(t require.TestingT, keys sealedKeys) *sealedAppFixture {
	app, err := NewApp(AppConfig{
		Profile: SealedV1, PrivateKey: keys.app, Job: keys.job, Trust: Trust{Launcher: keys.launcher.PublicKey(), Now: testNow},
		Options: long(testOptions), Payload: long(testPayload), Status: long(testStatus),
	})
	require.NoError(t, err)
	_, _, err = app.Step(Start{MaxMessage: minLimit})
	require.NoError(t, err)
	return &sealedAppFixture{sealedKeys: keys, machine: app, h: keys.transcript(t)}
}

const testStatus = `{"canary":"STATUS-m4Lc"}`

// sealedAppIn returns an app that real steps have brought into state s.
func sealedAppIn(t require.TestingT, s State) *sealedAppFixture {
	keys := newSealedKeys()
	if s == StateCreated {
		app, err := NewApp(AppConfig{Profile: SealedV1, PrivateKey: keys.app, Job: keys.job, Trust: Trust{Identity: keys.identity.PublicKey()}})
		require.NoError(t, err)
		return &sealedAppFixture{sealedKeys: keys, machine: app, h: keys.transcript(t)}
	}
	f := startSealedApp(t, keys)
	steps := slices.Index([]State{StateListening, StateOptionsSent, StatePayloadSent, StateCompleted}, s)
	for i := range steps {
		f.ask(t, f.request(t, []Event{EventRequestOptions, EventRequestReady, EventRequestDone}[i]))
	}
	if s == StateFailed {
		_, _, _ = f.machine.Step(Timeout{})
	}
	require.Equal(t, s, f.machine.State())
	return f
}

// place is where the worker's next message stands.
func (f *sealedAppFixture) place(seq uint32) elgamal.Place {
	return elgamal.Place{Transcript: f.h, Direction: elgamal.ToApp, Sequence: seq}
}

// request returns a good request of the worker at the present place.
func (f *sealedAppFixture) request(t require.TestingT, event Event) Request {
	switch event {
	case EventRequestOptions:
		return sealedRequest(t, f.hello(t))
	case EventRequestReady:
		return sealedRequest(t, wire.SealedReady{Job: f.job, Body: f.body(t, wire.SeqReady, "")})
	default:
		return sealedRequest(t, wire.SealedDone{Job: f.job, Body: f.body(t, wire.SeqDone, testResult)})
	}
}

func (f *sealedAppFixture) body(t require.TestingT, seq uint32, text string) string {
	return sealByHand(t, f.worker, f.app.PublicKey(), f.place(seq), text)
}

// ask steps the app with a request, fetches all parts of the reply, and moves the
// transcript over both.
func (f *sealedAppFixture) ask(t require.TestingT, request Request) (text string, effects []AppEffect) {
	effects, _, err := f.machine.Step(request)
	require.NoError(t, err)
	f.last = request
	if q, err := wire.DecodeSealedRequest(request.Data); err == nil {
		switch q := q.(type) {
		case wire.SealedReady:
			f.h = after(t, f.h, q.Body)
		case wire.SealedDone:
			f.h = after(t, f.h, q.Body)
		}
	}
	reply := f.whole(t, effects[0].(SendReply).Data)
	c, err := elgamal.ParseCiphertext([]byte(reply.Body))
	require.NoError(t, err)
	at := elgamal.Place{Transcript: f.h, Direction: elgamal.ToWorker, Sequence: uint32(reply.Seq)}
	fields, err := elgamal.Open(f.worker, f.app.PublicKey(), at, c)
	require.NoError(t, err)
	text, err = elgamal.DecodeText(fields)
	require.NoError(t, err)
	f.h = NextTranscript(f.h, c)
	return text, effects
}

// whole returns the reply that begins with data, fetching the parts that are
// missing.
func (f *sealedAppFixture) whole(t require.TestingT, data []byte) wire.SealedBody {
	reply, err := wire.DecodeSealedReply(data)
	require.NoError(t, err)
	part, cut := reply.(wire.Part)
	if !cut {
		return reply.(wire.SealedBody)
	}
	text := part.Data
	for k := 1; k < part.Parts; k++ {
		effects, out, err := f.machine.Step(sealedRequest(t, wire.Pointer{Job: f.job, Seq: part.Seq, Part: k}))
		require.NoError(t, err)
		require.Equal(t, ActionSendPart, out.Action)
		data := effects[0].(SendReply).Data
		require.LessOrEqual(t, len(data), minLimit)
		next, err := wire.DecodeSealedReply(data)
		require.NoError(t, err)
		require.Equal(t, wire.Part{Job: f.job, Seq: part.Seq, Part: k, Parts: part.Parts, Data: next.(wire.Part).Data}, next)
		text += next.(wire.Part).Data
	}
	joined, err := wire.DecodeWholeReply([]byte(text))
	require.NoError(t, err)
	return joined.(wire.SealedBody)
}

// sealedAppState is everything about an app that a step may change.
type sealedAppState struct {
	appSnapshot
	H, Status string
	Last      string // the kept reply, "" if there is none
	Fetched   int
	Pieces    int
}

func (f *sealedAppFixture) snapshot() sealedAppState {
	s := f.machine.dialect.(*sealedApp)
	x := sealedAppState{appSnapshot: snapshotApp(f.machine), H: s.h.Decimal(), Status: string(s.status), Pieces: len(s.in.pieces)}
	if s.last != nil {
		x.Last, x.Fetched = string(s.last.reply.data), s.last.fetched
	}
	return x
}

// sealedWorkerFixture is a worker with the test in the place of its app.
type sealedWorkerFixture struct {
	sealedKeys
	machine *Worker
	h       fp.Element
}

// sealedWorkerIn returns a worker that real steps have brought into state s.
func sealedWorkerIn(t require.TestingT, s State) *sealedWorkerFixture {
	keys := newSealedKeys()
	ticket, err := readTicket(*keys.ticket(t, testNow()))
	require.NoError(t, err)
	worker, err := newWorker(WorkerConfig{Profile: SealedV1, App: keys.app.PublicKey(), Identity: keys.identity, Ticket: ticket}, copyKey(t, keys.worker), nil)
	require.NoError(t, err)
	f := &sealedWorkerFixture{sealedKeys: keys, machine: worker, h: keys.transcript(t)}
	states := []State{StateCreated, StateOptionsRequested, StateReadyRequested, StateProving, StateDoneRequested, StateCompleted}
	steps := slices.Index(states, s)
	if s == StateFailed {
		_, _, _ = worker.Step(Start{})
		_, _, _ = worker.Step(Timeout{})
		steps = 0
	}
	for i := range steps {
		event := []func() WorkerEvent{
			func() WorkerEvent { return Start{MaxMessage: minLimit} },
			func() WorkerEvent { return f.reply(t, EventReplyOptions) },
			func() WorkerEvent { return f.reply(t, EventReplyExecute) },
			func() WorkerEvent { return Proved{Result: long(testResult)} },
			func() WorkerEvent { return f.reply(t, EventReplyClose) },
		}[i]()
		f.step(t, event)
	}
	require.Equal(t, s, worker.State())
	return f
}

func copyKey(t require.TestingT, sk *address.PrivateKey) *address.PrivateKey {
	own, err := ownKey(sk)
	require.NoError(t, err)
	return own
}

// step steps the worker, acknowledges all parts of a request and moves the
// transcript over what was sent both ways.
func (f *sealedWorkerFixture) step(t require.TestingT, event WorkerEvent) {
	if reply, ok := event.(Reply); ok {
		p, err := wire.DecodeSealedReply(reply.Data)
		require.NoError(t, err)
		f.h = after(t, f.h, p.(wire.SealedBody).Body)
	}
	effects, _, err := f.machine.Step(event)
	require.NoError(t, err)
	send, ok := effects[0].(SendRequest)
	if !ok {
		return
	}
	q, err := wire.DecodeSealedRequest(send.Data)
	require.NoError(t, err)
	text := ""
	for {
		part, cut := q.(wire.Part)
		if !cut {
			break
		}
		require.LessOrEqual(t, len(send.Data), minLimit)
		text += part.Data
		if part.Part == part.Parts-1 {
			q, err = wire.DecodeWholeRequest([]byte(text))
			require.NoError(t, err)
			break
		}
		effects, _, err = f.machine.Step(sealedReply(t, wire.Pointer{Job: f.job, Seq: part.Seq, Part: part.Part}))
		require.NoError(t, err)
		send = effects[0].(SendRequest)
		q, err = wire.DecodeSealedRequest(send.Data)
		require.NoError(t, err)
	}
	switch q := q.(type) {
	case wire.SealedReady:
		f.h = after(t, f.h, q.Body)
	case wire.SealedDone:
		f.h = after(t, f.h, q.Body)
	}
}

// reply returns a good reply of the app at the present place.
func (f *sealedWorkerFixture) reply(t require.TestingT, event Event) Reply {
	seq := map[Event]int{EventReplyOptions: wire.SeqOptionsReply, EventReplyExecute: wire.SeqReadyReply, EventReplyClose: wire.SeqDoneReply}[event]
	text := map[Event]string{EventReplyOptions: testOptions, EventReplyExecute: testPayload, EventReplyClose: testStatus}[event]
	return sealedReply(t, wire.SealedBody{Job: f.job, Seq: seq, Body: f.body(t, seq, text)})
}

func (f *sealedWorkerFixture) body(t require.TestingT, seq int, text string) string {
	at := elgamal.Place{Transcript: f.h, Direction: elgamal.ToWorker, Sequence: uint32(seq)}
	return sealByHand(t, f.app, f.worker.PublicKey(), at, text)
}

// sealedWorkerState is everything about a worker that a step may change.
type sealedWorkerState struct {
	workerSnapshot
	H      string
	Out    string
	Sent   int
	Pieces int
}

func (f *sealedWorkerFixture) snapshot() sealedWorkerState {
	s := f.machine.dialect.(*sealedWorker)
	x := sealedWorkerState{workerSnapshot: snapshotWorker(f.machine), H: s.h.Decimal(), Sent: s.sent, Pieces: len(s.in.pieces)}
	if s.out != nil {
		x.Out = string(s.out.data)
	}
	return x
}
