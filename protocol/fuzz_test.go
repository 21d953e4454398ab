package protocol

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol/wire"
)

// cloneApp returns a copy that shares nothing a step may change.
func cloneApp(t require.TestingT, a *App) *App {
	c := *a
	c.sk = cloneKey(t, a.sk)
	c.options, c.payload = append([]byte(nil), a.options...), append([]byte(nil), a.payload...)
	return &c
}

// FuzzAppRequest feeds an app in every state one request of arbitrary bytes.
func FuzzAppRequest(f *testing.F) {
	var apps []*App
	for _, p := range testProfiles {
		for _, s := range allAppStates {
			apps = append(apps, appIn(f, p, s).app)
		}
	}
	good := newAppFixture(f, ZKCWv2)
	for _, event := range []Event{EventRequestOptions, EventRequestReady, EventRequestDone} {
		f.Add(good.request(f, event).Data)
	}
	f.Add([]byte(`{"post":"done","params":{"result":"{\"publicKey\":{\"x\":\"1\",\"y\":\"1\"},\"cipherText\":[\"1\"]}"}}`))
	f.Add([]byte(`{"post":"stop","params":{}}`))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, a := range apps {
			app := cloneApp(t, a)
			effects, out, err := app.Step(Request{Data: data})
			checkOutcome(t, out, err, len(effects))
			require.NotEqual(t, ActionFail, out.Action, "no request ends an app")
			if err != nil {
				require.Equal(t, snapshotApp(a), snapshotApp(app))
			}
		}
	})
}

// FuzzWorkerReply feeds a worker in every state one reply of arbitrary bytes.
func FuzzWorkerReply(f *testing.F) {
	var workers []*Worker
	for _, p := range testProfiles {
		for _, s := range allWorkerStates {
			workers = append(workers, workerIn(f, p, s).worker)
		}
	}
	good := workerIn(f, ZKCWv2, StateCreated)
	for _, event := range []Event{EventReplyOptions, EventReplyExecute, EventReplyClose} {
		f.Add(good.reply(f, event).Data)
	}
	f.Add(encodedReply(f, wire.Refusal{Error: "busy"}).Data)
	f.Add([]byte(`{"success":true,"data":{"command":"sleep"}}`))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, w := range workers {
			worker := *w
			worker.sk = cloneKey(t, w.sk)
			worker.options = append([]byte(nil), w.options...)
			stepWorker(t, &worker, Reply{Data: data})
		}
	})
}

func cloneKey(t require.TestingT, sk *address.PrivateKey) *address.PrivateKey {
	if sk.Erased() {
		return sk
	}
	c, err := ownKey(sk)
	require.NoError(t, err)
	return c
}
