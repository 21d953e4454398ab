package protocol

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What SPEC 8 lists, independently of the tables.
var (
	allAppStates = []State{StateCreated, StateListening, StateOptionsSent, StatePayloadSent, StateCompleted, StateFailed}
	allAppEvents = []Event{
		EventStart, EventRequestOptions, EventRequestReady, EventRequestDone, EventRequestUnknown,
		EventRequestMalformed, EventRequestUndecryptable, EventTimeout, EventClose,
	}
	allWorkerStates = []State{
		StateCreated, StateOptionsRequested, StateReadyRequested, StateProving, StateDoneRequested, StateCompleted, StateFailed,
	}
	allWorkerEvents = []Event{
		EventStart, EventReplyOptions, EventReplyExecute, EventReplyClose, EventReplyRefused, EventReplyMalformed,
		EventReplyUndecryptable, EventReplyUnexpected, EventProved, EventProveFailed, EventNoResponder, EventTimeout, EventClose,
	}
)

func TestEveryCellIsThereOnce(t *testing.T) {
	for _, role := range []struct {
		name        string
		transitions []Transition
		states      []State
		events      []Event
	}{
		{"app", ZKCWv2.AppTransitions(), allAppStates, allAppEvents},
		{"worker", ZKCWv2.WorkerTransitions(), allWorkerStates, allWorkerEvents},
		{"sealed-app", SealedV1.AppTransitions(), allAppStates, allSealedAppEvents},
		{"sealed-worker", SealedV1.WorkerTransitions(), allWorkerStates, allSealedWorkerEvents},
	} {
		t.Run(role.name, func(t *testing.T) {
			seen := map[State]map[Event]int{}
			for _, x := range role.transitions {
				if seen[x.From] == nil {
					seen[x.From] = map[Event]int{}
				}
				seen[x.From][x.Event]++
				require.Contains(t, role.states, x.Next)
				require.NotEmpty(t, x.Action)
				require.NotEmpty(t, x.Outcome)
			}
			require.Len(t, role.transitions, len(role.states)*len(role.events))
			for _, s := range role.states {
				for _, e := range role.events {
					require.Equal(t, 1, seen[s][e], "%s, %s", s, e)
				}
			}
		})
	}
}

func TestRowsHaveAsManyCellsAsStates(t *testing.T) {
	for _, tab := range []table{appTable, workerTable, sealedAppTable, sealedWorkerTable} {
		for _, r := range tab.rows {
			require.Len(t, r.cells, len(tab.states), r.event)
		}
	}
}

func TestTablesAreSound(t *testing.T) {
	for name, transitions := range map[string][]Transition{
		"app": ZKCWv2.AppTransitions(), "worker": ZKCWv2.WorkerTransitions(),
		"sealed-app": SealedV1.AppTransitions(), "sealed-worker": SealedV1.WorkerTransitions(),
	} {
		t.Run(name, func(t *testing.T) {
			next := map[State][]State{}
			for _, x := range transitions {
				require.Equal(t, x.Action == ActionFail, x.Next == StateFailed && !x.From.Terminal(), "%v", x)
				if x.From.Terminal() {
					require.Equal(t, x.From, x.Next, "%v leaves a terminal state", x)
					require.Contains(t, []Action{ActionIgnore, ActionRefuse, ActionRepeat, ActionSendPart}, x.Action, "%v", x)
				}
				if x.Action == ActionIgnore {
					require.Equal(t, x.From, x.Next, "%v moves silently", x)
				}
				next[x.From] = append(next[x.From], x.Next)
			}
			for s := range next {
				require.True(t, reaches(next, StateCreated, s), "%s is never reached", s)
				require.True(t, s == StateFailed || reaches(next, s, StateCompleted), "%s is a dead end", s)
				require.True(t, s == StateCompleted || reaches(next, s, StateFailed), "%s cannot be left by failing", s)
			}
		})
	}
}

// reaches reports whether to can be reached from from.
func reaches(next map[State][]State, from, to State) bool {
	seen, todo := map[State]bool{}, []State{from}
	for len(todo) > 0 {
		s := todo[0]
		todo = todo[1:]
		if s == to {
			return true
		}
		if !seen[s] {
			seen[s] = true
			todo = append(todo, next[s]...)
		}
	}
	return false
}

func TestTransitionsAreCopies(t *testing.T) {
	first := ZKCWv2.AppTransitions()
	first[0].Next = StateFailed
	require.Equal(t, StateListening, ZKCWv2.AppTransitions()[0].Next)
}
