package conformance

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestDecodeResponse(t *testing.T) {
	for line, want := range map[string]Response{
		`{"id":7,"status":"ok","out":{"a":"1"}}`:                          {Status: StatusOK, Out: json.RawMessage(`{"a":"1"}`)},
		` { "out" : {} , "status" : "ok" , "id" : 7 } `:                   {Status: StatusOK, Out: json.RawMessage(`{}`)},
		`{"id":7,"status":"invalid","code":"c","message":"\u00e9\ud800"}`: {Status: StatusInvalid, Code: "c", Message: "é\uFFFD"},
		`{"id":7,"status":"unsupported"}`:                                 {Status: StatusUnsupported},
		`{"id":null,"status":"error","code":"bad_request"}`:               {Status: StatusError, Code: "bad_request"},
	} {
		response, fault := decodeResponse([]byte(line), 7)
		require.Nil(t, fault, line)
		want.Raw = line
		require.Equal(t, &want, response)
	}
	for line, want := range map[string]FaultKind{
		"":                                      FaultLine,
		"ready":                                 FaultLine,
		"[]":                                    FaultLine,
		`{"id":7,"status":"ok","out":{}}}`:      FaultLine,
		`{"id":7,"id":7,"status":"ok"}`:         FaultLine,
		"{\"id\":7,\"status\":\"\xff\"}":        FaultLine,
		`{"status":"ok","out":{}}`:              FaultLine,
		`{"id":8,"status":"ok","out":{}}`:       FaultOrder,
		`{"id":"7","status":"ok","out":{}}`:     FaultOrder,
		`{"id":null,"status":"ok","out":{}}`:    FaultOrder,
		`{"id":7}`:                              FaultAnswer,
		`{"id":7,"status":"OK","out":{}}`:       FaultAnswer,
		`{"id":7,"status":1,"out":{}}`:          FaultAnswer,
		`{"id":7,"status":"ok"}`:                FaultAnswer,
		`{"id":7,"status":"ok","out":[]}`:       FaultAnswer,
		`{"id":7,"status":"invalid","out":{}}`:  FaultAnswer,
		`{"id":7,"status":"invalid","code":3}`:  FaultAnswer,
		`{"id":7,"status":"ok","output":{}}`:    FaultAnswer,
		`{"id":7,"status":"error","Message":1}`: FaultAnswer,
	} {
		response, fault := decodeResponse([]byte(line), 7)
		require.Nil(t, response, line)
		require.NotNil(t, fault, line)
		require.Equal(t, want, fault.Kind, line)
		require.Equal(t, shorten(line), fault.Line)
	}
}

// A report shows offending lines short, and without control characters.
func TestShorten(t *testing.T) {
	require.Equal(t, "a�b�[31mc�", shorten("a\x00b\x1b[31mc\xff"))
	long := shorten(strings.Repeat("x", 1000))
	require.Equal(t, strings.Repeat("x", 200)+"… (1000 bytes)", long)
}

func FuzzDecodeResponse(f *testing.F) {
	for _, line := range []string{
		`{"id":7,"status":"ok","out":{"a":"1"}}`, `{"id":7,"status":"invalid","code":"c","message":"m"}`,
		`{"id":null,"status":"error","code":"bad_request"}`, `{"id":7,"status":"unsupported"}`, "ready", `{"id":"7"}`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		response, fault := decodeResponse(line, 7)
		require.NotEqual(t, response == nil, fault == nil)
		if fault != nil {
			require.LessOrEqual(t, len(fault.Line), 4*shown)
			return
		}
		require.Equal(t, response.Status == StatusOK, response.Out != nil)
		again, fault := decodeResponse(response.encode(json.RawMessage("7")), 7)
		require.Nil(t, fault)
		require.Equal(t, response.Status, again.Status)
		require.Equal(t, response.Code, again.Code)
	})
}
