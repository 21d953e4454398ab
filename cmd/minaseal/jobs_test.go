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

	"github.com/minaseal/minaseal/internal/testkit"
)

// process is a command that runs as a process of its own.
type process struct {
	t       *testing.T
	command *exec.Cmd
	lines   chan entry
}

// spawn starts a command with --json.
func spawn(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{t: t, command: exec.Command(os.Args[0], append(append([]string{drive, "command"}, args...), "--json")...), lines: make(chan entry, 1000)}
	var errOut bytes.Buffer
	p.command.Stderr = &errOut
	out, err := p.command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.command.Start())
	go func() {
		defer close(p.lines)
		scanner := bufio.NewScanner(out)
		scanner.Buffer(nil, 1<<20)
		for scanner.Scan() {
			var e entry
			if json.Unmarshal(scanner.Bytes(), &e) == nil {
				p.lines <- e
			}
		}
	}()
	t.Cleanup(func() {
		_ = p.command.Process.Kill()
		_, _ = p.command.Process.Wait()
		if t.Failed() {
			t.Log(args[0], errOut.String())
		}
	})
	return p
}

// await returns the first line that fits.
func (p *process) await(fits func(entry) bool) entry {
	p.t.Helper()
	timer := time.After(time.Minute)
	for {
		select {
		case e, open := <-p.lines:
			if !open {
				p.t.Fatal("the command has ended")
			}
			if fits(e) {
				return e
			}
		case <-timer:
			p.t.Fatal("the command does not say it")
		}
	}
}

func event(name string) func(entry) bool { return func(e entry) bool { return e.Event == name } }

// kill ends the process as a crash does.
func (p *process) kill() {
	require.NoError(p.t, p.command.Process.Kill())
	_, _ = p.command.Process.Wait()
}

// background runs a command in this process until stop is called; it must then end well.
func background(t *testing.T, args ...string) (events *bufio.Scanner, stop func()) {
	t.Helper()
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	var errOut bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, args, strings.NewReader(""), write, &errOut)
		write.Close()
	}()
	events = bufio.NewScanner(read)
	return events, func() {
		cancel()
		for events.Scan() {
		}
		require.Equal(t, exitOK, <-done, errOut.String())
	}
}

// TestJobs runs server, worker, app and the questions about jobs as their users do.
func TestJobs(t *testing.T) {
	keys := t.TempDir()
	launcherKey, _ := newKey(t)
	identityKey, identity := newKey(t)
	events, stopServer := background(t, "serve", "--listen", "127.0.0.1:0", "--store", t.TempDir(), "--json")
	defer stopServer()
	require.True(t, events.Scan())
	var server entry
	require.NoError(t, json.Unmarshal(events.Bytes(), &server))
	require.Equal(t, "server", server.Event)
	t.Setenv("NATS_URL", server.URL)

	for profile, extra := range map[string]struct{ worker, execute []string }{
		"zkcw-v2":   {nil, nil},
		"sealed-v1": {[]string{"--identity-key", identityKey}, []string{"--launcher-key", launcherKey, "--worker", identity}},
	} {
		worker, stopWorker := background(t, append([]string{"worker", "--jobs", "--profile", profile, "--key-cache", keys, "--json"}, extra.worker...)...)
		go func() {
			for worker.Scan() {
			}
		}()
		out := succeed(t, "", append([]string{"execute", "--profile", profile, "--payload", `{"value":"77"}`, "--key-cache", keys, "--json"}, extra.execute...)...)
		var last, launched entry
		for line := range strings.Lines(out) {
			last = entry{}
			require.NoError(t, json.Unmarshal([]byte(line), &last))
			if last.Job != "" {
				launched = last
			}
		}
		require.Equal(t, "verified", last.Event)
		require.Equal(t, "used", launched.State)
		stopWorker()

		require.Contains(t, succeed(t, "", "job", "list"), launched.Job)
		require.Contains(t, succeed(t, "", "job", "show", launched.Job), "state     used")
		require.Contains(t, succeed(t, "", "job", "show", launched.Job, "--json"), `"state":"used"`)
		require.True(t, strings.HasPrefix(succeed(t, "", "job", "wait", launched.Job, "--result"), `"{\"publicKey\"`))
		require.Contains(t, succeed(t, "", "job", "logs", launched.Job), "reply-execute")
		require.Contains(t, succeed(t, "", "job", "cancel", launched.Job), "used", "too late")
	}

	code, out, errOut := minaseal(t, "", "execute", "--profile", "zkcw-v2", "--payload", "{}", "--deadline", "300ms")
	require.Equal(t, exitFailed, code, errOut)
	require.NotContains(t, out, "verified")
	require.Contains(t, errOut, "timeout")
	code, _, errOut = minaseal(t, "", "job", "show", "nobody-launched-this")
	require.Equal(t, exitFailed, code)
	require.Contains(t, errOut, "no such job")
}

func TestJobFlags(t *testing.T) {
	url := testkit.RunServer(t, testkit.JetStream(t))
	_, public := newKey(t)
	t.Setenv("NATS_URL", url)
	for _, args := range [][]string{
		{"serve", "--listen", "nowhere"},
		{"serve", "--listen", "127.0.0.1:x"},
		{"serve", "--config", "no-such-file"},
		{"worker", "--profile", "zkcw-v2"},
		{"worker", "--profile", "zkcw-v2", "--jobs", "--client", public},
		{"worker", "--profile", "zkcw-v3", "--jobs"},
		{"worker", "--profile", "zkcw-v2", "--jobs", "--ticket", "x"},
		{"worker", "--profile", "sealed-v1", "--jobs"},
		{"execute", "--profile", "zkcw-v2"},
		{"execute", "--profile", "zkcw-v2", "--payload", "{}", "--worker", public},
		{"execute", "--profile", "sealed-v1", "--payload", "{}"},
		{"execute", "--profile", "sealed-v1", "--payload", "{}", "--worker", "B62"},
		{"execute", "--profile", "zkcw-v2", "--payload", "{}", "--attempts", "101"},
		{"job", "show"},
		{"job", "show", "a", "b"},
		{"job", "show", "a b"},
	} {
		code, out, errOut := minaseal(t, "", args...)
		require.Equal(t, exitUsage, code, "%q: %s", args, errOut)
		require.Empty(t, out)
	}
	for _, command := range []string{"list", "show", "wait", "logs", "cancel"} {
		require.Contains(t, succeed(t, "", "job", command, "--help"), "Examples:")
	}
}

// TestKilledProcesses kills the server while a job waits, then the worker that takes it:
// the job is there when the server is, and ends, finished or by name.
func TestKilledProcesses(t *testing.T) {
	keys, store := t.TempDir(), t.TempDir()
	succeed(t, "", "demo", "--key-cache", keys) // makes the keys
	serve := []string{"serve", "--listen", "127.0.0.1:0", "--store", store, "--ack-wait", "1s"}
	server := spawn(t, serve...)
	url := server.await(event("server")).URL
	serve[2] = strings.TrimPrefix(url, "nats://")
	app := spawn(t, "execute", "--nats", url, "--profile", "zkcw-v2", "--payload", `{"value":"77"}`, "--key-cache", keys, "--attempts", "20", "--retries", "3", "--deadline", "1m")
	job := app.await(event("state"))
	require.Equal(t, "created", job.State)
	server.kill()

	server = spawn(t, serve...)
	server.await(event("server"))
	require.Contains(t, succeed(t, "", "job", "show", job.Job, "--nats", url), "state     created")
	work := []string{"worker", "--jobs", "--nats", url, "--profile", "zkcw-v2", "--key-cache", keys}
	first := spawn(t, work...)
	first.await(func(e entry) bool { return e.Event == "job" && e.Message == "reply-options" })
	first.kill()
	second := spawn(t, work...)
	second.await(event("ready"))
	require.Equal(t, "verified", app.await(event("verified")).Event)
	for line := range strings.Lines(succeed(t, "", "job", "list", "--json", "--nats", url)) {
		var record struct{ State, Code string }
		require.NoError(t, json.Unmarshal([]byte(line), &record))
		require.Contains(t, []string{"used ", "failed second_worker"}, record.State+" "+record.Code, line)
	}
}
