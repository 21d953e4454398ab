package conformance_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
)

// covers: DRV-2, DRV-8, DRV-10
func TestJudge(t *testing.T) {
	value := func(v string) json.RawMessage { return json.RawMessage(`{"value":"` + v + `"}`) }
	valid := conformance.Expectation{Kind: conformance.Valid, Out: value("4")}
	invalid := conformance.Expectation{Kind: conformance.Invalid, Code: "no_inverse"}
	acceptable := conformance.Expectation{Kind: conformance.Acceptable, Out: value("4"), Code: "non_canonical"}
	ok := func(v string) conformance.Response {
		return conformance.Response{Status: conformance.StatusOK, Out: value(v)}
	}
	refused := func(code string) conformance.Response {
		return conformance.Response{Status: conformance.StatusInvalid, Code: code}
	}
	for name, c := range map[string]struct {
		expect  conformance.Expectation
		answer  conformance.Response
		strict  bool
		verdict conformance.Verdict
		remark  string
	}{
		"valid, right":               {valid, ok("4"), true, conformance.Pass, ""},
		"valid, wrong":               {valid, ok("5"), false, conformance.Fail, "another output"},
		"valid, wrong form":          {valid, ok("04"), false, conformance.Fail, "wrong form: at /value"},
		"valid, refused":             {valid, refused("no_inverse"), false, conformance.Fail, "refused, but valid"},
		"valid, unsupported":         {valid, conformance.Response{Status: conformance.StatusUnsupported, Message: "no fq"}, true, conformance.Unsupported, "no fq"},
		"valid, error":               {valid, conformance.Response{Status: conformance.StatusError}, false, conformance.Fail, "error of its own"},
		"invalid, refused":           {invalid, refused("no_inverse"), true, conformance.Pass, ""},
		"invalid, other code":        {invalid, refused("zero"), false, conformance.Pass, `code "zero", SPEC has "no_inverse"`},
		"invalid, other code strict": {invalid, refused("zero"), true, conformance.Fail, `code "zero"`},
		"invalid, no code strict":    {invalid, refused(""), true, conformance.Fail, `code ""`},
		"invalid, accepted":          {invalid, ok("4"), false, conformance.Fail, "accepted, but invalid"},
		"invalid, error":             {invalid, conformance.Response{Status: conformance.StatusError, Code: "no_inverse"}, false, conformance.Fail, "error of its own"},
		"acceptable, refused":        {acceptable, refused("non_canonical"), true, conformance.Pass, ""},
		"acceptable, accepted":       {acceptable, ok("4"), true, conformance.Accepted, "SPEC refuses it, with non_canonical"},
		"acceptable, otherwise":      {acceptable, ok("5"), false, conformance.Fail, "another output"},
	} {
		outcome := conformance.Judge(&conformance.Case{Op: "field.eval", Expect: c.expect}, &c.answer, c.strict)
		require.Equal(t, c.verdict, outcome.Verdict, name)
		require.Contains(t, outcome.Remark, c.remark, name)
	}
}

// Every output of the vectors has the form of its operation, and members in another
// order are the same output.
func TestJudgeComparesJSON(t *testing.T) {
	c := conformance.Case{Op: "curve.add", Expect: conformance.Expectation{Kind: conformance.Valid, Out: json.RawMessage(`{"point": {"x":"0","y":"0"}}`)}}
	answer := conformance.Response{Status: conformance.StatusOK, Out: json.RawMessage(`{"point":{"y":"0","x":"0"}}`)}
	require.Equal(t, conformance.Pass, conformance.Judge(&c, &answer, true).Verdict)
	for _, out := range []string{`{}`, `{"point":{"x":"0"}}`, `{"point":{"x":0,"y":"0"}}`, `{"point":{"x":"0","y":"0","z":"1"}}`, `{"point":{"x":"-1","y":"0"}}`} {
		require.Error(t, conformance.CheckOut("curve.add", json.RawMessage(out)), out)
	}
	require.NoError(t, conformance.CheckOut("proof.verify", json.RawMessage(`{"valid":true}`)), "an operation without vectors")
}
