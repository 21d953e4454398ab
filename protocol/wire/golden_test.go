package wire_test

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/protocol/wire"
)

// Both golden files are what a real JSON.stringify wrote; testdata/make.mjs makes
// them and names its command.

type goldenMessage struct{ Kind, Value, Message string }

type goldenStrings struct {
	Strings  [][2]string // text, JSON.stringify(text), both in hexadecimal
	Unpaired []string    // JSON.stringify of text with an unpaired surrogate
}

func load(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, into))
}

func unhex(t testing.TB, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	require.NoError(t, err)
	return b
}

// codec is one kind of message as the golden file names it.
type codec struct {
	encode func(value string) ([]byte, error)
	decode func(message []byte) (value string, err error)
}

func requestCodec(build func(value string) wire.Request) codec {
	return codec{
		encode: func(value string) ([]byte, error) { return wire.EncodeRequest(build(value)) },
		decode: func(message []byte) (string, error) {
			q, err := wire.DecodeRequest(message)
			if err != nil {
				return "", err
			}
			return requestValue(q), nil
		},
	}
}

func requestValue(q wire.Request) string {
	switch q := q.(type) {
	case wire.OptionsRequest:
		return q.Key
	case wire.ReadyRequest:
		return q.Key
	case wire.DoneRequest:
		return q.Result
	default:
		panic("unknown request")
	}
}

func replyCodec(build func(value string) wire.Reply) codec {
	return codec{
		encode: func(value string) ([]byte, error) { return wire.EncodeReply(build(value)) },
		decode: func(message []byte) (string, error) {
			p, err := wire.DecodeReply(message)
			if err != nil {
				return "", err
			}
			return replyValue(p), nil
		},
	}
}

func replyValue(p wire.Reply) string {
	switch p := p.(type) {
	case wire.OptionsReply:
		return p.Encrypted
	case wire.ExecuteReply:
		return p.Encrypted
	case wire.CloseReply:
		return p.Status
	case wire.Refusal:
		return p.Error
	default:
		panic("unknown reply")
	}
}

// codecs lists every kind of message.
func codecs() map[string]codec {
	return map[string]codec{
		"options":       requestCodec(func(v string) wire.Request { return wire.OptionsRequest{Key: v} }),
		"ready":         requestCodec(func(v string) wire.Request { return wire.ReadyRequest{Key: v} }),
		"done":          requestCodec(func(v string) wire.Request { return wire.DoneRequest{Result: v} }),
		"options-reply": replyCodec(func(v string) wire.Reply { return wire.OptionsReply{Encrypted: v} }),
		"execute-reply": replyCodec(func(v string) wire.Reply { return wire.ExecuteReply{Encrypted: v} }),
		"close-reply":   replyCodec(func(v string) wire.Reply { return wire.CloseReply{Status: v} }),
		"refusal":       replyCodec(func(v string) wire.Reply { return wire.Refusal{Error: v} }),
		"job-args": {
			encode: func(v string) ([]byte, error) { return wire.EncodeJobArgs(wire.JobArgs{ClientAddress: v}) },
			decode: func(message []byte) (string, error) {
				a, err := wire.DecodeJobArgs(message)
				if err != nil {
					return "", err
				}
				return a.ClientAddress, nil
			},
		},
		"job-result": {encode: wire.EncodeJobResult, decode: wire.DecodeJobResult},
	}
}

// covers: MSG-1, MSG-8, MSG-12, MSG-16
func TestMessagesEqualJSONStringify(t *testing.T) {
	var golden []goldenMessage
	load(t, "messages.json", &golden)
	seen := map[string]bool{}
	for _, g := range golden {
		c, ok := codecs()[g.Kind]
		require.True(t, ok, "unknown kind %s", g.Kind)
		seen[g.Kind] = true
		value, message := string(unhex(t, g.Value)), unhex(t, g.Message)

		encoded, err := c.encode(value)
		require.NoError(t, err)
		require.Equal(t, string(message), string(encoded))

		decoded, err := c.decode(message)
		require.NoError(t, err, "%s", message)
		require.Equal(t, value, decoded)
	}
	require.Len(t, seen, len(codecs()), "every kind has a golden message")
}

// covers: MSG-1
func TestStringsEqualJSONStringify(t *testing.T) {
	var golden goldenStrings
	load(t, "strings.json", &golden)
	require.GreaterOrEqual(t, len(golden.Strings), 256+16, "U+0000..U+00FF and the others")
	prefix := []byte("kept")
	for _, pair := range golden.Strings {
		text, want := string(unhex(t, pair[0])), unhex(t, pair[1])
		got, err := wire.AppendString(prefix, text)
		require.NoError(t, err)
		require.Equal(t, "kept"+string(want), string(got))

		back, err := wire.DecodeJobResult(want)
		require.NoError(t, err)
		require.Equal(t, text, back)
	}
	require.Equal(t, "kept", string(prefix))
}

// covers: MSG-4
func TestUnpairedSurrogatesAreRefused(t *testing.T) {
	var golden goldenStrings
	load(t, "strings.json", &golden)
	require.NotEmpty(t, golden.Unpaired)
	for _, text := range golden.Unpaired {
		_, err := wire.DecodeJobResult(unhex(t, text))
		require.ErrorIs(t, err, wire.ErrMalformed, "%s", unhex(t, text))
	}
}
