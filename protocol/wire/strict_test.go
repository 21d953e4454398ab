package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol/wire"
)

// The faults of JSON itself, each in a place where everything else is right.
func badJSON() map[string]string {
	return map[string]string{
		"nothing":                "",
		"white space alone":      " \n",
		"byte order mark":        "\ufeff" + `{"V":"x"}`,
		"trailing value":         `{"V":"x"} {}`,
		"trailing comma":         `{"V":"x",}`,
		"trailing zero byte":     "{\"V\":\"x\"}\x00",
		"truncated":              `{"V":"x"`,
		"truncated string":       `{"V":"x`,
		"truncated escape":       `{"V":"x\`,
		"truncated unicode":      `{"V":"x\u00`,
		"no colon":               `{"V" "x"}`,
		"no comma":               `{"V":"x" "V":"x"}`,
		"single quotes":          `{'V':'x'}`,
		"bare name":              `{V:"x"}`,
		"comment":                `{"V":"x"/**/}`,
		"control character":      "{\"V\":\"\x1f\"}",
		"raw newline":            "{\"V\":\"\n\"}",
		"invalid UTF-8":          "{\"V\":\"\xff\"}",
		"UTF-8 of a surrogate":   "{\"V\":\"\xed\xa0\x80\"}",
		"overlong UTF-8":         "{\"V\":\"\xc0\x80\"}",
		"unknown escape":         `{"V":"\x41"}`,
		"upper-case escape":      `{"V":"\N"}`,
		"escape with three":      `{"V":"\u041"}`,
		"escape with sign":       `{"V":"\u+041"}`,
		"unpaired high":          `{"V":"\ud800"}`,
		"unpaired low":           `{"V":"\udc00"}`,
		"high before text":       `{"V":"\ud800A"}`,
		"high before a BMP unit": `{"V":"\ud800\u0041"}`,
		"no-break space":         "{\u00a0\"V\":\"x\"}",
		"form feed":              "{\f\"V\":\"x\"}",
		"array":                  `[{"V":"x"}]`,
		"null":                   `null`,
		"string":                 `"V"`,
		"duplicate member":       `{"V":"x","V":"x"}`,
		"duplicate by an escape": `{"V":"x","\u0056":"x"}`,
		"unknown member":         `{"V":"x","W":"x"}`,
		"proto member":           `{"V":"x","__proto__":{}}`,
		"member in other case":   `{"v":"x"}`,
		"empty object":           `{}`,
		"number":                 `{"V":1}`,
		"null value":             `{"V":null}`,
		"true value":             `{"V":true}`,
		"list value":             `{"V":["x"]}`,
		"object value":           `{"V":{"V":"x"}}`,
	}
}

// covers: MSG-3, MSG-4, MSG-5, MSG-6, ERR-7
func TestDecodersRefuseBadJSON(t *testing.T) {
	// What the object with the member V is in each message.
	places := map[string][2]string{
		"options":       {`{"post":"options","params":`, `}`},
		"ready":         {`{"post":"ready","params":`, `}`},
		"done":          {`{"post":"done","params":`, `}`},
		"options-reply": {`{"success":true,"data":`, `}`},
		"execute-reply": {`{"success":true,"data":`, `}`},
		"close-reply":   {`{"success":true,"data":`, `}`},
		"job-args":      {``, ``},
	}
	members := map[string]string{
		"options": `key`, "ready": `key`, "done": `result`,
		"options-reply": `command":"options","encrypted`,
		"execute-reply": `command":"execute","encrypted`,
		"close-reply":   `command":"close","status`,
		"job-args":      `clientAddress`,
	}
	for kind, place := range places {
		build := func(object string) []byte {
			object = strings.ReplaceAll(object, `"V"`, `"`+members[kind]+`"`)
			return []byte(place[0] + object + place[1])
		}
		_, err := codecs()[kind].decode(build(`{"V":"x"}`))
		require.NoError(t, err, "%s: the frame itself", kind)
		for name, object := range badJSON() {
			value, err := codecs()[kind].decode(build(object))
			require.Equal(t, "malformed_json", coded.Code(err), "%s: %s: %s", kind, name, build(object))
			require.Empty(t, value)
		}
	}
}

// covers: MSG-5, MSG-6, MSG-8, MSG-9
func TestRequestsRefused(t *testing.T) {
	for message, want := range map[string]error{
		`{"post":"stop","params":{}}`:                                    wire.ErrUnknownPost,
		`{"post":"","params":{"key":"K"}}`:                               wire.ErrUnknownPost,
		`{"post":"Options","params":{"key":"K"}}`:                        wire.ErrUnknownPost,
		`{"post":"options ","params":{"key":"K"}}`:                       wire.ErrUnknownPost,
		`{"post":"x","params":null}`:                                     wire.ErrUnknownPost,
		`{"params":[0,-1.5e+3,{"a":[true,false,null]},"\n"],"post":"x"}`: wire.ErrUnknownPost,

		`{"post":"x","params":{"k":["\ud800"]}}`:                        wire.ErrMalformed,
		`{"post":"x","params":{"\udc00":1}}`:                            wire.ErrMalformed,
		`{"post":"\ud800","params":{}}`:                                 wire.ErrMalformed,
		`{"post":"x"}`:                                                  wire.ErrMalformed,
		`{"post":"x","params":{},"id":1}`:                               wire.ErrMalformed,
		`{"post":"x","params":01}`:                                      wire.ErrMalformed,
		`{"post":"x","params":1.}`:                                      wire.ErrMalformed,
		`{"post":"x","params":1e}`:                                      wire.ErrMalformed,
		`{"post":"x","params":-}`:                                       wire.ErrMalformed,
		`{"post":"x","params":+1}`:                                      wire.ErrMalformed,
		`{"post":"x","params":nul}`:                                     wire.ErrMalformed,
		`{"post":"x","params":[1,]}`:                                    wire.ErrMalformed,
		`{"post":"x","params":{"a":1,"a":1}}`:                           wire.ErrMalformed,
		`{"post":1,"params":{}}`:                                        wire.ErrMalformed,
		`{"post":null,"params":{}}`:                                     wire.ErrMalformed,
		`{"params":{"key":"K"}}`:                                        wire.ErrMalformed,
		`{"post":"options"}`:                                            wire.ErrMalformed,
		`{"post":"options","params":"K"}`:                               wire.ErrMalformed,
		`{"post":"options","params":{"result":"C"}}`:                    wire.ErrMalformed,
		`{"post":"done","params":{"key":"K"}}`:                          wire.ErrMalformed,
		`{"post":"ready","params":{"key":"K","result":"C"}}`:            wire.ErrMalformed,
		`{"Post":"ready","params":{"key":"K"}}`:                         wire.ErrMalformed,
		`{"post":"ready","post":"done","params":{"result":"C"}}`:        wire.ErrMalformed,
		`{"post":"ready","params":{"key":"K"},"params":{"key":"K"}}`:    wire.ErrMalformed,
		`{"success":true,"data":{"command":"options","encrypted":"C"}}`: wire.ErrMalformed,
	} {
		q, err := wire.DecodeRequest([]byte(message))
		require.ErrorIs(t, err, want, message)
		require.Nil(t, q)
	}
}

// covers: MSG-5, MSG-6, MSG-12
func TestRepliesRefused(t *testing.T) {
	for _, message := range []string{
		`{"data":{"command":"options","encrypted":"C"}}`,
		`{"success":true}`,
		`{"success":false}`,
		`{"success":"true","data":{"command":"options","encrypted":"C"}}`,
		`{"success":1,"data":{"command":"options","encrypted":"C"}}`,
		`{"success":truE,"data":{"command":"options","encrypted":"C"}}`,
		`{"success":false,"data":{"command":"options","encrypted":"C"}}`,
		`{"success":false,"data":{"command":"options","encrypted":"C"},"error":"timeout"}`,
		`{"success":true,"data":{"command":"options","encrypted":"C"},"error":"timeout"}`,
		`{"success":true,"error":"timeout"}`,
		`{"success":false,"error":null}`,
		`{"success":false,"error":{"code":"timeout"}}`,
		`{"success":false,"error":"timeout","error":"timeout"}`,
		`{"success":true,"success":true,"data":{"command":"options","encrypted":"C"}}`,
		`{"success":true,"data":null}`,
		`{"success":true,"data":{"encrypted":"C"}}`,
		`{"success":true,"data":{"command":"options"}}`,
		`{"success":true,"data":{"command":"execute"}}`,
		`{"success":true,"data":{"command":1}}`,
		`{"success":true,"data":{"command":"ready","x":01}}`,
		`{"success":true,"data":{"command":"options","encrypted":1}}`,
		`{"success":true,"data":{"command":"close","status":null}}`,
		`{"success":true,"data":{"command":"options","status":"S"}}`,
		`{"success":true,"data":{"command":"options","encrypted":"C","status":"S"}}`,
		`{"success":true,"data":{"command":"close","encrypted":"C"}}`,
		`{"success":true,"data":{"command":"close","encrypted":"C","status":"S"}}`,
		`{"success":true,"data":{"command":"close","status":""}}`,
		`{"success":true,"data":{"command":"close","status":{"success":true}}}`,
		`{"success":true,"data":{"Command":"close"}}`,
		`{"post":"options","params":{"key":"K"}}`,
	} {
		p, err := wire.DecodeReply([]byte(message))
		require.ErrorIs(t, err, wire.ErrMalformed, message)
		require.Nil(t, p)
	}
}

// covers: MSG-12
func TestUnknownCommand(t *testing.T) {
	for _, message := range []string{
		`{"success":true,"data":{"command":"ready","encrypted":"C"}}`,
		`{"success":true,"data":{"command":""}}`,
		`{"data":{"a":[{}],"command":"Options"},"success":true}`,
	} {
		p, err := wire.DecodeReply([]byte(message))
		require.ErrorIs(t, err, wire.ErrUnknownCommand, message)
		require.Equal(t, "malformed_json", coded.Code(err))
		require.Nil(t, p)
	}
}

// covers: MSG-7
func TestOrderAndWhiteSpaceAreFree(t *testing.T) {
	q, err := wire.DecodeRequest([]byte("\t{ \"params\" : { \"key\" : \"K\" } ,\r\n\"p\\u006fst\" : \"ready\" } \n"))
	require.NoError(t, err)
	require.Equal(t, wire.ReadyRequest{Key: "K"}, q)

	p, err := wire.DecodeReply([]byte(`{"data": {"encrypted": "\/\ud83d\udD11", "command": "execute"}, "success": true}`))
	require.NoError(t, err)
	require.Equal(t, wire.ExecuteReply{Encrypted: "/\U0001f511"}, p)
}

// covers: MSG-2
func TestSizeLimit(t *testing.T) {
	for kind, c := range codecs() {
		frame, err := c.encode("x")
		require.NoError(t, err)
		largest := strings.Repeat("x", wire.MaxSize-len(frame)+1)

		message, err := c.encode(largest)
		require.NoError(t, err, kind)
		require.Len(t, message, wire.MaxSize, kind)
		value, err := c.decode(message)
		require.NoError(t, err, kind)
		require.Equal(t, largest, value, kind)

		message, err = c.encode(largest + "x")
		require.ErrorIs(t, err, wire.ErrSize, kind)
		require.Nil(t, message, kind)
		_, err = c.decode([]byte(string(frame) + strings.Repeat(" ", wire.MaxSize)))
		require.ErrorIs(t, err, wire.ErrSize, kind)
	}
}

func TestEncodersRefuseInvalidUTF8(t *testing.T) {
	for kind, c := range codecs() {
		for _, value := range []string{"\xff", "a\xed\xa0\x80", "\xc0\x80", "\xf0\x9f\x94"} {
			message, err := c.encode(value)
			require.ErrorIs(t, err, wire.ErrUTF8, kind)
			require.Nil(t, message, kind)
		}
	}
}

// Deep or wide params of an unknown post cost neither stack nor quadratic time.
func TestHostileParams(t *testing.T) {
	deep := strings.Repeat("[", wire.MaxSize/2)
	_, err := wire.DecodeRequest([]byte(`{"post":"x","params":` + deep))
	require.ErrorIs(t, err, wire.ErrMalformed)

	var wide strings.Builder
	for i := 0; wide.Len() < wire.MaxSize-64; i++ {
		fmt.Fprintf(&wide, `"%x":0,`, i)
	}
	_, err = wire.DecodeRequest([]byte(`{"post":"x","params":{` + wide.String() + `"":0}}`))
	require.ErrorIs(t, err, wire.ErrUnknownPost)
}
