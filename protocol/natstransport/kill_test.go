package natstransport_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// The limits of a run that something happens to. They are doubled, up to killTries
// times in all, where a busy machine does not reach the step within them.
const (
	killRequestTimeout = 500 * time.Millisecond
	killDeadline       = 1200 * time.Millisecond
	killGrace          = 5 * time.Second // for what is no part of a run
	killTries          = 5
	killAtOnce         = 30 // accidents; nearly all of their time is waiting
)

// killVariant is a kind of handshake of which every step is tried.
type killVariant struct {
	name       string
	profile    protocol.Profile
	maxPayload int32
	text       string // that options, payload, result and status are padded with
}

func killVariants() []killVariant {
	return []killVariant{
		{"zkcw-v1", protocol.ZKCWv1, 1 << 20, ""},
		{"zkcw-v2", protocol.ZKCWv2, 1 << 20, ""},
		{"sealed-v1", protocol.SealedV1, 1 << 20, ""},
		{"sealed-v1 in parts", protocol.SealedV1, 4096, strings.Repeat("x", 1500)},
	}
}

// accident is what happens, and at which record of whose transcript.
type accident struct {
	what string // "server stops", "server restarts", "server hangs", "worker dies", "worker hangs", "app dies", "app hangs"
	side string // "app" or "worker"
	step int    // the record, from 0
}

// hostile is one run with an accident.
type hostile struct {
	killVariant
	accident  accident
	hub       *hub
	gate      *gate         // between the parties and the server
	happened  chan struct{} // closed when it does
	over      chan struct{} // closed when the party that is not the victim has ended
	overOnce  sync.Once
	patience  time.Duration // that the limits are multiplied with
	cancelled map[string]context.CancelFunc
}

// outcome is how a party ended.
type outcome struct {
	state protocol.State
	text  string // what the party got
	err   error
	took  time.Duration
	log   *transcript
}

// happen carries the accident out, in the middle of the step.
func (h *hostile) happen() {
	close(h.happened)
	victim, what, _ := strings.Cut(h.accident.what, " ")
	switch {
	case what == "stops":
		h.hub.stop()
	case what == "restarts":
		h.hub.restart()
	case victim == "server":
		h.gate.shut()
	case what == "dies":
		h.cancelled[victim]()
	default:
		<-h.over
	}
}

// watch returns the observer of a side, which counts the records.
func (h *hostile) watch(side string, log *transcript, listening chan struct{}) func(natstransport.Record) {
	count := 0
	return func(r natstransport.Record) {
		log.observe(r)
		if side == h.accident.side && count == h.accident.step {
			h.happen()
		}
		if count++; count == 1 && side == "app" {
			close(listening)
		}
	}
}

// run carries app and worker through the accident and returns how each ended.
func (h *hostile) run(t *testing.T) (app, worker outcome, err error) {
	h.hub = &hub{options: server.Options{MaxPayload: h.maxPayload}}
	if err := h.hub.start(); err != nil {
		return app, worker, err
	}
	defer h.hub.stop()
	h.gate, err = newGate(h.hub.address)
	if err != nil {
		return app, worker, err
	}
	defer h.gate.close()
	h.happened, h.over = make(chan struct{}), make(chan struct{})
	appContext, stopApp := context.WithCancel(t.Context())
	workerContext, stopWorker := context.WithCancel(t.Context())
	defer stopApp()
	defer stopWorker()
	h.cancelled = map[string]context.CancelFunc{"app": stopApp, "worker": stopWorker}

	key := address.GeneratePrivateKey()
	job := appConfig(h.profile, key)
	job.Options, job.Payload, job.Status = testOptions+h.text, testPayload+h.text, testStatus+h.text
	appMachine, err := protocol.NewApp(job)
	if err != nil {
		return app, worker, err
	}
	workerMachine := newWorker(t, h.profile, key.PublicKey())
	app.log, worker.log = newTranscript(), newTranscript()
	listening := make(chan struct{})
	config := natstransport.Config{Server: at(h.gate.url()), RequestTimeout: h.patience * killRequestTimeout, Deadline: h.patience * killDeadline}

	var parties sync.WaitGroup
	parties.Go(func() {
		begin, config := time.Now(), config
		config.Observe = h.watch("app", app.log, listening)
		app.text, app.err = natstransport.RunApp(appContext, config, appMachine)
		app.took, app.state = time.Since(begin), appMachine.State()
		h.ended("app")
	})
	parties.Go(func() {
		select {
		case <-listening:
		case <-h.happened: // the app may never listen
		}
		begin, config := time.Now(), config
		config.Observe = h.watch("worker", worker.log, nil)
		worker.text, worker.err = natstransport.RunWorker(workerContext, config, workerMachine,
			func(context.Context, string, string) (string, error) { return testResult + h.text, nil })
		worker.took, worker.state = time.Since(begin), workerMachine.State()
		h.ended("worker")
	})
	parties.Wait()
	return app, worker, nil
}

// ended lets a party that hangs go on when the other one has ended.
func (h *hostile) ended(side string) {
	if side != h.accident.side {
		h.overOnce.Do(func() { close(h.over) })
	}
}

// check holds how a party ended against what is promised: completed with its text, or
// failed with a name, within its deadline.
func (h *hostile) check(t *testing.T, side string, o outcome, text string) {
	t.Helper()
	limit := h.patience * killDeadline
	if h.accident.side == side && strings.HasSuffix(h.accident.what, "hangs") && !strings.HasPrefix(h.accident.what, "server") {
		limit *= 2 // it waits for the other one first
	}
	require.Less(t, o.took, limit+killGrace, "%s: %q", side, o.log.lines())
	require.True(t, o.state.Terminal(), side)
	if o.err == nil {
		require.Equal(t, protocol.StateCompleted, o.state, side)
		require.Equal(t, text, o.text, side)
		return
	}
	require.Contains(t, []string{"timeout", "closed", "no_responder", "peer_refused"}, coded.Code(o.err), "%s: %v", side, o.err)
	require.Equal(t, protocol.StateFailed, o.state, side)
	require.Empty(t, o.text, side)
	requireNoSecret(t, o.log)
}

// tried is an accident and how the parties ended.
type tried struct {
	accident
	*hostile
	app, worker outcome
	failure     error // of the test itself
}

// try runs the accident, with more patience if the machine was too slow for it.
func (x *tried) try(t *testing.T, v killVariant) {
	patience := time.Duration(1)
	for range killTries {
		x.hostile = &hostile{killVariant: v, accident: x.accident, patience: patience}
		x.app, x.worker, x.failure = x.run(t)
		if x.failure != nil || x.reached() {
			return
		}
		patience *= 2
	}
}

// reached reports whether the accident happened.
func (x *tried) reached() bool {
	select {
	case <-x.happened:
		return true
	default:
		return false
	}
}

// TestAccidents: the server, the worker or the app stops, or hangs, at each step of a
// handshake of each profile. Both parties end within their deadline, completed or
// failed with a code; and a worker that has completed worked for an app that has. That
// no goroutine is left behind is checked for the package as a whole.
//
// covers: HSK-18, HSK-19, NAT-25, NAT-27
func TestAccidents(t *testing.T) {
	for _, v := range killVariants() {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			var all []*tried
			var running sync.WaitGroup
			room := make(chan struct{}, killAtOnce)
			for _, x := range accidents(t, v) {
				one := &tried{accident: x}
				all = append(all, one)
				running.Go(func() {
					room <- struct{}{}
					one.try(t, v)
					<-room
				})
			}
			running.Wait()
			completed := map[bool]int{}
			for _, one := range all {
				require.NoError(t, one.failure)
				name := fmt.Sprintf("%s at step %d of the %s", one.what, one.step, one.side)
				t.Run(name, func(t *testing.T) {
					require.True(t, one.reached(), "the step was not reached: app %v %q, worker %v %q",
						one.app.err, one.app.log.lines(), one.worker.err, one.worker.log.lines())
					one.check(t, "app", one.app, testResult+v.text)
					one.check(t, "worker", one.worker, testStatus+v.text)
					if one.worker.err == nil {
						require.NoError(t, one.app.err)
					}
				})
				completed[one.app.err == nil]++
			}
			require.NotZero(t, completed[true])
			require.NotZero(t, completed[false])
			t.Logf("%d accidents: the app completed in %d and failed in %d", len(all), completed[true], completed[false])
		})
	}
}

// accidents lists what can happen at each step of a handshake without any.
func accidents(t *testing.T, v killVariant) (all []accident) {
	t.Helper()
	calm := hostile{killVariant: v, accident: accident{"none", "nobody", 0}, patience: 16}
	app, worker, err := calm.run(t)
	require.NoError(t, err)
	require.NoError(t, app.err)
	require.NoError(t, worker.err)
	for side, log := range map[string]*transcript{"app": app.log, "worker": worker.log} {
		for step := range log.all() {
			for _, what := range []string{"server stops", "server restarts", "server hangs", side + " dies", side + " hangs"} {
				all = append(all, accident{what, side, step})
			}
		}
	}
	return all
}
