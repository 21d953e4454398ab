package protocol

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol/wire"
)

// What SPEC 8.9 and 8.10 list, independently of the tables.
var (
	allSealedAppEvents = []Event{
		EventStart, EventRequestOptions, EventRequestUnauthenticated, EventRequestSecond, EventRequestReady, EventRequestDone,
		EventRequestPart, EventRequestFetch, EventRequestRepeated, EventRequestUnexpected, EventRequestForeign,
		EventRequestUnknown, EventRequestMalformed, EventRequestUndecryptable, EventTimeout, EventClose,
	}
	allSealedWorkerEvents = []Event{
		EventStart, EventReplyOptions, EventReplyExecute, EventReplyClose, EventReplyPart, EventReplyAcknowledged,
		EventReplyRefused, EventReplyForeign, EventReplyMalformed, EventReplyUndecryptable, EventReplyUnexpected,
		EventProved, EventProveFailed, EventNoResponder, EventTimeout, EventClose,
	}
)

// onlyIn names the states in which a message is classified so. Elsewhere the cell is
// reached by the class alone.
var onlyIn = map[Event][]State{
	EventRequestUnauthenticated: {StateListening},
	EventRequestSecond:          {StateOptionsSent, StatePayloadSent},
	EventRequestRepeated:        {StateOptionsSent, StatePayloadSent, StateCompleted},
	EventRequestUnexpected:      {StateOptionsSent, StatePayloadSent, StateCompleted},
	EventRequestUndecryptable:   {StateOptionsSent, StatePayloadSent},
	EventReplyUndecryptable:     {StateOptionsRequested, StateReadyRequested, StateDoneRequested},
	EventReplyUnexpected:        {StateOptionsRequested, StateReadyRequested, StateDoneRequested},
}

func classifiedIn(event Event, s State) bool {
	states, limited := onlyIn[event]
	return !limited || slices.Contains(states, s)
}

// TestEverySealedAppCellOnTheMachine makes the step of every cell.
//
// covers: HSK-15, HSK-16, HSK-17, HSK-19, HSK-31, HSK-32, HSK-34, HSK-36
func TestEverySealedAppCellOnTheMachine(t *testing.T) {
	for _, x := range SealedV1.AppTransitions() {
		t.Run(string(x.From)+"/"+string(x.Event), func(t *testing.T) {
			f := sealedAppIn(t, x.From)
			in, code := appInput{event: x.Event, err: ErrUnauthenticated}, "worker_unauthenticated"
			if classifiedIn(x.Event, x.From) {
				var event AppEvent
				event, code = f.eventOf(t, x.Event)
				in = f.machine.classify(event)
				require.Equal(t, x.Event, in.event)
			}
			before, spies := f.snapshot(), spyTexts(f.machine)

			effects, out, err := f.machine.apply(in)
			require.Equal(t, Outcome{x.Event, x.From, x.Action, x.Next, expected(x, code)}, out)
			require.Equal(t, x.Next, f.machine.State())
			requireError(t, out, err)
			require.Equal(t, effectsOfSealedApp(x), appEffectNames(effects))
			if x.Action == ActionIgnore || x.Action == ActionRefuse || x.Action == ActionRepeat {
				require.Equal(t, before, f.snapshot(), "unchanged")
			}
			if x.Action == ActionRefuse {
				refusal, err := wire.DecodeSealedReply(effects[0].(SendReply).Data)
				require.NoError(t, err)
				require.Equal(t, wire.SealedRefusal{Job: testJob, Error: out.Code}, refusal)
			}
			if x.Next.Terminal() {
				left := f.snapshot()
				require.Equal(t, appSnapshot{State: x.Next}, left.appSnapshot)
				require.Equal(t, x.Next == StateCompleted, left.Last != "", "a completed app keeps its last reply")
				require.Equal(t, []string{"0", ""}, []string{left.H, left.Status})
				require.Zero(t, left.Pieces)
				requireZeroes(t, spies...)
			}
		})
	}
}

// effectsOfSealedApp names the effects of a cell.
func effectsOfSealedApp(x Transition) []string {
	switch x.Action {
	case ActionRefuse:
		return []string{"reply-refused"}
	case ActionAcknowledge:
		return []string{"reply-acknowledged"}
	case ActionSendPart:
		return []string{"reply-part"}
	case ActionRepeat:
		return []string{map[State]string{
			StateOptionsSent: "reply-options", StatePayloadSent: "reply-execute", StateCompleted: "reply-close",
		}[x.From]}
	default:
		return effectsOfAppAction[x.Action]
	}
}

// eventOf returns an input of class event and, where the class has no code of its
// own, the code of this input.
func (f *sealedAppFixture) eventOf(t *testing.T, event Event) (AppEvent, string) {
	stranger := newSealedKeys()
	stranger.app, stranger.launcher = f.app, f.launcher
	lastSeq := map[State]int{StateOptionsSent: 1, StatePayloadSent: 3, StateCompleted: 5}[f.machine.State()]
	switch event {
	case EventStart:
		return Start{}, ""
	case EventTimeout:
		return Timeout{}, "timeout"
	case EventClose:
		return Close{}, "closed"
	case EventRequestOptions:
		if f.machine.State() == StateListening {
			return f.request(t, event), ""
		}
		hello := f.hello(t) // the same key in another request
		hello.Ticket = f.ticket(t, testNow())
		return sealedRequest(t, hello), ""
	case EventRequestUnauthenticated:
		hello := f.hello(t)
		hello.Ticket = nil
		return sealedRequest(t, hello), "worker_unauthenticated"
	case EventRequestSecond:
		return sealedRequest(t, stranger.hello(t)), ""
	case EventRequestPart:
		return sealedRequest(t, wire.Part{Job: f.job, Seq: wire.SeqDone, Part: 0, Parts: 3, Data: "{"}), ""
	case EventRequestFetch:
		return sealedRequest(t, wire.Pointer{Job: f.job, Seq: max(lastSeq, 1), Part: 1}), ""
	case EventRequestRepeated:
		return f.last, ""
	case EventRequestUnexpected:
		return sealedRequest(t, wire.Pointer{Job: f.job, Seq: lastSeq, Part: 999}), ""
	case EventRequestForeign:
		return sealedRequest(t, wire.SealedReady{Job: "job-2", Body: "{}"}), "unknown_job"
	case EventRequestUnknown:
		return Request{Data: []byte(`{"v":"sealed-v1","type":"stop"}`)}, "unknown_post"
	case EventRequestMalformed:
		return Request{Data: []byte(`{"v":"sealed-v1","type":"options"}`)}, "malformed_json"
	case EventRequestUndecryptable:
		if f.machine.State() == StateOptionsSent {
			return sealedRequest(t, wire.SealedReady{Job: f.job, Body: f.body(t, wire.SeqDone, "")}), "tag_mismatch"
		}
		return sealedRequest(t, wire.SealedDone{Job: f.job, Body: f.body(t, wire.SeqReady, "")}), "tag_mismatch"
	default:
		return f.request(t, event), ""
	}
}

// TestEverySealedWorkerCellOnTheMachine makes the step of every cell.
//
// covers: HSK-15, HSK-16, HSK-17, HSK-19, HSK-38
func TestEverySealedWorkerCellOnTheMachine(t *testing.T) {
	for _, x := range SealedV1.WorkerTransitions() {
		t.Run(string(x.From)+"/"+string(x.Event), func(t *testing.T) {
			f := sealedWorkerIn(t, x.From)
			in, code := workerInput{event: x.Event, err: ErrUnknownJob}, "unknown_job"
			if classifiedIn(x.Event, x.From) {
				var event WorkerEvent
				event, code = f.eventOf(t, x.Event)
				in = f.machine.classify(event)
				require.Equal(t, x.Event, in.event)
			}
			before, spy := f.snapshot(), f.machine.options

			effects, out, err := f.machine.apply(in)
			require.Equal(t, Outcome{x.Event, x.From, x.Action, x.Next, expected(x, code)}, out)
			require.Equal(t, x.Next, f.machine.State())
			requireError(t, out, err)
			require.Equal(t, effectsOfSealedWorker(x), workerEffectNames(effects))
			if x.Action == ActionIgnore {
				require.Equal(t, before, f.snapshot(), "unchanged")
			}
			if x.Next.Terminal() {
				left := f.snapshot()
				left.Sent = 0
				require.Equal(t, sealedWorkerState{workerSnapshot: workerSnapshot{State: x.Next}, H: "0"}, left)
				requireZeroes(t, spy)
			}
			if x.Next == StateProving || x.Next == StateDoneRequested {
				require.Empty(t, f.snapshot().Options)
				requireZeroes(t, spy)
			}
		})
	}
}

func effectsOfSealedWorker(x Transition) []string {
	switch x.Action {
	case ActionSendPart:
		return []string{"request-part"}
	case ActionFetchPart:
		return []string{"request-fetch"}
	default:
		return effectsOfWorkerAction[x.Action]
	}
}

func (f *sealedWorkerFixture) eventOf(t *testing.T, event Event) (WorkerEvent, string) {
	awaited := map[State]int{StateOptionsRequested: 1, StateReadyRequested: 3, StateDoneRequested: 5}[f.machine.State()]
	switch event {
	case EventStart:
		return Start{}, ""
	case EventReplyPart:
		return sealedReply(t, wire.Part{Job: f.job, Seq: max(awaited, 1), Part: 0, Parts: 3, Data: "{"}), ""
	case EventReplyAcknowledged:
		if f.machine.State() == StateDoneRequested {
			f.machine.dialect.(*sealedWorker).sent = 0 // the fixture has sent all of them
		}
		return sealedReply(t, wire.Pointer{Job: f.job, Seq: wire.SeqDone, Part: 0}), ""
	case EventReplyRefused:
		return sealedReply(t, wire.SealedRefusal{Job: "job-2", Error: "timeout"}), "peer_refused"
	case EventReplyForeign:
		return sealedReply(t, wire.SealedBody{Job: "job-2", Seq: 1, Body: "{}"}), "unknown_job"
	case EventReplyMalformed:
		return Reply{Data: []byte(`{"v":"sealed-v1"}`)}, "malformed_json"
	case EventReplyUndecryptable:
		return sealedReply(t, wire.SealedBody{Job: f.job, Seq: awaited, Body: f.body(t, awaited+2, "")}), "tag_mismatch"
	case EventReplyUnexpected:
		return sealedReply(t, wire.Part{Job: f.job, Seq: awaited, Part: 1, Parts: 3, Data: "{"}), ""
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

// TestSealedSecondWorkerIsNotAuthenticated: a stranger with a ticket of his own, who
// is good in himself, comes too late.
//
// covers: HSK-33
func TestSealedSecondWorkerIsNotAuthenticated(t *testing.T) {
	f := sealedAppIn(t, StateOptionsSent)
	second := f.sealedKeys
	second.worker = address.GeneratePrivateKey()
	_, out, err := f.machine.Step(sealedRequest(t, second.hello(t)))
	require.ErrorIs(t, err, ErrSecondWorker)
	require.Equal(t, "second_worker", out.Code)
}
