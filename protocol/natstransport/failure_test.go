package natstransport_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/wire"
)

// runWorker runs a worker for an app key and returns its error and transcript.
func runWorker(t *testing.T, ctx context.Context, config natstransport.Config, app *address.PublicKey, prove natstransport.ProveFunc) (*transcript, error) {
	t.Helper()
	log := newTranscript()
	config.Observe = log.observe
	worker := newWorker(t, protocol.ZKCWv2, app)
	_, err := natstransport.RunWorker(ctx, config, worker, prove)
	require.Error(t, err)
	require.Equal(t, protocol.StateFailed, worker.State())
	requireNoSecret(t, log)
	for _, secret := range []string{"OPTIONS-q7Zk", "PAYLOAD-x3Wd", "RESULT-p9Rt"} {
		require.NotContains(t, err.Error(), secret)
	}
	return log, err
}

// covers: NAT-11
func TestNoResponder(t *testing.T) {
	url := natstest.RunServer(t)
	log, err := runWorker(t, t.Context(), natstransport.Config{Server: at(url)}, address.GeneratePrivateKey().PublicKey(), prover(t))
	require.ErrorIs(t, err, protocol.ErrNoResponder)
	require.Equal(t, []string{"local start", "sent request-options", "local no-responder no_responder"}, log.lines())
}

// answer makes a test answer every request to an app key by hand.
func answer(t *testing.T, url string, app *address.PublicKey, reply func(*nats.Msg)) {
	t.Helper()
	conn := client(t, url)
	_, err := conn.Subscribe(protocol.ZKCWv2.Subject(app), reply)
	require.NoError(t, err)
	require.NoError(t, conn.Flush())
}

// covers: NAT-9, NAT-10
func TestRequestTimeout(t *testing.T) {
	url := natstest.RunServer(t)
	app := address.GeneratePrivateKey().PublicKey()
	answer(t, url, app, func(*nats.Msg) {})
	for _, x := range []struct{ configured, least time.Duration }{{0, time.Second}, {50 * time.Millisecond, 50 * time.Millisecond}} {
		begin := time.Now()
		log, err := runWorker(t, t.Context(), natstransport.Config{Server: at(url), RequestTimeout: x.configured}, app, prover(t))
		require.ErrorIs(t, err, protocol.ErrTimeout)
		require.Equal(t, "timeout", coded.Code(err))
		require.GreaterOrEqual(t, time.Since(begin), x.least)
		require.Equal(t, []string{"local start", "sent request-options", "local timeout timeout"}, log.lines())
	}
}

// TestBadReplies: whatever is not the awaited reply ends the worker.
//
// covers: HSK-11, MSG-13
func TestBadReplies(t *testing.T) {
	url := natstest.RunServer(t)
	for reply, code := range map[string]string{
		"":                                    "malformed_json",
		`{"success":true}`:                    "malformed_json",
		`{"success":false,"error":"timeout"}`: "peer_refused",
		`{"success":false,"error":"q7Zk"}`:    "peer_refused",
		`{"success":true,"data":{"command":"close","status":"{}"}}`:      "out_of_order",
		`{"success":true,"data":{"command":"sleep"}}`:                    "out_of_order",
		`{"success":true,"data":{"command":"options","encrypted":"{}"}}`: "malformed_json",
	} {
		app := address.GeneratePrivateKey().PublicKey()
		answer(t, url, app, func(m *nats.Msg) { _ = m.Respond([]byte(reply)) })
		log, err := runWorker(t, t.Context(), natstransport.Config{Server: at(url)}, app, prover(t))
		require.Equal(t, code, coded.Code(err), reply)
		require.Len(t, log.all(), 3)
	}
}

// TestFirstReplyCounts: a second message on the reply subject changes nothing.
//
// covers: NAT-7
func TestFirstReplyCounts(t *testing.T) {
	url := natstest.RunServer(t)
	app := address.GeneratePrivateKey().PublicKey()
	answer(t, url, app, func(m *nats.Msg) {
		_ = m.Respond([]byte(`{"success":false,"error":"timeout"}`))
		_ = m.Respond([]byte(`{`))
	})
	_, err := runWorker(t, t.Context(), natstransport.Config{Server: at(url)}, app, prover(t))
	require.ErrorIs(t, err, protocol.ErrPeerRefused)
}

// TestProverFails: what the prover says stays with it.
func TestProverFails(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = 4096 })
	for _, x := range []struct {
		prove natstransport.ProveFunc
		code  string
	}{
		{func(_ context.Context, _, payload string) (string, error) { return "", errors.New("no: " + payload) }, "statement_unsatisfied"},
		{func(context.Context, string, string) (string, error) { return "", wire.ErrMalformed }, "malformed_json"},
		{func(context.Context, string, string) (string, error) { return strings.Repeat("x", 4000), nil }, "wrong_length"},
	} {
		app := startApp(t, protocol.ZKCWv2, natstransport.Config{Server: at(url)})
		log, err := runWorker(t, t.Context(), natstransport.Config{Server: at(url)}, app.key.PublicKey(), x.prove)
		require.Equal(t, x.code, coded.Code(err))
		require.Equal(t, "local prove-failed "+x.code, log.lines()[5])
		app.cancel()
		app.wait(t)
		require.Equal(t, "closed", coded.Code(app.err))
	}
}

// TestDeadline: a prover that does not end is stopped, and so is the app that waits for
// it. The worker gets more time if the machine is too slow for it to reach the prover.
//
// covers: NAT-16, HSK-19
func TestDeadline(t *testing.T) {
	url := natstest.RunServer(t)
	var reached atomic.Bool
	for limit := 100 * time.Millisecond; !reached.Load(); limit *= 2 {
		require.Less(t, limit, patience)
		app := startApp(t, protocol.ZKCWv2, natstransport.Config{Server: at(url), Deadline: 4 * limit})
		config := natstransport.Config{Server: at(url), Deadline: limit}
		log, err := runWorker(t, t.Context(), config, app.key.PublicKey(), func(ctx context.Context, _, _ string) (string, error) {
			reached.Store(true)
			<-ctx.Done()
			return "", ctx.Err()
		})
		app.wait(t)
		require.Equal(t, "timeout", coded.Code(err))
		require.Equal(t, "timeout", coded.Code(app.err))
		require.Equal(t, protocol.StateFailed, app.app.State())
		if reached.Load() {
			require.Equal(t, "local timeout timeout", log.lines()[5])
		}
	}
}

// covers: HSK-19
func TestCancellation(t *testing.T) {
	url := natstest.RunServer(t)
	app := startApp(t, protocol.ZKCWv2, natstransport.Config{Server: at(url)})
	ctx, cancel := context.WithCancel(t.Context())
	log, err := runWorker(t, ctx, natstransport.Config{Server: at(url)}, app.key.PublicKey(), func(context.Context, string, string) (string, error) {
		cancel()
		return testResult, nil
	})
	require.ErrorIs(t, err, protocol.ErrClosed)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, "local close closed", log.lines()[5])
	app.cancel()
	app.wait(t)
	require.ErrorIs(t, app.err, protocol.ErrClosed)
	require.ErrorIs(t, app.err, context.Canceled)
	require.Equal(t, protocol.StateFailed, app.app.State())
	require.Empty(t, app.result)
}

// TestServerGone stops the server of an app that listens: the app waits for the
// server to come back until its own time is over.
func TestServerGone(t *testing.T) {
	var app *runningApp
	parent := t
	t.Run("server", func(t *testing.T) {
		url := natstest.RunServer(t)
		app = startApp(parent, protocol.ZKCWv2, natstransport.Config{Server: at(url), Deadline: 500 * time.Millisecond})
	})
	app.wait(t)
	require.ErrorIs(t, app.err, protocol.ErrTimeout)
	require.Equal(t, protocol.StateFailed, app.app.State())
}

func TestNobodyAtTheAddress(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	config := natstransport.Config{Server: at("nats://" + listener.Addr().String())}
	require.NoError(t, listener.Close())

	key := address.GeneratePrivateKey()
	_, err = runWorker(t, t.Context(), config, key.PublicKey(), prover(t))
	require.ErrorIs(t, err, protocol.ErrClosed)
	app, err := protocol.NewApp(protocol.AppConfig{Profile: protocol.ZKCWv2, PrivateKey: key})
	require.NoError(t, err)
	_, err = natstransport.RunApp(t.Context(), config, app)
	require.ErrorIs(t, err, protocol.ErrClosed)
	require.Equal(t, protocol.StateFailed, app.State())
}

// TestPermissions: a server that forbids the subject ends the app at once, and
// tells the worker beside the time-out.
func TestPermissions(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) {
		inboxes := &server.SubjectPermission{Allow: []string{"_INBOX.>"}}
		o.Users = []*server.User{{Username: "u", Password: "p", Permissions: &server.Permissions{Publish: inboxes, Subscribe: inboxes}}}
	})
	config := natstransport.Config{Server: at(as(url, "u:p")), RequestTimeout: 200 * time.Millisecond}
	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(protocol.AppConfig{Profile: protocol.ZKCWv2, PrivateKey: key})
	require.NoError(t, err)
	log := newTranscript()
	config.Observe = log.observe
	_, err = natstransport.RunApp(t.Context(), config, app)
	require.ErrorIs(t, err, nats.ErrPermissionViolation)
	require.Equal(t, protocol.StateFailed, app.State())
	require.Equal(t, []string{"local close closed"}, log.lines(), "it never listened")
	_, err = runWorker(t, t.Context(), config, key.PublicKey(), prover(t))
	require.ErrorIs(t, err, protocol.ErrTimeout)
	require.ErrorIs(t, err, nats.ErrPermissionViolation)
}

// covers: NAT-12
func TestServerLimit(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = 4096 })
	app, err := protocol.NewApp(protocol.AppConfig{
		Profile: protocol.ZKCWv2, PrivateKey: address.GeneratePrivateKey(), Payload: strings.Repeat("x", 4000),
	})
	require.NoError(t, err)
	_, err = natstransport.RunApp(t.Context(), natstransport.Config{Server: at(url)}, app)
	require.ErrorIs(t, err, natstransport.ErrServerLimit)
	require.Equal(t, protocol.StateFailed, app.State())
}

func TestUnusableConfigurations(t *testing.T) {
	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(protocol.AppConfig{Profile: protocol.ZKCWv2, PrivateKey: key})
	require.NoError(t, err)
	worker := newWorker(t, protocol.ZKCWv2, key.PublicKey())
	for _, config := range []natstransport.Config{
		{}, {Server: at("nats://127.0.0.1"), RequestTimeout: -1}, {Server: at("nats://127.0.0.1"), Deadline: -1},
	} {
		_, err := natstransport.RunApp(t.Context(), config, app)
		require.ErrorIs(t, err, natstransport.ErrConfig)
		_, err = natstransport.RunWorker(t.Context(), config, worker, prover(t))
		require.ErrorIs(t, err, natstransport.ErrConfig)
	}
	_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: at("nats://127.0.0.1")}, worker, nil)
	require.ErrorIs(t, err, natstransport.ErrConfig)
	require.Equal(t, protocol.StateCreated, app.State(), "not touched")
	require.Equal(t, protocol.StateCreated, worker.State(), "not touched")
}

// TestUsedMachine: a machine serves one run.
func TestUsedMachine(t *testing.T) {
	url := natstest.RunServer(t)
	worker := newWorker(t, protocol.ZKCWv2, address.GeneratePrivateKey().PublicKey())
	_, _, err := worker.Step(protocol.Close{})
	require.ErrorIs(t, err, protocol.ErrClosed)
	_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(url)}, worker, prover(t))
	require.ErrorIs(t, err, protocol.ErrOutOfOrder)
}

func TestConfigPrintsNoPassword(t *testing.T) {
	config := natstransport.Config{Server: natstransport.Options{URL: "nats://user:hunter2@127.0.0.1", Name: "demo"}}
	require.Equal(t, "NATS connection demo", fmt.Sprintf("%+v", config))
}
