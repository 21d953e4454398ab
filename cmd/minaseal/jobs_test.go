package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

// TestJobs runs server, worker, app and the questions about jobs as their users do.
func TestJobs(t *testing.T) {
	keys := t.TempDir()
	launcherKey, _ := newKey(t)
	identityKey, identity := newKey(t)
	server := background(t, "serve", "--listen", "127.0.0.1:0", "--store", t.TempDir())
	defer server.stop(t)
	t.Setenv("NATS_URL", server.events.await(t, event("server")).URL)

	for profile, extra := range map[string]struct{ worker, execute []string }{
		"zkcw-v2": {nil, nil},
		"sealed-v1": {
			[]string{"--identity-key", identityKey, "--statement", "sealed-range"},
			[]string{"--launcher-key", launcherKey, "--worker", identity, "--statement", "sealed-range"},
		},
	} {
		worker := background(t, append([]string{"worker", "--jobs", "--profile", profile, "--key-cache", keys}, extra.worker...)...)
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
		worker.stop(t)

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
	url := natstest.RunServer(t, natstest.JetStream(t))
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
	serve := []string{"serve", "--listen", fmt.Sprintf("127.0.0.1:%d", natstest.FreePort(t)), "--store", store, "--ack-wait", "1s"}
	server := spawn(t, serve...)
	url := server.events.await(t, event("server")).URL
	app := spawn(t, "execute", "--nats", url, "--profile", "zkcw-v2", "--payload", `{"value":"77"}`, "--key-cache", keys, "--attempts", "20", "--retries", "3", "--deadline", "1m")
	job := app.events.await(t, event("state"))
	require.Equal(t, "created", job.State)
	server.kill()

	server = spawn(t, serve...)
	server.events.await(t, event("server"))
	require.Contains(t, succeed(t, "", "job", "show", job.Job, "--nats", url), "state     created")
	work := []string{"worker", "--jobs", "--nats", url, "--profile", "zkcw-v2", "--key-cache", keys}
	first := spawn(t, work...)
	first.events.await(t, func(e entry) bool { return e.Event == "job" && e.Message == "reply-options" })
	first.kill()
	second := spawn(t, work...)
	second.events.await(t, event("ready"))
	require.Equal(t, "verified", app.events.await(t, event("verified")).Event)
	for line := range strings.Lines(succeed(t, "", "job", "list", "--json", "--nats", url)) {
		var record struct{ State, Code string }
		require.NoError(t, json.Unmarshal([]byte(line), &record))
		require.Contains(t, []string{"used ", "failed second_worker"}, record.State+" "+record.Code, line)
	}
}

// TestCommandsWaitForTheirServer: a worker and a launcher that come first wait, say so, and
// do the job when the server is there; they give up after --wait. Connections have names.
func TestCommandsWaitForTheirServer(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	url := "nats://" + address

	ctx, stop := context.WithCancel(context.Background())
	worker, launcher := new(printed), new(printed)
	var both sync.WaitGroup
	code := -1
	both.Go(func() {
		run(ctx, []string{"worker", "--jobs", "--name", "w1", "--nats", url, "--profile", "zkcw-v2", "--system", "kimchi-berkeley"}, strings.NewReader(""), worker, worker)
	})
	both.Go(func() {
		code = run(ctx, []string{"execute", "--nats", url, "--profile", "zkcw-v2", "--payload", `{"value":"77"}`}, strings.NewReader(""), io.Discard, launcher)
		stop()
	})
	worker.await(t, "waiting for one, up to 30s")
	launcher.await(t, "waiting for one, up to 30s")

	s, err := startServer(nil, func(o *server.Options) {
		_, port, _ := net.SplitHostPort(address)
		o.Port, _ = strconv.Atoi(port)
		o.JetStream, o.StoreDir = true, t.TempDir()
	})
	require.NoError(t, err)
	defer s.stop()
	names := map[string]bool{}
	require.Eventually(t, func() bool {
		connections, err := s.Connz(nil)
		require.NoError(t, err)
		for _, c := range connections.Conns {
			if words := strings.Fields(c.Name); len(words) > 1 { // one that has just come has none yet
				names[words[0]+" "+words[1]] = true
			}
		}
		return ctx.Err() != nil
	}, time.Minute, time.Millisecond)
	both.Wait()
	require.Equal(t, exitOK, code, launcher.String())
	for _, name := range []string{"minaseal worker", "minaseal launcher", "minaseal app"} {
		require.Contains(t, names, name)
	}

	for _, args := range [][]string{
		{"worker", "--jobs", "--profile", "zkcw-v2", "--system", "kimchi-berkeley"}, {"execute", "--profile", "zkcw-v2", "--payload", "{}"},
	} {
		code, _, errOut := minaseal(t, "", append(args, "--nats", "nats://127.0.0.1:1", "--wait", "300ms")...)
		require.Equal(t, exitFailed, code)
		require.Contains(t, errOut, "up to 300ms")
	}
}
