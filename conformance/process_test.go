package conformance_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// run runs cases of the vectors on drivers, with everything that a command has in
// between: the bridge, the micro service, the guard.
func run(t *testing.T, only string, start, reply time.Duration, commands ...[]string) *conformance.Report {
	t.Helper()
	setup, err := conformance.NewSetup("", "")
	require.NoError(t, err)
	defer func() { require.NoError(t, setup.Close()) }()
	setup.Start, setup.Reply, setup.Patience = start, reply, 4*reply
	layer, err := conformance.Vectors()
	require.NoError(t, err)
	config := conformance.Config{
		Environment: conformance.Environment{Deadline: reply, NATS: setup.URL, Seed: 1},
		Layers:      []conformance.Layer{conformance.Frames(), layer},
		Selection:   &conformance.Selection{Only: []string{only}},
		Parallel:    len(commands),
	}
	for _, command := range commands {
		implementation, err := setup.Program(command)
		require.NoError(t, err)
		config.Implementations = append(config.Implementations, implementation)
	}
	report, err := conformance.Run(t.Context(), config)
	require.NoError(t, err)
	require.Len(t, report.Results, report.Planned)
	return report
}

// A driver that misbehaves ends in the right verdict within its deadline, the report
// shows what it did, and the run is complete.
//
// covers: DRV-2, DRV-3, DRV-4
func TestMisbehavingDrivers(t *testing.T) {
	for manner, want := range map[string]struct {
		verdict          conformance.Verdict
		remark, got, end string // parts of the first result
	}{
		"hang":                      {conformance.Timeout, "no answer within 300ms", "", ""},
		"die":                       {conformance.Fail, "exit status 3", "", "panic: out of luck"},
		"die and leave a child":     {conformance.Timeout, "no answer within 300ms", "", ""},
		"flood":                     {conformance.Fail, "not a response", "flood", ""},
		"flood standard error":      {conformance.Pass, "", `"status":"ok"`, ""},
		"other id":                  {conformance.Fail, "another id than 3", `{"id":13,`, ""},
		"id as text":                {conformance.Fail, "another id than 3", `{"id":"7"`, ""},
		"garbage":                   {conformance.Fail, "not a response", "Field.add(1, 2) = \uFFFD[31m3", ""},
		"half a line":               {conformance.Timeout, "but half a line", `{"id":3,"status":"ok`, ""},
		"half a line, then die":     {conformance.Fail, "ended within a line", `{"id":3,"status":"ok`, ""},
		"huge line":                 {conformance.Fail, "more than 4194304 bytes", "7777", ""},
		"no status":                 {conformance.Fail, "status is none of", `{"id":3}`, ""},
		"wrong form":                {conformance.Fail, "out has a wrong form", `"more":1`, ""},
		"own error":                 {conformance.Fail, "an error of its own", "segmentation fault", ""},
		"banner":                    {conformance.Fail, "not a response", "listening", ""},
		"mute":                      {conformance.Timeout, "no answer within 2s", "", ""},
		"dead":                      {conformance.Fail, "exit status 4", "", "no license file"},
		"say more":                  {conformance.Pass, "", `"status":"ok"`, ""},
		"answer the request before": {conformance.Pass, "", `"status":"ok"`, ""},
		"right":                     {conformance.Pass, "", `"status":"ok"`, ""},
	} {
		t.Run(manner, func(t *testing.T) {
			t.Parallel()
			begin, start, reply := time.Now(), time.Minute, time.Minute
			if want.verdict == conformance.Timeout {
				start, reply = 2*time.Second, 300*time.Millisecond
			}
			if manner == "half a line" { // which has to come
				reply = 2 * time.Second
			}
			report := run(t, "field/fp/?", start, reply, self(t, manner))
			require.Less(t, time.Since(begin), time.Minute)
			require.Len(t, report.Results, 9)
			first := report.Results[0]
			require.Equal(t, want.verdict, first.Verdict, "%+v", first.Outcome)
			require.Contains(t, first.Remark, want.remark)
			require.Contains(t, first.Got, want.got)
			require.Contains(t, first.Detail, want.end)
			require.LessOrEqual(t, len(first.Got), 1<<10)
			require.LessOrEqual(t, len(first.Detail), 1<<13)
			if want.verdict == conformance.Pass && manner != "say more" && manner != "answer the request before" {
				require.Zero(t, report.Exit())
				return
			}
			require.Equal(t, conformance.ExitFails, report.Exit())
		})
	}
}

// A driver that breaks now and then is started anew, and only the cases on which it
// broke fail.
func TestRestart(t *testing.T) {
	report := run(t, "field/fp/4?", time.Minute, 5*time.Second, self(t, "hang on 1"))
	require.Equal(t, conformance.ExitFails, report.Exit())
	var operation struct{ A string }
	timeouts := 0
	for _, r := range report.Results {
		require.NoError(t, json.Unmarshal(r.Case.In, &operation))
		if operation.A != "1" {
			require.Equal(t, conformance.Pass, r.Verdict, "%s: %+v", r.Case.ID, r.Outcome)
			continue
		}
		require.Equal(t, conformance.Timeout, r.Verdict, "%s: %+v", r.Case.ID, r.Outcome)
		timeouts++
	}
	require.Equal(t, 1, timeouts)
}

// A line beyond the answer is charged to the driver at the request after it.
func TestUnaskedLine(t *testing.T) {
	report := run(t, "field/fp/?", time.Minute, time.Minute, self(t, "say more"))
	second := report.Results[1]
	require.Equal(t, conformance.Fail, second.Verdict)
	require.Regexp(t, "a line that nobody asked for|another id than", second.Remark) // as it comes before the request or after
	require.Contains(t, second.Got, `{"id":3,"status":"ok"`)
}

// A run can be stopped while a driver hangs, and then says that it was.
func TestRunStops(t *testing.T) {
	layer, err := conformance.Vectors()
	require.NoError(t, err)
	process := conformance.NewProcess(conformance.ProcessConfig{Args: self(t, "hang"), Reply: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	report, err := conformance.Run(ctx, conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{{Driver: process}}},
		Layers:      []conformance.Layer{layer},
	})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorContains(t, err, "stopped after 0 of")
	require.Nil(t, report)
	require.NoError(t, process.Close())
}

// The end of the input ends a driver; one that ignores it is killed.
func TestProcessClose(t *testing.T) {
	for _, manner := range []string{"right", "hang"} {
		process := conformance.NewProcess(conformance.ProcessConfig{Args: self(t, manner), Reply: 100 * time.Millisecond})
		hello, err := process.Hello(t.Context())
		require.NoError(t, err)
		require.Equal(t, "minaseal", hello.Name)
		require.NoError(t, process.Close())
		require.NoError(t, process.Close())
	}
	var fault *conformance.Fault
	_, err := conformance.NewProcess(conformance.ProcessConfig{Args: []string{"/no/such/driver"}}).Hello(t.Context())
	require.ErrorAs(t, err, &fault)
	require.Equal(t, conformance.FaultExit, fault.Kind)
}
