package strictjson_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/strictjson"
)

const limit = 1 << 16

func reader(t testing.TB, text string) *strictjson.Reader {
	t.Helper()
	r, err := strictjson.New([]byte(text), limit)
	require.NoError(t, err)
	return r
}

// whole skips one value and demands the end after it.
func whole(text []byte) error {
	r, err := strictjson.New(text, limit)
	if err != nil {
		return err
	}
	if _, err := r.Skip(); err != nil {
		return err
	}
	return r.End()
}

func TestGrammar(t *testing.T) {
	valid := []string{
		`null`, ` true `, "\tfalse\r\n", `0`, `-0`, `10`, `-1.50e+07`, `1E9`, `""`, `"é\u00e9\n\/"`, `[]`, `[ ]`, `[1,[2,{"a":[]}]]`,
		`{}`, `{ }`, `{"a":1,"b":{"a":2}}`, `"\ud83d\ude00"`, `"\ud800"`,
		`{"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"a":1,"b":1}`,
		strings.Repeat("[", strictjson.MaxDepth+1) + strings.Repeat("]", strictjson.MaxDepth+1),
	}
	for _, text := range valid {
		require.NoError(t, whole([]byte(text)), text)
	}
	invalid := []string{
		``, ` `, `nul`, `nulll`, `True`, `01`, `+1`, `1.`, `.1`, `1e`, `1e+`, `-`, `0x1`, `1 2`, `"`, `"\`, `"\x"`, `"\u12"`, `"\u12g4"`, `"\u+123"`,
		"\"\n\"", "\"\\u0041\x00\"", `[`, `[1`, `[1,]`, `[,]`, `[1 2]`, `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,}`, `{a:1}`, `{1:1}`, `{"a" 1}`,
		`{"a":1,"a":1}`, `{"a":1,"\u0061":1}`, `{"a":{"b":1,"b":2}}`, `[]]`, `'a'`, `NaN`, "\ufeff1", "\u00a01", "\x00", `//`, "\"\xff\"", "\"\xed\xa0\x80\"",
		`{"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"a":1,"9":1}`,
		`{"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"a":1,"2":1}`,
		strings.Repeat("[", strictjson.MaxDepth+2) + strings.Repeat("]", strictjson.MaxDepth+2),
	}
	for _, text := range invalid {
		err := whole([]byte(text))
		require.ErrorIs(t, err, strictjson.ErrMalformed, "%q", text)
		require.Equal(t, "malformed_json", coded.Code(err))
	}
}

func TestSize(t *testing.T) {
	text := []byte(`"` + strings.Repeat("a", 20) + `"`)
	_, err := strictjson.New(text, len(text)-1)
	require.ErrorIs(t, err, strictjson.ErrSize)
	require.Equal(t, "malformed_json", coded.Code(err))
	_, err = strictjson.New(text, len(text))
	require.NoError(t, err)
}

func TestStrings(t *testing.T) {
	cases := map[string]string{
		`""`:                     "",
		`"plain"`:                "plain",
		`"a\"b\\c\/\b\f\n\r\t"`:  "a\"b\\c/\b\f\n\r\t",
		`"\u0041\u00E9\u20ac"`:   "Aé€",
		`"\ud83d\ude00!"`:        "😀!",
		`"\ud83d"`:               "\ufffd",
		`"\ude00\ud83d"`:         "\ufffd\ufffd",
		`"\ud83d\u0041"`:         "\ufffdA",
		`"\ud83d\ud83d\ude00"`:   "\ufffd😀",
		`"\ud83d\n"`:             "\ufffd\n",
		"\"\u2028 \u007f <&>\"":  "\u2028 \u007f <&>",
		`"\u0000"`:               "\x00",
		`"\ufffd and \uFFFF"`:    "\ufffd and \uffff",
		`"tail after \u0041bcd"`: "tail after Abcd",
	}
	for text, want := range cases {
		r := reader(t, text)
		have, err := r.String()
		require.NoError(t, err, text)
		require.Equal(t, want, have, text)
		require.NoError(t, r.End())
	}
}

func TestUnpaired(t *testing.T) {
	for text, want := range map[string]bool{
		`"\ud83d\ude00\ufffd"`:        false,
		`"\ud83d"`:                    true,
		`["", {"a":[0,"\ude00"]}, 1]`: true,
		`{"\ud83d":1}`:                true,
	} {
		r := reader(t, text)
		require.False(t, r.Unpaired())
		_, err := r.Skip()
		require.NoError(t, err)
		require.Equal(t, want, r.Unpaired(), text)
	}
}

func TestScalars(t *testing.T) {
	for text, want := range map[string]int{"0": 0, " 17": 17, "-3": -3} {
		n, err := reader(t, text).Int()
		require.NoError(t, err)
		require.Equal(t, want, n)
	}
	for _, text := range []string{"1.0", "1e3", "99999999999999999999", "x", `"1"`, "", "-0"} {
		_, err := reader(t, text).Int()
		require.ErrorIs(t, err, strictjson.ErrMalformed)
	}
	for text, want := range map[string]bool{"true": true, " false": false} {
		b, err := reader(t, text).Bool()
		require.NoError(t, err)
		require.Equal(t, want, b)
	}
	for _, text := range []string{"tru", "fals", "1", "null", ""} {
		_, err := reader(t, text).Bool()
		require.ErrorIs(t, err, strictjson.ErrMalformed)
	}
}

func TestNext(t *testing.T) {
	kinds := map[string]strictjson.Kind{
		"": strictjson.End, "  ": strictjson.End, "{": strictjson.Object, "[": strictjson.Array, `"`: strictjson.String,
		"-": strictjson.Number, "9": strictjson.Number, "t": strictjson.True, "f": strictjson.False, " n": strictjson.Null,
		"x": strictjson.Other, "\x00": strictjson.Other,
	}
	for text, want := range kinds {
		require.Equal(t, want, reader(t, text).Next(), "%q", text)
	}
}

// TestCallbackErrors checks that the errors of the callbacks come through.
func TestCallbackErrors(t *testing.T) {
	stop := errors.New("stop")
	require.ErrorIs(t, reader(t, `{"a":1}`).Object(func(string) error { return stop }), stop)
	require.ErrorIs(t, reader(t, `[1]`).Array(func() error { return stop }), stop)
	r := reader(t, `{"a":1}`)
	require.ErrorIs(t, r.Object(func(string) error { return r.Unknown() }), strictjson.ErrMalformed)
	require.ErrorIs(t, reader(t, `[]`).Object(nil), strictjson.ErrMalformed)
	require.ErrorIs(t, reader(t, `{}`).Array(nil), strictjson.ErrMalformed)
}

// TestErrorsHoldNoText checks that a text does not leak into its error.
func TestErrorsHoldNoText(t *testing.T) {
	for _, text := range []string{`"sesame`, `{"sesame":1,"sesame":2}`, `["sesame" "sesame"]`, `sesame`} {
		require.NotContains(t, whole([]byte(text)).Error(), "sesame")
	}
}

// TestCopiesText checks that a later change of the caller's bytes has no effect.
func TestCopiesText(t *testing.T) {
	text := []byte(`"before"`)
	r, err := strictjson.New(text, limit)
	require.NoError(t, err)
	copy(text, `"after!"`)
	have, err := r.String()
	require.NoError(t, err)
	require.Equal(t, "before", have)
}

// FuzzSkip compares with encoding/json, which accepts a superset: what Skip
// accepts is valid there, and what is valid there and refused here has a
// duplicate member, ill-formed UTF-8 or deep nesting.
func FuzzSkip(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-2.5e3,"x\u00e9",true,null]}`, `{"a":1,"a":2}`, `"\ud800"`, "\"\xff\"", `[[[[]]]]`, ` 0 `} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > limit {
			return
		}
		err := whole(text)
		if err == nil {
			require.True(t, json.Valid(text))
			return
		}
		require.ErrorIs(t, err, strictjson.ErrMalformed)
		message := err.Error()
		if json.Valid(text) && utf8.Valid(text) {
			require.True(t, strings.Contains(message, "duplicate") || strings.Contains(message, "deeply"), message)
		}
	})
}

func Example() {
	r, err := strictjson.New([]byte(`{"name":"seal","sizes":[1,2]}`), 1024)
	if err != nil {
		panic(err)
	}
	var name string
	var sizes []int
	err = r.Object(func(member string) (err error) {
		switch member {
		case "name":
			name, err = r.String()
		case "sizes":
			err = r.Array(func() error {
				n, err := r.Int()
				sizes = append(sizes, n)
				return err
			})
		default:
			err = r.Unknown()
		}
		return err
	})
	fmt.Println(name, sizes, err, r.End())
	// Output: seal [1 2] <nil> <nil>
}

// TestDocument: an object with exactly the members awaited; what is wrong is named.
func TestDocument(t *testing.T) {
	read := func(text string) error {
		skip := func(r *strictjson.Reader) error { _, err := r.Skip(); return err }
		return strictjson.Document([]byte(text), 1000, map[string]func(*strictjson.Reader) error{"a": skip, "b": skip})
	}
	require.NoError(t, read(` {"b":[1],"a":{"c":2}} `))
	for text, what := range map[string]string{
		`{"a":1}`: `no member "b"`, `{}`: `no member "a"`, `{"a":1,"b":2,"c":3}`: `unknown member "c"`,
		`{"a":1,"b":2,"a":3}`: "duplicate", `{"a":1,"b":2}}`: "end", `[]`: "expected {", "": "expected {",
		`{"` + strings.Repeat("x", 900) + `":1}`: `unknown member "` + strings.Repeat("x", 40) + `"`,
	} {
		err := read(text)
		require.ErrorIs(t, err, strictjson.ErrMalformed, text)
		require.ErrorContains(t, err, what, text)
	}
	require.ErrorIs(t, read(strings.Repeat(" ", 1001)), strictjson.ErrSize)
}

// covers: B64-1, B64-2
func TestBase64(t *testing.T) {
	for text, want := range map[string]string{"": "", "AA==": "\x00", "AAE=": "\x00\x01", "+/8=": "\xfb\xff"} {
		raw, err := strictjson.Base64(text)
		require.NoError(t, err, text)
		require.Equal(t, want, string(raw))
	}
	for _, text := range []string{"AA", "AA=", "AA===", "AB==", "AAF=", "A A=", " AA==", "AA==\n", "A\rA==", "AA\r\n==", "-_8=", "AA==AA==", "=", "A"} {
		raw, err := strictjson.Base64(text)
		require.ErrorIs(t, err, strictjson.ErrMalformed, "%q", text)
		require.Nil(t, raw)
	}
}

func FuzzBase64(f *testing.F) {
	f.Add("AA==")
	f.Add("A\nA==")
	f.Fuzz(func(t *testing.T, text string) {
		if raw, err := strictjson.Base64(text); err == nil {
			require.Equal(t, text, base64.StdEncoding.EncodeToString(raw))
		}
	})
}
