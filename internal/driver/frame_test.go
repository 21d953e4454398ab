package driver_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/driver"
)

const bad = `{"id":null,"status":"error","code":"bad_request"}`

// serve returns what Serve writes for an input, and its error.
func serve(t *testing.T, in io.Reader) []string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, driver.Serve(in, &out))
	if out.Len() == 0 {
		return nil
	}
	require.True(t, strings.HasSuffix(out.String(), "\n"))
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// TestServe checks the order, the ids, and that nothing but the end of the input
// ends the loop [DRV-3] [DRV-4] [DRV-6] [DRV-7].
func TestServe(t *testing.T) {
	const one = `"op":"poseidon.hash","in":{"inputs":["1"]}`
	const hash = `"status":"ok","out":{"hash":"7555220006856562833147743033256142154591945963958408607501861037584894828141"}}`
	in := strings.Join([]string{
		`{"id":7,` + one + `}`, `not JSON`, ``, `{` + one + `}`, `[]`, `{"id":"a b",` + one + `}`, " \t{ \"in\" : {\"inputs\":[\"1\"]} , \"op\":\"poseidon.hash\", \"id\": [1, 2] }\r",
		`{"id":7,` + one + `}x`, `{"id":7,"id":8,` + one + `}`, "{\"id\":\"\xff\"}", `{"id":-1.5e3,"op":"privateKey.encode","in":{"scalar":"0"}}`,
		`{"id":1,"op":"nothing"}`, `{"id":2,"op":3}`, `{"id":3,` + one + `,"more":true}`, `{"id":4}`, `{"id":5,"op":"hello","in":5}`, `{"id":6,` + one + `}`,
	}, "\n")
	want := []string{
		`{"id":7,` + hash, bad, bad, bad, bad, `{"id":"a b",` + hash, `{"id":[1,2],` + hash,
		bad, bad, bad, `{"id":-1.5e3,"status":"invalid","code":"scalar_zero","message":"address: zero is not a private key"}`,
		`{"id":1,"status":"unsupported","message":"driver: no such operation"}`,
		`{"id":2,"status":"error","code":"bad_request","message":"driver: not a request of the protocol"}`,
		`{"id":3,"status":"error","code":"bad_request","message":"driver: not a request of the protocol"}`,
		`{"id":4,"status":"unsupported","message":"driver: no such operation"}`,
		`{"id":5,"status":"error","code":"bad_request","message":"driver: not a request of the protocol: json: malformed: expected { at byte 0"}`,
		`{"id":6,` + hash,
	}
	require.Equal(t, want, serve(t, strings.NewReader(in)))
	require.Equal(t, want, serve(t, iotest.OneByteReader(strings.NewReader(in+"\n"))))
	require.Empty(t, serve(t, strings.NewReader("")))
	require.Equal(t, []string{bad}, serve(t, strings.NewReader("\n")))
}

// TestServeLongLines checks the limit of a line, with and without an end.
func TestServeLongLines(t *testing.T) {
	request := `{"id":1,"op":"nothing"`
	fits := request + strings.Repeat(" ", driver.MaxLine-len(request)-1) + `}`
	require.Len(t, fits, driver.MaxLine)
	const unsupported = `{"id":1,"status":"unsupported","message":"driver: no such operation"}`
	require.Equal(t, []string{unsupported}, serve(t, strings.NewReader(fits)))
	require.Equal(t, []string{bad}, serve(t, strings.NewReader(fits+" ")))
	long := strings.Repeat("x", 2*driver.MaxLine)
	require.Equal(t, []string{bad, unsupported, bad}, serve(t, strings.NewReader(long+"\n"+fits+"\n"+long)))
}

// TestServeIsInteractive checks that a response does not wait for the next
// request.
func TestServeIsInteractive(t *testing.T) {
	inReader, inWriter := io.Pipe()
	outReader, outWriter := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- driver.Serve(inReader, outWriter) }()
	responses := json.NewDecoder(outReader)
	for i := range 3 {
		_, err := fmt.Fprintf(inWriter, "{\"id\":%d,\"op\":\"hello\"}\n", i)
		require.NoError(t, err)
		var response struct{ ID int }
		require.NoError(t, responses.Decode(&response))
		require.Equal(t, i, response.ID)
	}
	require.NoError(t, inWriter.Close())
	require.NoError(t, <-done)
}

// failingWriter is a stream that nobody reads.
type failingWriter struct{}

var errClosed = errors.New("closed")

func (failingWriter) Write([]byte) (int, error) { return 0, errClosed }

func TestServeErrors(t *testing.T) {
	require.ErrorIs(t, driver.Serve(strings.NewReader("{}\n"), failingWriter{}), errClosed)
	require.ErrorIs(t, driver.Serve(iotest.ErrReader(errClosed), io.Discard), errClosed)
	require.Empty(t, coded.Code(errClosed))
}

// FuzzHandle feeds lines: every answer is one line of JSON with a known status, a
// code where one is due, and the id of the request; an answer never depends on
// anything but the line.
func FuzzHandle(f *testing.F) {
	for _, line := range []string{
		`{"id":1,"op":"hello"}`, bad, `{"id":1,"op":"field.eval","in":{"field":"fp","fn":"sqrt","a":"4"}}`,
		`{"id":1,"op":"curve.add","in":{"curve":"vesta","p":{"x":"0","y":"0"},"q":{"x":"1","y":"1"}}}`,
		`{"id":1,"op":"poseidon.sponge","in":{"trace":[{"absorb":"1"},{"squeeze":true}]}}`,
		`{"id":1,"op":"poseidon.pack","in":{"fields":["1"],"packed":[["1",1],["2",254]]}}`,
		`{"id":1,"op":"encoding.encode","in":{"text":"\ud800"}}`, `{"id":1,"op":"encoding.decode","in":{"fields":["353"],"as":"text"}}`,
		`{"id":1,"op":"publicKey.decode","in":{"base58":"` + publicKey + `"}}`, `{"id":1,"op":"privateKey.decode","in":{"base58":"` + privateKey + `"}}`,
		`{"id":1,"op":"elgamal.encrypt","in":{"scheme":"o1js-v2","publicKey":"` + publicKey + `","text":"t","ephemeral":"5"}}`,
		`{"id":1,"op":"elgamal.decrypt","in":{"scheme":"o1js-v1","privateKey":"` + privateKey + `","ciphertext":{"publicKey":{"x":"1","y":"` + generatorY + `"},"cipherText":["5","7"]},"as":"fields"}}`,
		`{"id":1,"op":"schnorr.sign","in":{"privateKey":"` + privateKey + `","message":"m","network":"mainnet"}}`,
		`{"id":1,"op":"schnorr.verify","in":{"publicKey":"` + publicKey + `","fields":[],"network":"devnet","r":"1","s":"1"}}`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		response := driver.HandleLine(line)
		text, err := json.Marshal(response)
		require.NoError(t, err)
		require.NotContains(t, string(text), "\n")
		again, err := json.Marshal(driver.HandleLine(line))
		require.NoError(t, err)
		require.Equal(t, string(text), string(again))

		switch response.Status {
		case driver.OK:
			require.NotEmpty(t, response.Out)
			require.Empty(t, response.Code)
		case driver.Invalid:
			require.NotEmpty(t, response.Code)
			require.NotEqual(t, "bad_request", response.Code)
		case driver.Unsupported:
			require.Empty(t, response.Code)
		case driver.Error:
			require.Equal(t, "bad_request", response.Code)
		default:
			t.Fatalf("status %q", response.Status)
		}
		var frame struct {
			ID json.RawMessage `json:"id"`
		}
		if response.Status != driver.Error {
			require.NoError(t, json.Unmarshal(line, &frame))
			var want, have any
			require.NoError(t, json.Unmarshal(frame.ID, &want))
			require.NoError(t, json.Unmarshal(response.ID, &have))
			require.Equal(t, want, have)
		}
	})
}

func Example() {
	in := strings.NewReader(`{"id":7,"op":"poseidon.hash","in":{"inputs":["1"]}}
{"id":8,"op":"privateKey.encode","in":{"scalar":"0"}}
`)
	var out bytes.Buffer
	if err := driver.Serve(in, &out); err != nil {
		panic(err)
	}
	fmt.Print(out.String())
	// Output:
	// {"id":7,"status":"ok","out":{"hash":"7555220006856562833147743033256142154591945963958408607501861037584894828141"}}
	// {"id":8,"status":"invalid","code":"scalar_zero","message":"address: zero is not a private key"}
}
