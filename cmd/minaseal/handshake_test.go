package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

func TestDemo(t *testing.T) {
	keys := t.TempDir()
	for _, scheme := range []string{"o1js-v1", "o1js-v2"} {
		out := succeed(t, "", "demo", "--scheme", scheme, "--key-cache", keys)
		require.Contains(t, out, "verified")
		require.Contains(t, out, "B62q")
	}
	for line := range strings.Lines(succeed(t, "", "demo", "--json", "--key-cache", keys)) {
		require.True(t, json.Valid([]byte(line)), line)
	}
}

// TestDemoOfSealedMessage: the statement about the message that was sent, with the
// profile that binds messages to their run, with no key to make.
//
// covers: PRF-21
func TestDemoOfSealedMessage(t *testing.T) {
	out := succeed(t, "", "demo", "--profile", "sealed-v1", "--statement", "sealed-range")
	require.Contains(t, out, "verified: kimchi-berkeley, statement sealed-range, transparent keys")
	for value, says := range map[string]string{"101": "100", "-1": "payload"} {
		code, out, errOut := minaseal(t, "", "demo", "--profile", "sealed-v1", "--statement", "sealed-range", "--value="+value)
		require.Equal(t, exitFailed, code, value)
		require.NotContains(t, out, "verified")
		require.Contains(t, errOut, says)
	}
	code, _, errOut := minaseal(t, "", "demo", "--profile", "sealed-v1", "--statement", "sealed-range", "--system", "groth16-bn254")
	require.Equal(t, exitUsage, code)
	require.Contains(t, errOut, "--system kimchi-berkeley")
}

// TestDemoRefusesValue: there is no proof that 101 is at most 100.
func TestDemoRefusesValue(t *testing.T) {
	keys := t.TempDir()
	for value, says := range map[string]string{"101": "100", "-1": "payload", "077": "payload", "": "payload"} {
		code, out, errOut := minaseal(t, "", "demo", "--value="+value, "--key-cache", keys)
		require.Equal(t, exitFailed, code, value)
		require.NotContains(t, out, "verified")
		require.NotContains(t, out, "proved")
		require.Contains(t, errOut, says)
	}
}

// TestAppAndWorker runs the two commands against a server, the worker with the
// address that the app printed.
func TestAppAndWorker(t *testing.T) {
	url, keys := natstest.RunServer(t), t.TempDir()
	app := background(t, "app", "--nats", url, "--profile", "zkcw-v1", "--require-proof", "--payload", `{"value":"100"}`, "--key-cache", keys)
	address := app.events.await(t, event("address")).Address
	// The app may still be connecting: the worker says so and is run again.
	require.Eventually(t, func() bool {
		code, _, _ := minaseal(t, "", "worker", "--nats", url, "--profile", "zkcw-v1", "--client", address, "--key-cache", keys)
		return code == exitOK
	}, 30*time.Second, 50*time.Millisecond)
	last, code := app.end()
	require.Equal(t, exitOK, code, app.errOut.String())
	require.Equal(t, "verified", last.Event)
	require.Contains(t, last.Result, `"statement": "range"`)
}

func TestWorkerWithoutApp(t *testing.T) {
	url := natstest.RunServer(t)
	_, address := newKey(t)
	code, _, errOut := minaseal(t, "", "worker", "--nats", url, "--profile", "zkcw-v2", "--client", address, "--key-cache", t.TempDir())
	require.Equal(t, exitFailed, code)
	require.Contains(t, errOut, "start the app first")
}
