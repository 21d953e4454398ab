package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

// TestExecuteEndsAtItsDeadline: the server stops for good, before or while a job is under
// way. The command ends with a code, and not later than a second after its deadline.
//
// covers: JOB-29, NAT-27
func TestExecuteEndsAtItsDeadline(t *testing.T) {
	const deadline = 3 * time.Second
	execute := func(where string, said io.Writer) (int, time.Duration) {
		begun := time.Now()
		code := run(context.Background(), []string{"execute", "--nats", where, "--profile", "zkcw-v2", "--json",
			"--payload", `{"value":"77"}`, "--deadline", deadline.String()}, strings.NewReader(""), said, io.Discard)
		return code, time.Since(begun)
	}
	out, outWrite := io.Pipe()
	type ending struct {
		code int
		took time.Duration
	}
	ended := make(chan ending, 1)
	server := natstest.StartServer(t, natstest.JetStream(t))
	go func() {
		code, took := execute(server.URL(), outWrite)
		_ = outWrite.Close()
		ended <- ending{code, took}
	}()
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.Contains(lines.Text(), `"state":"created"`) {
	}
	server.Stop()
	go func() { _, _ = io.Copy(io.Discard, out) }()
	got := <-ended
	require.Equal(t, exitFailed, got.code)
	require.Less(t, got.took, deadline+time.Second+testPause)
	require.Greater(t, got.took, deadline-time.Second)

	code, took := execute(server.URL(), io.Discard)
	require.Equal(t, exitFailed, code)
	require.Less(t, took, deadline+time.Second+testPause)
}

// testPause is what a busy machine may add.
const testPause = time.Second

// TestAppOutlivesTheServer: the server of an app that waits stops and comes back. The
// app says both, and the worker that comes then gets the job.
//
// covers: NAT-25
func TestAppOutlivesTheServer(t *testing.T) {
	keys := t.TempDir()
	out, outWrite := io.Pipe()
	log, logWrite := io.Pipe()
	done := make(chan int, 1)
	var where, app string
	lines := bufio.NewScanner(log)
	t.Run("first server", func(t *testing.T) {
		where = natstest.RunServer(t)
		go func() {
			code := run(context.Background(), []string{"app", "--nats", where, "--profile", "zkcw-v2", "--json",
				"--payload", `{"value":"77"}`, "--key-cache", keys}, strings.NewReader(""), outWrite, logWrite)
			_ = outWrite.Close()
			_ = logWrite.Close()
			done <- code
		}()
		events := bufio.NewReader(out)
		line, err := events.ReadBytes('\n')
		require.NoError(t, err)
		var first entry
		require.NoError(t, json.Unmarshal(line, &first))
		app = first.Address
		go func() { _, _ = io.Copy(io.Discard, events) }() // until the app ends
		conn, err := nats.Connect(where)
		require.NoError(t, err)
		defer conn.Close()
		require.Eventually(t, func() bool { // who listens is silent to this
			_, err := conn.Request("zkcw:"+app, []byte("{"), time.Second)
			return errors.Is(err, nats.ErrTimeout)
		}, 30*time.Second, 10*time.Millisecond)
	})
	said := func(words string) {
		t.Helper()
		for lines.Scan() {
			if strings.Contains(lines.Text(), words) {
				return
			}
		}
		t.Fatalf("the app does not say %q", words)
	}
	said("is lost")
	u, err := url.Parse(where)
	require.NoError(t, err)
	port, err := strconv.Atoi(u.Port())
	require.NoError(t, err)
	require.Equal(t, where, natstest.RunServer(t, func(o *server.Options) { o.Port = port }))
	said("connected to NATS again")
	go func() { _, _ = io.Copy(io.Discard, log) }()
	succeed(t, "", "worker", "--nats", where, "--profile", "zkcw-v2", "--client", app, "--key-cache", keys)
	require.Equal(t, exitOK, <-done)
}
