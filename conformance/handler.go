package conformance

import (
	"context"
	"encoding/json"

	"github.com/minaseal/minaseal/internal/driver"
)

// Handler is a driver inside this process: a function from a line to a response.
// It is judged as a program is, on the bytes of its answer.
type Handler struct {
	name    string
	handle  func(line []byte) []byte
	request int64
}

// NewHandler returns the driver of a function that answers one request, a JSON
// object, with one response, both as SPEC A.2 has them, without a line end.
func NewHandler(name string, handle func(line []byte) []byte) *Handler {
	return &Handler{name: name, handle: handle}
}

// Own returns this module's implementation as a driver.
func Own() *Handler {
	return NewHandler("minaseal", func(line []byte) []byte {
		text, _ := marshal(driver.HandleLine(line)) // the members are JSON already
		return text
	})
}

// Name implements [Driver].
func (h *Handler) Name() string { return h.name }

// Close implements [Driver].
func (h *Handler) Close() error { return nil }

// Hello implements [Driver].
func (h *Handler) Hello(ctx context.Context) (*Hello, error) {
	response, err := h.Call(ctx, "hello", nil)
	if err != nil {
		return nil, err
	}
	hello, fault := decodeHello(response)
	if fault != nil {
		return nil, fault
	}
	return hello, nil
}

// Call implements [Driver].
func (h *Handler) Call(_ context.Context, op string, in json.RawMessage) (*Response, error) {
	h.request++
	line, err := encodeRequest(h.request, op, in)
	if err != nil {
		return nil, err
	}
	response, fault := decodeResponse(h.handle(line), h.request)
	if fault != nil {
		return nil, fault
	}
	return response, nil
}
