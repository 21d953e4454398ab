package protocol

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// The texts of the tests: canaries that must not turn up where they do not
// belong.
const (
	testOptions = `{"canary":"OPTIONS-q7Zk"}`
	testPayload = `{"value":"77","canary":"PAYLOAD-x3Wd"}`
	testResult  = `{"canary":"RESULT-p9Rt"}`
)

var testProfiles = []Profile{ZKCWv1, ZKCWv2}

// appFixture is an app in some state with what is needed to talk to it.
type appFixture struct {
	app     *App
	scheme  elgamal.Scheme
	private *address.PrivateKey // the test's copy of the app's key
	worker  *address.PrivateKey // of the worker to which the app is bound, or will be
}

func newAppFixture(t require.TestingT, p Profile) *appFixture {
	private := address.GeneratePrivateKey()
	app, err := NewApp(AppConfig{Profile: p, PrivateKey: private, Options: testOptions, Payload: testPayload})
	require.NoError(t, err)
	scheme, err := p.Scheme()
	require.NoError(t, err)
	return &appFixture{app: app, scheme: scheme, private: private, worker: address.GeneratePrivateKey()}
}

// appIn returns an app that real steps have brought into state s.
func appIn(t require.TestingT, p Profile, s State) *appFixture {
	f := newAppFixture(t, p)
	path := []AppEvent{Start{}, f.request(t, EventRequestOptions), f.request(t, EventRequestReady), f.request(t, EventRequestDone)}
	steps := slices.Index([]State{StateCreated, StateListening, StateOptionsSent, StatePayloadSent, StateCompleted}, s)
	if s == StateFailed {
		path, steps = []AppEvent{Start{}, Timeout{}}, 2
	}
	for _, event := range path[:steps] {
		_, _, _ = f.app.Step(event)
	}
	require.Equal(t, s, f.app.State())
	return f
}

// request returns a good request of the app's worker.
func (f *appFixture) request(t require.TestingT, event Event) Request {
	key := f.worker.PublicKey().String()
	switch event {
	case EventRequestOptions:
		return encodedRequest(t, wire.OptionsRequest{Key: key})
	case EventRequestReady:
		return encodedRequest(t, wire.ReadyRequest{Key: key})
	default:
		sealed, err := encrypt(f.scheme, f.private.PublicKey(), []byte(testResult))
		require.NoError(t, err)
		return encodedRequest(t, wire.DoneRequest{Result: sealed})
	}
}

func encodedRequest(t require.TestingT, q wire.Request) Request {
	data, err := wire.EncodeRequest(q)
	require.NoError(t, err)
	return Request{Data: data}
}

// workerFixture is a worker in some state with what is needed to answer it.
type workerFixture struct {
	worker *Worker
	scheme elgamal.Scheme
	app    *address.PrivateKey
}

// workerIn returns a worker that real steps have brought into state s.
func workerIn(t require.TestingT, p Profile, s State) *workerFixture {
	app := address.GeneratePrivateKey()
	worker, err := NewWorker(WorkerConfig{Profile: p, App: app.PublicKey()})
	require.NoError(t, err)
	scheme, err := p.Scheme()
	require.NoError(t, err)
	f := &workerFixture{worker: worker, scheme: scheme, app: app}
	path := []WorkerEvent{
		Start{}, f.reply(t, EventReplyOptions), f.reply(t, EventReplyExecute),
		Proved{Result: testResult}, f.reply(t, EventReplyClose),
	}
	steps := slices.Index([]State{
		StateCreated, StateOptionsRequested, StateReadyRequested, StateProving, StateDoneRequested, StateCompleted,
	}, s)
	if s == StateFailed {
		path, steps = []WorkerEvent{Start{}, Timeout{}}, 2
	}
	for _, event := range path[:steps] {
		_, _, _ = f.worker.Step(event)
	}
	require.Equal(t, s, f.worker.State())
	return f
}

// reply returns a good reply of the worker's app.
func (f *workerFixture) reply(t require.TestingT, event Event) Reply {
	switch event {
	case EventReplyOptions:
		return encodedReply(t, wire.OptionsReply{Encrypted: f.encrypt(t, testOptions)})
	case EventReplyExecute:
		return encodedReply(t, wire.ExecuteReply{Encrypted: f.encrypt(t, testPayload)})
	default:
		return encodedReply(t, wire.CloseReply{Status: `{"success":true}`})
	}
}

func (f *workerFixture) encrypt(t require.TestingT, text string) string {
	sealed, err := encrypt(f.scheme, f.worker.PublicKey(), []byte(text))
	require.NoError(t, err)
	return sealed
}

func encodedReply(t require.TestingT, p wire.Reply) Reply {
	data, err := wire.EncodeReply(p)
	require.NoError(t, err)
	return Reply{Data: data}
}

// appSnapshot holds everything about an app that a step may change.
type appSnapshot struct {
	State            State
	Key              string // "" once erased
	Worker           string // "" while unbound
	Options, Payload string
}

func snapshotApp(a *App) appSnapshot {
	s := appSnapshot{State: a.state, Key: keyText(a.sk), Options: string(a.options), Payload: string(a.payload)}
	if a.worker != nil {
		s.Worker = a.worker.String()
	}
	return s
}

// workerSnapshot holds everything about a worker that a step may change.
type workerSnapshot struct {
	State   State
	Key     string // "" once erased
	Options string
}

func snapshotWorker(w *Worker) workerSnapshot {
	return workerSnapshot{State: w.state, Key: keyText(w.sk), Options: string(w.options)}
}

func keyText(sk *address.PrivateKey) string {
	if sk.Erased() {
		return ""
	}
	return sk.Base58()
}

// spyTexts returns slices that alias the texts of an app, to see them erased.
func spyTexts(a *App) [][]byte { return [][]byte{a.options, a.payload} }

func requireZeroes(t testing.TB, texts ...[]byte) {
	t.Helper()
	for _, text := range texts {
		for _, b := range text {
			require.Zero(t, b, "erased")
		}
	}
}
