package wire

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
)

// Request is one of [OptionsRequest], [ReadyRequest] and [DoneRequest], what a
// worker sends to an app (SPEC 7.3).
type Request interface {
	// Post returns the request's name on the wire: options, ready or done.
	Post() string
	// param returns the one member of params, name and value.
	param() (name, value string)
}

// OptionsRequest opens the handshake and asks for the options (SPEC 7.3).
type OptionsRequest struct {
	Key string // the worker's public key, base58check (55 characters)
}

// ReadyRequest asks for the payload (SPEC 7.3).
type ReadyRequest struct {
	Key string // the worker's public key, base58check (55 characters)
}

// DoneRequest hands over the result (SPEC 7.3).
type DoneRequest struct {
	Result string // JSON text of the result's ciphertext, encrypted to the app's key
}

// Post returns "options".
func (OptionsRequest) Post() string { return "options" }

// Post returns "ready".
func (ReadyRequest) Post() string { return "ready" }

// Post returns "done".
func (DoneRequest) Post() string { return "done" }

func (q OptionsRequest) param() (name, value string) { return "key", q.Key }
func (q ReadyRequest) param() (name, value string)   { return "key", q.Key }
func (q DoneRequest) param() (name, value string)    { return "result", q.Result }

// EncodeRequest returns the bytes of q, those of JSON.stringify in the encryption
// example's worker (SPEC 7.1 [MSG-1], 7.3 [MSG-8]).
//
// Errors: [ErrUTF8], [ErrSize]. Variable time.
// Source: nats.js 2.29.3 JSONCodec.encode of {post, params}.
func EncodeRequest(q Request) ([]byte, error) {
	name, value := q.param()
	return frame(`{"post":"`+q.Post()+`","params":{"`+name+`":`, value, "}}")
}

// DecodeRequest parses the bytes of a request strictly (SPEC 7.1, 7.3) and returns an
// OptionsRequest, a ReadyRequest or a DoneRequest (as values, not pointers).
//
// Errors: [ErrUnknownPost] for a well-formed request with another post [MSG-9];
// [ErrMalformed] and [ErrSize] for everything else. Variable time.
func DecodeRequest(data []byte) (Request, error) {
	var post string
	var hasPost bool
	var params *strictjson.Reader
	err := read(data, func(r *strictjson.Reader) error {
		return r.Object(func(name string) (err error) {
			switch name {
			case "post":
				hasPost = true
				post, err = r.String()
			case "params":
				params, err = later(r)
			default:
				err = r.Unknown()
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	if !hasPost || params == nil {
		return nil, fmt.Errorf("%w: post or params is missing", ErrMalformed)
	}
	return decodeParams(post, params)
}

func decodeParams(post string, params *strictjson.Reader) (Request, error) {
	switch post {
	case "options":
		key, err := onlyString(params, "key")
		if err != nil {
			return nil, err
		}
		return OptionsRequest{Key: key}, nil
	case "ready":
		key, err := onlyString(params, "key")
		if err != nil {
			return nil, err
		}
		return ReadyRequest{Key: key}, nil
	case "done":
		result, err := onlyString(params, "result")
		if err != nil {
			return nil, err
		}
		return DoneRequest{Result: result}, nil
	default:
		return nil, ErrUnknownPost
	}
}
