package jobs

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

const (
	// pull is how long a worker asks for one job before it asks again.
	pull = 2 * time.Second
	// heartbeats are sent in each AckWait.
	heartbeats = 3
	// DefaultGrace is how long a worker that is stopped goes on with the jobs it has.
	DefaultGrace = 10 * time.Second
	// maxParallel bounds the jobs that a worker has at a time.
	maxParallel = 1000
)

// Worker is what takes jobs. It prints as its name.
type Worker struct {
	Profile  protocol.Profile        // required: a worker has one
	Prove    natstransport.ProveFunc // required, unless ProverOf is given
	Identity *address.PrivateKey     `json:"-"` // sealed-v1, required there; the caller erases it after Work
	Parallel int                     // jobs at a time; 1 by default
	Name     string                  // the host's by default; up to 48 letters, digits, -, _ and dots

	// ProverOf, in place of Prove, returns what does the job of one machine, which then
	// keeps its key while it proves: for statements about the payload's ciphertext
	// (SPEC 11.5).
	ProverOf func(*protocol.Worker) natstransport.ProveFunc `json:"-"`

	RequestTimeout time.Duration // of a run: natstransport's by default
	Grace          time.Duration // DefaultGrace by default; negative for none

	// Observe, if not nil, is told each line of the log, before what it tells is done.
	// It is called from several goroutines, each of which waits until it returns.
	Observe func(id string, l Line) `json:"-"`
}

// Format prints the name, for every verb.
func (w Worker) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "worker %s", w.Name) }

var notInNames = regexp.MustCompile(`[^A-Za-z0-9_.-]+`)

func (w Worker) withDefaults() (Worker, error) {
	if w.Name == "" {
		host, _ := os.Hostname() // without one the name is "worker"
		w.Name = strings.Trim(notInNames.ReplaceAllString(host, "-"), "-.")
		w.Name = w.Name[:min(len(w.Name), maxName)]
	}
	if w.Name == "" {
		w.Name = "worker"
	}
	if w.Parallel == 0 {
		w.Parallel = 1
	}
	if w.Grace == 0 {
		w.Grace = DefaultGrace
	}
	if w.Observe == nil {
		w.Observe = func(string, Line) {}
	}
	switch {
	case w.Profile.String() == "unknown", (w.Prove == nil) == (w.ProverOf == nil):
		return w, fmt.Errorf("%w: a worker needs a profile and one prover", ErrConfig)
	case w.Profile.Authenticated() != (w.Identity != nil):
		return w, fmt.Errorf("%w: an identity is for sealed-v1, and needed there", ErrConfig)
	case w.Parallel < 1 || w.Parallel > maxParallel || w.RequestTimeout < 0:
		return w, fmt.Errorf("%w: 1 to %d jobs at a time", ErrConfig, maxParallel)
	case len(w.Name) > maxName || !workerPattern.MatchString(w.Name):
		return w, fmt.Errorf("%w: a worker's name is up to %d letters, digits, -, _ and dots", ErrConfig, maxName)
	}
	return w, nil
}

// maxName leaves room for what makes a worker's name that of an attempt.
const maxName = 48

// attemptName returns a name for an attempt that no other one has.
func (w *Worker) attemptName() string {
	var nonce [4]byte
	rand.Read(nonce[:]) // never fails
	return w.Name + "." + hex.EncodeToString(nonce[:])
}

// Work takes jobs from the queue and carries each through its run, until ctx ends. Then
// it takes no more, and returns when those that it has have ended, or Grace has passed.
// It begins when JetStream answers, and goes on through the loss of servers. It also ends
// jobs of others that are past their deadline.
//
// Errors: [ErrConfig].
func (c *Client) Work(ctx context.Context, w Worker) error {
	w, err := w.withDefaults()
	if err != nil {
		return err
	}
	consumer, err := c.consumer(ctx, w.Profile)
	for errors.Is(err, ErrStore) && ctx.Err() == nil {
		consumer, err = c.consumer(ctx, w.Profile)
	}
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return err
	}
	var all sync.WaitGroup
	all.Go(func() { c.Reap(ctx) })
	for range w.Parallel {
		all.Go(func() { c.take(ctx, &w, consumer) })
	}
	all.Wait()
	return nil
}

// consumer finds the queue's consumer for a profile, or makes it [JOB-6].
func (c *Client) consumer(ctx context.Context, p protocol.Profile) (consumer jetstream.Consumer, err error) {
	name := "workers-" + p.String()
	err = c.untilStored(ctx, func(ctx context.Context) (err error) {
		consumer, err = c.queue.Consumer(ctx, name)
		if errors.Is(err, jetstream.ErrConsumerNotFound) {
			consumer, err = c.queue.CreateConsumer(ctx, jetstream.ConsumerConfig{
				Durable: name, Description: "workers of profile " + p.String(), FilterSubject: queuePrefix + p.String() + ".*",
				AckPolicy: jetstream.AckExplicitPolicy, AckWait: c.settings.AckWait, MaxDeliver: -1, MaxAckPending: -1,
			})
		}
		return err
	})
	return consumer, err
}

// take serves one job after the other.
func (c *Client) take(ctx context.Context, w *Worker, consumer jetstream.Consumer) {
	wait := consumer.CachedInfo().Config.AckWait
	for ctx.Err() == nil {
		asking, cancel := context.WithTimeout(ctx, pull)
		batch, err := consumer.Fetch(1, jetstream.FetchContext(asking))
		if err == nil {
			for message := range batch.Messages() {
				c.serve(ctx, w, message, wait)
			}
			err = batch.Error()
		}
		cancel()
		if err != nil { // no server, or no leader: it will come back
			pause(ctx, lastPause)
		}
	}
}

// serve does what there is to do about a queue message. Meanwhile the queue hears from it.
func (c *Client) serve(ctx context.Context, w *Worker, message jetstream.Msg, wait time.Duration) {
	ctx, cancel := outlive(ctx, w.Grace)
	defer cancel()
	a := attempt{client: c, worker: w, message: message, wait: wait}
	var beating sync.WaitGroup
	beating.Go(func() {
		for pause(ctx, wait/heartbeats); ctx.Err() == nil; pause(ctx, wait/heartbeats) {
			_ = message.InProgress() // the next one may come through
			a.look(ctx)
		}
	})
	answer := a.run(ctx)
	cancel()
	beating.Wait()
	_ = answer() // lost, it is delivered again, and found to have ended
}

// outlive returns a context that ends grace after its parent.
func outlive(parent context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(parent))
	stop := context.AfterFunc(parent, func() {
		if grace > 0 {
			pause(ctx, grace)
		}
		cancel()
	})
	return ctx, func() { stop(); cancel() }
}
