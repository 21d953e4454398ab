package wire_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol/wire"
)

const sealedBody = `{"publicKey":{"x":"1","y":"2"},"cipherText":["3","4"]}`

func ticket() *wire.Ticket {
	return &wire.Ticket{Job: "j", App: "A", Worker: "I", NotAfter: 17, Launcher: "L", Signature: "S"}
}

// sealedRequests and sealedReplies are all forms, as they are written.
func sealedRequests() map[string]wire.SealedRequest {
	return map[string]wire.SealedRequest{
		`{"v":"sealed-v1","type":"options","job":"j\"\\","seq":0,"key":"W","identity":"I","signature":"S"}`: wire.SealedOptions{
			Job: `j"\`, Key: "W", Identity: "I", Signature: "S"},
		`{"v":"sealed-v1","type":"options","job":"j","seq":0,"key":"W","identity":"I","ticket":{"job":"j","app":"A","worker":"I","notAfter":17,"launcher":"L","signature":"S"},"signature":"S"}`: wire.SealedOptions{
			Job: "j", Key: "W", Identity: "I", Ticket: ticket(), Signature: "S"},
		`{"v":"sealed-v1","type":"ready","job":"j","seq":2,"body":` + sealedBody + `}`: wire.SealedReady{Job: "j", Body: sealedBody},
		`{"v":"sealed-v1","type":"done","job":"j","seq":4,"body":` + sealedBody + `}`:  wire.SealedDone{Job: "j", Body: sealedBody},
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":1,"parts":3,"data":"\"x\""}`: wire.Part{
			Job: "j", Seq: 4, Part: 1, Parts: 3, Data: `"x"`},
		`{"v":"sealed-v1","type":"part","job":"j","seq":5,"part":16383}`: wire.Pointer{Job: "j", Seq: 5, Part: 16383},
	}
}

func sealedReplies() map[string]wire.SealedReply {
	return map[string]wire.SealedReply{
		`{"v":"sealed-v1","job":"j","seq":1,"body":` + sealedBody + `}`:                   wire.SealedBody{Job: "j", Seq: 1, Body: sealedBody},
		`{"v":"sealed-v1","job":"j","seq":5,"body":{}}`:                                   wire.SealedBody{Job: "j", Seq: 5, Body: "{}"},
		`{"v":"sealed-v1","job":"j","error":"tag_mismatch"}`:                              wire.SealedRefusal{Job: "j", Error: "tag_mismatch"},
		`{"v":"sealed-v1","type":"part","job":"j","seq":3,"part":0,"parts":2,"data":"{"}`: wire.Part{Job: "j", Seq: 3, Part: 0, Parts: 2, Data: "{"},
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":0}`:                      wire.Pointer{Job: "j", Seq: 4, Part: 0},
	}
}

// covers: MSG-1, MSG-7, MSG-18, HSK-27
func TestSealedForms(t *testing.T) {
	for text, q := range sealedRequests() {
		data, err := wire.EncodeSealedRequest(q)
		require.NoError(t, err)
		require.Equal(t, text, string(data))
		for _, decode := range []func([]byte) (wire.SealedRequest, error){wire.DecodeSealedRequest, wire.DecodeWholeRequest} {
			back, err := decode([]byte(" " + strings.Replace(text, ",", " ,\n", 1)))
			require.NoError(t, err, text)
			require.Equal(t, q, back)
		}
	}
	for text, p := range sealedReplies() {
		data, err := wire.EncodeSealedReply(p)
		require.NoError(t, err)
		require.Equal(t, text, string(data))
		for _, decode := range []func([]byte) (wire.SealedReply, error){wire.DecodeSealedReply, wire.DecodeWholeReply} {
			back, err := decode([]byte(text + "\r\n"))
			require.NoError(t, err, text)
			require.Equal(t, p, back)
		}
	}
	reordered, err := wire.DecodeSealedRequest([]byte(`{"seq":5,"part":0,"job":"j","type":"part","v":"sealed-v1"}`))
	require.NoError(t, err)
	require.Equal(t, wire.Pointer{Job: "j", Seq: 5}, reordered)
}

// TestSealedMembers takes each member of each form away, gives it twice, gives it
// another type, and adds one.
//
// covers: MSG-3, MSG-5, MSG-6, MSG-18, MSG-19, MSG-20
func TestSealedMembers(t *testing.T) {
	decoders := map[string]func([]byte) error{}
	for text := range sealedRequests() {
		decoders[text] = func(data []byte) error { _, err := wire.DecodeSealedRequest(data); return err }
	}
	for text := range sealedReplies() {
		decoders[text] = func(data []byte) error { _, err := wire.DecodeSealedReply(data); return err }
	}
	for text, decode := range decoders {
		var members map[string]json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(text), &members))
		remake := func(change func(m map[string]json.RawMessage)) []byte {
			changed := map[string]json.RawMessage{}
			for name, value := range members {
				changed[name] = value
			}
			change(changed)
			out, err := json.Marshal(changed)
			require.NoError(t, err)
			return out
		}
		refuse := func(data []byte, what string) {
			t.Helper()
			require.Equal(t, "malformed_json", coded.Code(decode(data)), "%s: %s", what, data)
		}
		for name, value := range members {
			if name != "ticket" {
				without := decode(remake(func(m map[string]json.RawMessage) { delete(m, name) }))
				require.Equal(t, "malformed_json", coded.Code(without), "%s without %s", text, name)
			}
			for _, other := range []string{"null", "true", "[]", "1.5", "-1", `""`, `"x y"`, "{}", "9007199254740992"} {
				changed := remake(func(m map[string]json.RawMessage) { m[name] = json.RawMessage(other) })
				switch code := coded.Code(decode(changed)); {
				case name == "v" && other[0] == '"':
					require.Equal(t, "unknown_profile", code)
				case name == "type" && other[0] == '"' && sealedRequests()[text] != nil:
					require.Equal(t, "unknown_post", code)
				case (name == "key" || name == "identity" || name == "signature") && other[0] == '"':
					require.Empty(t, code, "a text that package address reads")
				case name == "data" && other == `"x y"`, name == "body" && other == "{}":
					require.Empty(t, code)
				default:
					require.Equal(t, "malformed_json", code, "%s: %s is %s", text, name, other)
				}
			}
			refuse([]byte(strings.Replace(text, "{", `{"`+name+`":`+string(value)+",", 1)), "a member twice")
		}
		for _, name := range []string{"body", "error", "data", "parts", "key", "ticket", "Job", "status", ""} {
			if members[name] == nil && !(name == "ticket" && members["key"] != nil) {
				refuse(remake(func(m map[string]json.RawMessage) { m[name] = json.RawMessage(`"x"`) }), "one more: "+name)
			}
		}
		refuse([]byte(text+text), "two messages")
		refuse([]byte(text[:len(text)-1]), "cut")
		refuse([]byte("["+text+"]"), "a list")
		refuse([]byte(strings.Replace(text, `"v"`, `"V"`, 1)), "in capitals")
	}
}

// covers: MSG-21, MSG-22, MSG-23, MSG-24
func TestSealedRanges(t *testing.T) {
	for _, text := range []string{
		`{"v":"sealed-v1","type":"options","job":"j","seq":2,"key":"W","identity":"I","signature":"S"}`,
		`{"v":"sealed-v1","type":"ready","job":"j","seq":4,"body":{}}`,
		`{"v":"sealed-v1","type":"ready","job":"j","seq":02,"body":{}}`,
		`{"v":"sealed-v1","type":"ready","job":"j","seq":2.0,"body":{}}`,
		`{"v":"sealed-v1","type":"ready","job":"j","seq":2e0,"body":{}}`,
		`{"v":"sealed-v1","type":"done","job":"j","seq":2,"body":{}}`,
		`{"v":"sealed-v1","type":"done","job":"","seq":4,"body":{}}`,
		`{"v":"sealed-v1","type":"done","job":"a b","seq":4,"body":{}}`,
		`{"v":"sealed-v1","type":"done","job":"é","seq":4,"body":{}}`,
		`{"v":"sealed-v1","type":"done","job":"` + strings.Repeat("j", 65) + `","seq":4,"body":{}}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":5,"part":0,"parts":2,"data":"x"}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":6,"part":0,"parts":2,"data":"x"}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":2,"parts":2,"data":"x"}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":0,"parts":1,"data":"x"}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":0,"parts":16385,"data":"x"}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":-0,"parts":2,"data":"x"}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":0,"parts":2,"data":""}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":0}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":5,"part":16384}`,
	} {
		q, err := wire.DecodeSealedRequest([]byte(text))
		require.Equal(t, "malformed_json", coded.Code(err), text)
		require.Nil(t, q)
	}
	for _, text := range []string{
		`{"v":"sealed-v1","job":"j","seq":2,"body":{}}`,
		`{"v":"sealed-v1","job":"j","seq":7,"body":{}}`,
		`{"v":"sealed-v1","type":"ready","job":"j","seq":1,"body":{}}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":4,"part":0,"parts":2,"data":"x"}`,
		`{"v":"sealed-v1","type":"part","job":"j","seq":5,"part":0}`,
		`{"v":"sealed-v1","job":"j","error":""}`,
		`{"v":"sealed-v1","job":"j","error":"Bad thing"}`,
		`{"v":"sealed-v1","job":"j","error":"` + strings.Repeat("x", 41) + `"}`,
	} {
		p, err := wire.DecodeSealedReply([]byte(text))
		require.Equal(t, "malformed_json", coded.Code(err), text)
		require.Nil(t, p)
	}
}

// covers: MSG-2, MSG-22, MSG-30
func TestSealedSizes(t *testing.T) {
	padded := []byte(`{"v":"sealed-v1","type":"part","job":"j","seq":5,"part":0}` + strings.Repeat(" ", wire.MaxSize))
	_, err := wire.DecodeSealedRequest(padded)
	require.ErrorIs(t, err, wire.ErrSize)
	_, err = wire.DecodeWholeRequest(padded)
	require.NoError(t, err)
	_, err = wire.EncodeSealedReply(wire.SealedBody{Job: "j", Seq: 1, Body: strings.Repeat(" ", wire.MaxWhole)})
	require.ErrorIs(t, err, wire.ErrWholeSize)
	require.Equal(t, "wrong_length", coded.Code(err))
	for _, q := range []wire.SealedRequest{
		wire.SealedReady{Job: "a b"}, wire.SealedReady{}, wire.Pointer{Job: "j", Seq: -1},
		wire.SealedOptions{Job: "j", Ticket: &wire.Ticket{Job: "j", NotAfter: wire.MaxNatural + 1}},
	} {
		_, err := wire.EncodeSealedRequest(q)
		require.ErrorIs(t, err, wire.ErrMalformed)
	}
	_, err = wire.EncodeSealedRequest(wire.SealedOptions{Job: "j", Key: "\xff"})
	require.ErrorIs(t, err, wire.ErrUTF8)
}

// FuzzDecodeSealedRequest: what is accepted is JSON and survives re-encoding; what
// is refused has one of three codes.
func FuzzDecodeSealedRequest(f *testing.F) {
	seed(f)
	for text := range sealedRequests() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		q, err := wire.DecodeSealedRequest(data)
		require.Equal(t, before, data)
		if err != nil {
			require.Nil(t, q)
			require.Contains(t, []string{"malformed_json", "unknown_post", "unknown_profile"}, coded.Code(err))
			return
		}
		require.True(t, json.Valid(data))
		again, err := wire.EncodeSealedRequest(q)
		require.NoError(t, err)
		back, err := wire.DecodeWholeRequest(again)
		require.NoError(t, err)
		require.Equal(t, q, back)
	})
}

// FuzzDecodeSealedReply: the same for replies.
func FuzzDecodeSealedReply(f *testing.F) {
	seed(f)
	for text := range sealedReplies() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		p, err := wire.DecodeSealedReply(data)
		require.Equal(t, before, data)
		if err != nil {
			require.Nil(t, p)
			require.Contains(t, []string{"malformed_json", "unknown_profile"}, coded.Code(err))
			return
		}
		require.True(t, json.Valid(data))
		again, err := wire.EncodeSealedReply(p)
		require.NoError(t, err)
		back, err := wire.DecodeWholeReply(again)
		require.NoError(t, err)
		require.Equal(t, p, back)
	})
}
