package bigref_test

import (
	"bytes"
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestEncodeBytes(t *testing.T) {
	require.Equal(t, []*big.Int{big.NewInt(1)}, bigref.EncodeBytes(nil))
	require.Equal(t, []*big.Int{big.NewInt(0x0101)}, bigref.EncodeBytes([]byte{1}))
	for length := range 100 {
		data := bytes.Repeat([]byte{0xFF}, length)
		fields := bigref.EncodeBytes(data)
		require.Len(t, fields, length/31+1)
		decoded, err := bigref.DecodeBytes(fields)
		require.NoError(t, err)
		require.True(t, bytes.Equal(data, decoded))
	}
}

func TestBytesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "data")
		decoded, err := bigref.DecodeBytes(bigref.EncodeBytes(data))
		require.NoError(t, err)
		require.True(t, bytes.Equal(data, decoded))
		lenient, ok := bigref.DecodeBytesLeniently(bigref.EncodeBytes(data))
		require.True(t, ok)
		require.True(t, bytes.Equal(data, lenient))
	})
}

func TestDecodeBytesStrictness(t *testing.T) {
	one := big.NewInt(1)
	top := new(big.Int).Lsh(one, 8*31) // byte 31
	cases := []struct {
		name    string
		fields  []*big.Int
		want    bigref.Rejection
		lenient string // what o1js gives, if it accepts
		accepts bool
	}{
		{"no field", nil, bigref.EncodingNoStop, "", true},
		{"no stop byte", []*big.Int{big.NewInt(2)}, bigref.EncodingNoStop, "", false},
		{"stop byte in byte 31 alone", []*big.Int{top}, bigref.EncodingNoStop, "", false},
		{"byte after the stop byte", []*big.Int{big.NewInt(0x0201)}, bigref.EncodingNonCanonical, "", true},
		{"byte 31 of the last field", []*big.Int{new(big.Int).Add(top, one)}, bigref.EncodingNonCanonical, "", true},
		{"byte 31 of an inner field", []*big.Int{top, one}, bigref.EncodingNonCanonical, strings.Repeat("\x00", 31), true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := bigref.DecodeBytes(c.fields)
			require.Equal(t, c.want, err)
			data, ok := bigref.DecodeBytesLeniently(c.fields)
			require.Equal(t, c.accepts, ok)
			require.Equal(t, c.lenient, string(data))
		})
	}
}

func TestDecodeUTF8(t *testing.T) {
	const r = "\uFFFD"
	cases := map[string]string{
		"":                          "",
		"abc":                       "abc",
		"\xEF\xBB\xBFabc":           "abc",
		"\xEF\xBB\xBF\xEF\xBB\xBFa": "\uFEFFa",
		"\xE2\x82":                  r,
		"\xF0\x9F\x98":              r,
		"\xC0\x80":                  r + r,
		"\xED\xA0\x80":              r + r + r,
		"\xF4\x90\x80\x80":          r + r + r + r,
		"a\x80b":                    "a" + r + "b",
		"\xE2\x82A":                 r + "A",
		"\xE2\xE2\x82\xAC":          r + "€",
		"\xF0\x9F\x98\x80":          "😀",
		"\xFE\xFF":                  r + r,
	}
	for in, want := range cases {
		require.Equal(t, want, bigref.DecodeUTF8([]byte(in)), "% x", in)
	}
}

func TestDecodeUTF8KeepsValidText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "data")
		out := bigref.DecodeUTF8(data)
		require.True(t, utf8.ValidString(out))
		if utf8.Valid(data) && !bytes.HasPrefix(data, []byte("\uFEFF")) {
			require.Equal(t, string(data), out)
		}
	})
}

func TestText(t *testing.T) {
	for _, text := range []string{"", "abc", "žluťoučký kůň", "😀", strings.Repeat("é", 50)} {
		decoded, err := bigref.DecodeText(bigref.EncodeText(text))
		require.NoError(t, err)
		require.Equal(t, text, decoded)
	}
	require.Equal(t, bigref.EncodeBytes([]byte("\uFEFFa")), bigref.EncodeText("\uFEFFa"))
	require.Equal(t, bigref.EncodeBytes([]byte("\uFFFD")), bigref.EncodeText("\xE2\x82"))
	_, err := bigref.DecodeText(nil)
	require.Equal(t, bigref.EncodingNoStop, err)
}
