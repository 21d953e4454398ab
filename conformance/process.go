package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// ProcessConfig says how to run a driver's program.
type ProcessConfig struct {
	Args  []string      // the program and its arguments
	Env   []string      // more variables, NAME=value
	Start time.Duration // until the first answer; 0 is one minute
	Reply time.Duration // until every other answer; 0 is 10 seconds
	Trace *Trace        // nil if nobody wants the wire
}

// The deadlines of a ProcessConfig that names none.
const (
	defaultStart = time.Minute
	defaultReply = 10 * time.Second
)

// Process is a driver on standard input and output (SPEC A.2). The program is
// started at the first call. When it breaks the protocol, it is killed with all
// it started, and the next call starts it anew. A start says hello first, so that
// the deadline of a case does not pay for it.
type Process struct {
	config  ProcessConfig
	child   *child // nil when none runs
	hello   *Hello
	request int64 // id of the last request
}

// NewProcess returns a driver that is not yet started.
func NewProcess(config ProcessConfig) *Process {
	if config.Start == 0 {
		config.Start = defaultStart
	}
	if config.Reply == 0 {
		config.Reply = defaultReply
	}
	return &Process{config: config}
}

// Name returns the command line.
func (p *Process) Name() string { return strings.Join(p.config.Args, " ") }

// Hello implements [Driver].
func (p *Process) Hello(ctx context.Context) (*Hello, error) {
	if p.child == nil {
		if err := p.start(ctx); err != nil {
			return nil, err
		}
	}
	return p.hello, nil
}

// Call implements [Driver].
func (p *Process) Call(ctx context.Context, op string, in json.RawMessage) (*Response, error) {
	if _, err := p.Hello(ctx); err != nil {
		return nil, err
	}
	return p.exchange(ctx, op, in, p.config.Reply)
}

// Close ends the program: by the end of its input or, a little later, by force.
func (p *Process) Close() error {
	if p.child != nil {
		p.child.finish(hardStop) // what it says now, nobody asked for
		p.child = nil
	}
	return nil
}

// start starts the program and says hello.
func (p *Process) start(ctx context.Context) error {
	child, err := startChild(p.config.Args, p.config.Env)
	if err != nil {
		return &Fault{Kind: FaultExit, Text: "cannot be started: " + err.Error()}
	}
	p.child = child
	response, err := p.exchange(ctx, "hello", nil, p.config.Start)
	if err != nil {
		return err
	}
	hello, fault := decodeHello(response)
	if fault != nil {
		return p.end(fault)
	}
	p.hello = hello
	return nil
}

// end kills the program if the fault is one after which it cannot be used, and
// completes the fault.
func (p *Process) end(f *Fault) *Fault {
	if !f.Kind.broken() {
		return f
	}
	if f.Kind == FaultExit {
		p.child.finish(hardStop)
		f.Text += ", " + p.child.cmd.ProcessState.String()
	}
	p.child.kill()
	f.Stderr = p.child.stderr.String()
	p.child = nil
	return f
}

// exchange sends a request to the running program and reads the response.
func (p *Process) exchange(ctx context.Context, op string, in json.RawMessage, limit time.Duration) (*Response, error) {
	p.request++
	request, err := encodeRequest(p.request, op, in)
	if err != nil {
		return nil, err
	}
	select {
	case line, more := <-p.child.lines:
		return nil, p.end(unasked(line, more))
	default:
	}
	p.config.Trace.To(p.Name(), string(request))
	child := p.child
	written := make(chan struct{})
	go func() {
		defer close(written)
		_, _ = child.stdin.Write(append(request, '\n')) // a broken pipe shows as the end of the output
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	var response *Response
	select {
	case line, more := <-child.lines:
		var fault *Fault
		if response, fault = p.judgeLine(line, more); fault != nil {
			return nil, p.end(fault)
		}
	case <-timer.C:
		return nil, p.end(silence(limit, child.halfLine()))
	case <-ctx.Done():
		child.kill()
		p.child = nil
		return nil, ctx.Err()
	}
	select {
	case <-written:
		return response, nil
	case <-timer.C:
		return nil, p.end(&Fault{Kind: FaultOrder, Text: "an answer before the request was read", Line: shorten(response.Raw)})
	}
}

// silence is the fault of a program that did not answer, or began to.
func silence(limit time.Duration, half string) *Fault {
	fault := &Fault{Kind: FaultTimeout, Text: fmt.Sprintf("no answer within %v", limit), Line: shorten(half)}
	if half != "" {
		fault.Text += ", but half a line"
	}
	return fault
}

// judgeLine reads the line that came in answer to the last request; more is false
// if the output ended instead.
func (p *Process) judgeLine(line outputLine, more bool) (*Response, *Fault) {
	switch {
	case !more:
		return nil, &Fault{Kind: FaultExit, Text: "the program ended"}
	case line.tooLong:
		return nil, &Fault{Kind: FaultLine, Text: fmt.Sprintf("a line of more than %d bytes", MaxAnswer), Line: shorten(string(line.text))}
	case line.half:
		return nil, &Fault{Kind: FaultLine, Text: "the output ended within a line", Line: shorten(string(line.text))}
	}
	p.config.Trace.From(p.Name(), string(line.text))
	return decodeResponse(line.text, p.request)
}

// unasked is the fault of a line, or an end of the output, between two requests.
func unasked(line outputLine, more bool) *Fault {
	if !more {
		return &Fault{Kind: FaultExit, Text: "the program ended"}
	}
	return &Fault{Kind: FaultOrder, Text: "a line that nobody asked for (logs belong on standard error)", Line: shorten(string(line.text))}
}
