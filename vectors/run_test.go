package vectors_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/driver"
	"github.com/minaseal/minaseal/vectors"
)

// answer is a response of the driver protocol (SPEC A.2).
type answer struct {
	Status  string          `json:"status"`
	Out     json.RawMessage `json:"out"`
	Code    string          `json:"code"`
	Message string          `json:"message"`
}

// Every case of every file, on this module's own driver.
//
// covers: DRV-2, DRV-8, DRV-9, DRV-11
func TestVectors(t *testing.T) {
	for _, file := range load(t) {
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			executed := 0
			for _, group := range file.TestGroups {
				for i := range group.Tests {
					runCase(t, &file, group.Op, &group.Tests[i])
					executed++
				}
			}
			require.Equal(t, file.NumberOfTests, executed)
		})
	}
}

// runCase reports a case whose answer is not the one of SPEC, and goes on.
func runCase(t *testing.T, file *vectors.File, op string, test *vectors.Test) {
	t.Helper()
	if test.Chain != nil {
		runChain(t, file, op, test)
		return
	}
	response := ask(t, op, test.ID, test.In)
	if test.Result == vectors.Valid {
		if response.Status != "ok" || !sameJSON(t, test.Out, response.Out) {
			t.Errorf("%s: %s: %s\n got %s %s %s %s\nwant %s", file.CaseName(test), op, test.Comment,
				response.Status, response.Code, response.Message, response.Out, test.Out)
		}
		return
	}
	if response.Status != "invalid" || response.Code != test.Code || len(response.Out) > 0 {
		t.Errorf("%s: %s: %s\n got %s %s %s %s\nwant invalid %s", file.CaseName(test), op, test.Comment,
			response.Status, response.Code, response.Message, response.Out, test.Code)
	}
}

// runChain reports a chain whose outputs are not those of the file.
func runChain(t *testing.T, file *vectors.File, op string, test *vectors.Test) {
	t.Helper()
	last, digest, err := test.Chain.Run(test.In, func(in json.RawMessage) (json.RawMessage, error) {
		response := ask(t, op, test.ID, in)
		if response.Status != "ok" {
			return nil, fmt.Errorf("%s %s %s for %s", response.Status, response.Code, response.Message, in)
		}
		return response.Out, nil
	})
	if err != nil || !sameJSON(t, test.Out, last) || digest != test.Chain.SHA256 {
		t.Errorf("%s: %s: %s\n got %s %s %v\nwant %s %s", file.CaseName(test), op, test.Comment,
			last, digest, err, test.Out, test.Chain.SHA256)
	}
}

// ask asks this module's driver and returns the response as it is written.
func ask(t *testing.T, op string, id int, in json.RawMessage) answer {
	t.Helper()
	request := driver.Request{ID: json.RawMessage(strconv.Itoa(id)), Op: op, In: in}
	text, err := json.Marshal(driver.Handle(request))
	require.NoError(t, err)
	var response answer
	require.NoError(t, json.Unmarshal(text, &response))
	return response
}

// sameJSON compares two JSON values; numbers count as equal only if spelled alike.
func sameJSON(t *testing.T, want, got json.RawMessage) bool {
	t.Helper()
	return string(canonical(t, want)) == string(canonical(t, got))
}

// canonical returns a JSON value with sorted members and no white space.
func canonical(t *testing.T, value json.RawMessage) []byte {
	t.Helper()
	if len(value) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	var decoded any
	require.NoError(t, decoder.Decode(&decoded))
	text, err := json.Marshal(decoded)
	require.NoError(t, err)
	return text
}
