package jobs

// The life of a job on one screen (SPEC 10.3). A row is an event, a column a state,
// and every cell is filled.

// State names a state of a job.
type State string

// The states. None is that of a job that nobody launched.
const (
	StateNone     State = "none"
	StateCreated  State = "created"  // waits for a worker
	StateStarted  State = "started"  // an attempt has it
	StateFinished State = "finished" // has its result
	StateFailed   State = "failed"   // ended without a result
	StateUsed     State = "used"     // its result was retrieved
)

// Ended reports whether a job in s has its result, or will never have one.
func (s State) Ended() bool { return s == StateFinished || s == StateFailed || s == StateUsed }

// Event names what happens to a job.
type Event string

// The events.
const (
	EventLaunch   Event = "launch"
	EventTake     Event = "take"
	EventExhaust  Event = "exhaust"
	EventReturn   Event = "return"
	EventUnheard  Event = "unheard"
	EventResult   Event = "result"
	EventFailure  Event = "failure"
	EventStale    Event = "stale"
	EventOverdue  Event = "overdue"
	EventCancel   Event = "cancel"
	EventRetrieve Event = "retrieve"
)

// Action names what is done about an event.
type Action string

// The actions. Those from ActionCreate to ActionUse change the record.
const (
	ActionIgnore    Action = "ignore"
	ActionQueue     Action = "queue"     // put the arguments in the queue, unless they are there
	ActionRedeliver Action = "redeliver" // hand the stored result to the app
	ActionCreate    Action = "create"
	ActionStart     Action = "start"
	ActionReturn    Action = "return"
	ActionUncount   Action = "uncount"
	ActionFinish    Action = "finish"
	ActionFail      Action = "fail"
	ActionUse       Action = "use"
)

// Outcomes that the table names; others are codes of SPEC 2.3.
const (
	OutcomeOK        = "ok"
	OutcomeDuplicate = "duplicate"
	OutcomeOfEvent   = "*" // the code that the event carries
)

type cell struct {
	action  Action
	next    State // "" for the state that the event found
	outcome string
}

var (
	create    = cell{ActionCreate, StateCreated, OutcomeOK}
	queue     = cell{ActionQueue, "", OutcomeDuplicate}
	start     = cell{ActionStart, StateStarted, OutcomeOK}
	giveBack  = cell{ActionReturn, StateCreated, OutcomeOK}
	uncount   = cell{ActionUncount, StateCreated, OutcomeOK}
	finish    = cell{ActionFinish, StateFinished, OutcomeOK}
	fail      = cell{ActionFail, StateFailed, OutcomeOfEvent}
	lost      = cell{ActionFail, StateFailed, "worker_lost"}
	late      = cell{ActionFail, StateFailed, "timeout"}
	given     = cell{ActionFail, StateFailed, "closed"}
	redeliver = cell{ActionRedeliver, "", OutcomeDuplicate}
	use       = cell{ActionUse, StateUsed, OutcomeOK}
	again     = cell{ActionIgnore, "", OutcomeDuplicate}
	order     = cell{ActionIgnore, "", "out_of_order"}
	unknown   = cell{ActionIgnore, "", "unknown_job"}
	refused   = cell{ActionIgnore, "", OutcomeOfEvent}
)

var states = []State{StateNone, StateCreated, StateStarted, StateFinished, StateFailed, StateUsed}

var table = []struct {
	event Event
	cells [6]cell
}{
	// event         none     created   started   finished   failed   used
	{EventLaunch, [6]cell{create, queue, queue, again, again, again}},
	{EventTake, [6]cell{unknown, start, start, redeliver, again, again}},
	{EventExhaust, [6]cell{unknown, lost, lost, redeliver, again, again}},
	{EventReturn, [6]cell{unknown, again, giveBack, order, order, order}},
	{EventUnheard, [6]cell{unknown, again, uncount, order, order, order}},
	{EventResult, [6]cell{unknown, finish, finish, again, order, again}},
	{EventFailure, [6]cell{unknown, order, fail, order, again, order}},
	{EventStale, [6]cell{unknown, order, order, order, order, order}},
	{EventOverdue, [6]cell{unknown, late, late, again, again, again}},
	{EventCancel, [6]cell{unknown, given, given, again, again, again}},
	{EventRetrieve, [6]cell{unknown, order, order, use, refused, again}},
}

// lookup returns the cell of (s, e) with its next state resolved. The tests prove that
// no pair is missing.
func lookup(s State, e Event) cell {
	for _, row := range table {
		for i, c := range row.cells {
			if row.event == e && states[i] == s {
				if c.next == "" {
					c.next = s
				}
				return c
			}
		}
	}
	panic("jobs: no cell for " + string(s) + ", " + string(e))
}

// Transition is one cell of the table, for documents and model checkers.
type Transition struct {
	From    State
	Event   Event
	Action  Action
	Next    State
	Outcome string
}

// Transitions returns the table of SPEC 10.3, row by row.
func Transitions() []Transition {
	var all []Transition
	for _, row := range table {
		for _, s := range states {
			c := lookup(s, row.event)
			all = append(all, Transition{s, row.event, c.action, c.next, c.outcome})
		}
	}
	return all
}
