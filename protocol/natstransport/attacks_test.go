package natstransport_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/wire"
)

// The attacks of SPEC 12 over a server, each on every profile: what the zkcw
// profiles let through, sealed-v1 refuses with a code.

// encryptFor is what anybody can make who knows a public key.
func encryptFor(t *testing.T, p protocol.Profile, key, text string) string {
	t.Helper()
	public, err := address.ParsePublicKey(key)
	require.NoError(t, err)
	var c *elgamal.Ciphertext
	if p == protocol.SealedV1 {
		c, err = elgamal.Seal(address.GeneratePrivateKey(), public, elgamal.Place{Direction: elgamal.ToWorker, Sequence: 1}, elgamal.EncodeText(text))
	} else {
		var scheme elgamal.Scheme
		scheme, err = p.Scheme()
		require.NoError(t, err)
		c, err = scheme.EncryptText(public, text)
	}
	require.NoError(t, err)
	encoded, err := c.MarshalJSON()
	require.NoError(t, err)
	return string(encoded)
}

// keyIn returns the worker key of an options or ready request.
func keyIn(t *testing.T, data []byte) string {
	var q struct {
		Key    string
		Params struct{ Key string }
	}
	require.NoError(t, json.Unmarshal(data, &q))
	return q.Key + q.Params.Key
}

// TestSpoofingResponder: somebody without the app's key answers first. The worker of
// a zkcw profile does the spoofer's job; that of sealed-v1 sees it.
//
// covers: HSK-39, ENC-24
func TestSpoofingResponder(t *testing.T) {
	url := natstest.RunServer(t)
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			app := address.GeneratePrivateKey().PublicKey()
			conn := client(t, url)
			_, err := conn.Subscribe(p.Subject(app), func(m *nats.Msg) {
				switch {
				case p == protocol.SealedV1:
					body := encryptFor(t, p, keyIn(t, m.Data), "{}")
					data, _ := wire.EncodeSealedReply(wire.SealedBody{Job: testJob, Seq: wire.SeqOptionsReply, Body: body})
					_ = m.Respond(data)
				case strings.Contains(string(m.Data), `"options"`):
					data, _ := wire.EncodeReply(wire.OptionsReply{Encrypted: encryptFor(t, p, keyIn(t, m.Data), "{}")})
					_ = m.Respond(data)
				case strings.Contains(string(m.Data), `"ready"`):
					data, _ := wire.EncodeReply(wire.ExecuteReply{Encrypted: encryptFor(t, p, keyIn(t, m.Data), "spoofed")})
					_ = m.Respond(data)
				default:
					data, _ := wire.EncodeReply(wire.CloseReply{Status: "{}"})
					_ = m.Respond(data)
				}
			})
			require.NoError(t, err)
			require.NoError(t, conn.Flush())
			_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(url)}, newWorker(t, p, app),
				func(_ context.Context, _, payload string) (string, error) {
					require.Equal(t, "spoofed", payload)
					return testResult, nil
				})
			if p == protocol.SealedV1 {
				require.ErrorIs(t, err, elgamal.ErrTag)
			} else {
				require.NoError(t, err, "SPEC 12.2: nothing tells the app from the spoofer")
			}
		})
	}
}

// TestReplayedReply: the reply to the options request is sent again in place of the
// reply to the ready request. In zkcw the command can be rewritten, and the options
// become the payload.
//
// covers: HSK-25, ENC-24
func TestReplayedReply(t *testing.T) {
	url := natstest.RunServer(t)
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			app := startApp(t, p, natstransport.Config{Server: at(url)})
			proxy := address.GeneratePrivateKey().PublicKey() // where the worker asks
			conn, count := client(t, url), 0
			var first []byte
			_, err := conn.Subscribe(p.Subject(proxy), func(m *nats.Msg) {
				count++
				if count == 2 {
					again := strings.Replace(string(first), `"command":"options"`, `"command":"execute"`, 1)
					again = strings.Replace(again, `"seq":1`, `"seq":3`, 1)
					_ = m.Respond([]byte(again))
					return
				}
				reply, err := conn.Request(p.Subject(app.key.PublicKey()), m.Data, patience)
				if err == nil {
					first = reply.Data
					_ = m.Respond(reply.Data)
				}
			})
			require.NoError(t, err)
			require.NoError(t, conn.Flush())
			worker := newWorker(t, p, app.key.PublicKey())
			seen := ""
			_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(redirect(t, url, p, app.key.PublicKey(), proxy))}, worker,
				func(_ context.Context, _, payload string) (string, error) {
					seen = payload
					return testResult, nil
				})
			if p == protocol.SealedV1 {
				require.ErrorIs(t, err, elgamal.ErrTag)
				require.Empty(t, seen)
			} else {
				require.Equal(t, testOptions, seen, "SPEC 12.4: a ciphertext does not name its message")
			}
			app.cancel()
			app.wait(t)
		})
	}
}

// redirect returns the URL of a server in which messages for the app's subject
// arrive at the proxy's: what the server's operator can do.
func redirect(t *testing.T, upstream string, p protocol.Profile, app, proxy *address.PublicKey) string {
	t.Helper()
	url := natstest.RunServer(t)
	near, far := client(t, url), client(t, upstream)
	_, err := near.Subscribe(p.Subject(app), func(m *nats.Msg) {
		reply, err := far.Request(p.Subject(proxy), m.Data, patience)
		if err == nil {
			_ = m.Respond(reply.Data)
		}
	})
	require.NoError(t, err)
	require.NoError(t, near.Flush())
	return url
}

// TestSwappedWorkerKey: the worker key of an options request is replaced on its way.
//
// covers: HSK-26, HSK-28
func TestSwappedWorkerKey(t *testing.T) {
	url := natstest.RunServer(t)
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			app := startApp(t, p, natstransport.Config{Server: at(url)})
			mallory := address.GeneratePrivateKey()
			worker := newWorker(t, p, app.key.PublicKey())
			effects, _, err := worker.Step(protocol.Start{})
			require.NoError(t, err)
			data := string(effects[0].(protocol.SendRequest).Data)
			swapped := strings.Replace(data, worker.PublicKey().String(), mallory.PublicKey().String(), 1)
			reply, err := client(t, url).Request(p.Subject(app.key.PublicKey()), []byte(swapped), patience)
			require.NoError(t, err)
			if p == protocol.SealedV1 {
				require.Equal(t, `{"v":"sealed-v1","job":"job-1","error":"worker_unauthenticated"}`, string(reply.Data))
				require.Equal(t, protocol.StateListening, app.app.State())
				return
			}
			decoded, err := wire.DecodeReply(reply.Data)
			require.NoError(t, err)
			ciphertext, err := elgamal.ParseCiphertext([]byte(decoded.(wire.OptionsReply).Encrypted))
			require.NoError(t, err)
			scheme, err := p.Scheme()
			require.NoError(t, err)
			text, err := scheme.DecryptText(mallory, ciphertext)
			require.NoError(t, err)
			require.Equal(t, testOptions, text, "SPEC 12.2: the app takes any key")
		})
	}
}

// TestForeignJobsMessage: a done request with a result that was made for another run
// of the same app key, or for nobody's job.
//
// covers: HSK-35, ENC-24
func TestForeignJobsMessage(t *testing.T) {
	url := natstest.RunServer(t)
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			app := startApp(t, p, natstransport.Config{Server: at(url)})
			conn, subject := client(t, url), p.Subject(app.key.PublicKey())
			worker := newWorker(t, p, app.key.PublicKey())
			var event protocol.WorkerEvent = protocol.Start{}
			for range 2 { // options and ready
				effects, _, err := worker.Step(event)
				require.NoError(t, err)
				reply, err := conn.Request(subject, effects[0].(protocol.SendRequest).Data, patience)
				require.NoError(t, err)
				event = protocol.Reply{Data: reply.Data}
			}
			foreign := encryptFor(t, p, app.key.PublicKey().String(), "foreign")
			if p != protocol.SealedV1 {
				_, err := conn.Request(subject, encoded(t, wire.DoneRequest{Result: foreign}), patience)
				require.NoError(t, err)
				app.wait(t)
				require.Equal(t, "foreign", app.result, "SPEC 12.3: who knows the app's key can send a result")
				return
			}
			for job, code := range map[string]string{"job-2": "unknown_job", testJob: "tag_mismatch"} {
				data, err := wire.EncodeSealedRequest(wire.SealedDone{Job: job, Body: foreign})
				require.NoError(t, err)
				reply, err := conn.Request(subject, data, patience)
				require.NoError(t, err)
				require.Equal(t, `{"v":"sealed-v1","job":"job-1","error":"`+code+`"}`, string(reply.Data))
			}
			require.Equal(t, protocol.StatePayloadSent, app.app.State())
		})
	}
}

// TestMessageOfFiveMegabytes: one message of 5 MB. The usual server does not pass it
// on; with another server neither app nor worker reads it: the app of sealed-v1 says
// so, that of zkcw is silent, and a worker ends.
//
// covers: MSG-2, MSG-25
func TestMessageOfFiveMegabytes(t *testing.T) {
	large := make([]byte, 5_000_000)
	for i := range large {
		large[i] = ' '
	}
	usual := client(t, natstest.RunServer(t))
	require.ErrorIs(t, usual.Publish("any", large), nats.ErrMaxPayload)

	url := natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = 8 << 20 })
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			app := startApp(t, p, natstransport.Config{Server: at(url)})
			conn := client(t, url)
			inbox, err := conn.SubscribeSync(conn.NewRespInbox())
			require.NoError(t, err)
			require.NoError(t, conn.PublishRequest(p.Subject(app.key.PublicKey()), inbox.Subject, large))
			app.log.wait(t, 2)
			require.Equal(t, "received request-malformed malformed_json", app.log.lines()[1])
			if p == protocol.SealedV1 {
				reply, err := inbox.NextMsg(patience)
				require.NoError(t, err)
				require.Equal(t, `{"v":"sealed-v1","job":"job-1","error":"malformed_json"}`, string(reply.Data))
			}
			require.Equal(t, protocol.StateListening, app.app.State())
		})
	}

	for _, p := range allProfiles() {
		t.Run("reply, "+p.String(), func(t *testing.T) {
			app, conn := address.GeneratePrivateKey().PublicKey(), client(t, url)
			_, err := conn.Subscribe(p.Subject(app), func(m *nats.Msg) { _ = m.Respond(large) })
			require.NoError(t, err)
			require.NoError(t, conn.Flush())
			_, err = natstransport.RunWorker(t.Context(), natstransport.Config{Server: at(url), RequestTimeout: patience}, newWorker(t, p, app), prover(t))
			require.Equal(t, "malformed_json", coded.Code(err))
		})
	}

	// A text of 5 MB is too large for every profile.
	for _, p := range allProfiles() {
		t.Run("text, "+p.String(), func(t *testing.T) {
			config := appConfig(p, address.GeneratePrivateKey())
			config.Payload = string(large)
			_, err := protocol.NewApp(config)
			require.Equal(t, "wrong_length", coded.Code(err))
		})
	}
}
