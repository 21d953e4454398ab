package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// events are the entries that a command with --json writes; the channel is closed at
// its end. It holds more of them than any test makes, so that no command waits.
type events chan entry

func readEvents(out io.Reader) events {
	e := make(events, 1000)
	go func() {
		defer close(e)
		scanner := bufio.NewScanner(out)
		scanner.Buffer(nil, 1<<20)
		for scanner.Scan() {
			var line entry
			if json.Unmarshal(scanner.Bytes(), &line) == nil {
				e <- line
			}
		}
	}()
	return e
}

func event(name string) func(entry) bool { return func(e entry) bool { return e.Event == name } }

// await returns the first entry that fits.
func (e events) await(t *testing.T, fits func(entry) bool) entry {
	t.Helper()
	timer := time.After(time.Minute)
	for {
		select {
		case line, open := <-e:
			if !open {
				t.Fatal("the command has ended")
			}
			if fits(line) {
				return line
			}
		case <-timer:
			t.Fatal("the command does not say it")
		}
	}
}

// running is a command that runs in this process beside the test.
type running struct {
	events events
	cancel context.CancelFunc
	code   chan int
	errOut bytes.Buffer // for whom has waited for the code
}

// background runs a command with --json.
func background(t *testing.T, args ...string) *running {
	t.Helper()
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	r := &running{events: readEvents(read), cancel: cancel, code: make(chan int, 1)}
	go func() {
		code := run(ctx, append(args, "--json"), strings.NewReader(""), write, &r.errOut)
		_ = write.Close() // a pipe's never fails
		r.code <- code
	}()
	return r
}

// stop ends the command as an interrupt does; it must end well.
func (r *running) stop(t *testing.T) {
	t.Helper()
	r.cancel()
	require.Equal(t, exitOK, <-r.code, r.errOut.String())
}

// end waits for the end of the command and returns its last entry and exit code.
func (r *running) end() (last entry, code int) {
	for e := range r.events {
		last = e
	}
	return last, <-r.code
}

// process is a command that runs as a process of its own.
type process struct {
	events  events
	command *exec.Cmd
}

// spawn starts a command with --json.
func spawn(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{command: exec.Command(os.Args[0], append(append([]string{drive, "command"}, args...), "--json")...)}
	var errOut bytes.Buffer
	p.command.Stderr = &errOut
	out, err := p.command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.command.Start())
	p.events = readEvents(out)
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Log(args[0], errOut.String())
		}
	})
	return p
}

// kill ends the process as a crash does, unless it has ended.
func (p *process) kill() {
	_ = p.command.Process.Kill()
	for range p.events {
	}
	_ = p.command.Wait() // killed: there is nothing to learn
}
