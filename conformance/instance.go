package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
)

// instance is a driver that is a NATS micro service (SPEC A.2), bridged or by
// itself.
type instance struct {
	conn    *nats.Conn
	name    string
	label   string
	limit   time.Duration
	trace   *Trace
	hello   *Hello
	request int64
}

// newInstance returns the driver that answers below conformance.v1.<name>, each
// request within limit. The connection stays the caller's.
func newInstance(conn *nats.Conn, name string, limit time.Duration, trace *Trace) *instance {
	return &instance{conn: conn, name: name, label: "nats:" + name, limit: limit, trace: trace}
}

// Name implements [Driver].
func (i *instance) Name() string { return i.label }

// Close implements [Driver]; the service is not the suite's to end.
func (i *instance) Close() error { return nil }

// Hello implements [Driver].
func (i *instance) Hello(ctx context.Context) (*Hello, error) {
	if i.hello != nil {
		return i.hello, nil
	}
	response, err := i.exchange(ctx, "hello", nil)
	if errors.Is(err, nats.ErrNoResponders) {
		return nil, &Fault{Kind: FaultExit, Text: "nobody listens on " + subject(i.name, "hello")}
	}
	if err != nil {
		return nil, err
	}
	hello, fault := decodeHello(response)
	if fault != nil {
		return nil, fault
	}
	i.hello = hello
	return hello, nil
}

// Call implements [Driver]. An operation without an endpoint is unsupported, unless
// hello announced it: then the service is gone.
func (i *instance) Call(ctx context.Context, op string, in json.RawMessage) (*Response, error) {
	hello, err := i.Hello(ctx)
	if err != nil {
		return nil, err
	}
	response, err := i.exchange(ctx, op, in)
	switch {
	case !errors.Is(err, nats.ErrNoResponders):
		return response, err
	case slices.Contains(hello.Ops, op):
		i.hello = nil
		return nil, &Fault{Kind: FaultExit, Text: "nobody listens on " + subject(i.name, op) + " any more"}
	default:
		return &Response{Status: StatusUnsupported, Message: "no endpoint " + subject(i.name, op)}, nil
	}
}

// exchange sends a request and reads the response. Nobody listening is
// nats.ErrNoResponders.
func (i *instance) exchange(ctx context.Context, op string, in json.RawMessage) (*Response, error) {
	i.request++
	request, err := encodeRequest(i.request, op, in)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, i.limit)
	defer cancel()
	i.trace.To(i.Name(), string(request))
	message, err := i.conn.RequestWithContext(limited, subject(i.name, op), request)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrTimeout):
		return nil, &Fault{Kind: FaultTimeout, Text: fmt.Sprintf("no answer within %v", i.limit)}
	case err != nil:
		return nil, err
	}
	i.trace.From(i.Name(), string(message.Data))
	if code := message.Header.Get(micro.ErrorCodeHeader); code != "" {
		return nil, serviceError(code, message)
	}
	if len(message.Data) > MaxAnswer {
		return nil, &Fault{Kind: FaultLine, Text: fmt.Sprintf("a message of more than %d bytes", MaxAnswer), Line: shorten(string(message.Data))}
	}
	response, fault := decodeResponse(message.Data, i.request)
	if fault != nil {
		return nil, fault
	}
	return response, nil
}

// serviceError reads the error of a micro service: the fault that a bridge passes
// on, or the service's own.
func serviceError(code string, message *nats.Msg) error {
	text := message.Header.Get(micro.ErrorHeader)
	switch code {
	case errorBridge:
		return errors.New("bridge: " + text)
	case errorFault:
		fault := new(Fault)
		if err := json.Unmarshal(message.Data, fault); err != nil {
			return fmt.Errorf("bridge: %w", err)
		}
		return fault
	default:
		return &Fault{Kind: FaultAnswer, Text: "a service error " + code, Line: shorten(text)}
	}
}
