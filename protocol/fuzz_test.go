package protocol

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/protocol/wire"
)

// FuzzAppRequest feeds an app, in the state and profile that which says, one
// request of arbitrary bytes.
func FuzzAppRequest(f *testing.F) {
	var apps []*App
	for _, s := range allAppStates {
		for _, p := range testProfiles {
			apps = append(apps, appIn(f, p, s).app)
		}
	}
	good := newAppFixture(f, ZKCWv2)
	for which := range apps {
		for _, event := range []Event{EventRequestOptions, EventRequestReady, EventRequestDone} {
			f.Add(uint8(which), good.request(f, event).Data)
		}
		f.Add(uint8(which), []byte(`{"post":"stop","params":{}}`))
		f.Add(uint8(which), []byte{})
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		original := apps[int(which)%len(apps)]
		app := cloneApp(original)
		effects, out, err := app.Step(Request{Data: data})
		checkOutcome(t, out, err, len(effects))
		require.NotEqual(t, ActionFail, out.Action, "no request ends an app")
		if err != nil {
			require.Equal(t, snapshotApp(original), snapshotApp(app))
		}
	})
}

// FuzzWorkerReply feeds a worker, in the state and profile that which says, one
// reply of arbitrary bytes.
func FuzzWorkerReply(f *testing.F) {
	var workers []*workerFixture
	for _, s := range allWorkerStates {
		for _, p := range testProfiles {
			workers = append(workers, workerIn(f, p, s))
		}
	}
	for which, w := range workers {
		for _, event := range []Event{EventReplyOptions, EventReplyExecute, EventReplyClose} {
			f.Add(uint8(which), w.reply(f, event).Data)
		}
		f.Add(uint8(which), encodedReply(f, wire.Refusal{Error: "timeout"}).Data)
		f.Add(uint8(which), []byte(`{"success":true,"data":{"command":"sleep"}}`))
		f.Add(uint8(which), []byte{})
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		worker := cloneWorker(workers[int(which)%len(workers)].worker)
		effects, out, err := worker.Step(Reply{Data: data})
		checkOutcome(t, out, err, len(effects))
		require.True(t, err == nil || worker.State().Terminal(), "no bad reply is survived")
	})
}
