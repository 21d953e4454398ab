package natstransport_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/wire"
)

// covers: NAT-1, NAT-2, NAT-4, NAT-5, NAT-8, NAT-17, NAT-26
func TestHandshake(t *testing.T) {
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			url := natstest.RunServer(t)
			app := startApp(t, p, natstransport.Config{Server: at(url)})
			log := newTranscript()
			worker := newWorker(t, p, app.key.PublicKey())
			status, err := natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(url), Observe: log.observe}, worker, prover(t))
			require.NoError(t, err)
			require.Equal(t, testStatus, status)
			app.wait(t)
			require.NoError(t, app.err)
			require.Equal(t, testResult, app.result)
			require.Equal(t, protocol.StateCompleted, app.app.State())
			require.Equal(t, protocol.StateCompleted, worker.State())

			require.Equal(t, []string{
				"local start",
				"received request-options", "sent reply-options",
				"received request-ready", "sent reply-execute",
				"received request-done", "sent reply-close",
			}, app.log.lines())
			require.Equal(t, []string{
				"local start",
				"sent request-options", "received reply-options",
				"sent request-ready", "received reply-execute",
				"local proved",
				"sent request-done", "received reply-close",
			}, log.lines())
			requireNoSecret(t, app.log)
			requireNoSecret(t, log)
			subject := p.Subject(app.key.PublicKey())
			for _, r := range log.all() {
				require.Equal(t, r.Direction != natstransport.Local, r.Subject == subject)
				require.Equal(t, r.Direction != natstransport.Local, r.Size > 0)
			}
		})
	}
}

// TestInboxPrefix runs a worker that may subscribe to its own inboxes alone.
//
// covers: NAT-13, NAT-15
func TestInboxPrefix(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) {
		o.Users = []*server.User{
			{Username: "app", Password: "a", Permissions: &server.Permissions{
				Publish:   &server.SubjectPermission{Allow: []string{"inbox.worker.>"}},
				Subscribe: &server.SubjectPermission{Allow: []string{">"}},
			}},
			{Username: "worker", Password: "w", Permissions: &server.Permissions{
				Publish:   &server.SubjectPermission{Allow: []string{">"}},
				Subscribe: &server.SubjectPermission{Allow: []string{"inbox.worker.>"}},
			}},
		}
	})
	app := startApp(t, protocol.ZKCWv2, natstransport.Config{Server: at(as(url, "app:a"))})
	config := natstransport.Config{Server: natstransport.Options{URL: as(url, "worker:w"), InboxPrefix: "inbox.worker"}}
	_, err := natstransport.RunWorker(t.Context(), config, newWorker(t, protocol.ZKCWv2, app.key.PublicKey()), prover(t))
	require.NoError(t, err)
	app.wait(t)
	require.Equal(t, testResult, app.result)
}

// as puts a user and password into a URL.
func as(url, user string) string { return strings.Replace(url, "://", "://"+user+"@", 1) }

// TestWhatTheAppIgnores sends an app everything that it must not answer, then
// completes the handshake by hand.
//
// covers: HSK-5, HSK-7, HSK-9, HSK-10, MSG-2, MSG-9, NAT-6
func TestWhatTheAppIgnores(t *testing.T) {
	url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = 2 * wire.MaxSize })
	app := startApp(t, protocol.ZKCWv2, natstransport.Config{Server: at(url)})
	conn := client(t, url)
	subject := "zkcw:" + app.key.PublicKey().String()
	mine, theirs := address.GeneratePrivateKey().PublicKey().String(), address.GeneratePrivateKey().PublicKey().String()
	inbox := conn.NewRespInbox()
	replies, err := conn.SubscribeSync(inbox)
	require.NoError(t, err)

	send := func(data []byte) {
		require.NoError(t, conn.PublishRequest(subject, inbox, data))
	}
	options, ready := encoded(t, wire.OptionsRequest{Key: mine}), encoded(t, wire.ReadyRequest{Key: mine})
	require.NoError(t, conn.Publish(subject, options)) // asks for no reply
	send(ready)
	send(options)
	send(options)
	send(encoded(t, wire.OptionsRequest{Key: theirs}))
	send(nil)
	send([]byte(`{"post":"stop","params":{}}`))
	send(append([]byte(strings.Repeat(" ", wire.MaxSize)), ready...))
	send(encoded(t, wire.ReadyRequest{Key: "B62"}))
	send(ready)
	send(ready)
	send(encoded(t, wire.ReadyRequest{Key: theirs}))
	send(encoded(t, wire.DoneRequest{Result: "{}"}))
	app.log.wait(t, 1+13+4)
	require.Equal(t, []string{
		"local start",
		"received ",
		"received request-ready out_of_order",
		"received request-options", "sent reply-options",
		"received request-options duplicate", "sent reply-options",
		"received request-options second_worker",
		"received request-malformed malformed_json",
		"received request-unknown unknown_post",
		"received request-malformed malformed_json",
		"received request-undecryptable base58_length",
		"received request-ready", "sent reply-execute",
		"received request-ready duplicate", "sent reply-execute",
		"received request-ready second_worker",
		"received request-undecryptable malformed_json",
	}, app.log.lines())
	require.ErrorIs(t, app.log.all()[1].Err, natstransport.ErrNoReply)
	seen := map[string]bool{}
	for range 4 {
		reply, err := replies.NextMsg(patience)
		require.NoError(t, err)
		require.False(t, seen[string(reply.Data)], "encrypted afresh")
		seen[string(reply.Data)] = true
	}
	require.Equal(t, protocol.StatePayloadSent, app.app.State())
}

// TestOwnReplies: an app whose replies are directed to its own subject does not talk
// to itself.
func TestOwnReplies(t *testing.T) {
	url := natstest.RunServer(t)
	app := startApp(t, protocol.ZKCWv2, natstransport.Config{Server: at(url)})
	conn := client(t, url)
	subject := protocol.ZKCWv2.Subject(app.key.PublicKey())
	key := address.GeneratePrivateKey().PublicKey().String()
	require.NoError(t, conn.PublishRequest(subject, subject, encoded(t, wire.OptionsRequest{Key: key})))
	app.log.wait(t, 3)
	_, err := conn.Request(subject, encoded(t, wire.ReadyRequest{Key: key}), patience)
	require.NoError(t, err)
	app.log.wait(t, 5)
	require.Equal(t, []string{
		"local start",
		"received request-options", "sent reply-options",
		"received request-ready", "sent reply-execute",
	}, app.log.lines())
}

// TestFlood sends more than an app keeps waiting: what is too much is dropped, and
// the run goes on.
func TestFlood(t *testing.T) {
	url := natstest.RunServer(t)
	app := startApp(t, protocol.ZKCWv2, natstransport.Config{Server: at(url)})
	conn := client(t, url)
	subject := protocol.ZKCWv2.Subject(app.key.PublicKey())
	release := app.log.hold()
	for range 500 {
		require.NoError(t, conn.PublishRequest(subject, conn.NewRespInbox(), []byte("{")))
	}
	require.NoError(t, conn.Flush())
	time.Sleep(100 * time.Millisecond) // for the app's connection to be overrun
	release()
	options := encoded(t, wire.OptionsRequest{Key: address.GeneratePrivateKey().PublicKey().String()})
	require.Eventually(t, func() bool {
		_, err := conn.Request(subject, options, 100*time.Millisecond)
		return err == nil && slices.Contains(app.log.lines(), "sent reply-options")
	}, patience, time.Millisecond)
}
