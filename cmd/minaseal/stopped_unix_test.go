//go:build unix

package main

import (
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestStoppedProcess stops a worker in mid-run, as a machine that sleeps does: another worker
// does a new job, and the one that wakes says what has become of its own.
func TestStoppedProcess(t *testing.T) {
	keys := t.TempDir()
	server := spawn(t, "serve", "--listen", "127.0.0.1:0", "--store", t.TempDir(), "--ack-wait", "1s")
	url := server.events.await(t, event("server")).URL
	work := []string{"worker", "--jobs", "--nats", url, "--profile", "zkcw-v2", "--system", "kimchi-berkeley"}
	sleeping := spawn(t, work...)
	sleeping.events.await(t, event("ready"))
	app := spawn(t, "execute", "--nats", url, "--profile", "zkcw-v2", "--payload", `{"value":"77"}`, "--key-cache", keys, "--attempts", "3", "--retries", "3", "--deadline", "1m")
	sleeping.events.await(t, func(e entry) bool { return e.Event == "job" && e.Message == "reply-options" })
	require.NoError(t, sleeping.command.Process.Signal(syscall.SIGSTOP))

	awake := spawn(t, work...)
	awake.events.await(t, event("ready"))
	require.Equal(t, "verified", app.events.await(t, event("verified")).Event)
	require.NoError(t, sleeping.command.Process.Signal(syscall.SIGCONT))
	ended := sleeping.events.await(t, func(e entry) bool { return e.Event == "job" && e.Code != "" })
	require.Contains(t, []string{"second_worker", "closed", "out_of_order", "timeout", "no_responder"}, ended.Code, ended.Message)
}
