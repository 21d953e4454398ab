package conformance_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// runBaseline runs fixed results against a baseline.
func runBaseline(t *testing.T, text string, selection *conformance.Selection, jobs ...conformance.Job) *conformance.Report {
	t.Helper()
	baseline, err := conformance.ParseBaseline([]byte(text))
	require.NoError(t, err)
	report, err := conformance.Run(t.Context(), conformance.Config{
		Layers: []conformance.Layer{&fixed{jobs: jobs}}, Baselines: []*conformance.Baseline{baseline}, Selection: selection,
	})
	require.NoError(t, err)
	return report
}

func TestBaseline(t *testing.T) {
	const known = "implementation: s\nexpected:\n  - {case: a/2, reason: issue 7}\n"
	good, bad := ends("a/1", conformance.Pass), ends("a/2", conformance.Fail)

	report := runBaseline(t, known, nil, good, bad)
	require.Zero(t, report.Exit())
	require.Equal(t, "issue 7", report.Results[1].Known)
	require.Equal(t, conformance.Fail, report.Results[1].Verdict, "it ran all the same")
	require.Equal(t, "fails as its baseline says", report.Conclusion("s"))

	report = runBaseline(t, known, nil, good, ends("a/2", conformance.Pass))
	require.Equal(t, conformance.ExitFails, report.Exit(), "an unexpected pass")
	require.True(t, report.Results[1].Stray)
	require.Equal(t, conformance.ExitFails, runBaseline(t, known, nil, good, ends("a/2", conformance.Unsupported)).Exit())
	require.Equal(t, conformance.ExitFails, runBaseline(t, known, nil, good, ends("a/2", conformance.Timeout)).Exit(), "it expects FAIL")
	require.Zero(t, runBaseline(t, strings.Replace(known, "reason", "verdict: TIMEOUT, reason", 1), nil, good, ends("a/2", conformance.Timeout)).Exit())

	report = runBaseline(t, known, nil, good, ends("a/3", conformance.Pass))
	require.Equal(t, conformance.ExitFails, report.Exit(), "a stale entry")
	require.Equal(t, []string{"s: no case a/2 of s"}, report.Stale)
	report = runBaseline(t, known, &conformance.Selection{Exclude: []string{"a/2"}}, good, bad)
	require.Zero(t, report.Exit(), "a case that was left out is not stale")

	all := strings.Replace(known, "a/2", "a/*", 1)
	require.Zero(t, runBaseline(t, all, nil, ends("a/1", conformance.Fail), bad, ends("b/1", conformance.Pass)).Exit())
	require.Equal(t, conformance.ExitFails, runBaseline(t, all, nil, good, bad).Exit(), "a glob expects all its cases to fail")
	require.Equal(t, conformance.ExitFails, runBaseline(t, strings.Replace(known, ": s", ": other", 1), nil, good, bad).Exit(), "another implementation's")
}

func TestBaselineErrors(t *testing.T) {
	for name, text := range map[string]string{
		"not YAML":          "{",
		"empty":             "",
		"no implementation": "expected: []",
		"no case":           "implementation: s\nexpected:\n  - reason: r",
		"no reason":         "implementation: s\nexpected:\n  - case: a/1\n    reason: ' '",
		"unknown member":    "implementation: s\nexpected:\n  - {case: a/1, reason: r, why: r}",
		"a good verdict":    "implementation: s\nexpected:\n  - {case: a/1, reason: r, verdict: PASS}",
		"an odd verdict":    "implementation: s\nexpected:\n  - {case: a/1, reason: r, verdict: fail}",
	} {
		baseline, err := conformance.ParseBaseline([]byte(text))
		require.ErrorIs(t, err, conformance.ErrBaseline, name)
		require.Nil(t, baseline, name)
	}
}

// The committed baselines can be read, and name cases that exist.
func TestCommittedBaselines(t *testing.T) {
	names, err := filepath.Glob("baselines/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	cases, err := conformance.List(&conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{{Driver: conformance.Own()}}},
		Layers:      suite(t)[:2],
	})
	require.NoError(t, err)
	ids := map[string]bool{}
	for _, c := range cases {
		ids[c.ID] = true
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		baseline, err := conformance.ParseBaseline(text)
		require.NoError(t, err, name)
		for _, entry := range baseline.Expected {
			if !strings.ContainsAny(entry.Case, "*?") && !strings.HasPrefix(entry.Case, "roles/") {
				require.True(t, ids[entry.Case], "%s: %s", name, entry.Case)
			}
			require.NotContains(t, entry.Reason, "TODO")
		}
	}
}

func FuzzParseBaseline(f *testing.F) {
	f.Add([]byte("implementation: s\nexpected:\n  - {case: a/2, reason: issue 7}\n"))
	f.Add([]byte("implementation: s\nexpected:\n  - case: a/*\n    verdict: TIMEOUT\n    reason: &r >-\n      long\n  - {case: b, reason: *r, subject: x}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		baseline, err := conformance.ParseBaseline(text)
		if err != nil {
			require.ErrorIs(t, err, conformance.ErrBaseline)
			require.Nil(t, baseline)
			return
		}
		for _, entry := range baseline.Expected {
			require.True(t, entry.Verdict.Bad())
			require.NotEmpty(t, entry.Case)
			require.NotEmpty(t, strings.TrimSpace(entry.Reason))
		}
	})
}
