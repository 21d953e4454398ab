package wire_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/protocol/wire"
)

// text draws valid UTF-8 with a preference for what JSON escapes.
func text() *rapid.Generator[string] {
	edge := rapid.SampledFrom([]rune("\x00\x01\b\t\n\f\r\x1f\x7f\"\\/<>&u\u2028\u2029\ufeff\ufffd\U0001f511\U0010ffff"))
	return rapid.StringOf(rapid.OneOf(edge, rapid.Rune()))
}

func TestRoundTrip(t *testing.T) {
	for kind, c := range codecs() {
		t.Run(kind, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				value := text().Draw(t, "value")
				message, err := c.encode(value)
				require.NoError(t, err)
				require.True(t, json.Valid(message), "%s", message)

				decoded, err := c.decode(message)
				require.NoError(t, err)
				require.Equal(t, value, decoded)

				decoded, err = c.decode(indented(t, message))
				require.NoError(t, err)
				require.Equal(t, value, decoded)
			})
		})
	}
}

func indented(t *rapid.T, message []byte) []byte {
	var out bytes.Buffer
	require.NoError(t, json.Indent(&out, message, " ", "\t"))
	return out.Bytes()
}

// A reader that knows nothing of this package finds the same text in the JSON.
func TestStringAgreesWithEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := text().Draw(t, "value")
		message, err := wire.AppendString(nil, value)
		require.NoError(t, err)
		var decoded string
		require.NoError(t, json.Unmarshal(message, &decoded))
		require.Equal(t, value, decoded)
	})
}

// A truncated message is never a message, and never panics.
func TestTruncationsAreRefused(t *testing.T) {
	for kind, c := range codecs() {
		message, err := c.encode("a\n\"\U0001f511")
		require.NoError(t, err)
		for i := range message {
			_, err := c.decode(message[:i])
			require.Error(t, err, "%s: %s", kind, message[:i])
		}
	}
}
