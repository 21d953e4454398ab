package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
)

// The names of SPEC A.2, and those of the errors that a bridge sends in place of
// an answer: what a driver did wrong crosses NATS as a [Fault].
const (
	serviceName    = "minaseal-driver"
	serviceVersion = "1.0.0"
	subjectPrefix  = "conformance.v1."

	errorFault   = "driver-fault"
	errorRequest = "bad-request"
	errorBridge  = "bridge"
)

// subject returns the subject of an operation of an instance.
func subject(instance, op string) string { return subjectPrefix + instance + "." + op }

// bridge serves a driver as a micro service.
type bridge struct {
	mu     sync.Mutex // a driver is called by one at a time
	driver Driver
	ctx    context.Context
}

// Serve registers a driver as the micro service minaseal-driver (SPEC A.2), with
// one endpoint for each operation, below the subject conformance.v1.<instance>. It
// serves until stop is called; stop does not close the driver.
func Serve(conn *nats.Conn, instance string, d Driver) (stop func() error, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	b := &bridge{driver: d, ctx: ctx}
	service, err := micro.AddService(conn, micro.Config{
		Name: serviceName, Version: serviceVersion, Description: d.Name(), Metadata: map[string]string{"instance": instance},
	})
	if err != nil {
		cancel()
		return nil, err
	}
	for _, op := range Operations() {
		handler := micro.HandlerFunc(func(r micro.Request) { b.serve(op, r) })
		name := strings.ReplaceAll(op, ".", "-")
		if err := service.AddEndpoint(name, handler, micro.WithEndpointSubject(subject(instance, op))); err != nil {
			cancel()
			return nil, errors.Join(err, service.Stop())
		}
	}
	return func() error {
		cancel()
		return service.Stop()
	}, nil
}

// serve answers one request.
func (b *bridge) serve(op string, r micro.Request) {
	var request struct {
		ID json.RawMessage `json:"id"`
		Op string          `json:"op"`
		In json.RawMessage `json:"in"`
	}
	if err := json.Unmarshal(r.Data(), &request); err != nil || request.ID == nil || request.Op != op {
		_ = r.Error(errorRequest, "not a request for "+op, nil) // a connection that is gone has nobody to tell
		return
	}
	b.mu.Lock()
	response, err := b.driver.Call(b.ctx, op, request.In)
	b.mu.Unlock()
	var fault *Fault
	switch {
	case errors.As(err, &fault):
		text, _ := json.Marshal(fault) // strings alone
		_ = r.Error(errorFault, "the driver broke the protocol", text)
	case err != nil:
		_ = r.Error(errorBridge, err.Error(), nil)
	default:
		_ = r.Respond(response.encode(request.ID))
	}
}

// encode returns the response to the request of the given id.
func (r *Response) encode(id json.RawMessage) []byte {
	text, _ := marshal(struct { // out is JSON: it came as such
		ID      json.RawMessage `json:"id"`
		Status  Status          `json:"status"`
		Out     json.RawMessage `json:"out,omitempty"`
		Code    string          `json:"code,omitempty"`
		Message string          `json:"message,omitempty"`
	}{id, r.Status, r.Out, r.Code, r.Message})
	return text
}
