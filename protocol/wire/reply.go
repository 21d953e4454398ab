package wire

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
)

// Reply is one of [OptionsReply], [ExecuteReply], [CloseReply] and [Refusal], what an
// app answers to a worker (SPEC 7.4).
type Reply interface {
	// Command returns data.command: options, execute or close, and "" for a Refusal.
	Command() string
	encode() ([]byte, error)
}

// OptionsReply answers an [OptionsRequest] (SPEC 7.4).
type OptionsReply struct {
	Encrypted string // JSON text of the options' ciphertext, encrypted to the worker's key
}

// ExecuteReply answers a [ReadyRequest] (SPEC 7.4).
type ExecuteReply struct {
	Encrypted string // JSON text of the payload's ciphertext, encrypted to the worker's key
}

// CloseReply answers a [DoneRequest] (SPEC 7.4).
type CloseReply struct {
	// Status is the JSON text of the app's closing value, in the clear. It is empty
	// when the app has none: the member is then absent, as JSON.stringify drops it.
	Status string
}

// Refusal is the answer of an app that does not go on (SPEC 7.4). The encryption
// example never sends one: it stays silent and the worker's request times out.
type Refusal struct {
	Error string // an error code of SPEC 2.3 and nothing else [MSG-15]
}

// Command returns "options".
func (OptionsReply) Command() string { return "options" }

// Command returns "execute".
func (ExecuteReply) Command() string { return "execute" }

// Command returns "close".
func (CloseReply) Command() string { return "close" }

// Command returns "".
func (Refusal) Command() string { return "" }

// EncodeReply returns the bytes of p, those of JSON.stringify in the encryption
// example's app (SPEC 7.1 [MSG-1], 7.4 [MSG-12]).
//
// Errors: [ErrUTF8], [ErrSize]. Variable time.
// Source: nats.js 2.29.3 JSONCodec.encode of {success, data, error}.
func EncodeReply(p Reply) ([]byte, error) {
	return p.encode()
}

func (p OptionsReply) encode() ([]byte, error) {
	return frame(`{"success":true,"data":{"command":"options","encrypted":`, p.Encrypted, "}}")
}

func (p ExecuteReply) encode() ([]byte, error) {
	return frame(`{"success":true,"data":{"command":"execute","encrypted":`, p.Encrypted, "}}")
}

func (p CloseReply) encode() ([]byte, error) {
	if p.Status == "" {
		return []byte(`{"success":true,"data":{"command":"close"}}`), nil
	}
	return frame(`{"success":true,"data":{"command":"close","status":`, p.Status, "}}")
}

func (p Refusal) encode() ([]byte, error) {
	return frame(`{"success":false,"error":`, p.Error, "}")
}

// DecodeReply parses the bytes of a reply strictly (SPEC 7.1, 7.4) and returns an
// OptionsReply, an ExecuteReply, a CloseReply or a Refusal (as values, not pointers).
// Whether it answers the request that was sent is the caller's check.
//
// Errors: [ErrUnknownCommand] for a well-formed reply with another command;
// [ErrMalformed] and [ErrSize] for everything else. Variable time.
func DecodeReply(data []byte) (Reply, error) {
	var success, hasSuccess, hasError bool
	var content *strictjson.Reader
	var refusal Refusal
	err := read(data, func(r *strictjson.Reader) error {
		return r.Object(func(name string) (err error) {
			switch name {
			case "success":
				hasSuccess = true
				success, err = r.Bool()
			case "data":
				content, err = later(r)
			case "error":
				hasError = true
				refusal.Error, err = r.String()
			default:
				err = r.Unknown()
			}
			return err
		})
	})
	switch {
	case err != nil:
		return nil, err
	case hasSuccess && success && content != nil && !hasError:
		return decodeData(content)
	case hasSuccess && !success && content == nil && hasError:
		return refusal, nil
	default:
		return nil, fmt.Errorf("%w: success true needs data alone, false error alone", ErrMalformed)
	}
}

// decodeData reads data, whose other members depend on the command, which may stand
// after them.
func decodeData(r *strictjson.Reader) (Reply, error) {
	var command string
	var hasCommand bool
	others := map[string]*strictjson.Reader{}
	err := r.Object(func(name string) (err error) {
		if name == "command" {
			hasCommand = true
			command, err = r.String()
			return err
		}
		others[name], err = later(r)
		return err
	})
	if err != nil {
		return nil, malformed(err)
	}
	if !hasCommand {
		return nil, fmt.Errorf("%w: command is missing", ErrMalformed)
	}
	switch command {
	case "options":
		encrypted, err := only(others, "encrypted")
		if err != nil {
			return nil, err
		}
		return OptionsReply{Encrypted: encrypted}, nil
	case "execute":
		encrypted, err := only(others, "encrypted")
		if err != nil {
			return nil, err
		}
		return ExecuteReply{Encrypted: encrypted}, nil
	case "close":
		return decodeClose(others)
	default:
		return nil, ErrUnknownCommand
	}
}

func decodeClose(others map[string]*strictjson.Reader) (Reply, error) {
	if len(others) == 0 {
		return CloseReply{}, nil
	}
	status, err := only(others, "status")
	if err != nil {
		return nil, err
	}
	if status == "" {
		return nil, fmt.Errorf("%w: status is empty", ErrMalformed)
	}
	return CloseReply{Status: status}, nil
}

// only returns the string of the member name, which must be the only one.
func only(members map[string]*strictjson.Reader, name string) (string, error) {
	value, ok := members[name]
	if !ok || len(members) != 1 {
		return "", fmt.Errorf("%w: expected the member %s alone", ErrMalformed, name)
	}
	text, err := value.String()
	if err != nil {
		return "", malformed(err)
	}
	return text, nil
}
