package jobs

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var specCell = regexp.MustCompile(`^([a-z-]+) / ([a-z-]+) \(([a-z_]+|\*)\)$`)

// TestTableIsThatOfTheSpecification compares the table with that of SPEC 10.3, cell by
// cell.
//
// covers: JOB-9
func TestTableIsThatOfTheSpecification(t *testing.T) {
	text, err := os.ReadFile("../../SPEC.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(text), "<!-- table:job -->\n")
	require.True(t, found)
	rest, _, found = strings.Cut(rest, "\n<!-- /table:job -->")
	require.True(t, found)
	columns := func(line string) (cells []string) {
		for _, c := range strings.Split(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(c))
		}
		return cells
	}
	lines := strings.Split(rest, "\n")
	heads := columns(lines[0])[1:]
	var theirs []Transition
	for _, line := range lines[2:] {
		row := columns(line)
		require.Len(t, row, len(heads)+1, line)
		for i, content := range row[1:] {
			parts := specCell.FindStringSubmatch(content)
			require.NotNil(t, parts, "cell %q", content)
			theirs = append(theirs, Transition{State(heads[i]), Event(row[0]), Action(parts[1]), State(parts[2]), parts[3]})
		}
	}
	require.Equal(t, Transitions(), theirs)
	require.Len(t, theirs, len(states)*11)
}

// TestTableMakesSense holds the table against what SPEC 10.7 promises.
func TestTableMakesSense(t *testing.T) {
	for _, x := range Transitions() {
		if x.From == StateFailed || x.From == StateUsed {
			require.Equal(t, x.From, x.Next, "%v: nothing leaves the end", x)
		}
		if x.From == StateFinished {
			require.Contains(t, []State{StateFinished, StateUsed}, x.Next, "%v: a result stays", x)
		}
		if x.Next == StateFinished && x.From != StateFinished {
			require.Equal(t, EventResult, x.Event)
		}
		if x.Event == EventOverdue && x.From != StateNone {
			require.True(t, x.Next.Ended(), "%v: the deadline ends every job", x)
		}
		changes := x.Action != ActionIgnore && x.Action != ActionQueue && x.Action != ActionRedeliver
		require.Equal(t, changes, x.From != x.Next || x.Action == ActionStart, "%v", x)
	}
}

// TestHistories plays random histories of a job, with attempts that overtake each other,
// answers that get lost and events that come late, and holds the record against a model
// that only counts.
func TestHistories(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin := instant(1_700_000_000_000)
		clock := begin
		j := Job{
			ID: "j", Profile: 2, App: testKey.PublicKey(), Attempts: rapid.IntRange(1, 4).Draw(t, "attempts"),
			Created: begin, Deadline: begin.Add(time.Minute), State: StateCreated,
		}
		var holders []string
		result, unheard := "", 0
		for range rapid.IntRange(1, 30).Draw(t, "events") {
			clock = clock.Add(time.Duration(rapid.IntRange(0, 8000).Draw(t, "ms")) * time.Millisecond)
			h := happening{event: rapid.SampledFrom([]Event{
				EventTake, EventTake, EventReturn, EventUnheard, EventResult, EventFailure, EventOverdue, EventCancel, EventRetrieve,
			}).Draw(t, "event")}
			switch h.event {
			case EventTake:
				h.by = rapid.StringMatching(`w[0-9]{6}`).Draw(t, "worker")
				if len(holders) > 0 && rapid.Bool().Draw(t, "repeated") {
					h.by = holders[len(holders)-1]
				}
			case EventOverdue:
				if !clock.After(j.Deadline) {
					continue // nobody sees it
				}
			case EventReturn, EventUnheard, EventResult, EventFailure:
				h.by, h.code = "stranger", "no_responder"
				if len(holders) > 0 {
					h.by = rapid.SampledFrom(holders).Draw(t, "attempt")
				}
				h.result = testCiphertext(len(holders))
			}
			before := j
			after, c := j.apply(h, clock)
			require.Equal(t, before, j, "apply changes nothing")

			current := len(holders) > 0 && h.by == holders[len(holders)-1]
			if after.Attempt < before.Attempt {
				require.True(t, current && h.event == EventUnheard && before.State == StateStarted, "only the present attempt is not counted")
				require.Equal(t, before.Attempt-1, after.Attempt)
				unheard++
			} else if after.Attempt != before.Attempt {
				require.Equal(t, EventTake, h.event)
				require.Equal(t, before.Attempt+1, after.Attempt)
				require.Equal(t, before.State == StateStarted || before.Lost, after.Lost)
				holders = append(holders, h.by)
			}
			require.LessOrEqual(t, after.Attempt, j.Attempts)
			require.Equal(t, len(holders)-unheard, after.Attempt, "each attempt is counted once")
			if before.Result == "" && after.Result != "" {
				require.True(t, h.event == EventResult && !before.State.Ended() && slices.Contains(holders, h.by), "only an attempt finishes")
				require.Equal(t, h.by, after.Worker)
				result = h.result
			}
			require.Equal(t, result, after.Result, "there is one result")
			if before.State.Ended() {
				require.True(t, after.State.Ended())
			}
			if !current && (h.event == EventReturn || h.event == EventUnheard || h.event == EventFailure) {
				require.Equal(t, before, after, "an attempt that was overtaken changes nothing")
				require.ErrorIs(t, c.err(), ErrOutOfOrder)
			}
			if clock.After(j.Deadline) && (h.event == EventTake || h.event == EventOverdue) {
				require.True(t, after.State.Ended(), "no attempt begins after the deadline")
			}
			again, _ := after.apply(h, clock)
			if h.event != EventReturn {
				require.Equal(t, after, again, "an event that is repeated, because its answer was lost, changes nothing")
			}

			data, err := after.MarshalJSON()
			require.NoError(t, err)
			read, err := ParseJob(data)
			require.NoError(t, err, "%s", data)
			require.Equal(t, after, *read)
			j = after
		}
	})
}
