package natstransport_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/wire"
)

// TestSealedLargeTexts: texts of several times the server's limit arrive, in parts
// of which none is larger.
//
// covers: MSG-26, NAT-18, NAT-20
func TestSealedLargeTexts(t *testing.T) {
	for _, limit := range []int32{4096, 20000} {
		url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = limit })
		key := address.GeneratePrivateKey()
		job := appConfig(protocol.SealedV1, key)
		long := strings.Repeat("0123456789", 2000)
		job.Options, job.Payload, job.Status = "o"+long, "p"+long, "s"+long
		app := startAppWith(t, key, job, natstransport.Config{Server: at(url)})
		log := newTranscript()
		status, err := natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(url), Observe: log.observe},
			newWorker(t, protocol.SealedV1, key.PublicKey()), func(_ context.Context, options, payload string) (string, error) {
				require.Equal(t, job.Options, options)
				require.Equal(t, job.Payload, payload)
				return "r" + long, nil
			})
		require.NoError(t, err)
		require.Equal(t, job.Status, status)
		app.wait(t)
		require.NoError(t, app.err)
		require.Equal(t, "r"+long, app.result)
		for _, r := range append(log.all(), app.log.all()...) {
			require.LessOrEqual(t, r.Size, int(limit))
		}
		require.Contains(t, log.lines(), "sent request-fetch")
		require.Contains(t, log.lines(), "sent request-part")
		require.Equal(t, "received reply-close", log.lines()[len(log.lines())-1])
	}
}

// TestSealedFiveMegabytes sends a result whose message has more than five million
// bytes through a server with the usual limit.
//
// covers: MSG-26, MSG-30
func TestSealedFiveMegabytes(t *testing.T) {
	url := natstest.RunServer(t)
	app := startApp(t, protocol.SealedV1, natstransport.Config{Server: at(url)})
	result := strings.Repeat("x", 31*65_000)
	log := newTranscript()
	config := natstransport.Config{Server: at(url), Observe: log.observe, RequestTimeout: time.Minute}
	_, err := natstransport.RunWorker(t.Context(), config, newWorker(t, protocol.SealedV1, app.key.PublicKey()),
		func(context.Context, string, string) (string, error) { return result, nil })
	require.NoError(t, err)
	app.wait(t)
	require.True(t, result == app.result)
	total := 0
	for _, r := range log.all() {
		require.LessOrEqual(t, r.Size, wire.MaxSize)
		if r.Direction == natstransport.Sent {
			total += r.Size
		}
	}
	require.Greater(t, total, 5_000_000)
}

// TestSealedStatusInPartsNeedsTheApp: a worker that stays away does not hold the
// app, which has its result.
//
// covers: NAT-20
func TestSealedStatusInPartsNeedsTheApp(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = 4096 })
	key := address.GeneratePrivateKey()
	job := appConfig(protocol.SealedV1, key)
	job.Status = strings.Repeat("s", 8000)
	app := startAppWith(t, key, job, natstransport.Config{Server: at(url), RequestTimeout: 100 * time.Millisecond})
	config := natstransport.Config{Server: at(url), Deadline: patience}
	ctx, cancel := context.WithCancel(t.Context())
	worker := newWorker(t, protocol.SealedV1, key.PublicKey())
	config.Observe = func(r natstransport.Record) {
		if r.Message == protocol.EventReplyPart {
			cancel()
		}
	}
	_, err := natstransport.RunWorker(ctx, config, worker, prover(t))
	require.Error(t, err)
	app.wait(t)
	require.NoError(t, app.err)
	require.Equal(t, testResult, app.result)
}

// covers: NAT-19
func TestSealedServerLimit(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = 4095 })
	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(appConfig(protocol.SealedV1, key))
	require.NoError(t, err)
	_, err = natstransport.RunApp(t.Context(), natstransport.Config{Server: at(url)}, app)
	require.ErrorIs(t, err, natstransport.ErrServerLimit)
	require.Equal(t, protocol.StateFailed, app.State())
	worker := newWorker(t, protocol.SealedV1, key.PublicKey())
	_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(url)}, worker, prover(t))
	require.ErrorIs(t, err, natstransport.ErrServerLimit)
	require.Equal(t, protocol.StateFailed, worker.State())
}

// TestSealedTicket: an app that trusts a launcher, and a worker with its ticket, and
// one with an old one.
//
// covers: HSK-30
func TestSealedTicket(t *testing.T) {
	url := natstest.RunServer(t)
	launcher, key := address.GeneratePrivateKey(), address.GeneratePrivateKey()
	job := appConfig(protocol.SealedV1, key)
	job.Trust = protocol.Trust{Launcher: launcher.PublicKey()}
	app := startAppWith(t, key, job, natstransport.Config{Server: at(url)})
	run := func(notAfter time.Time) error {
		ticket, err := protocol.IssueTicket(launcher, testJob, key.PublicKey(), testIdentity().PublicKey(), notAfter)
		require.NoError(t, err)
		worker, err := protocol.NewWorker(protocol.WorkerConfig{Profile: protocol.SealedV1, App: key.PublicKey(), Identity: testIdentity(), Ticket: ticket})
		require.NoError(t, err)
		_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(url)}, worker, prover(t))
		return err
	}
	err := run(time.Now().Add(-time.Minute))
	require.Equal(t, "peer_refused", coded.Code(err))
	require.ErrorContains(t, err, "ticket_expired")
	require.NoError(t, run(time.Now().Add(time.Minute)))
	app.wait(t)
	require.NoError(t, app.err)
}

// TestSealedPermissions: a worker may publish on the subject of its app alone, and
// subscribe to its own inboxes.
//
// covers: NAT-13, NAT-17
func TestSealedPermissions(t *testing.T) {
	key := address.GeneratePrivateKey()
	subject := protocol.SealedV1.Subject(key.PublicKey())
	url := natstest.RunServer(t, func(o *server.Options) {
		o.Users = []*server.User{
			{Username: "app", Password: "a", Permissions: &server.Permissions{
				Publish:   &server.SubjectPermission{Allow: []string{"inbox.worker.>"}},
				Subscribe: &server.SubjectPermission{Allow: []string{"minaseal.v1.*"}},
			}},
			{Username: "worker", Password: "w", Permissions: &server.Permissions{
				Publish:   &server.SubjectPermission{Allow: []string{subject}},
				Subscribe: &server.SubjectPermission{Allow: []string{"inbox.worker.>"}},
			}},
		}
	})
	app := startAppWith(t, key, appConfig(protocol.SealedV1, key), natstransport.Config{Server: at(as(url, "app:a"))})
	config := natstransport.Config{Server: natstransport.Options{URL: as(url, "worker:w"), InboxPrefix: "inbox.worker"}}
	_, err := natstransport.RunWorker(t.Context(), config, newWorker(t, protocol.SealedV1, key.PublicKey()), prover(t))
	require.NoError(t, err)
	app.wait(t)
	require.Equal(t, testResult, app.result)
}
