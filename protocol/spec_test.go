package protocol

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
)

// TestTablesAreThoseOfTheSpecification compares the tables with those of SPEC 8,
// cell by cell.
//
// covers: HSK-4, HSK-11, HSK-32, HSK-38
func TestTablesAreThoseOfTheSpecification(t *testing.T) {
	text, err := os.ReadFile("../SPEC.md")
	require.NoError(t, err)
	for role, x := range map[string]struct {
		ours  []Transition
		table *table
	}{
		"app":    {ZKCWv2.AppTransitions(), &appTable},
		"worker": {ZKCWv2.WorkerTransitions(), &workerTable},

		"sealed-app":    {SealedV1.AppTransitions(), &sealedAppTable},
		"sealed-worker": {SealedV1.WorkerTransitions(), &sealedWorkerTable},
	} {
		t.Run(role, func(t *testing.T) {
			theirs := parseTable(t, string(text), role)
			require.Equal(t, x.ours, theirs)
			require.Len(t, theirs, len(x.table.states)*len(x.table.rows))
		})
	}
}

var specCell = regexp.MustCompile(`^([a-z-]+) / ([a-z-]+) \(([a-z_]+|\*)\)$`)

// parseTable reads the Markdown table between the comments table:role and
// /table:role: a row for each event, a column for each state.
func parseTable(t *testing.T, text, role string) []Transition {
	_, text, found := strings.Cut(text, "<!-- table:"+role+" -->\n")
	require.True(t, found, "start of the table")
	text, _, found = strings.Cut(text, "\n<!-- /table:"+role+" -->")
	require.True(t, found, "end of the table")
	lines := strings.Split(text, "\n")
	require.Greater(t, len(lines), 2)
	states := columns(lines[0])[1:]
	var all []Transition
	for _, line := range lines[2:] {
		row := columns(line)
		require.Len(t, row, len(states)+1, line)
		for i, content := range row[1:] {
			parts := specCell.FindStringSubmatch(content)
			require.NotNil(t, parts, "cell %q", content)
			all = append(all, Transition{
				From: State(states[i]), Event: Event(row[0]),
				Action: Action(parts[1]), Next: State(parts[2]), Outcome: parts[3],
			})
		}
	}
	return all
}

// columns splits a line of a Markdown table.
func columns(line string) []string {
	cells := strings.Split(strings.Trim(line, "|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// TestFaultsOfTheSpecification holds SPEC 8.11 against the tables: each cell is there
// and does what the row says.
func TestFaultsOfTheSpecification(t *testing.T) {
	text, err := os.ReadFile("../SPEC.md")
	require.NoError(t, err)
	_, rows, found := strings.Cut(string(text), "<!-- faults -->\n")
	require.True(t, found)
	rows, _, found = strings.Cut(rows, "\n<!-- /faults -->")
	require.True(t, found)
	tables := map[string]*table{"app": &appTable, "worker": &workerTable, "sealed-app": &sealedAppTable, "sealed-worker": &sealedWorkerTable}
	seen := 0
	for _, line := range strings.Split(rows, "\n")[2:] {
		row := columns(line)
		require.Len(t, row, 4, line)
		cells, actions := strings.Split(row[2], "; "), strings.Split(row[3], "; ")
		for _, role := range strings.Split(row[1], ", ") {
			for i, name := range cells {
				event, state, found := strings.Cut(strings.Trim(name, "`"), ", ")
				require.True(t, found, line)
				require.Contains(t, tables, role)
				c := tables[role].lookup(State(state), Event(event))
				require.Equal(t, actions[min(i, len(actions)-1)], string(c.action), "%s, %s: %s", role, line, name)
				seen++
			}
		}
	}
	require.Greater(t, seen, 40)
}

// TestExampleOfTheSpecification plays the messages of SPEC 7.2 against both
// machines.
func TestExampleOfTheSpecification(t *testing.T) {
	text, err := os.ReadFile("../SPEC.md")
	require.NoError(t, err)
	key := func(name string) *address.PrivateKey {
		found := regexp.MustCompile(`(?m)^` + name + ` +(EK\w+)$`).FindSubmatch(text)
		require.NotNil(t, found, name)
		sk, err := address.ParsePrivateKey(string(found[1]))
		require.NoError(t, err)
		return sk
	}
	messages := regexp.MustCompile(`(?m)^\{"(?:post|success)":.*\}$`).FindAll(text, -1)
	require.Len(t, messages, 6)
	const options, payload, result = `{"envEncryptionKey":"1234"}`, `{"value":"77"}`, `{"verified":true}`

	appKey := key("app key")
	app, err := NewApp(AppConfig{Profile: ZKCWv2, PrivateKey: appKey, Options: options, Payload: payload})
	require.NoError(t, err)
	effects, _, err := app.Step(Start{})
	require.NoError(t, err)
	require.Contains(t, string(text), "subject      "+effects[0].(Listen).Subject+"\n")
	for _, i := range []int{0, 2, 4} {
		effects, _, err = app.Step(Request{Data: messages[i]})
		require.NoError(t, err)
	}
	require.Equal(t, string(messages[5]), string(effects[0].(SendReply).Data))
	require.Equal(t, Deliver{Result: result}, effects[1])

	worker, err := NewWorker(WorkerConfig{Profile: ZKCWv2, App: appKey.PublicKey()})
	require.NoError(t, err)
	worker.sk = key("worker key")
	worker.public = worker.sk.PublicKey()
	request := func(event WorkerEvent) []byte {
		effects, _, err := worker.Step(event)
		require.NoError(t, err)
		return effects[0].(SendRequest).Data
	}
	require.Equal(t, string(messages[0]), string(request(Start{})))
	require.Equal(t, string(messages[2]), string(request(Reply{Data: messages[1]})))
	asked, _, err := worker.Step(Reply{Data: messages[3]})
	require.NoError(t, err)
	require.Equal(t, []WorkerEffect{Prove{Options: options, Payload: payload}}, asked)
	request(Proved{Result: result})
	finished, _, err := worker.Step(Reply{Data: messages[5]})
	require.NoError(t, err)
	require.Equal(t, []WorkerEffect{Finish{Status: `{"success":true}`}}, finished)
}
