package jobs_test

import (
	"context"
	"flag"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

func TestMain(m *testing.M) {
	flag.Parse()
	// The tests do not compute, they wait for each other's deaths: many at a time.
	if err := flag.Set("test.parallel", "24"); err != nil {
		panic(err)
	}
	// A server of a cluster that is stopped while it makes a stream leaves these two of its
	// own behind; nothing else may stay.
	const server = "github.com/nats-io/nats-server/v2/server"
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction(server+".(*fileStore).flushStreamStateLoop"),
		goleak.IgnoreAnyFunction(server+"/ats.Register.func1"))
}

// The texts of the tests: canaries that must not turn up in anything that is stored.
const (
	testOptions = `{"canary":"OPTIONS-q7Zk"}`
	testPayload = `{"value":"77","canary":"PAYLOAD-x3Wd"}`
	testResult  = `{"canary":"RESULT-p9Rt"}`
)

const (
	// patience bounds what takes little when nothing is wrong.
	patience = 20 * time.Second
	// ackWait is after how long a worker counts as dead in tests in which one dies, calm in
	// the others, where a busy machine must not make it look dead.
	ackWait = 600 * time.Millisecond
	calm    = 5 * time.Second
	// answer is how long a worker waits for a reply where silence is the answer.
	answer = 1500 * time.Millisecond
)

var settings = jobs.Settings{AckWait: calm}

func allProfiles() []protocol.Profile {
	return protocol.Profiles()
}

// inAll runs a test in parallel with every profile, each with a server of its own.
func inAll(t *testing.T, test func(t *testing.T, p protocol.Profile, url string)) {
	t.Parallel()
	for _, p := range allProfiles() {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			test(t, p, natstest.RunServer(t, natstest.JetStream(t)))
		})
	}
}

// testLauncher signs tickets; testIdentity is the identity of the workers.
var (
	testLauncher = sync.OnceValue(address.GeneratePrivateKey)
	testIdentity = sync.OnceValue(address.GeneratePrivateKey)
)

func open(t *testing.T, url string) *jobs.Client { return openWith(t, url, settings) }

// openHasty is open for a test in which workers die.
func openHasty(t *testing.T, url string) *jobs.Client {
	return openWith(t, url, jobs.Settings{AckWait: ackWait})
}

func openWith(t *testing.T, url string, settings jobs.Settings) *jobs.Client {
	t.Helper()
	c, err := jobs.Open(context.WithoutCancel(t.Context()), natstransport.Options{URL: url}, settings)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

// app is an app that listens for the worker of its job.
type app struct {
	t      *testing.T
	launch jobs.Launch
	begun  time.Time
	key    *address.PrivateKey
	cancel context.CancelFunc
	done   chan struct{}
	result string
	err    error
}

// startApp returns an app that listens, and a launch of its job.
func startApp(t *testing.T, p protocol.Profile, url string) *app {
	t.Helper()
	return startAppFor(t, p, url, patience)
}

// startAppFor is startApp with another deadline.
func startAppFor(t *testing.T, p protocol.Profile, url string, deadline time.Duration) *app {
	t.Helper()
	a := &app{t: t, begun: time.Now(), key: address.GeneratePrivateKey(), done: make(chan struct{})}
	a.launch = jobs.Launch{ID: jobs.NewID(), Profile: p, App: a.key.PublicKey(), Deadline: deadline}
	config := protocol.AppConfig{Profile: p, PrivateKey: a.key, Options: testOptions, Payload: testPayload}
	if p == protocol.SealedV1 {
		config.Job, config.Trust.Launcher = a.launch.ID, testLauncher().PublicKey()
		a.launch.Tickets = []*protocol.Ticket{a.ticket(testIdentity().PublicKey())}
	}
	machine, err := protocol.NewApp(config)
	require.NoError(t, err)
	listening := make(chan struct{})
	var ctx context.Context
	ctx, a.cancel = context.WithCancel(context.WithoutCancel(t.Context()))
	go func() {
		defer close(a.done)
		a.result, a.err = natstransport.RunApp(ctx, natstransport.Config{
			Server: natstransport.Options{URL: url}, Deadline: deadline,
			Observe: func(r natstransport.Record) {
				if r.Message == protocol.EventStart {
					close(listening)
				}
			},
		}, machine)
	}()
	t.Cleanup(a.stop)
	select {
	case <-listening:
	case <-a.done:
		require.NoError(t, a.err)
	}
	return a
}

func (a *app) ticket(worker *address.PublicKey) *protocol.Ticket {
	ticket, err := protocol.IssueTicket(testLauncher(), a.launch.ID, a.key.PublicKey(), worker, time.Now().Add(time.Hour))
	require.NoError(a.t, err)
	return ticket
}

func (a *app) stop() {
	a.cancel()
	<-a.done
}

// completes waits until the app has its result.
func (a *app) completes() {
	a.t.Helper()
	select {
	case <-a.done:
	case <-time.After(patience):
		a.t.Fatal("the app does not end")
	}
	require.NoError(a.t, a.err)
	require.Equal(a.t, testResult, a.result)
}

// worker is a worker that runs in the background.
type worker struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// prove checks what it is given and returns the result.
func prove(_ context.Context, options, payload string) (string, error) {
	if options != testOptions || payload != testPayload {
		return "", protocol.ErrStatement
	}
	return testResult, nil
}

// start starts a worker. Each change is made to its configuration.
func start(t *testing.T, c *jobs.Client, p protocol.Profile, change ...func(*jobs.Worker)) *worker {
	t.Helper()
	config := jobs.Worker{Profile: p, Prove: prove, Name: "w", RequestTimeout: patience, Grace: -1}
	if p == protocol.SealedV1 {
		config.Identity = testIdentity()
	}
	for _, f := range change {
		f(&config)
	}
	w := &worker{done: make(chan struct{})}
	var ctx context.Context
	ctx, w.cancel = context.WithCancel(context.WithoutCancel(t.Context()))
	go func() {
		defer close(w.done)
		if err := c.Work(ctx, config); err != nil {
			t.Errorf("Work: %v", err)
		}
	}()
	t.Cleanup(w.stop)
	return w
}

func (w *worker) stop() {
	w.cancel()
	<-w.done
}

func launch(t *testing.T, c *jobs.Client, a *app) {
	t.Helper()
	job, err := c.Launch(t.Context(), a.launch)
	require.NoError(t, err)
	require.Equal(t, jobs.StateCreated, job.State)
}

// wait returns a job that has ended.
func wait(t *testing.T, c *jobs.Client, id string) *jobs.Job {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	job, err := c.Wait(ctx, id)
	require.NoError(t, err)
	require.True(t, job.State.Ended())
	return job
}

// store is a view of the streams that is not the client's.
type store struct {
	t  *testing.T
	js jetstream.JetStream
}

func peek(t *testing.T, url string) store {
	t.Helper()
	conn, err := nats.Connect(url)
	require.NoError(t, err)
	t.Cleanup(conn.Close)
	js, err := jetstream.New(conn)
	require.NoError(t, err)
	return store{t, js}
}

// messages returns how many messages a stream holds.
func (s store) messages(stream string) uint64 {
	s.t.Helper()
	x, err := s.js.Stream(s.t.Context(), stream)
	require.NoError(s.t, err)
	info, err := x.Info(s.t.Context())
	require.NoError(s.t, err)
	return info.State.Msgs
}

// drained waits until the queue is empty.
func (s store) drained() {
	s.t.Helper()
	require.Eventually(s.t, func() bool { return s.messages("MINASEAL_JOBS") == 0 }, patience, 10*time.Millisecond)
}
