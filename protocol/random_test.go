package protocol

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol/wire"
)

// TestRandomAppSequences feeds an app whatever may come and checks after each
// step what must always hold.
//
// covers: HSK-8, HSK-10, HSK-16, HSK-17, HSK-18
func TestRandomAppSequences(t *testing.T) {
	stranger := address.GeneratePrivateKey()
	rapid.Check(t, func(t *rapid.T) {
		f := newAppFixture(t, rapid.SampledFrom(testProfiles).Draw(t, "profile"))
		other := *f
		other.worker = stranger
		delivered := 0
		for range rapid.IntRange(1, 12).Draw(t, "length") {
			var event AppEvent
			switch rapid.IntRange(0, 9).Draw(t, "event") {
			case 0, 1:
				event = Start{}
			case 2, 3:
				event = f.request(t, EventRequestOptions)
			case 4, 5:
				event = f.request(t, EventRequestReady)
			case 6:
				event = f.request(t, EventRequestDone)
			case 7:
				event = other.request(t, rapid.SampledFrom([]Event{EventRequestOptions, EventRequestReady}).Draw(t, "stranger"))
			case 8:
				event = Request{Data: anyMessage(f.request(t, EventRequestReady).Data).Draw(t, "bytes")}
			case 9:
				event = rapid.SampledFrom([]AppEvent{Timeout{}, Close{}, nil}).Draw(t, "end")
			}
			delivered += stepApp(t, f.app, event)
			require.LessOrEqual(t, delivered, 1, "one result at most")
		}
		require.Equal(t, delivered == 1, f.app.State() == StateCompleted)
	})
}

// stepApp makes one step, checks the invariants and returns how many results it
// delivered.
func stepApp(t require.TestingT, a *App, event AppEvent) (delivered int) {
	before := snapshotApp(a)
	effects, out, err := a.Step(event)
	after := snapshotApp(a)
	require.Equal(t, before.State, out.From)
	require.Equal(t, after.State, out.To)
	checkOutcome(t, out, err, len(effects))
	if before.State.Terminal() || out.Action == ActionIgnore {
		require.Equal(t, before, after)
	}
	if after.State.Terminal() {
		require.Equal(t, appSnapshot{State: after.State}, after, "erased")
	}
	if after.State == StatePayloadSent {
		require.Empty(t, after.Options, "not needed any more")
	}
	if before.Worker != "" && !after.State.Terminal() {
		require.Equal(t, before.Worker, after.Worker, "bound for good")
	}
	for _, effect := range effects {
		if d, ok := effect.(Deliver); ok {
			delivered++
			require.Equal(t, testResult, d.Result)
		}
	}
	return delivered
}

// checkOutcome checks what holds for a step of either role.
func checkOutcome(t require.TestingT, out Outcome, err error, effects int) {
	switch {
	case err != nil:
		require.Equal(t, out.Code, coded.Code(err))
		require.NotEmpty(t, out.Code)
		require.Zero(t, effects)
		require.Contains(t, []Action{ActionIgnore, ActionFail}, out.Action)
	case out.Action == ActionIgnore:
		require.Contains(t, []string{OutcomeOK, OutcomeDuplicate}, out.Code)
		require.Zero(t, effects)
	default:
		require.Contains(t, []string{OutcomeOK, OutcomeDuplicate}, out.Code)
		require.Positive(t, effects)
	}
	require.Equal(t, out.Action == ActionFail, out.To == StateFailed && out.From != StateFailed)
}

// anyMessage draws bytes: random ones, and a good message with a byte changed.
func anyMessage(good []byte) *rapid.Generator[[]byte] {
	return rapid.Custom(func(t *rapid.T) []byte {
		if rapid.Bool().Draw(t, "random") {
			return rapid.SliceOf(rapid.Byte()).Draw(t, "data")
		}
		bad := bytes.Clone(good)
		bad[rapid.IntRange(0, len(bad)-1).Draw(t, "at")] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		return bad
	})
}

// TestRandomWorkerSequences does the same for a worker.
//
// covers: HSK-16, HSK-17, HSK-18
func TestRandomWorkerSequences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := workerIn(t, rapid.SampledFrom(testProfiles).Draw(t, "profile"), StateCreated)
		path := []WorkerEvent{
			Start{}, f.reply(t, EventReplyOptions), f.reply(t, EventReplyExecute),
			Proved{Result: testResult}, f.reply(t, EventReplyClose),
		}
		for i := range rapid.IntRange(1, 8).Draw(t, "length") {
			event := path[min(i, len(path)-1)]
			switch rapid.IntRange(0, 9).Draw(t, "event") {
			case 0:
				event = rapid.SampledFrom(path).Draw(t, "any")
			case 1:
				event = Reply{Data: anyMessage(f.reply(t, EventReplyOptions).Data).Draw(t, "bytes")}
			case 2:
				event = rapid.SampledFrom([]WorkerEvent{
					Timeout{}, Close{}, NoResponder{}, ProveFailed{}, nil, encodedReply(t, wire.Refusal{Error: "busy"}),
				}).Draw(t, "end")
			}
			stepWorker(t, f.worker, event)
		}
	})
}

// stepWorker makes one step and checks the invariants.
func stepWorker(t require.TestingT, w *Worker, event WorkerEvent) {
	before := snapshotWorker(w)
	effects, out, err := w.Step(event)
	after := snapshotWorker(w)
	require.Equal(t, before.State, out.From)
	require.Equal(t, after.State, out.To)
	checkOutcome(t, out, err, len(effects))
	if before.State.Terminal() {
		require.Equal(t, before, after)
	}
	if after.State.Terminal() || after.State == StateProving || after.State == StateDoneRequested {
		require.Equal(t, workerSnapshot{State: after.State}, after, "erased")
	}
	for _, effect := range effects {
		if p, ok := effect.(Prove); ok {
			require.Equal(t, Prove{Options: testOptions, Payload: testPayload}, p)
		}
	}
}
