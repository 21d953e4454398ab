package protocol

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
)

var exploreWorkers = flag.Int("explore", 2, "workers of one run that the explorer lets speak to its app")

// A scene is a run's app, the workers that speak to it, and what strangers throw in.
// The explorer drives these machines, not a model of them, through every order of
// events: each message that was ever sent arrives at any time, any number of times or
// never; machines start, run out of time and are closed at any time.
type scene struct {
	app      *App
	workers  []*Worker // the first, and a second responder or the first one begun again
	sealed   bool
	limit    int // of the transport's messages
	texts    sealedTexts
	toApp    []Request // from strangers
	toWorker []Reply
	forged   []Reply // from strangers as well; a worker that awaits them would take them for its app's (SPEC 12.3)
}

// result is what a worker answers with.
func (s *scene) result(k int) string { return fmt.Sprintf("%s of worker %d", s.texts.result, k) }

// A world is a state of the scene. Machines are shared between worlds and copied before
// they make a step.
type world struct {
	app       *App
	workers   []*Worker
	sent      map[string]bool // keys of messages
	delivered bool

	before *world
	event  string // that led here from the one before
}

// path tells how a world came about.
func (w *world) path() string {
	if w.before == nil {
		return ""
	}
	return w.before.path() + "\n" + w.event
}

// message is one that was sent: by a worker, or to one.
type message struct {
	worker int
	toApp  bool
	data   []byte
}

// explorer is one search.
type explorer struct {
	*testing.T
	scene
	messages map[string]message
	cells    map[Transition]bool // that were seen, with the table's outcome
	states   map[[sha256.Size]byte]bool
	steps    int
	depth    int // events in a row until nothing is new
	now      *world
}

// explore visits every world that the scene can come to and returns the explorer.
func explore(t *testing.T, s scene) *explorer {
	x := &explorer{T: t, scene: s, messages: map[string]message{}, cells: map[Transition]bool{}, states: map[[sha256.Size]byte]bool{}}
	level := []*world{{app: s.app, workers: s.workers, sent: map[string]bool{}}}
	for len(level) > 0 {
		x.depth++
		var next []*world
		for _, w := range level {
			for _, successor := range x.successors(w) {
				if id := x.fingerprint(successor); !x.states[id] {
					x.states[id] = true
					next = append(next, successor)
				}
			}
		}
		level = next
	}
	return x
}

// successors makes one step of each kind that is possible.
func (x *explorer) successors(w *world) []*world {
	var all []*world
	app := func(from int, event AppEvent) { all = append(all, x.stepApp(w, from, event)) }
	worker := func(k int, event WorkerEvent) { all = append(all, x.stepWorker(w, k, event)) }
	for key := range w.sent {
		m := x.messages[key]
		if m.toApp {
			app(m.worker, Request{Data: m.data})
		} else {
			worker(m.worker, Reply{Data: m.data})
		}
	}
	for _, event := range []AppEvent{Start{MaxMessage: x.limit}, Timeout{}, Close{}} {
		app(-1, event)
	}
	for _, request := range x.toApp {
		app(-1, request)
	}
	for k := range w.workers {
		for _, event := range []WorkerEvent{
			Start{MaxMessage: x.limit}, Proved{Result: x.result(k)}, ProveFailed{}, NoResponder{}, Timeout{}, Close{},
		} {
			worker(k, event)
		}
		replies := x.toWorker
		if !w.workers[k].awaits(EventReplyClose) {
			replies = slices.Concat(replies, x.forged)
		}
		for _, reply := range replies {
			worker(k, reply)
		}
	}
	return all
}

// stepApp makes a step of the app, with a request of a worker or, for -1, of nobody
// who gets the reply.
func (x *explorer) stepApp(w *world, from int, event AppEvent) *world {
	next := x.after(w, fmt.Sprintf("app: %T", event))
	next.app = cloneApp(w.app)
	before, bound := appState(w.app), w.app.worker
	effects, out, err := next.app.Step(event)
	next.event += " " + out.String()
	x.check(out, err, next.app.table, before == appState(next.app))
	if out.Action == ActionFail || out.Code != OutcomeOK && out.Code != OutcomeDuplicate && out.Action != ActionRefuse {
		require.Empty(x, effects, x.now.path())
	}
	for _, effect := range effects {
		switch e := effect.(type) {
		case SendReply:
			x.public(e.Data)
			if from >= 0 {
				x.send(next, message{from, false, e.Data}, e.Message)
			}
		case Deliver:
			require.False(x, w.delivered, "one result\n%s", x.now.path())
			k := slices.IndexFunc(w.workers, func(k *Worker) bool { return bound != nil && k.public.Equal(bound) })
			require.Equal(x, x.result(k), e.Result, x.now.path())
			next.delivered = true
		}
	}
	return next
}

// stepWorker makes a step of worker k.
func (x *explorer) stepWorker(w *world, k int, event WorkerEvent) *world {
	next := x.after(w, fmt.Sprintf("worker %d: %T", k, event))
	next.workers = slices.Clone(w.workers)
	next.workers[k] = cloneWorker(w.workers[k])
	before := workerState(w.workers[k])
	effects, out, err := next.workers[k].Step(event)
	next.event += " " + out.String()
	x.check(out, err, next.workers[k].table, before == workerState(next.workers[k]))
	require.Equal(x, err != nil, len(effects) == 0 && out.Code != OutcomeOK, x.now.path())
	for _, effect := range effects {
		switch e := effect.(type) {
		case SendRequest:
			x.public(e.Data)
			x.send(next, message{k, true, e.Data}, e.Message)
		case Prove:
			require.Equal(x, Prove{Options: x.texts.options, Payload: x.texts.payload}, e, x.now.path())
			require.True(x, w.app.worker == nil || w.app.worker.Equal(next.workers[k].public), x.now.path())
		case Finish:
			require.Equal(x, x.texts.status, e.Status, x.now.path())
			require.True(x, w.delivered && w.app.State() == StateCompleted, x.now.path())
		}
	}
	return next
}

// after begins the world that an event leads to.
func (x *explorer) after(w *world, event string) *world {
	x.steps++
	next := *w
	next.before, next.event = w, event
	x.now = &next
	return x.now
}

// check holds a step against the table: it is the one of its cell, it commits, or leaves
// the machine as it was, or ends it; limits of time and closes end it, and nothing leaves
// an end.
func (x *explorer) check(out Outcome, err error, table *table, unchanged bool) {
	c := table.lookup(out.From, out.Event)
	if out.Code == OutcomeSecondWorker && !x.sealed {
		c = secondWorker.in(out.From) // the guard of HSK-5
	} else {
		x.cells[Transition{From: out.From, Event: out.Event, Action: out.Action, Next: out.To, Outcome: c.outcome}] = true
	}
	require.Equal(x, []any{c.action, c.next}, []any{out.Action, out.To}, x.now.path())
	if c.outcome != OutcomeOfEvent {
		require.Equal(x, c.outcome, out.Code, x.now.path())
	}
	require.Equal(x, err == nil, out.Code == OutcomeOK || out.Code == OutcomeDuplicate && out.Action != ActionIgnore, x.now.path())
	if out.From.Terminal() || err != nil && out.To != StateFailed {
		require.Equal(x, out.From, out.To, x.now.path())
		require.True(x, unchanged || out.Action == ActionSendPart, x.now.path())
	}
	if out.Event == EventTimeout || out.Event == EventClose {
		require.True(x, out.To.Terminal(), x.now.path())
	}
}

// public checks that what leaves a machine has none of the texts in it.
func (x *explorer) public(data []byte) {
	for _, canary := range []string{"OPTIONS-q7Zk", "PAYLOAD-x3Wd", "RESULT-p9Rt", "STATUS-m4Lc"} {
		if canary != "STATUS-m4Lc" || x.sealed {
			require.False(x, bytes.Contains(data, []byte(canary)), x.now.path())
		}
	}
}

// send adds a message to those that are on their way for ever. In sealed-v1, where the
// tests fix the ephemeral keys, equal messages are the same bytes; in the other profiles
// they are those of one name.
func (x *explorer) send(w *world, m message, name Event) {
	key := fmt.Sprint(m.worker, m.toApp, name)
	if x.sealed {
		key += string(m.data)
	}
	if w.sent[key] {
		return
	}
	sent := map[string]bool{key: true}
	for k := range w.sent {
		sent[k] = true
	}
	w.sent, x.messages[key] = sent, m
}

// fingerprint names everything about a world on which the future depends.
func (x *explorer) fingerprint(w *world) [sha256.Size]byte {
	var b strings.Builder
	b.WriteString(appState(w.app))
	for _, k := range w.workers {
		b.WriteString(workerState(k))
	}
	for _, key := range slices.Sorted(func(yield func(string) bool) {
		for key := range w.sent {
			if !yield(key) {
				return
			}
		}
	}) {
		b.WriteString(key)
	}
	return sha256.Sum256([]byte(b.String()))
}

// appState and workerState print all that a step may change.
func appState(a *App) string {
	if s, ok := a.dialect.(*sealedApp); ok {
		return fmt.Sprint((&sealedAppFixture{machine: a}).snapshot(), s.in.pieces, s.limit)
	}
	return fmt.Sprint(snapshotApp(a))
}

func workerState(w *Worker) string {
	if s, ok := w.dialect.(*sealedWorker); ok {
		return fmt.Sprint((&sealedWorkerFixture{machine: w}).snapshot(), s.in.pieces, s.limit)
	}
	return fmt.Sprint(snapshotWorker(w))
}

// cloneApp and cloneWorker copy a machine with everything that a step may change.
func cloneApp(a *App) *App {
	c := *a
	c.sk, c.options, c.payload = cloneKey(a.sk), slices.Clone(a.options), slices.Clone(a.payload)
	if s, ok := a.dialect.(*sealedApp); ok {
		d := *s
		d.status, d.in.pieces = slices.Clone(s.status), slices.Clone(s.in.pieces)
		if s.last != nil {
			last := *s.last
			d.last = &last
		}
		c.dialect = &d
	}
	return &c
}

func cloneWorker(w *Worker) *Worker {
	c := *w
	c.sk, c.options = cloneKey(w.sk), slices.Clone(w.options)
	if s, ok := w.dialect.(*sealedWorker); ok {
		d := *s
		d.in.pieces = slices.Clone(s.in.pieces)
		c.dialect = &d
	}
	return &c
}

func cloneKey(sk *address.PrivateKey) *address.PrivateKey {
	own, err := ownKey(sk)
	if err != nil { // it is erased, and nothing can change it
		return sk
	}
	return own
}

// cellList prints the cells of a search, for testdata/cells.txt.
func cellList(role string, cells map[Transition]bool, table *table) string {
	var b strings.Builder
	for _, c := range table.list() {
		if cells[c] {
			fmt.Fprintf(&b, "%s: %s, %s\n", role, c.From, c.Event)
		}
	}
	return b.String()
}

// requireCells compares the cells that were seen with the list.
func requireCells(t *testing.T, have string) {
	t.Helper()
	const path = "testdata/cells.txt"
	if *updateCells {
		require.NoError(t, os.WriteFile(path, []byte(have), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), have)
}
