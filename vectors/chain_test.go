package vectors

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
)

// A chain by hand: inputs, outputs and digest.
func TestChain(t *testing.T) {
	chain := Chain{Length: 3, Next: map[string]string{"a": "in/b/1/x", "b/1": "out/z", "c": "in/a"}}
	outs := []string{`{"z": {"x": "4"}, "a": 1.0}`, `{"z":{"x":"5"},"y":"<"}`, `{"z":null}`}
	wantIn := []string{
		`{"a":"1","b":["2",{"x":"3"}],"c":""}`,
		`{"a":"3","b":["2",{"x":"4"}],"c":"1"}`,
		`{"a":"4","b":["2",{"x":"5"}],"c":"3"}`,
	}
	var gotIn []string
	last, digest, err := chain.Run(json.RawMessage(wantIn[0]), func(in json.RawMessage) (json.RawMessage, error) {
		gotIn = append(gotIn, string(in))
		return json.RawMessage(outs[len(gotIn)-1]), nil
	})
	require.NoError(t, err)
	require.Equal(t, wantIn, gotIn)
	require.Equal(t, outs[2], string(last))
	sum := sha256.Sum256([]byte("{\"a\":1.0,\"z\":{\"x\":\"4\"}}\n{\"y\":\"<\",\"z\":{\"x\":\"5\"}}\n{\"z\":null}\n"))
	require.Equal(t, hex.EncodeToString(sum[:]), digest)
}

func TestChainErrors(t *testing.T) {
	in := json.RawMessage(`{"a":["1"]}`)
	out := json.RawMessage(`{"z":"2"}`)
	for to, from := range map[string]string{
		"b": "out/z", "a/1": "out/z", "a/-1": "out/z", "a/x": "out/z", "a/0/0": "out/z", "a": "out/y", "a/0": "on/z",
	} {
		_, _, err := (&Chain{Length: 2, Next: map[string]string{to: from}}).Run(in,
			func(json.RawMessage) (json.RawMessage, error) { return out, nil })
		require.ErrorIs(t, err, ErrFile, "%s %s", to, from)
	}
	own := errors.New("own")
	calls := 0
	_, _, err := (&Chain{Length: 9}).Run(in, func(json.RawMessage) (json.RawMessage, error) {
		if calls++; calls == 4 {
			return nil, own
		}
		return out, nil
	})
	require.ErrorIs(t, err, own)
	require.Equal(t, 4, calls)
}
