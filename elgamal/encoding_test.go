package elgamal_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
)

func TestEncodeKnown(t *testing.T) {
	require.Equal(t, []string{"1"}, texts(elgamal.EncodeText("")))
	require.Equal(t, []string{"353"}, texts(elgamal.EncodeText("a"))) // 0x61 + 0x0100
	require.Equal(t, []string{"0", "1"}, texts(elgamal.EncodeBytes(make([]byte, 31))))
	for _, n := range []int{0, 1, 30, 31, 32, 61, 62, 63, 1000} {
		require.Len(t, elgamal.EncodeBytes(make([]byte, n)), n/31+1)
	}
}

// TestEncodeOracle is the differential test of the encoders and the round trip
// [TXT-1] [TXT-2] [TXT-3].
func TestEncodeOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := testkit.Bytes(200).Draw(t, "bytes")
		fields := elgamal.EncodeBytes(data)
		require.Equal(t, oracleTexts(bigref.EncodeBytes(data)), texts(fields))
		back, err := elgamal.DecodeBytes(fields)
		require.NoError(t, err)
		require.Equal(t, string(data), string(back))

		text := testkit.AnyText().Draw(t, "text")
		fields = elgamal.EncodeText(text)
		require.Equal(t, oracleTexts(bigref.EncodeText(text)), texts(fields))
	})
}

// TestDecodeOracle decodes what encoders make and what lies next to it
// [TXT-4] to [TXT-10].
func TestDecodeOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fields := bigref.EncodeBytes(testkit.Bytes(100).Draw(t, "bytes"))
		if rapid.Bool().Draw(t, "change") {
			i := rapid.IntRange(0, len(fields)-1).Draw(t, "field")
			bit := new(big.Int).Lsh(big.NewInt(1), uint(rapid.IntRange(0, 254).Draw(t, "bit")))
			fields[i] = bigref.Fp().Reduce(new(big.Int).Xor(fields[i], bit))
		}
		if rapid.Bool().Draw(t, "append") {
			fields = append(fields, testkit.Fp().Draw(t, "appended"))
		}
		given := testkit.ToFpSlice(fields)
		want, wantErr := bigref.DecodeBytes(fields)
		have, err := elgamal.DecodeBytes(given)
		require.Equal(t, coded.Code(wantErr), coded.Code(err))
		require.Equal(t, string(want), string(have))
		wantText, wantErr := bigref.DecodeText(fields)
		haveText, err := elgamal.DecodeText(given)
		require.Equal(t, coded.Code(wantErr), coded.Code(err))
		require.Equal(t, wantText, haveText)
		require.Equal(t, oracleTexts(fields), texts(given), "the argument was changed")
	})
}

func power(n uint) fp.Element { return *testkit.ToFp(new(big.Int).Lsh(big.NewInt(1), n)) }

func TestDecodeRefusals(t *testing.T) {
	one := numbers(1)[0]
	stopAndTop := power(248)
	stopAndTop.Add(&stopAndTop, &one)
	cases := []struct {
		fields []fp.Element
		err    error
	}{
		{nil, elgamal.ErrNoStop},
		{numbers(0), elgamal.ErrNoStop},
		{numbers(2), elgamal.ErrNoStop},
		{[]fp.Element{power(248)}, elgamal.ErrNoStop}, // byte 31 is 01, no other is
		{numbers(1, 2), elgamal.ErrNoStop},
		{[]fp.Element{power(248), numbers(2)[0]}, elgamal.ErrNoStop}, // reported first
		{numbers(0x0201), elgamal.ErrEncoding},
		{[]fp.Element{stopAndTop}, elgamal.ErrEncoding},
		{[]fp.Element{power(248), one}, elgamal.ErrEncoding},
		{[]fp.Element{one, power(254), one}, elgamal.ErrEncoding},
	}
	for _, c := range cases {
		b, err := elgamal.DecodeBytes(c.fields)
		require.ErrorIs(t, err, c.err, "%v", texts(c.fields))
		require.Nil(t, b)
		text, err := elgamal.DecodeText(c.fields)
		require.ErrorIs(t, err, c.err)
		require.Empty(t, text)
	}
	for _, data := range []string{"", "\x01", "\x00", "a\x01", strings.Repeat("\x01", 30)} {
		b, err := elgamal.DecodeBytes(elgamal.EncodeBytes([]byte(data)))
		require.NoError(t, err)
		require.Equal(t, data, string(b))
	}
}

// TestDecodeUTF8 is the table of SPEC 4.8 and the WHATWG decoder's edges.
func TestDecodeUTF8(t *testing.T) {
	const bad = "\ufffd"
	cases := map[string]string{
		"\xe2\x82":                          bad,
		"\xf0\x9f\x98":                      bad,
		"\xc0\x80":                          bad + bad,
		"\xed\xa0\x80":                      bad + bad + bad,
		"\xf4\x90\x80\x80":                  bad + bad + bad + bad,
		"a\xe2\x82b":                        "a" + bad + "b",
		"\xe2\x82\xe2\x82\xac":              bad + "€",
		"\xe0\x80\x80":                      bad + bad + bad,
		"\xe0\xa0":                          bad,
		"\xf0\x80\x80\x80":                  bad + bad + bad + bad,
		"\xf0\x90\x80":                      bad,
		"\xf4\x8f\xbf\xbf":                  "\U0010ffff",
		"\xf5\x80":                          bad + bad,
		"\xc1\xbf":                          bad + bad,
		"\xff":                              bad,
		"\x80":                              bad,
		"\xc2":                              bad,
		"\xc2\xc2\x80":                      bad + "\u0080",
		"\xed\x9f\xbf\xee\x80\x80":          "\ud7ff\ue000",
		"\xef\xbb\xbf":                      "",
		"\xef\xbb\xbfabc":                   "abc",
		"\xef\xbb\xbf\xef\xbb\xbfabc":       "\ufeffabc",
		"a\xef\xbb\xbf":                     "a\ufeff",
		"\xef\xbb":                          bad,
		"\xef\xbb\xbf\xff":                  bad,
		"😀" + strings.Repeat("x", 40) + "é": "😀" + strings.Repeat("x", 40) + "é",
	}
	for data, want := range cases {
		have, err := elgamal.DecodeText(elgamal.EncodeBytes([]byte(data)))
		require.NoError(t, err)
		require.Equal(t, want, have, "%x", data)
		require.Equal(t, want, bigref.DecodeUTF8([]byte(data)))
	}
}
