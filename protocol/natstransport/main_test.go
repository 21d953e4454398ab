package natstransport_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The texts of the tests: canaries that must not turn up in a transcript.
const (
	testOptions = `{"canary":"OPTIONS-q7Zk"}`
	testPayload = `{"value":"77","canary":"PAYLOAD-x3Wd"}`
	testResult  = `{"canary":"RESULT-p9Rt"}`
	testStatus  = `{"success":true}`
)

// patience bounds what takes milliseconds when nothing is wrong.
const patience = 10 * time.Second

// transcript collects records; a test waits for one.
type transcript struct {
	mu      sync.Mutex
	records []natstransport.Record
	added   chan struct{}
}

func newTranscript() *transcript { return &transcript{added: make(chan struct{}, 1000)} }

func (x *transcript) observe(r natstransport.Record) {
	x.mu.Lock()
	x.records = append(x.records, r)
	x.mu.Unlock()
	x.added <- struct{}{}
}

// hold makes the next observation, and with it the run, wait for release.
func (x *transcript) hold() (release func()) {
	x.mu.Lock()
	return x.mu.Unlock
}

func (x *transcript) all() []natstransport.Record {
	x.mu.Lock()
	defer x.mu.Unlock()
	return append([]natstransport.Record(nil), x.records...)
}

// lines returns direction and message of each record.
func (x *transcript) lines() (lines []string) {
	for _, r := range x.all() {
		line := string(r.Direction) + " " + string(r.Message)
		if r.Outcome.Code != "" && r.Outcome.Code != protocol.OutcomeOK {
			line += " " + r.Outcome.Code
		}
		lines = append(lines, line)
	}
	return lines
}

// wait returns once n records are there.
func (x *transcript) wait(t *testing.T, n int) {
	t.Helper()
	timer := time.After(patience)
	for len(x.all()) < n {
		select {
		case <-x.added:
		case <-timer:
			t.Fatalf("only %q", x.lines())
		}
	}
}

// allProfiles are the profiles that a run is tried with.
func allProfiles() []protocol.Profile {
	return protocol.Profiles()
}

// testIdentity is the identity of every worker of sealed-v1.
var testIdentity = sync.OnceValue(address.GeneratePrivateKey)

const testJob = "job-1"

// appConfig is a job for testIdentity.
func appConfig(p protocol.Profile, key *address.PrivateKey) protocol.AppConfig {
	config := protocol.AppConfig{Profile: p, PrivateKey: key, Options: testOptions, Payload: testPayload}
	if p == protocol.SealedV1 {
		config.Job, config.Trust = testJob, protocol.Trust{Identity: testIdentity().PublicKey()}
	}
	return config
}

// runningApp is an app that RunApp carries in the background.
type runningApp struct {
	app    *protocol.App
	key    *address.PrivateKey
	log    *transcript
	cancel context.CancelFunc
	done   chan struct{}
	result string
	err    error
}

// startApp returns an app that listens.
func startApp(t *testing.T, p protocol.Profile, config natstransport.Config) *runningApp {
	t.Helper()
	key := address.GeneratePrivateKey()
	return startAppWith(t, key, appConfig(p, key), config)
}

func startAppWith(t *testing.T, key *address.PrivateKey, job protocol.AppConfig, config natstransport.Config) *runningApp {
	t.Helper()
	r := &runningApp{key: key, log: newTranscript(), done: make(chan struct{})}
	var err error
	r.app, err = protocol.NewApp(job)
	require.NoError(t, err)
	config.Observe = r.log.observe
	ctx, cancel := context.WithCancel(t.Context())
	r.cancel = cancel
	go func() {
		defer close(r.done)
		r.result, r.err = natstransport.RunApp(ctx, config, r.app)
	}()
	t.Cleanup(func() {
		cancel()
		<-r.done
	})
	r.log.wait(t, 1)
	return r
}

// wait returns once RunApp has.
func (r *runningApp) wait(t *testing.T) {
	t.Helper()
	select {
	case <-r.done:
	case <-time.After(patience):
		t.Fatal("RunApp does not return")
	}
}

func newWorker(t *testing.T, p protocol.Profile, app *address.PublicKey) *protocol.Worker {
	t.Helper()
	config := protocol.WorkerConfig{Profile: p, App: app}
	if p == protocol.SealedV1 {
		config.Job, config.Identity = testJob, testIdentity()
	}
	worker, err := protocol.NewWorker(config)
	require.NoError(t, err)
	return worker
}

// prover checks what it is given and returns the result.
func prover(t *testing.T) natstransport.ProveFunc {
	return func(_ context.Context, options, payload string) (string, error) {
		require.Equal(t, testOptions, options)
		require.Equal(t, testPayload, payload)
		return testResult, nil
	}
}

// client is a NATS connection on which the test plays either side by hand.
func client(t *testing.T, url string) *nats.Conn {
	t.Helper()
	conn, err := nats.Connect(url)
	require.NoError(t, err)
	t.Cleanup(conn.Close)
	return conn
}

func encoded(t *testing.T, q wire.Request) []byte {
	t.Helper()
	data, err := wire.EncodeRequest(q)
	require.NoError(t, err)
	return data
}

// requireNoSecret looks for the texts in everything that a transcript prints.
func requireNoSecret(t *testing.T, x *transcript) {
	t.Helper()
	for _, r := range x.all() {
		for _, print := range []string{r.String(), fmt.Sprintf("%v", r), fmt.Sprintf("%+v", r), fmt.Sprintf("%#v", r)} {
			for _, secret := range []string{"OPTIONS-q7Zk", "PAYLOAD-x3Wd", "RESULT-p9Rt"} {
				require.False(t, strings.Contains(print, secret), print)
			}
		}
	}
}

// at are the options that reach a server without a name or password.
func at(url string) natstransport.Options { return natstransport.Options{URL: url} }
