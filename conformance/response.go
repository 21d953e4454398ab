package conformance

import (
	"encoding/json"
	"strconv"

	"github.com/minaseal/minaseal/internal/strictjson"
)

// MaxAnswer is the greatest length in bytes of a response.
const MaxAnswer = 4 << 20

// encodeRequest returns the line of a request, without its end.
func encodeRequest(id int64, op string, in json.RawMessage) ([]byte, error) {
	return marshal(struct {
		ID int64           `json:"id"`
		Op string          `json:"op"`
		In json.RawMessage `json:"in,omitempty"`
	}{id, op, in})
}

// decodeResponse reads the response to the request id (SPEC A.2 [DRV-4]).
func decodeResponse(line []byte, id int64) (*Response, *Fault) {
	response := &Response{Raw: string(line)}
	fault := func(kind FaultKind, text string) (*Response, *Fault) {
		return nil, &Fault{Kind: kind, Text: text, Line: shorten(string(line))}
	}
	members, unknown, err := readMembers(line)
	if err != nil {
		return fault(FaultLine, "not a response (logs belong on standard error)")
	}
	got, ok := members["id"]
	if !ok {
		return fault(FaultLine, "a response without id")
	}
	refused := got == "null" && members["status"] == `"error"` // the answer to what is no request [DRV-6]
	if got != strconv.FormatInt(id, 10) && !refused {
		return fault(FaultOrder, "a response with another id than "+strconv.FormatInt(id, 10))
	}
	if unknown != "" {
		return fault(FaultAnswer, "a response with the unknown member "+strconv.Quote(unknown))
	}
	for name, to := range map[string]*string{"status": (*string)(&response.Status), "code": &response.Code, "message": &response.Message} {
		if text, ok := members[name]; ok && json.Unmarshal([]byte(text), to) != nil {
			return fault(FaultAnswer, name+" is not a string")
		}
	}
	out, hasOut := members["out"]
	switch response.Status {
	case StatusOK:
		if !hasOut || out[0] != '{' {
			return fault(FaultAnswer, "out of an ok response is not an object")
		}
		response.Out = json.RawMessage(out)
	case StatusInvalid, StatusUnsupported, StatusError:
		if hasOut {
			return fault(FaultAnswer, "out in a response that is not ok")
		}
	default:
		return fault(FaultAnswer, "status is none of ok, invalid, unsupported, error")
	}
	return response, nil
}

// readMembers returns the members of a JSON object as texts, and the name of one
// that no response has.
func readMembers(line []byte) (members map[string]string, unknown string, err error) {
	members = map[string]string{}
	r, err := strictjson.New(line, MaxAnswer)
	if err != nil {
		return nil, "", err
	}
	err = r.Object(func(name string) (err error) {
		switch name {
		case "id", "status", "out", "code", "message":
		default:
			unknown = name
		}
		r.Next() // consumes white space
		members[name], err = r.Skip()
		return err
	})
	if err == nil {
		err = r.End()
	}
	return members, unknown, err
}

// decodeHello reads the answer to hello.
func decodeHello(r *Response) (*Hello, *Fault) {
	fault := func(text string) (*Hello, *Fault) {
		return nil, &Fault{Kind: FaultLine, Text: text, Line: shorten(r.Raw)}
	}
	if r.Status != StatusOK {
		return fault("hello is not answered with ok")
	}
	hello := new(Hello)
	if err := json.Unmarshal(r.Out, hello); err != nil {
		return fault("out of hello is not what SPEC A.2 says")
	}
	if hello.Name == "" || hello.Version == "" || len(hello.Ops) == 0 {
		return fault("hello without name, version or ops")
	}
	return hello, nil
}
