package conformance_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/fatih/color"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// mixed returns a report with every kind of result.
func mixed(t testing.TB) *conformance.Report {
	t.Helper()
	outcome := func(id, subject string, o conformance.Outcome) conformance.Job {
		return conformance.Job{
			Case: conformance.Case{
				ID: id, Op: "field.eval", Comment: "a <case>", Requirements: []string{"FLD-3", "ENC-V2-1"}, Flags: []string{"FieldEdge"},
				In: json.RawMessage(`{"a": "<1>"}`), Expect: conformance.Expectation{Kind: conformance.Valid, Out: json.RawMessage(`{"value":"2"}`)},
			},
			Subject: subject, Run: func(context.Context) conformance.Outcome { return o },
		}
	}
	baseline, err := conformance.ParseBaseline([]byte("implementation: beta 1\nexpected:\n  - {case: a/2, reason: issue 7 & more}\n  - {case: a/9, reason: gone}\n"))
	require.NoError(t, err)
	report, err := conformance.Run(t.Context(), conformance.Config{
		Layers: []conformance.Layer{&fixed{jobs: []conformance.Job{
			outcome("a/1", "alpha 1", conformance.Outcome{Verdict: conformance.Pass}),
			outcome("a/2", "alpha 1", conformance.Outcome{Verdict: conformance.Pass, Remark: `code "x", SPEC has "y"`}),
			outcome("b/1", "alpha 1", conformance.Outcome{Verdict: conformance.Unsupported, Remark: "no fq"}),
			outcome("a/1", "beta 1", conformance.Outcome{Verdict: conformance.Fail, Remark: "another output", Got: `{"id":1,"status":"ok","out":{"value":"<3>"}}`, Detail: "stderr \x1b[0m says"}),
			outcome("a/2", "beta 1", conformance.Outcome{Verdict: conformance.Fail, Remark: "refused"}),
			outcome("b/1", "beta 1", conformance.Outcome{Verdict: conformance.Accepted, Remark: "SPEC refuses it", Got: "ok"}),
			outcome("b/2", "beta 1", conformance.Outcome{Verdict: conformance.Timeout, Remark: "no answer within 1s"}),
		}}},
		Baselines: []*conformance.Baseline{baseline},
	})
	require.NoError(t, err)
	return report
}

func TestJSONReport(t *testing.T) {
	var first, second bytes.Buffer
	require.NoError(t, mixed(t).WriteJSON(&first))
	require.NoError(t, mixed(t).WriteJSON(&second))
	require.Equal(t, first.String(), second.String(), "equal runs give equal bytes")
	require.Equal(t, 1, strings.Count(first.String(), "\n"))
	var report struct {
		Schema                  string
		Planned, Reported, Exit int
		Stale                   []string
		Subjects                []struct {
			Subject, Conclusion string
			Cases               map[string]string
		}
		Results []map[string]any
	}
	decoder := json.NewDecoder(&first)
	require.NoError(t, decoder.Decode(&report))
	require.Equal(t, []int{7, 7, 1}, []int{report.Planned, report.Reported, report.Exit})
	require.Equal(t, "conforms in what it supports", report.Subjects[0].Conclusion)
	require.Equal(t, "does not conform", report.Subjects[1].Conclusion)
	require.Equal(t, []string{"beta 1: no case a/9 of beta 1"}, report.Stale)
	require.Equal(t, map[string]string{"a/1": "PASS", "a/2": "PASS", "b/1": "UNSUPPORTED"}, report.Subjects[0].Cases)
	require.Len(t, report.Results, 5, "plain passes and what is unsupported are not explained")
	require.NotContains(t, report.Results[0], "request")
	failure := report.Results[1]
	require.Equal(t, `{"id":1,"op":"field.eval","in":{"a":"<1>"}}`, failure["request"])
	require.Equal(t, `ok {"value":"2"}`, failure["expected"])
	require.Equal(t, "issue 7 & more", report.Results[2]["known"])
}

func TestJUnitReport(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, mixed(t).WriteJUnit(&out))
	var suites struct {
		Suites []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Skipped  int    `xml:"skipped,attr"`
			Cases    []struct {
				Name    string `xml:"name,attr"`
				Failure *struct {
					Message string `xml:"message,attr"`
					Text    string `xml:",chardata"`
				} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	require.NoError(t, xml.Unmarshal(out.Bytes(), &suites))
	require.Len(t, suites.Suites, 2)
	beta := suites.Suites[1]
	require.Equal(t, "beta 1", beta.Name)
	require.Equal(t, []int{4, 2, 1}, []int{beta.Tests, beta.Failures, beta.Skipped})
	require.Equal(t, "another output", beta.Cases[0].Failure.Message)
	require.Contains(t, beta.Cases[0].Failure.Text, `"value":"<3>"`)
}

func TestTerminalReport(t *testing.T) {
	color.NoColor = true
	var out bytes.Buffer
	require.NoError(t, mixed(t).WriteTerminal(&out, 1))
	text := out.String()
	for _, part := range []string{
		"alpha 1: conforms in what it supports (1 unsupported, 1 passed with a remark)",
		"beta 1: does not conform (2 unexpected, 1 known to fail, 1 accepted against SPEC)",
		"FAIL  a/1  field.eval  beta 1", `request      {"id":1,"op":"field.eval","in":{"a":"<1>"}}`, `expected     ok {"value":"2"}`,
		"… and 1 more", "stale entry of a baseline: beta 1: no case a/9", "(1 known)",
	} {
		require.Contains(t, text, part)
	}
	require.Error(t, mixed(t).WriteTerminal(broken{}, 1))
}

// broken is a stream that nobody reads.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// The page holds everything that is not a plain pass, escapes what comes from
// drivers, and fetches nothing.
func TestHTMLReport(t *testing.T) {
	var first, second bytes.Buffer
	require.NoError(t, mixed(t).WriteHTML(&first))
	require.NoError(t, mixed(t).WriteHTML(&second))
	require.Equal(t, first.String(), second.String())
	page := first.String()
	for _, part := range []string{
		"alpha 1", "does not conform", "a &lt;case&gt;", "&lt;3&gt;", "issue 7 &amp; more", "no answer within 1s", "no fq", "stderr",
		`href="https://github.com/minaseal/minaseal/blob/main/SPEC.md#62-o1js-v2"`, `<th id="ENC-V2-1">`, "✗ 1/4", "✓ 2", "<code>encrypt</code>",
	} {
		require.Contains(t, page, part)
	}
	for _, part := range []string{"<3>", "<script", "<link", "src=", "@import", "url("} {
		require.NotContains(t, page, part)
	}
	for _, tag := range []string{"details", "table", "tbody", "section", "dl", "pre", "ul"} {
		require.Equal(t, strings.Count(page, "<"+tag), strings.Count(page, "</"+tag+">"), tag)
	}
	require.Error(t, mixed(t).WriteHTML(broken{}))
}

// The matrix has the requirements of the profiles, those that no case shows too.
func TestMatrix(t *testing.T) {
	report := mixed(t)
	require.Len(t, report.Matrix(), 2)
	require.Equal(t, "FLD-3", report.Matrix()[0].Clause.ID, "in the order of SPEC.md")
	profiles, err := conformance.FindProfiles([]string{"zkcw-v2"})
	require.NoError(t, err)
	report.Profiles = profiles
	rows := report.Matrix()
	require.Len(t, rows, len(profiles[0].Requirements)+1)
	empty := 0
	for _, row := range rows {
		require.Len(t, row.Cells, 2)
		if row.Cells[0].Verdict() == "" {
			empty++
		}
	}
	require.Equal(t, len(rows)-2, empty)
}
