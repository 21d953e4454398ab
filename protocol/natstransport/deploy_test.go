package natstransport_test

import (
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// site is a server that runs with the sample configuration, and its users.
type site struct {
	users map[string]natstransport.Options
}

// startSite gives the configuration its variables and starts a server with it, as
// nats-server does, but on a free port and without a log.
func startSite(t *testing.T) site {
	t.Helper()
	ca := newAuthority(t)
	certificate, key := ca.issue(t)
	t.Setenv("MINASEAL_TLS_CERT", certificate)
	t.Setenv("MINASEAL_TLS_KEY", key)
	t.Setenv("MINASEAL_STORE", t.TempDir())
	s := site{users: map[string]natstransport.Options{}}
	for name, x := range map[string]struct{ variable, inbox string }{
		"app":            {"MINASEAL_APP_KEY", "_INBOX_app"},
		"worker-1":       {"MINASEAL_WORKER_1_KEY", "_INBOX_worker-1"},
		"worker-2":       {"MINASEAL_WORKER_2_KEY", "_INBOX_worker-2"},
		"launcher":       {"MINASEAL_LAUNCHER_KEY", "_INBOX_launcher"},
		"example app":    {"MINASEAL_EXAMPLE_APP_KEY", "_INBOX_app"},
		"example worker": {"MINASEAL_EXAMPLE_WORKER_KEY", "_INBOX_worker"},
		"stranger":       {"", ""},
	} {
		pair := newPair(t, nkeys.CreateUser)
		if x.variable != "" {
			t.Setenv(x.variable, pair.public)
		}
		s.users[name] = natstransport.Options{NKeyFile: write(t, "user.nk", pair.seed), InboxPrefix: x.inbox, CAFile: ca.file}
	}
	url := natstest.RunServer(t, func(o *server.Options) {
		parsed, err := server.ProcessConfigFile("../../deploy/nats/minaseal.conf")
		require.NoError(t, err)
		parsed.Host, parsed.Port, parsed.NoLog, parsed.NoSigs = o.Host, o.Port, true, true
		*o = *parsed
	})
	for name, o := range s.users {
		o.URL = url
		s.users[name] = o
	}
	return s
}

// connect logs a user in. What the server refuses arrives in refused.
func (s site) connect(t *testing.T, user string) (conn *nats.Conn, refused chan error) {
	t.Helper()
	refused = make(chan error, 16)
	conn, err := natstransport.Connect(t.Context(), s.users[user], nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
		refused <- err
	}))
	require.NoError(t, err)
	t.Cleanup(conn.Close)
	return conn, refused
}

// try publishes or subscribes and says whether the server lets the user do it.
func (s site) try(t *testing.T, user, action, subject string) bool {
	t.Helper()
	conn, refused := s.connect(t, user)
	switch action {
	case "publish":
		require.NoError(t, conn.Publish(subject, []byte("x")))
	case "subscribe":
		_, err := conn.SubscribeSync(subject)
		require.NoError(t, err)
	case "queue":
		_, err := conn.QueueSubscribeSync(subject, "group")
		require.NoError(t, err)
	}
	require.NoError(t, conn.FlushTimeout(patience)) // what the server says about it stands before its answer
	select {
	case err := <-refused:
		require.ErrorIs(t, err, nats.ErrPermissionViolation)
		return false
	case <-time.After(20 * time.Millisecond): // for the handler, which has a goroutine of its own
		return !errors.Is(conn.LastError(), nats.ErrPermissionViolation)
	}
}

// TestSampleConfiguration: what the users of the sample configuration may do, and what
// the server refuses when they try.
//
// covers: NAT-13, NAT-14, NAT-15, NAT-28
func TestSampleConfiguration(t *testing.T) {
	s := startSite(t)
	key := address.GeneratePrivateKey().PublicKey()
	sealed, zkcw := protocol.SealedV1.Subject(key), protocol.ZKCWv2.Subject(key)
	for _, x := range []struct {
		user, action, subject string
		allowed               bool
	}{
		{"app", "subscribe", sealed, true},
		{"app", "subscribe", "_INBOX_app.>", true},
		{"app", "subscribe", "minaseal.>", false},
		{"app", "subscribe", "minaseal.jobs.v1.queue.>", false},
		{"app", "subscribe", zkcw, false},
		{"app", "subscribe", "_INBOX.>", false},
		{"app", "subscribe", "_INBOX_worker-1.>", false},
		{"app", "subscribe", ">", false},
		{"app", "publish", sealed, false},
		{"app", "publish", "_INBOX_worker-1.x", false}, // no request asked for it
		{"app", "publish", "$JS.API.INFO", false},

		{"worker-1", "publish", sealed, true},
		{"worker-1", "subscribe", "_INBOX_worker-1.>", true},
		{"worker-1", "subscribe", "_INBOX_worker-2.>", false},
		{"worker-1", "subscribe", "_INBOX_worker-2.x.y", false},
		{"worker-1", "subscribe", "_INBOX_*.>", false},
		{"worker-1", "subscribe", "_INBOX_app.>", false},
		{"worker-1", "subscribe", sealed, false}, // to answer in the app's place
		{"worker-1", "queue", sealed, false},
		{"worker-1", "subscribe", "minaseal.v1.*", false},
		{"worker-1", "subscribe", ">", false},
		{"worker-1", "publish", "_INBOX_worker-2.x", false}, // to answer another worker
		{"worker-1", "publish", "_INBOX_app.x", false},
		{"worker-1", "publish", "minaseal.v1." + key.String() + ".x", false},
		{"worker-1", "publish", zkcw, false},
		{"worker-1", "publish", "minaseal.jobs.v1.queue.sealed-v1.job-1", false},
		{"worker-1", "subscribe", "minaseal.jobs.v1.queue.>", false},
		{"worker-1", "publish", "$KV.minaseal-jobs.job-1", true},
		{"worker-1", "publish", "$KV.other.job-1", false},
		{"worker-1", "publish", "minaseal.jobs.v1.log.job-1", true},
		{"worker-1", "publish", "$JS.API.STREAM.CREATE.MINASEAL_JOBS", false},
		{"worker-1", "publish", "$JS.API.STREAM.UPDATE.MINASEAL_JOBS", false},
		{"worker-1", "publish", "$JS.API.STREAM.DELETE.MINASEAL_JOBS", false},
		{"worker-1", "publish", "$JS.API.STREAM.DELETE.KV_minaseal-jobs", false},
		{"worker-1", "publish", "$JS.API.CONSUMER.DELETE.MINASEAL_JOBS.workers-sealed-v1", false},
		{"worker-1", "publish", "$JS.API.CONSUMER.CREATE.MINASEAL_JOBS.all", false}, // unfiltered
		{"worker-2", "subscribe", "_INBOX_worker-1.>", false},
		{"worker-2", "publish", sealed, true},

		{"launcher", "subscribe", "_INBOX_launcher.>", true},
		{"launcher", "subscribe", sealed, false},
		{"launcher", "subscribe", "_INBOX_worker-1.>", false},
		{"launcher", "subscribe", ">", false},
		{"launcher", "publish", sealed, false},
		{"launcher", "publish", "minaseal.jobs.v1.queue.sealed-v1.job-1", true},
		{"launcher", "subscribe", "minaseal.jobs.v1.queue.>", false},
		{"launcher", "publish", "$JS.API.STREAM.DELETE.MINASEAL_JOBS", false},
		{"launcher", "publish", "$JS.API.CONSUMER.MSG.NEXT.MINASEAL_JOBS.workers-sealed-v1", false},
		{"launcher", "publish", "$JS.ACK.MINASEAL_JOBS.workers-sealed-v1.1.1.1.1.1", false},
		{"launcher", "publish", "_INBOX_worker-1.x", false},

		{"example app", "subscribe", zkcw, true},
		{"example app", "subscribe", "_INBOX_worker.>", false},
		{"example app", "subscribe", "_INBOX_*.>", false},
		{"example app", "publish", zkcw, false},
		{"example app", "publish", "_INBOX_worker.x", false},
		{"example worker", "publish", zkcw, true},
		{"example worker", "subscribe", "_INBOX_worker.>", true},
		{"example worker", "subscribe", zkcw, false},
		{"example worker", "subscribe", "*", false},
		{"example worker", "publish", sealed, false},
	} {
		require.Equal(t, x.allowed, s.try(t, x.user, x.action, x.subject), "%s: %s %s", x.user, x.action, x.subject)
	}

	_, err := natstransport.Connect(t.Context(), s.users["stranger"])
	require.ErrorIs(t, err, nats.ErrAuthorization)
	nobody := s.users["app"]
	nobody.NKeyFile = ""
	_, err = natstransport.Connect(t.Context(), nobody)
	require.ErrorIs(t, err, nats.ErrAuthorization)
}

// TestSampleConfigurationDelivers: a subscription to everything, which the server takes
// for one that * allows, brings what * brings.
//
// covers: NAT-28
func TestSampleConfigurationDelivers(t *testing.T) {
	s := startSite(t)
	curious, _ := s.connect(t, "example app")
	all, err := curious.SubscribeSync(">")
	require.NoError(t, err)
	require.NoError(t, curious.FlushTimeout(patience))
	app, _ := s.connect(t, "example app")
	worker, _ := s.connect(t, "example worker")
	replies, err := worker.SubscribeSync("_INBOX_worker.x")
	require.NoError(t, err)
	_, err = app.Subscribe("zkcw:B62", func(m *nats.Msg) { _ = m.Respond([]byte("reply")) })
	require.NoError(t, err)
	require.NoError(t, app.FlushTimeout(patience))
	require.NoError(t, worker.PublishRequest("zkcw:B62", "_INBOX_worker.x", []byte("request")))
	reply, err := replies.NextMsg(patience)
	require.NoError(t, err)
	require.Equal(t, "reply", string(reply.Data))
	request, err := all.NextMsg(patience)
	require.NoError(t, err)
	require.Equal(t, "request", string(request.Data))
	require.NoError(t, curious.FlushTimeout(patience))
	_, err = all.NextMsg(20 * time.Millisecond)
	require.ErrorIs(t, err, nats.ErrTimeout, "the reply went past it")
}

// TestSampleConfigurationServes: the users do what they are for, in parts too, and
// accounts do not hear each other.
//
// covers: NAT-13, NAT-15, NAT-17
func TestSampleConfigurationServes(t *testing.T) {
	s := startSite(t)
	for _, x := range []struct {
		profile     protocol.Profile
		app, worker string
	}{
		{protocol.SealedV1, "app", "worker-1"},
		{protocol.SealedV1, "app", "worker-2"},
		{protocol.ZKCWv1, "example app", "example worker"},
		{protocol.ZKCWv2, "example app", "example worker"},
	} {
		app := startApp(t, x.profile, natstransport.Config{Server: s.users[x.app]})
		stranger := natstransport.Config{Server: s.users["worker-1"], RequestTimeout: 300 * time.Millisecond}
		if x.profile == protocol.SealedV1 {
			stranger.Server = s.users["example worker"]
		}
		_, err := natstransport.RunWorker(t.Context(), stranger, newWorker(t, x.profile, app.key.PublicKey()), prover(t))
		require.ErrorIs(t, err, protocol.ErrTimeout)
		require.ErrorIs(t, err, nats.ErrPermissionViolation)

		_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: s.users[x.worker]}, newWorker(t, x.profile, app.key.PublicKey()), prover(t))
		require.NoError(t, err)
		app.wait(t)
		require.NoError(t, app.err)
		require.Equal(t, testResult, app.result)
	}
}
