//go:build interop

package interop_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/wire"
)

// The texts of a run. Each is what JSON.stringify makes of its value, and holds what
// its escaping, the text encoding and the field boundaries treat specially.
const (
	options = `{"note":"</script>& \u0000\b\t\n\f\r \"q\" \\ é 🔑` + "\u2028\u2029\ufeff\x7f" + `"}`
	payload = `{"value":"77","more":"0123456789012345678901234567890123456789"}`
	status  = `{"success":true,"at":"` + "\u2029" + `"}`
)

// result is text, not JSON: any will do between these programs.
var result = "\n\"\\" + strings.Repeat("résultat 🔑 ", 40) + "\x01"

func profiles() []protocol.Profile { return []protocol.Profile{protocol.ZKCWv1, protocol.ZKCWv2} }

// TestGoAppNodeWorker: this module's app serves the example's worker.
//
// covers: NAT-1, NAT-2, NAT-5
func TestGoAppNodeWorker(t *testing.T) {
	for _, profile := range profiles() {
		t.Run(profile.String(), func(t *testing.T) {
			url := natstest.RunServer(t)
			tap := listen(t, url)
			app := startApp(t, url, profile)
			worker := start(t, "worker.mjs", "--nats", url, "--client", app.key.PublicKey().String(),
				"--profile", profile.String(), "--result", result, "--timeout", "60000")

			worker.next("key")
			require.Equal(t, options, worker.next("options").Text)
			require.Equal(t, payload, worker.next("payload").Text)
			require.Equal(t, status, worker.next("done").Status)
			job := worker.next("result").Result
			worker.exits(0)

			delivered, err := app.wait(t)
			require.NoError(t, err)
			require.Equal(t, result, delivered)
			require.Equal(t, result, openJobResult(t, profile, app.key, job))
			tap.requireOurBytes(t)
		})
	}
}

// TestNodeAppGoWorker: this module's worker works for the example's app.
//
// covers: NAT-1, NAT-2, NAT-4
func TestNodeAppGoWorker(t *testing.T) {
	for _, profile := range profiles() {
		t.Run(profile.String(), func(t *testing.T) {
			url := natstest.RunServer(t)
			app := startNodeApp(t, url, profile)
			key := app.next("address").Address
			refuseUnknownPost(t, url, key, app)
			tap := listen(t, url)

			var gotOptions, gotPayload string
			closed, err := runWorker(t, url, profile, key, func(_ context.Context, o, p string) (string, error) {
				gotOptions, gotPayload = o, p
				return result, nil
			})
			require.NoError(t, err)
			require.Equal(t, status, closed)
			require.Equal(t, options, gotOptions)
			require.Equal(t, payload, gotPayload)

			app.next("options")
			app.next("ready")
			require.Equal(t, result, app.next("result").Text)
			app.next("done")
			app.exits(0)
			tap.requireOurBytes(t)
		})
	}
}

// TestNodeAppNodeWorker is the control: what passes between the two sides of the
// example is, byte for byte, what package wire writes.
//
// covers: MSG-1
func TestNodeAppNodeWorker(t *testing.T) {
	for _, profile := range profiles() {
		t.Run(profile.String(), func(t *testing.T) {
			url := natstest.RunServer(t)
			tap := listen(t, url)
			app := startNodeApp(t, url, profile)
			worker := start(t, "worker.mjs", "--nats", url, "--client", app.next("address").Address,
				"--profile", profile.String(), "--result", result, "--timeout", "60000")

			worker.next("key")
			require.Equal(t, options, worker.next("options").Text)
			require.Equal(t, payload, worker.next("payload").Text)
			require.Equal(t, status, worker.next("done").Status)
			worker.next("result")
			worker.exits(0)
			app.next("options")
			app.next("ready")
			require.Equal(t, result, app.next("result").Text)
			app.next("done")
			app.exits(0)
			tap.requireOurBytes(t)
		})
	}
}

// TestSchemesDoNotMix: peers of different profiles fail at the first ciphertext.
//
// covers: MSG-14
func TestSchemesDoNotMix(t *testing.T) {
	t.Run("go worker", func(t *testing.T) {
		url := natstest.RunServer(t)
		app := startNodeApp(t, url, protocol.ZKCWv2)
		_, err := runWorker(t, url, protocol.ZKCWv1, app.next("address").Address, func(context.Context, string, string) (string, error) {
			return "", nil
		})
		require.Equal(t, "tag_mismatch", coded.Code(err))
	})
	t.Run("node worker", func(t *testing.T) {
		url := natstest.RunServer(t)
		app := startApp(t, url, protocol.ZKCWv1)
		worker := start(t, "worker.mjs", "--nats", url, "--client", app.key.PublicKey().String(),
			"--profile", "zkcw-v2", "--result", result, "--timeout", "60000")
		worker.next("key")
		worker.next("failed")
		worker.exits(1)
		app.cancel()
		_, err := app.wait(t)
		require.Equal(t, "closed", coded.Code(err))
	})
}

// TestRealProof: the example as it is meant. o1js's ZkProgram proves a value of at most
// 100; this module's app decrypts and verifies the proof, and so does o1js with what
// the app decrypted.
func TestRealProof(t *testing.T) {
	url := natstest.RunServer(t)
	app := startApp(t, url, protocol.ZKCWv2)
	worker := start(t, "worker.mjs", "--nats", url, "--client", app.key.PublicKey().String(),
		"--profile", "zkcw-v2", "--proof", "real", "--timeout", "60000")
	worker.next("key")
	worker.next("options")
	worker.next("payload")
	proved := worker.next("proved")
	require.True(t, proved.Verified)
	t.Logf("compiled and proved in %d ms, backend %s", proved.Milliseconds, proved.Backend)
	worker.next("done")
	worker.next("result")
	worker.exits(0)

	delivered, err := app.wait(t)
	require.NoError(t, err)
	var proof struct {
		PublicInput       []string
		PublicOutput      []string
		MaxProofsVerified int
		Proof             string
	}
	decoder := json.NewDecoder(strings.NewReader(delivered))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(&proof))
	require.Greater(t, len(proof.Proof), 10000)
	statement, err := o1js.Verify("pickles-berkeley", []byte(delivered), proved.VerificationKey, o1js.Awaited{})
	require.NoError(t, err)
	require.Equal(t, &o1js.Statement{PublicInput: []string{}, PublicOutput: []string{}}, statement)
	_, err = o1js.Verify("pickles-mesa", []byte(delivered), proved.VerificationKey, o1js.Awaited{})
	require.Equal(t, "proof_invalid", coded.Code(err))

	d := startDriver(t, "2.15.0")
	verify := map[string]any{"system": "pickles-berkeley", "proof": delivered, "verificationKey": proved.VerificationKey}
	require.JSONEq(t, `{"valid":true}`, d.ok("proof.verify", verify))
	verify["proof"] = strings.Replace(delivered, `"publicInput": []`, `"publicInput": ["1"]`, 1)
	require.NotEqual(t, delivered, verify["proof"])
	verify["publicInputs"] = 1
	require.JSONEq(t, `{"valid":false}`, d.ok("proof.verify", verify))
}

// goApp is a run of this module's app.
type goApp struct {
	key    *address.PrivateKey
	cancel context.CancelFunc
	result chan string
	err    chan error
}

// startApp returns once the app listens.
func startApp(t *testing.T, url string, profile protocol.Profile) *goApp {
	t.Helper()
	return startAppWith(t, url, protocol.AppConfig{Profile: profile, Options: options, Payload: payload, Status: status})
}

// startAppWith is startApp for a job; it makes the key.
func startAppWith(t *testing.T, url string, job protocol.AppConfig) *goApp {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	a := &goApp{key: address.GeneratePrivateKey(), cancel: cancel, result: make(chan string, 1), err: make(chan error, 1)}
	job.PrivateKey = a.key
	machine, err := protocol.NewApp(job)
	require.NoError(t, err)
	listening := make(chan struct{})
	config := natstransport.Config{Server: natstransport.Options{URL: url}, Deadline: patience, Observe: func(r natstransport.Record) {
		if r.Message == protocol.EventStart {
			close(listening)
		}
	}}
	go func() {
		result, err := natstransport.RunApp(ctx, config, machine)
		a.result <- result
		a.err <- err
	}()
	t.Cleanup(cancel)
	select {
	case <-listening:
	case <-time.After(patience):
		require.FailNow(t, "the app does not listen")
	}
	return a
}

func (a *goApp) wait(t *testing.T) (string, error) {
	t.Helper()
	select {
	case result := <-a.result:
		return result, <-a.err
	case <-time.After(patience):
		require.FailNow(t, "the app does not end")
		return "", nil
	}
}

func startNodeApp(t *testing.T, url string, profile protocol.Profile) *program {
	t.Helper()
	return start(t, "app.mjs", "--nats", url, "--profile", profile.String(),
		"--options", options, "--payload", payload, "--status", status)
}

func runWorker(t *testing.T, url string, profile protocol.Profile, app string, prove natstransport.ProveFunc) (string, error) {
	t.Helper()
	key, err := address.ParsePublicKey(app)
	require.NoError(t, err)
	machine, err := protocol.NewWorker(protocol.WorkerConfig{Profile: profile, App: key})
	require.NoError(t, err)
	config := natstransport.Config{Server: natstransport.Options{URL: url}, RequestTimeout: time.Minute, Deadline: patience}
	return natstransport.RunWorker(t.Context(), config, machine, prove)
}

// refuseUnknownPost: the example's app stays silent and goes on.
func refuseUnknownPost(t *testing.T, url, app string, p *program) {
	t.Helper()
	nc, err := nats.Connect(url)
	require.NoError(t, err)
	defer nc.Close()
	replies, err := nc.SubscribeSync(nc.NewInbox())
	require.NoError(t, err)
	require.NoError(t, nc.PublishRequest("zkcw:"+app, replies.Subject, []byte(`{"post":"stop","params":{}}`)))
	require.Equal(t, "unknown post", p.next("refused").Message)
	_, err = replies.NextMsg(100 * time.Millisecond)
	require.ErrorIs(t, err, nats.ErrTimeout)
}

// openJobResult reads a job's result as its launcher gets it (SPEC 7.5).
func openJobResult(t *testing.T, profile protocol.Profile, key *address.PrivateKey, job string) string {
	t.Helper()
	sealed, err := wire.DecodeJobResult([]byte(job))
	require.NoError(t, err)
	again, err := wire.EncodeJobResult(sealed)
	require.NoError(t, err)
	require.Equal(t, job, string(again))
	ciphertext, err := elgamal.ParseCiphertext([]byte(sealed))
	require.NoError(t, err)
	scheme, err := profile.Scheme()
	require.NoError(t, err)
	text, err := scheme.DecryptText(key, ciphertext)
	require.NoError(t, err)
	return text
}

// tap records every message on the server.
type tap struct{ messages *nats.Subscription }

func listen(t *testing.T, url string) tap {
	t.Helper()
	nc, err := nats.Connect(url)
	require.NoError(t, err)
	t.Cleanup(nc.Close)
	messages, err := nc.SubscribeSync(">")
	require.NoError(t, err)
	require.NoError(t, nc.Flush())
	return tap{messages}
}

// requireOurBytes checks that the three requests and three replies of the run are what
// package wire writes for what it reads in them.
func (l tap) requireOurBytes(t *testing.T) {
	t.Helper()
	var kinds []string
	for range 6 {
		m, err := l.messages.NextMsg(patience)
		require.NoError(t, err)
		var again []byte
		if strings.HasPrefix(m.Subject, "zkcw:") {
			q, err := wire.DecodeRequest(m.Data)
			require.NoError(t, err)
			again, err = wire.EncodeRequest(q)
			require.NoError(t, err)
			kinds = append(kinds, q.Post())
		} else {
			p, err := wire.DecodeReply(m.Data)
			require.NoError(t, err)
			again, err = wire.EncodeReply(p)
			require.NoError(t, err)
			kinds = append(kinds, p.Command())
		}
		require.Equal(t, string(m.Data), string(again))
	}
	require.Equal(t, []string{"options", "options", "ready", "execute", "done", "close"}, kinds)
}
