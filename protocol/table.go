package protocol

// State names a state of a machine (SPEC 8). Created, completed and failed are
// common to both roles; completed and failed are terminal.
type State string

// The states. A machine moves only along the transitions of [Profile.AppTransitions]
// or [Profile.WorkerTransitions].
const (
	StateCreated   State = "created"
	StateCompleted State = "completed"
	StateFailed    State = "failed"

	// App.
	StateListening   State = "listening"
	StateOptionsSent State = "options-sent"
	StatePayloadSent State = "payload-sent"

	// Worker.
	StateOptionsRequested State = "options-requested"
	StateReadyRequested   State = "ready-requested"
	StateProving          State = "proving"
	StateDoneRequested    State = "done-requested"
)

// Terminal reports whether no event leaves s: the machine has erased its keys
// and texts.
func (s State) Terminal() bool { return s == StateCompleted || s == StateFailed }

// Event names the class of an input, a row of the state table (SPEC 8). The
// machine derives it from an [AppEvent] or a [WorkerEvent].
type Event string

// The events. A request is what the app receives, a reply what the worker does.
const (
	EventStart   Event = "start"
	EventTimeout Event = "timeout"
	EventClose   Event = "close"

	// App.
	EventRequestOptions       Event = "request-options"
	EventRequestReady         Event = "request-ready"
	EventRequestDone          Event = "request-done"
	EventRequestUnknown       Event = "request-unknown"
	EventRequestMalformed     Event = "request-malformed"
	EventRequestUndecryptable Event = "request-undecryptable"

	// App, in sealed-v1 alone.
	EventRequestUnauthenticated Event = "request-unauthenticated"
	EventRequestSecond          Event = "request-second"
	EventRequestPart            Event = "request-part"
	EventRequestFetch           Event = "request-fetch"
	EventRequestRepeated        Event = "request-repeated"
	EventRequestUnexpected      Event = "request-unexpected"
	EventRequestForeign         Event = "request-foreign"

	// Worker.
	EventReplyOptions       Event = "reply-options"
	EventReplyExecute       Event = "reply-execute"
	EventReplyClose         Event = "reply-close"
	EventReplyRefused       Event = "reply-refused"
	EventReplyMalformed     Event = "reply-malformed"
	EventReplyUndecryptable Event = "reply-undecryptable"
	EventReplyUnexpected    Event = "reply-unexpected"
	EventProved             Event = "proved"
	EventProveFailed        Event = "prove-failed"
	EventNoResponder        Event = "no-responder"

	// Worker, in sealed-v1 alone.
	EventReplyPart         Event = "reply-part"
	EventReplyAcknowledged Event = "reply-acknowledged"
	EventReplyForeign      Event = "reply-foreign"
)

// Action names what a machine does on a transition (SPEC 8).
type Action string

// The actions. Each but ignore and fail yields one or two effects.
const (
	ActionIgnore Action = "ignore" // no reply, nothing changes
	ActionFail   Action = "fail"   // erase keys and texts, end

	// App.
	ActionListen      Action = "listen"       // subscribe
	ActionSendOptions Action = "send-options" // reply options, encrypted for the worker
	ActionSendPayload Action = "send-payload" // reply execute, encrypted for the worker
	ActionDeliver     Action = "deliver"      // reply close, hand over the result, erase

	// App, in sealed-v1 alone.
	ActionRepeat      Action = "repeat"      // the kept reply again
	ActionSendPart    Action = "send-part"   // a part of the kept reply; of the worker's done request
	ActionAcknowledge Action = "acknowledge" // say that a part has arrived
	ActionRefuse      Action = "refuse"      // reply with the code

	// Worker.
	ActionRequestOptions Action = "request-options"
	ActionRequestReady   Action = "request-ready"
	ActionProve          Action = "prove"
	ActionRequestDone    Action = "request-done"
	ActionFinish         Action = "finish"
	ActionFetchPart      Action = "fetch-part" // sealed-v1: ask for the next part of the reply
)

// Outcomes that the state table names. Every other outcome is the stable error
// code of the event (SPEC 2.3), for which the table holds OutcomeOfEvent.
const (
	OutcomeOK           = "ok"
	OutcomeDuplicate    = "duplicate"
	OutcomeOutOfOrder   = "out_of_order"
	OutcomeSecondWorker = "second_worker"
	OutcomeOfEvent      = "*"
)

// stay as a cell's next state means: the state that the event found.
const stay State = ""

// cell is one entry of the state table.
type cell struct {
	action  Action
	next    State
	outcome string
}

// row holds the cells of one event, one for each state of its table.
type row struct {
	event Event
	cells []cell
}

// table is the state table of one role.
type table struct {
	states []State
	rows   []row
}

// lookup returns the cell of (s, e) with its next state resolved. Both come from
// the machine, and the tests prove that no pair of them is missing.
func (t *table) lookup(s State, e Event) cell {
	for _, r := range t.rows {
		if r.event != e {
			continue
		}
		for i, state := range t.states {
			if state == s {
				return r.cells[i].in(s)
			}
		}
	}
	panic("protocol: no cell for " + string(s) + ", " + string(e))
}

// in resolves the next state of c for a machine in state s.
func (c cell) in(s State) cell {
	if c.next == stay {
		c.next = s
	}
	return c
}

// Transition is one cell of the state table, for documents and model checkers.
type Transition struct {
	From    State
	Event   Event
	Action  Action
	Next    State
	Outcome string // OutcomeOfEvent: the code of the event itself
}

func (t *table) list() []Transition {
	var all []Transition
	for _, r := range t.rows {
		for i, s := range t.states {
			c := r.cells[i].in(s)
			all = append(all, Transition{From: s, Event: r.event, Action: c.action, Next: c.next, Outcome: c.outcome})
		}
	}
	return all
}
