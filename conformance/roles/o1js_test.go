//go:build interop

package roles_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/conformance/roles"
)

// recordPath holds what the encryption example's sides do, case by case.
const recordPath = "testdata/o1js.tsv"

var update = flag.Bool("update", false, "write the record anew")

// example is the encryption example's two sides on the real o1js: 1.9.1 in zkcw-v1,
// 2.15.0 in zkcw-v2.
func example(t *testing.T) *conformance.Implementation {
	t.Helper()
	const directory = "../drivers/o1js"
	node, err := exec.LookPath("node")
	require.NoError(t, err, "the interop tests need node")
	_, err = os.Stat(filepath.Join(directory, "node_modules", "o1js", "package.json"))
	require.NoError(t, err, "run: npm ci --prefix conformance/drivers/o1js")
	return &conformance.Implementation{
		Label: "o1js",
		App: []string{node, directory + "/app.mjs", "--nats", "{nats}", "--profile", "{profile}",
			"--options", "{options}", "--payload", "{payload}"},
		Worker: []string{node, directory + "/worker.mjs", "--nats", "{nats}", "--profile", "{profile}", "--client", "{client}",
			"--timeout", "{timeout}", "--result", resultOf},
	}
}

// only is a layer without the jobs of some subjects.
type only struct {
	*roles.Layer
	has func(subject string) bool
}

// Plan implements conformance.Layer.
func (o only) Plan(env *conformance.Environment) ([]conformance.Job, error) {
	jobs, err := o.Layer.Plan(env)
	return slices.DeleteFunc(jobs, func(job conformance.Job) bool { return !o.has(job.Subject) }), err
}

// TestExample puts the encryption example's sides to every case, and to this module's
// command in pairs, and compares what they do with the record.
func TestExample(t *testing.T) {
	layer := only{
		&roles.Layer{Start: 4 * time.Minute, Timeout: 2 * time.Second},
		func(subject string) bool { return strings.Contains(subject, "o1js") },
	}
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{example(t), ownCommand(t)}, Deadline: time.Minute},
		Layers:      []conformance.Layer{layer}, Parallel: 3, JobLimit: 15 * time.Minute,
		Observe: func(done, planned int, r *conformance.Result) {
			t.Logf("%d/%d %s %s, %s: %s (%v)", done, planned, r.Verdict, r.Case.ID, r.Subject, r.Remark, r.Duration.Round(time.Millisecond))
			if r.Verdict.Bad() || r.Verdict == conformance.HarnessError {
				t.Log(r.Detail)
			}
		},
	})
	require.NoError(t, err)
	lines := recordOf(report)
	if *update {
		require.NoError(t, os.WriteFile(recordPath, []byte(lines), 0o644))
		return
	}
	want, err := os.ReadFile(recordPath)
	require.NoError(t, err)
	require.Equal(t, string(want), lines)
}

// recordOf returns the lines of the record, sorted.
func recordOf(report *conformance.Report) string {
	var b strings.Builder
	b.WriteString("# What the encryption example does on o1js: subject, case, verdict with remark.\n")
	b.WriteString("# Made by: go test -tags interop -timeout 60m ./conformance/roles -run Example -update\n")
	results := slices.SortedFunc(slices.Values(report.Results), func(x, y *conformance.Result) int {
		return cmp.Or(strings.Compare(x.Subject, y.Subject), strings.Compare(x.Case.ID, y.Case.ID))
	})
	for _, r := range results {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", r.Subject, r.Case.ID, strings.TrimSpace(string(r.Verdict)+" "+r.Remark))
	}
	return b.String()
}
