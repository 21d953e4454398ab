package protocol

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol/wire"
)

// expected returns the code of a cell, given the code that the input carries.
func expected(x Transition, ofEvent string) string {
	if x.Outcome == OutcomeOfEvent {
		return ofEvent
	}
	return x.Outcome
}

// TestEveryAppCellOnTheMachine makes the step of every cell.
//
// covers: HSK-4, HSK-9, HSK-10, HSK-15, HSK-16, HSK-17, HSK-18, HSK-19
func TestEveryAppCellOnTheMachine(t *testing.T) {
	for _, p := range testProfiles {
		for _, x := range ZKCWv2.AppTransitions() {
			t.Run(p.String()+"/"+string(x.From)+"/"+string(x.Event), func(t *testing.T) {
				f := appIn(t, p, x.From)
				event, code := f.eventOf(t, x.Event)
				before, spies := snapshotApp(f.app), spyTexts(f.app)

				effects, out, err := f.app.Step(event)
				require.Equal(t, Outcome{x.Event, x.From, x.Action, x.Next, expected(x, code)}, out)
				require.Equal(t, x.Next, f.app.State())
				requireError(t, out, err)
				require.Equal(t, effectsOfAppAction[x.Action], appEffectNames(effects))
				if x.Action == ActionIgnore {
					require.Equal(t, before, snapshotApp(f.app), "unchanged")
				}
				if x.Next.Terminal() {
					require.Equal(t, appSnapshot{State: x.Next}, snapshotApp(f.app))
					requireZeroes(t, spies...)
				}
			})
		}
	}
}

// eventOf returns an input of class event and, where the class has no code of
// its own, the code of this input.
func (f *appFixture) eventOf(t *testing.T, event Event) (AppEvent, string) {
	switch event {
	case EventStart:
		return Start{}, ""
	case EventRequestUnknown:
		return Request{Data: []byte(`{"post":"stop","params":{}}`)}, "unknown_post"
	case EventRequestMalformed:
		return Request{Data: []byte(`{"post":"options"}`)}, "malformed_json"
	case EventRequestUndecryptable:
		return encodedRequest(t, wire.ReadyRequest{Key: "B62"}), "base58_length"
	case EventTimeout:
		return Timeout{}, "timeout"
	case EventClose:
		return Close{}, "closed"
	default:
		return f.request(t, event), ""
	}
}

var effectsOfAppAction = map[Action][]string{
	ActionListen:      {"listen"},
	ActionSendOptions: {"reply-options"},
	ActionSendPayload: {"reply-execute"},
	ActionDeliver:     {"reply-close", "deliver"},
}

func appEffectNames(effects []AppEffect) (names []string) {
	for _, effect := range effects {
		switch e := effect.(type) {
		case Listen:
			names = append(names, "listen")
		case SendReply:
			names = append(names, string(e.Message))
		case Deliver:
			names = append(names, "deliver")
		}
	}
	return names
}

// requireError checks that an error goes with an event that was not acted on, and
// that its code is the outcome's.
func requireError(t *testing.T, out Outcome, err error) {
	t.Helper()
	if out.Code == OutcomeOK || (out.Code == OutcomeDuplicate && out.Action != ActionIgnore) {
		require.NoError(t, err)
		return
	}
	require.Error(t, err)
	require.Equal(t, out.Code, coded.Code(err))
}

// TestEveryWorkerCellOnTheMachine makes the step of every cell.
//
// covers: HSK-11, HSK-13, HSK-15, HSK-16, HSK-17, HSK-19, MSG-13
func TestEveryWorkerCellOnTheMachine(t *testing.T) {
	for _, p := range testProfiles {
		for _, x := range ZKCWv2.WorkerTransitions() {
			t.Run(p.String()+"/"+string(x.From)+"/"+string(x.Event), func(t *testing.T) {
				f := workerIn(t, p, x.From)
				event, code := f.eventOf(t, x.Event)
				before, spy := snapshotWorker(f.worker), f.worker.options

				effects, out, err := f.worker.Step(event)
				require.Equal(t, Outcome{x.Event, x.From, x.Action, x.Next, expected(x, code)}, out)
				require.Equal(t, x.Next, f.worker.State())
				requireError(t, out, err)
				require.Equal(t, effectsOfWorkerAction[x.Action], workerEffectNames(effects))
				if x.Action == ActionIgnore {
					require.Equal(t, before, snapshotWorker(f.worker), "unchanged")
				}
				if x.Next.Terminal() || x.Next == StateProving || x.Next == StateDoneRequested {
					require.Equal(t, workerSnapshot{State: x.Next}, snapshotWorker(f.worker))
					requireZeroes(t, spy)
				}
			})
		}
	}
}

func (f *workerFixture) eventOf(t *testing.T, event Event) (WorkerEvent, string) {
	switch event {
	case EventStart:
		return Start{}, ""
	case EventReplyRefused:
		return encodedReply(t, wire.Refusal{Error: "busy"}), "peer_refused"
	case EventReplyMalformed:
		return Reply{Data: []byte(`{"success":true}`)}, "malformed_json"
	case EventReplyUndecryptable:
		return encodedReply(t, wire.OptionsReply{Encrypted: `{}`}), "malformed_json"
	case EventReplyUnexpected:
		return Reply{Data: []byte(`{"success":true,"data":{"command":"sleep"}}`)}, ""
	case EventProved:
		return Proved{Result: testResult}, ""
	case EventProveFailed:
		return ProveFailed{Err: errors.New("x")}, "statement_unsatisfied"
	case EventNoResponder:
		return NoResponder{}, "no_responder"
	case EventTimeout:
		return Timeout{}, "timeout"
	case EventClose:
		return Close{}, "closed"
	default:
		return f.reply(t, event), ""
	}
}

var effectsOfWorkerAction = map[Action][]string{
	ActionRequestOptions: {"request-options"},
	ActionRequestReady:   {"request-ready"},
	ActionProve:          {"prove"},
	ActionRequestDone:    {"request-done"},
	ActionFinish:         {"finish"},
}

func workerEffectNames(effects []WorkerEffect) (names []string) {
	for _, effect := range effects {
		switch e := effect.(type) {
		case SendRequest:
			names = append(names, string(e.Message))
		case Prove:
			names = append(names, "prove")
		case Finish:
			names = append(names, "finish")
		}
	}
	return names
}

// TestSecondWorker covers the guard that stands before the table.
//
// covers: HSK-5, HSK-8, HSK-9, HSK-10
func TestSecondWorker(t *testing.T) {
	for _, s := range allAppStates {
		for _, event := range []Event{EventRequestOptions, EventRequestReady} {
			f := appIn(t, ZKCWv2, s)
			stranger := *f
			stranger.worker = address.GeneratePrivateKey()
			before := snapshotApp(f.app)
			effects, out, err := f.app.Step(stranger.request(t, event))
			switch {
			case s == StateListening && event == EventRequestOptions:
				require.NoError(t, err, "the first worker gets the job")
				require.Len(t, effects, 1)
			case s == StateOptionsSent || s == StatePayloadSent:
				require.ErrorIs(t, err, ErrSecondWorker)
				require.Equal(t, Outcome{event, s, ActionIgnore, s, OutcomeSecondWorker}, out)
				require.Equal(t, before, snapshotApp(f.app))
				require.Empty(t, effects)
			default:
				require.Error(t, err)
				require.Contains(t, []string{OutcomeOutOfOrder, OutcomeDuplicate}, out.Code)
				require.Equal(t, before, snapshotApp(f.app))
			}
		}
	}
}
