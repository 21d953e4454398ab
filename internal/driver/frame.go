package driver

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/strictjson"
)

// MaxLine is the greatest length in bytes of a request.
const MaxLine = 4 << 20

// Status is the kind of a response (SPEC A.2).
type Status string

// The kinds.
const (
	OK          Status = "ok"          // Out holds the result
	Invalid     Status = "invalid"     // the input is refused with Code
	Unsupported Status = "unsupported" // there is no such operation, field, scheme, ...
	Error       Status = "error"       // the request, or the implementation, is at fault
)

// Request is a request. ID is any JSON value; In is a JSON object, or empty for
// one without members.
type Request struct {
	ID json.RawMessage
	Op string
	In json.RawMessage
}

// Response is a response; its JSON is the protocol's.
type Response struct {
	ID      json.RawMessage `json:"id"`
	Status  Status          `json:"status"`
	Out     json.RawMessage `json:"out,omitempty"`
	Code    string          `json:"code,omitempty"`
	Message string          `json:"message,omitempty"`
}

// errBadRequest reports a request that is none of the protocol.
var errBadRequest = coded.New("driver", "bad_request", "not a request of the protocol")

// badRequest is the response to a line without an ID [DRV-6].
func badRequest() Response {
	return Response{ID: json.RawMessage("null"), Status: Error, Code: coded.Code(errBadRequest)}
}

// HandleLine answers a line of input: one request as JSON.
func HandleLine(line []byte) Response {
	request, err := parseRequest(line)
	switch {
	case request.ID == nil:
		return badRequest()
	case err != nil:
		return respond(request.ID, nil, err)
	default:
		return Handle(request)
	}
}

// parseRequest reads the frame. The request has an ID whenever the line is a
// JSON object that has one, even if the frame is wrong otherwise.
func parseRequest(line []byte) (Request, error) {
	r, err := strictjson.New(line, MaxLine)
	if err != nil {
		return Request{}, err
	}
	var request Request
	var fault error
	err = r.Object(func(name string) error {
		var value string
		switch name {
		case "op":
			if r.Next() == strictjson.String {
				op, err := r.String()
				request.Op = op
				return err
			}
			fault = errBadRequest
			_, err = r.Skip()
			return err
		case "id", "in":
			if value, err = r.Skip(); err != nil {
				return err
			}
			if name == "id" {
				request.ID = json.RawMessage(value)
			} else {
				request.In = json.RawMessage(value)
			}
			return nil
		default:
			fault = errBadRequest
			_, err = r.Skip()
			return err
		}
	})
	if err = errors.Join(err, r.End()); err != nil {
		return Request{}, err
	}
	return request, fault
}

// Serve answers the requests of in, one JSON object a line, on out, one a line in
// the same order (SPEC A.2 [DRV-3] to [DRV-7]). A line that is no request, or that
// has more than MaxLine bytes, is answered and does not end the loop. Serve
// returns nil at the end of in, and otherwise the error of in or out.
func Serve(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, 1<<16)
	writer := bufio.NewWriter(out)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for {
		line, tooLong, err := readLine(reader)
		if err != nil && err != io.EOF {
			return err
		}
		if err == io.EOF && len(line) == 0 && !tooLong {
			return nil
		}
		response := badRequest()
		if !tooLong {
			response = HandleLine(line)
		}
		if err := encoder.Encode(response); err != nil {
			return err
		}
		if err := writer.Flush(); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readLine reads up to the next newline or the end, and drops what exceeds
// MaxLine. The newline is not part of the line.
func readLine(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !tooLong {
			line = append(line, bytes.TrimSuffix(part, []byte("\n"))...)
		}
		if len(line) > MaxLine {
			line, tooLong = nil, true
		}
		if err != bufio.ErrBufferFull {
			return line, tooLong, err
		}
	}
}
