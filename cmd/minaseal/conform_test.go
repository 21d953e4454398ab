package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatih/color"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// drive is the argument with which the test program is a driver, good or bad, or, with
// more arguments, the command.
const drive = "drive-as"

func TestMain(m *testing.M) {
	switch {
	case len(os.Args) > 3 && os.Args[1] == drive:
		os.Exit(run(context.Background(), os.Args[3:], os.Stdin, os.Stdout, os.Stderr))
	case len(os.Args) == 3 && os.Args[1] == drive:
		os.Exit(driveAs(os.Args[2]))
	}
	os.Exit(runTests(m))
}

// runTests runs the tests as if the user had set nothing: no variable of NATS or of a
// key, no selected context, no terminal.
func runTests(m *testing.M) int {
	for _, assignment := range os.Environ() {
		if name, _, _ := strings.Cut(assignment, "="); strings.HasPrefix(name, "NATS_") || name == keyVariable {
			_ = os.Unsetenv(name) // it is set
		}
	}
	home, err := os.MkdirTemp("", "minaseal")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(home)
	_ = os.Setenv("XDG_CONFIG_HOME", home) // a name without NUL
	color.NoColor = true
	return m.Run()
}

// driveAs serves the driver protocol; the bad one gives a wrong answer to inversions.
func driveAs(manner string) int {
	if manner == "good" {
		return run(context.Background(), []string{"driver"}, os.Stdin, os.Stdout, os.Stderr)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	go func() {
		run(context.Background(), []string{"driver"}, os.Stdin, writer, os.Stderr)
		_ = writer.Close()
	}()
	decoder := json.NewDecoder(reader)
	for {
		var answer map[string]any
		if decoder.Decode(&answer) != nil {
			return 0
		}
		if answer["code"] == "no_inverse" {
			answer = map[string]any{"id": answer["id"], "status": "ok", "out": map[string]string{"value": "0"}}
		}
		_ = printJSON(os.Stdout, answer)
	}
}

// driverLine is the command line of a driver, quoted.
func driverLine(t *testing.T, manner string) string {
	t.Helper()
	program, err := os.Executable()
	require.NoError(t, err)
	return "'" + program + "' " + drive + " " + manner
}

func TestConform(t *testing.T) {
	out := succeed(t, "", "conform", "--driver", driverLine(t, "good"), "--profile", "primitives", "--only", "field/*,driver/*,differential/*", "--differential", "20")
	require.Contains(t, out, ": conforms")
	require.Contains(t, out, "558")

	name := filepath.Join(t.TempDir(), "report")
	args := []string{"conform", "--driver", driverLine(t, "bad"), "--only", "field.eval", "--report", "html,json,junit", "--out", name, "--trace", name + ".ndjson", "--show", "1"}
	code, out, errOut := minaseal(t, "", args...)
	require.Equal(t, exitFailed, code)
	for _, part := range []string{"does not conform", "accepted, but invalid", `expected     invalid, code no_inverse`, "more: write a report"} {
		require.Contains(t, out, part)
	}
	require.Contains(t, errOut, "does not conform")
	for extension, part := range map[string]string{".html": `<table id="requirements">`, ".json": `"exit":1`, ".xml": "<testsuites", ".ndjson": `"direction":"from"`} {
		text, err := os.ReadFile(name + extension)
		require.NoError(t, err)
		require.Contains(t, string(text), part)
	}
	baseline := filepath.Join(t.TempDir(), "known.yaml")
	label := "minaseal " + ownVersion(t)
	entries := "implementation: " + label + "\nexpected:\n"
	for _, r := range reported(t, name+".json").Results {
		if r.Verdict == conformance.Fail {
			entries += "  - {case: " + r.Case + ", reason: zero has no inverse}\n"
		}
	}
	require.NoError(t, os.WriteFile(baseline, []byte(entries), 0o600))
	require.Contains(t, succeed(t, "", append(args, "--baseline", baseline)...), "fails as its baseline says")

	code, out, _ = minaseal(t, "", "conform", "--driver", driverLine(t, "bad"), "--only", "curve/pallas/1", "--baseline", baseline, "--json")
	require.Zero(t, code, "entries of cases that were left out are not stale")
	require.True(t, json.Valid([]byte(out)))
}

// report is what the tests read of a JSON report.
type report struct {
	Results []struct {
		Case    string
		Verdict conformance.Verdict
	}
}

func reported(t *testing.T, name string) (r report) {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &r))
	return r
}

func TestConformList(t *testing.T) {
	out := succeed(t, "", "conform", "--list", "--only", "EncTagFlip", "--exclude", "roles/*", "--profile", "zkcw-v2")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Greater(t, len(lines), 3)
	for _, line := range lines {
		require.Contains(t, line, "elgamal.decrypt")
	}
	first := strings.SplitN(succeed(t, "", "conform", "--list", "--json", "--only", "field/fp/1"), "\n", 2)[0]
	require.JSONEq(t, `{"case":"field/fp/1","op":"field.eval"}`, pick(t, first, "case", "op"))
	require.NotContains(t, succeed(t, "", "conform", "--list", "--profile", "primitives"), "elgamal/")
}

// pick returns some members of a JSON object.
func pick(t *testing.T, text string, names ...string) string {
	t.Helper()
	var all, some = map[string]any{}, map[string]any{}
	require.NoError(t, json.Unmarshal([]byte(text), &all))
	for _, name := range names {
		some[name] = all[name]
	}
	out, err := json.Marshal(some)
	require.NoError(t, err)
	return string(out)
}

func TestConformUsage(t *testing.T) {
	good := driverLine(t, "good")
	empty := filepath.Join(t.TempDir(), "empty.yaml")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no driver":         {nil, "--driver"},
		"no such program":   {[]string{"--driver", "no-such-program"}, "no-such-program"},
		"open quote":        {[]string{"--driver", "'x"}, "open quote"},
		"no such service":   {[]string{"--driver", "nats:mine", "--start-timeout", "200ms"}, "nobody listens"},
		"unknown profile":   {[]string{"--driver", good, "--profile", "x"}, "zkcw-v1"},
		"no case":           {[]string{"--driver", good, "--only", "x"}, "no case"},
		"unknown report":    {[]string{"--driver", good, "--report", "pdf"}, "html, json and junit"},
		"no place":          {[]string{"--driver", good, "--report", "json", "--out", "/no/such/place/x"}, "/no/such/place"},
		"no baseline":       {[]string{"--driver", good, "--baseline", empty + "x"}, "empty.yamlx"},
		"bad baseline":      {[]string{"--driver", good, "--baseline", empty}, "not a baseline"},
		"bad server":        {[]string{"--driver", good, "--nats", "nats://127.0.0.1:1"}, "NATS"},
		"bad role":          {[]string{"--app", "x"}, "LABEL=COMMAND"},
		"no program of it":  {[]string{"--worker", "x=no-such-program"}, "no-such-program"},
		"stray":             {[]string{"x"}, "unexpected argument"},
		"trace not written": {[]string{"--driver", good, "--trace", "/no/such/place/x"}, "/no/such/place"},
	} {
		code, _, errOut := minaseal(t, "", append([]string{"conform"}, c.args...)...)
		require.Equal(t, exitUsage, code, "%s: %s", name, errOut)
		require.Contains(t, errOut, c.says, name)
	}
}

// The app and the worker of the command serve each other, as two programs under the
// label of the driver.
func TestConformRoles(t *testing.T) {
	label := "minaseal " + ownVersion(t)
	keys := " --key-cache '" + t.TempDir() + "'"
	out := succeed(t, "", "conform", "--driver", driverLine(t, "good"), "--only", "roles/zkcw-v2/pair,field/fp/1",
		"--app", label+"="+driverLine(t, "cli app --json --nats {nats} --profile {profile} --options {options} --payload {payload}")+keys,
		"--worker", label+"="+driverLine(t, "cli worker --json --nats {nats} --profile {profile} --client {client}")+keys)
	require.Contains(t, out, "app "+label+", worker "+label+": conforms")
	require.Contains(t, out, "\n"+label+": conforms")
}

// ownVersion is what the driver says in hello.
func ownVersion(t *testing.T) string {
	t.Helper()
	var answer struct{ Out struct{ Version string } }
	require.NoError(t, json.Unmarshal([]byte(succeed(t, `{"id":1,"op":"hello"}`, "driver")), &answer))
	return answer.Out.Version
}

// TestReportSaysHowToMakeItAgain, in words that the command line takes.
func TestReportSaysHowToMakeItAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.json")
	args := []string{"conform", "--driver", driverLine(t, "good"), "--only", "field/fp/*", "--seed", "7", "--report", "json", "--out", file, "--complete"}
	succeed(t, "", args...)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var report struct{ Suite, Again, Requirements string }
	require.NoError(t, json.Unmarshal(text, &report))
	require.Equal(t, thisBuild().Version, report.Suite)
	require.NotEmpty(t, report.Requirements)
	words, err := conformance.SplitCommand(report.Again)
	require.NoError(t, err)
	require.Equal(t, []string{"minaseal", "conform", "--complete", "--driver", driverLine(t, "good"), "--only", "field/fp/*", "--seed", "7"}, words)
}
