package conformance

import (
	"context"
	"encoding/json"
)

// Driver puts an implementation behind one request and one response at a time
// (SPEC A.2). [Run] calls its methods by one at a time.
type Driver interface {
	// Name says where the driver is, for messages: a command line, a NATS instance.
	Name() string
	// Hello asks who the implementation is.
	Hello(ctx context.Context) (*Hello, error)
	// Call executes an operation. The error is a [*Fault] if the driver is to
	// blame, and anything else if the suite is.
	Call(ctx context.Context, op string, in json.RawMessage) (*Response, error)
	// Close ends the driver and frees what it uses.
	Close() error
}

// Hello is what a driver says about itself.
type Hello struct {
	Name         string   `json:"name"`
	Version      string   `json:"version"`
	Language     string   `json:"language"`
	Homepage     string   `json:"homepage"`
	Ops          []string `json:"ops"`
	Schemes      []string `json:"schemes"`
	ProofSystems []string `json:"proofSystems"`
	Codes        bool     `json:"codes"` // it claims the error codes of SPEC [DRV-10]
}

// Status is the kind of a response.
type Status string

// The kinds (SPEC A.2).
const (
	StatusOK          Status = "ok"
	StatusInvalid     Status = "invalid"
	StatusUnsupported Status = "unsupported"
	StatusError       Status = "error"
)

// Response is a driver's answer.
type Response struct {
	Status  Status
	Out     json.RawMessage
	Code    string
	Message string
	Raw     string // the line, or the NATS message, as it came
}
