package conformance_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/internal/driver"
)

// A driver that errs somewhere in a chain fails, and the report shows the call.
//
// covers: DRV-11
func TestChains(t *testing.T) {
	change := func(old, new string) func(int64, []byte) []byte {
		return func(_ int64, line []byte) []byte { return bytes.Replace(line, []byte(old), []byte(new), 1) }
	}
	for name, c := range map[string]struct {
		at      int64 // the call that is answered wrongly, with
		answer  func(id int64, line []byte) []byte
		verdict conformance.Verdict
		remark  string
		request string
	}{
		"right":                                  {0, nil, conformance.Pass, "", ""},
		"an output that no later one depends on": {50, change(`"base58":"7m`, `"base58":"7n`), conformance.Fail, "the last output is right, one before it is not", "call 100 of 100"},
		"an output that all later ones depend on": {50, func(id int64, _ []byte) []byte {
			return fmt.Appendf(nil, `{"id":%d,"status":"ok","out":{"r":"1","s":"1","base58":"7m"}}`, id)
		}, conformance.Fail, "another output", "call 100 of 100"},
		"the last output":           {100, change(`"base58":"7m`, `"base58":"7n`), conformance.Fail, "another output", "call 100 of 100"},
		"an output of a wrong form": {50, change(`"r":"`, `"r":"0`), conformance.Fail, "wrong form", "call 50 of 100"},
		"a refusal": {50, func(id int64, _ []byte) []byte {
			return fmt.Appendf(nil, `{"id":%d,"status":"invalid","code":"scalar_zero"}`, id)
		}, conformance.Fail, "refused, but valid", "call 50 of 100"},
		"no operation": {1, func(id int64, _ []byte) []byte {
			return fmt.Appendf(nil, `{"id":%d,"status":"unsupported"}`, id)
		}, conformance.Unsupported, "", ""},
		"garbage": {50, func(int64, []byte) []byte { return []byte("?") }, conformance.Fail, "not a response", "call 50 of 100"},
	} {
		t.Run(name, func(t *testing.T) {
			calls := int64(-1) // the first one is hello
			own := conformance.NewHandler("own", func(line []byte) []byte {
				calls++
				text, err := json.Marshal(driver.HandleLine(line))
				require.NoError(t, err)
				if c.answer != nil && calls == c.at {
					return c.answer(calls+1, text)
				}
				return text
			})
			result := runChain(t, own)
			require.Equal(t, c.verdict, result.Verdict, result.Remark)
			require.Contains(t, result.Remark, c.remark)
			require.Contains(t, result.Request, c.request)
		})
	}
}

// runChain puts one chain to a driver.
func runChain(t *testing.T, own conformance.Driver) *conformance.Result {
	t.Helper()
	layer, err := conformance.Vectors()
	require.NoError(t, err)
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{{Driver: own}}},
		Layers:      []conformance.Layer{layer}, Selection: &conformance.Selection{Only: []string{"chains/schnorr/1"}},
	})
	require.NoError(t, err)
	require.Len(t, report.Results, 1)
	return report.Results[0]
}
