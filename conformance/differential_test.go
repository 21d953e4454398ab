package conformance_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// duel compares this module with a changed copy of itself on n random requests.
func duel(t *testing.T, seed uint64, n int, change func(line, answer string) string) *conformance.Report {
	t.Helper()
	other := conformance.NewHandler("changed", func(line []byte) []byte {
		return []byte(change(string(line), answer(string(line))))
	})
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{
			Implementations: []*conformance.Implementation{{Label: "own", Driver: conformance.Own()}, {Label: "changed", Driver: other}}, Seed: seed,
		},
		Layers: []conformance.Layer{conformance.Differential(n)},
	})
	require.NoError(t, err)
	require.Equal(t, n, report.Planned)
	require.Equal(t, []string{"own = changed"}, report.Subjects())
	return report
}

func unchanged(_, answer string) string { return answer }

// The same seed makes the same requests, another one others; they cover the
// operations and are mostly accepted.
func TestDifferentialRequests(t *testing.T) {
	first, again, other := duel(t, 7, 600, unchanged), duel(t, 7, 600, unchanged), duel(t, 8, 600, unchanged)
	ops, different, accepted := map[string]int{}, 0, 0
	for i, r := range first.Results {
		require.Equal(t, conformance.Pass, r.Verdict, "%+v", r)
		require.Equal(t, string(r.Case.In), string(again.Results[i].Case.In))
		if string(r.Case.In) != string(other.Results[i].Case.In) {
			different++
		}
		if strings.Contains(r.Got, `"ok"`) {
			accepted++
		}
		ops[r.Case.Op]++
	}
	require.Greater(t, different, 500)
	require.Greater(t, accepted, 400)
	require.Less(t, accepted, 590)
	require.Len(t, ops, 20)
}

// A wrong answer to a rare input is found, and shown on a small one with both answers.
func TestDifferentialShrinks(t *testing.T) {
	report := duel(t, 1, 1500, func(line, answer string) string {
		var request struct {
			Op string
			In struct{ Inputs []string }
		}
		if err := json.Unmarshal([]byte(line), &request); err == nil && request.Op == "poseidon.hashAnyLength" && len(request.In.Inputs) == 3 && strings.Contains(answer, `"ok"`) {
			return answer[:strings.Index(answer, `"out"`)] + `"out":{"hash":"1"}}`
		}
		return answer
	})
	failures := report.Failures()
	require.NotEmpty(t, failures)
	require.Equal(t, conformance.ExitFails, report.Exit())
	for _, f := range failures {
		require.Equal(t, "different outputs", f.Remark)
		require.JSONEq(t, `{"id":1,"op":"poseidon.hashAnyLength","in":{"inputs":["0","0","0"]}}`, f.Request)
		require.Contains(t, f.Got, `changed: {"id":`)
		require.Contains(t, f.Got, `"out":{"hash":"1"}`)
		require.Contains(t, f.Got, "own: {")
	}
}

// Refusals, codes, outputs of a wrong form and faults are told apart.
func TestDifferentialVerdicts(t *testing.T) {
	id := func(answer string) string { return answer[:strings.Index(answer, ",")] }
	for name, c := range map[string]struct {
		change  func(line, answer string) string
		verdict conformance.Verdict
		remark  string
	}{
		"accepts all": {func(_, a string) string {
			if strings.Contains(a, `"invalid"`) {
				return id(a) + `,"status":"ok","out":{"value":"1"}}`
			}
			return a
		}, conformance.Fail, "one accepts, the other refuses"},
		"own error":   {func(_, a string) string { return id(a) + `,"status":"error"}` }, conformance.Fail, "an error of a driver's own"},
		"other codes": {func(_, a string) string { return strings.Replace(a, `"code":"`, `"code":"no_`, 1) }, conformance.Fail, "different codes"},
		"unsupported": {func(line, a string) string {
			if strings.Contains(line, "hello") {
				return a
			}
			return id(a) + `,"status":"unsupported"}`
		}, conformance.Unsupported, ""},
		"wrong form": {func(_, a string) string { return strings.Replace(a, `"out":{`, `"out":{"more":"1",`, 1) }, conformance.Fail, "an output of a wrong form"},
		"fault":      {func(string, string) string { return "?" }, conformance.Fail, "changed: not a response"},
	} {
		report := duel(t, 3, 60, c.change)
		found := false
		for _, r := range report.Results {
			if r.Verdict == c.verdict {
				require.Contains(t, r.Remark, c.remark, name)
				found = true
			} else {
				require.Equal(t, conformance.Pass, r.Verdict, "%s: %s", name, r.Remark)
			}
		}
		require.True(t, found, name)
	}
}
