//go:build interop

package interop_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
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

const sealedJob = "job-1"

// sealedRun is a server and the parties' keys. The texts are long where the server's
// limit is to cut them.
type sealedRun struct {
	url                string
	pad                string
	launcher, identity *address.PrivateKey
	identityFile       string
	parts              bool
}

// sealedRuns are runs with whole messages and with messages in parts, on both releases
// of o1js.
func sealedRuns(t *testing.T, do func(t *testing.T, r *sealedRun, o1js string)) {
	for _, version := range versions() {
		for name, limit := range map[string]int32{"whole": wire.MaxSize, "parts": 4096} {
			t.Run(version+" "+name, func(t *testing.T) {
				r := &sealedRun{
					url:      natstest.RunServer(t, func(o *server.Options) { o.MaxPayload = limit }),
					launcher: address.GeneratePrivateKey(), identity: address.GeneratePrivateKey(),
					parts: limit < wire.MaxSize,
				}
				if r.parts {
					r.pad = strings.Repeat("lang 🔑 ", 300)
				}
				r.identityFile = filepath.Join(t.TempDir(), "identity.key")
				require.NoError(t, os.WriteFile(r.identityFile, []byte(r.identity.Base58()+"\n"), 0o600))
				do(t, r, version)
			})
		}
	}
}

func (r *sealedRun) ticket(t *testing.T, app *address.PublicKey, notAfter time.Time) *protocol.Ticket {
	t.Helper()
	ticket, err := protocol.IssueTicket(r.launcher, sealedJob, app, r.identity.PublicKey(), notAfter)
	require.NoError(t, err)
	return ticket
}

func (r *sealedRun) startApp(t *testing.T, trust protocol.Trust) *goApp {
	t.Helper()
	return startAppWith(t, r.url, protocol.AppConfig{
		Profile: protocol.SealedV1, Options: options + r.pad, Payload: payload + r.pad, Status: status + r.pad, Job: sealedJob, Trust: trust,
	})
}

func (r *sealedRun) startNodeApp(t *testing.T, o1js string, trust ...string) *program {
	t.Helper()
	return start(t, "app.mjs", append([]string{"--nats", r.url, "--profile", "sealed-v1", "--job", sealedJob, "--o1js", o1js,
		"--options", options + r.pad, "--payload", payload + r.pad, "--status", status + r.pad}, trust...)...)
}

func (r *sealedRun) startNodeWorker(t *testing.T, o1js, app string, more ...string) *program {
	t.Helper()
	return start(t, "worker.mjs", append([]string{"--nats", r.url, "--profile", "sealed-v1", "--o1js", o1js, "--client", app,
		"--identity-key", r.identityFile, "--result", result + r.pad, "--timeout", "60000"}, more...)...)
}

// awaitNodeWorker follows a worker that gets everything.
func (r *sealedRun) awaitNodeWorker(t *testing.T, worker *program) {
	t.Helper()
	worker.next("key")
	require.Equal(t, options+r.pad, worker.next("options").Text)
	require.Equal(t, payload+r.pad, worker.next("payload").Text)
	require.Equal(t, status+r.pad, worker.next("done").Status)
	worker.exits(0)
}

// awaitNodeApp follows an app from the options request to its end.
func (r *sealedRun) awaitNodeApp(t *testing.T, app *program) {
	t.Helper()
	app.next("options")
	app.next("ready")
	app.next("done")
	require.Equal(t, result+r.pad, app.next("result").Text)
	app.exits(0)
}

func (r *sealedRun) runWorker(t *testing.T, config protocol.WorkerConfig) (closed string, err error) {
	t.Helper()
	config.Profile = protocol.SealedV1
	machine, err := protocol.NewWorker(config)
	require.NoError(t, err)
	transport := natstransport.Config{Server: natstransport.Options{URL: r.url}, RequestTimeout: time.Minute, Deadline: patience}
	return natstransport.RunWorker(t.Context(), transport, machine, func(_ context.Context, o, p string) (string, error) {
		require.Equal(t, options+r.pad, o)
		require.Equal(t, payload+r.pad, p)
		return result + r.pad, nil
	})
}

func (r *sealedRun) ticketFile(t *testing.T, ticket *protocol.Ticket) string {
	t.Helper()
	text, err := ticket.MarshalJSON()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "ticket")
	require.NoError(t, os.WriteFile(file, append(text, '\n'), 0o600))
	return file
}

// requireSealedBytes checks that what passed is, byte for byte, what package wire writes
// for what it reads, and that it came in parts if it was to.
func (r *sealedRun) requireSealedBytes(t *testing.T, l tap, app string) {
	t.Helper()
	pieces, seen := 0, 0
	for {
		m, err := l.messages.NextMsg(200 * time.Millisecond)
		if err != nil {
			require.ErrorIs(t, err, nats.ErrTimeout)
			break
		}
		seen++
		var again []byte
		var message any
		if m.Subject == "minaseal.v1."+app {
			q, err := wire.DecodeSealedRequest(m.Data)
			require.NoError(t, err)
			again, err = wire.EncodeSealedRequest(q)
			require.NoError(t, err)
			message = q
		} else {
			p, err := wire.DecodeSealedReply(m.Data)
			require.NoError(t, err)
			again, err = wire.EncodeSealedReply(p)
			require.NoError(t, err)
			message = p
		}
		require.Equal(t, string(m.Data), string(again))
		if _, ok := message.(wire.Part); ok {
			pieces++
		}
	}
	if r.parts {
		require.GreaterOrEqual(t, pieces, 8, "two parts at least of each of four messages")
		return
	}
	require.Zero(t, pieces)
	require.Equal(t, 6, seen)
}

// TestSealedGoAppNodeWorker: this module's app serves a worker on o1js that brings a
// ticket, and one whose identity is pinned.
//
// covers: HSK-26, HSK-30, HSK-38, NAT-17, MSG-26
func TestSealedGoAppNodeWorker(t *testing.T) {
	sealedRuns(t, func(t *testing.T, r *sealedRun, o1js string) {
		tap := listen(t, r.url)
		app := r.startApp(t, protocol.Trust{Launcher: r.launcher.PublicKey()})
		key := app.key.PublicKey()
		worker := r.startNodeWorker(t, o1js, key.String(), "--ticket", r.ticketFile(t, r.ticket(t, key, time.Now().Add(time.Hour))))
		r.awaitNodeWorker(t, worker)
		delivered, err := app.wait(t)
		require.NoError(t, err)
		require.Equal(t, result+r.pad, delivered)
		r.requireSealedBytes(t, tap, key.String())

		app = r.startApp(t, protocol.Trust{Identity: r.identity.PublicKey()})
		r.awaitNodeWorker(t, r.startNodeWorker(t, o1js, app.key.PublicKey().String(), "--job", sealedJob))
		delivered, err = app.wait(t)
		require.NoError(t, err)
		require.Equal(t, result+r.pad, delivered)
	})
}

// TestSealedNodeAppGoWorker: this module's worker works for an app on o1js, and is
// refused by it where it has to be.
//
// covers: HSK-27, HSK-28, HSK-29, HSK-30, HSK-32, HSK-35, NAT-17, MSG-26
func TestSealedNodeAppGoWorker(t *testing.T) {
	sealedRuns(t, func(t *testing.T, r *sealedRun, o1js string) {
		app := r.startNodeApp(t, o1js, "--launcher", r.launcher.PublicKey().String())
		text := app.next("address").Address
		key, err := address.ParsePublicKey(text)
		require.NoError(t, err)
		soon := time.Now().Add(time.Hour)
		good := protocol.WorkerConfig{App: key, Identity: r.identity, Ticket: r.ticket(t, key, soon)}

		stranger := address.GeneratePrivateKey()
		forged, err := protocol.IssueTicket(stranger, sealedJob, key, r.identity.PublicKey(), soon)
		require.NoError(t, err)
		for _, x := range []struct {
			config protocol.WorkerConfig
			code   string
		}{
			{protocol.WorkerConfig{App: key, Identity: r.identity, Job: sealedJob}, "worker_unauthenticated"},
			{protocol.WorkerConfig{App: key, Identity: r.identity, Ticket: forged}, "worker_unauthenticated"},
			{protocol.WorkerConfig{App: key, Identity: r.identity, Ticket: r.ticket(t, key, time.Now().Add(-time.Hour))}, "ticket_expired"},
			{protocol.WorkerConfig{App: key, Identity: r.identity, Job: "job-2"}, "unknown_job"},
		} {
			_, err := r.runWorker(t, x.config)
			require.Equal(t, "peer_refused", coded.Code(err))
			require.ErrorContains(t, err, x.code)
			require.Equal(t, x.code, app.next("refused").Code)
		}
		tap := listen(t, r.url)
		closed, err := r.runWorker(t, good)
		require.NoError(t, err)
		require.Equal(t, status+r.pad, closed)
		r.awaitNodeApp(t, app)
		r.requireSealedBytes(t, tap, text)
	})
}

// TestSealedNodeAppNodeWorker is the control: o1js speaks sealed-v1 with itself.
//
// covers: MSG-1, MSG-18
func TestSealedNodeAppNodeWorker(t *testing.T) {
	sealedRuns(t, func(t *testing.T, r *sealedRun, o1js string) {
		tap := listen(t, r.url)
		app := r.startNodeApp(t, o1js, "--identity", r.identity.PublicKey().String())
		text := app.next("address").Address
		worker := r.startNodeWorker(t, o1js, text, "--job", sealedJob)
		r.awaitNodeWorker(t, worker)
		r.awaitNodeApp(t, app)
		r.requireSealedBytes(t, tap, text)
	})
}

// TestSealedNodeWorkerRefuses: a worker on o1js ends with the code of what is wrong with
// a reply.
//
// covers: HSK-38, HSK-39, ENC-25
func TestSealedNodeWorkerRefuses(t *testing.T) {
	r := &sealedRun{url: natstest.RunServer(t), identity: address.GeneratePrivateKey()}
	r.identityFile = filepath.Join(t.TempDir(), "identity.key")
	require.NoError(t, os.WriteFile(r.identityFile, []byte(r.identity.Base58()), 0o600))
	const body = `{"publicKey":{"x":"1","y":"12418654782883325593414442427049395787963493412651469444558597405572177144507"},"cipherText":["1","2"]}`
	for name, x := range map[string]struct{ reply, code string }{
		"a spoofer's body":  {`{"v":"sealed-v1","job":"job-1","seq":1,"body":` + body + `}`, "tag_mismatch"},
		"another job":       {`{"v":"sealed-v1","job":"job-2","seq":1,"body":` + body + `}`, "unknown_job"},
		"another reply":     {`{"v":"sealed-v1","job":"job-1","seq":3,"body":` + body + `}`, "out_of_order"},
		"a refusal":         {`{"v":"sealed-v1","job":"job-1","error":"second_worker"}`, "peer_refused"},
		"a reply of zkcw":   {`{"success":true,"data":{"command":"close","status":"{}"}}`, "malformed_json"},
		"a member twice":    {`{"v":"sealed-v1","job":"job-1","job":"job-1","error":"second_worker"}`, "malformed_json"},
		"a part too early":  {`{"v":"sealed-v1","type":"part","job":"job-1","seq":1,"part":1,"parts":2,"data":"x"}`, "out_of_order"},
		"another's version": {`{"v":"sealed-v2","job":"job-1","error":"second_worker"}`, "unknown_profile"},
	} {
		t.Run(name, func(t *testing.T) {
			app := address.GeneratePrivateKey().PublicKey()
			conn, err := nats.Connect(r.url)
			require.NoError(t, err)
			defer conn.Close()
			_, err = conn.Subscribe(protocol.SealedV1.Subject(app), func(m *nats.Msg) { _ = m.Respond([]byte(x.reply)) })
			require.NoError(t, err)
			require.NoError(t, conn.Flush())
			worker := r.startNodeWorker(t, "2.15.0", app.String(), "--job", sealedJob)
			worker.next("key")
			require.Equal(t, x.code, worker.next("failed").Code)
			worker.exits(1)
		})
	}
}

// TestSealedNodeWorkerAlone: nobody listens.
//
// covers: NAT-11
func TestSealedNodeWorkerAlone(t *testing.T) {
	r := &sealedRun{url: natstest.RunServer(t), identityFile: filepath.Join(t.TempDir(), "identity.key")}
	require.NoError(t, os.WriteFile(r.identityFile, []byte(address.GeneratePrivateKey().Base58()), 0o600))
	worker := r.startNodeWorker(t, "2.15.0", address.GeneratePrivateKey().PublicKey().String(), "--job", sealedJob)
	worker.next("key")
	require.Equal(t, "no_responder", worker.next("failed").Code)
	worker.exits(1)
}
