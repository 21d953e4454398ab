package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
)

func TestSealedDemo(t *testing.T) {
	out := succeed(t, "", "demo", "--profile", "sealed-v1", "--key-cache", t.TempDir())
	require.Contains(t, out, "verified")
	require.Contains(t, out, "launcher")
	for _, args := range [][]string{{"--profile", "zkcw"}, {"--profile", "sealed-v1", "--scheme", "o1js-v1"}} {
		code, _, _ := minaseal(t, "", append([]string{"demo"}, args...)...)
		require.Equal(t, exitUsage, code)
	}
}

// TestSealedAppAndWorker runs app, launcher and worker as their users do. A worker
// with a ticket for another job or for somebody else does not get the job.
func TestSealedAppAndWorker(t *testing.T) {
	url, keys, directory := natstest.RunServer(t), t.TempDir(), t.TempDir()
	launcherKey, launcher := newKey(t)
	identityKey, identity := newKey(t)
	_, stranger := newKey(t)

	app := background(t, "app", "--nats", url, "--profile", "sealed-v1", "--job", "job-1", "--launcher", launcher,
		"--require-proof", "--payload", `{"value":"100"}`, "--key-cache", keys)
	address := app.events.await(t, event("address")).Address
	ticket := func(job, worker string) string {
		name := filepath.Join(directory, job+worker)
		text := succeed(t, "", "ticket", "--key-file", launcherKey, "--job", job, "--app", address, "--worker", worker, "--valid", "1h")
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		return name
	}
	worker := func(args ...string) (int, string) {
		code, _, errOut := minaseal(t, "", append([]string{"worker", "--nats", url, "--profile", "sealed-v1", "--client", address,
			"--identity-key", identityKey, "--key-cache", keys}, args...)...)
		return code, errOut
	}
	good := ticket("job-1", identity)
	code, errOut := worker("--ticket", ticket("job-1", stranger))
	require.Equal(t, exitFailed, code, errOut)
	code, errOut = worker("--ticket", good, "--job", "job-2")
	require.Equal(t, exitFailed, code, errOut)

	require.Eventually(t, func() bool { // the app may still be connecting
		code, errOut = worker("--ticket", ticket("job-2", identity))
		return strings.Contains(errOut, "unknown_job")
	}, 30*time.Second, 50*time.Millisecond)
	require.Equal(t, exitFailed, code)
	code, errOut = worker("--job", "job-1")
	require.Equal(t, exitFailed, code)
	require.Contains(t, errOut, "worker_unauthenticated")
	code, errOut = worker("--ticket", good)
	require.Equal(t, exitOK, code, errOut)
	last, code := app.end()
	require.Equal(t, exitOK, code, app.errOut.String())
	require.Equal(t, "verified", last.Event)
}

func TestSealedFlags(t *testing.T) {
	key, public := newKey(t)
	app := []string{"app", "--nats", "nats://127.0.0.1:1", "--payload", "{}"}
	worker := []string{"worker", "--nats", "nats://127.0.0.1:1", "--client", public}
	ticket := []string{"ticket", "--key-file", key, "--app", public, "--worker", public}
	for _, args := range [][]string{
		append(app, "--profile", "sealed-v1"),
		append(app, "--profile", "sealed-v1", "--job", "j"),
		append(app, "--profile", "sealed-v1", "--pin", public),
		append(app, "--profile", "sealed-v1", "--job", "j", "--pin", public, "--launcher", public),
		append(app, "--profile", "sealed-v1", "--job", "j", "--pin", "B62"),
		append(app, "--profile", "zkcw-v2", "--job", "j"),
		append(app, "--profile", "zkcw-v2", "--pin", public),
		append(worker, "--profile", "sealed-v1", "--identity-key", key),
		append(worker, "--profile", "sealed-v1", "--job", "j"),
		append(worker, "--profile", "sealed-v1", "--identity-key", key, "--ticket", key),
		append(worker, "--profile", "sealed-v1", "--identity-key", key, "--ticket", "no-such-file"),
		append(worker, "--profile", "zkcw-v1", "--identity-key", key),
		append(ticket, "--job", "a b", "--valid", "1h"),
		append(ticket, "--job", "j", "--valid", "-1h"),
		append(ticket, "--job", "j"),
	} {
		code, out, errOut := minaseal(t, "", args...)
		require.Equal(t, exitUsage, code, "%q: %s", args, errOut)
		require.Empty(t, out)
	}
}
