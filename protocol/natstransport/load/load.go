package load

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// Defaults of [Config].
const (
	DefaultBytes   = 64
	DefaultTimeout = time.Minute
)

// Config says what to carry out. The zero value of a field means its default.
type Config struct {
	Server     natstransport.Options
	Profile    protocol.Profile
	Handshakes int           // how many in all, at least 1
	AtOnce     int           // how many of them at a time, at least 1; all of them by default
	Bytes      int           // size of payload and result, DefaultBytes by default
	Timeout    time.Duration // for each reply, and for each connection; DefaultTimeout by default
	Deadline   time.Duration // of each handshake; natstransport's by default

	// Progress, if not nil, is told how many handshakes have ended, each time one
	// does, from any goroutine.
	Progress func(ended int)
}

// withDefaults returns c completed, or natstransport.ErrConfig.
func (c Config) withDefaults() (Config, error) {
	if c.AtOnce == 0 {
		c.AtOnce = c.Handshakes
	}
	if c.Bytes == 0 {
		c.Bytes = DefaultBytes
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Progress == nil {
		c.Progress = func(int) {}
	}
	c.AtOnce = min(c.AtOnce, c.Handshakes)
	c.Server.ConnectTimeout = c.Timeout
	switch {
	case c.Handshakes < 1 || c.AtOnce < 1:
		return c, fmt.Errorf("%w: at least one handshake", natstransport.ErrConfig)
	case c.Bytes < 0 || c.Bytes > c.Profile.MaxText():
		return c, fmt.Errorf("%w: from 1 to %d bytes", natstransport.ErrConfig, c.Profile.MaxText())
	case c.Timeout < 0 || c.Deadline < 0:
		return c, fmt.Errorf("%w: negative time", natstransport.ErrConfig)
	}
	return c, c.Server.Check()
}

// Run carries the handshakes out and returns what came of them. A handshake that fails
// is counted, and no error of Run. The end of ctx ends the handshakes that are under way,
// and no further one begins.
//
// Errors: natstransport.ErrConfig; that of ctx, with the report of what there was.
func Run(ctx context.Context, config Config) (*Report, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	r := &runner{config: config, identity: address.GeneratePrivateKey(), text: strings.Repeat("x", config.Bytes)}
	defer r.identity.Erase()
	r.firstWave.Add(config.AtOnce)
	begin := time.Now()
	var slots sync.WaitGroup
	for slot := range config.AtOnce {
		slots.Go(func() {
			for i := slot; i < config.Handshakes && (i == slot || ctx.Err() == nil); i += config.AtOnce {
				r.count(r.handshake(ctx, i))
			}
		})
	}
	slots.Wait()
	return r.report(time.Since(begin)), ctx.Err()
}

// runner is one call of Run.
type runner struct {
	config    Config
	identity  *address.PrivateKey // of all workers of sealed-v1
	text      string
	firstWave sync.WaitGroup // of apps that do not listen yet

	mu        sync.Mutex
	latencies []time.Duration
	codes     map[string]int // of handshakes that failed
	underWay  int
	peak      int
}

// result is what came of one handshake.
type result struct {
	latency time.Duration
	err     error
}

// handshake carries out the one with number i.
func (r *runner) handshake(ctx context.Context, i int) result {
	entered := sync.OnceFunc(func() {
		if i < r.config.AtOnce {
			r.firstWave.Done()
		}
	})
	defer entered() // also where the app does not come to it
	key := address.GeneratePrivateKey()
	defer key.Erase()
	app, worker, err := r.machines(key, fmt.Sprintf("load-%d", i))
	if err != nil {
		return result{err: err}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ready, delivered := make(chan struct{}), make(chan error, 1)
	go func() {
		config := r.transport()
		config.Observe = func(record natstransport.Record) {
			if record.Message == protocol.EventStart && record.Err == nil {
				close(ready)
			}
		}
		text, err := natstransport.RunApp(ctx, config, app)
		if err == nil && text != r.text {
			err = errors.New("load: another result than the worker's")
		}
		delivered <- err
	}()
	select {
	case <-ready:
	case err := <-delivered:
		return result{err: err}
	}
	r.enter()
	defer r.leave()
	entered()
	r.firstWave.Wait()
	return r.work(ctx, cancel, worker, delivered)
}

// work runs the worker of an app that listens.
func (r *runner) work(ctx context.Context, cancel func(), worker *protocol.Worker, delivered chan error) result {
	begin := time.Now()
	_, err := natstransport.RunWorker(ctx, r.transport(), worker, func(context.Context, string, string) (string, error) {
		return r.text, nil
	})
	if err != nil {
		cancel() // the app would wait for another worker
	}
	appErr := <-delivered
	if err == nil {
		err = appErr
	}
	return result{latency: time.Since(begin), err: err}
}

// machines makes both sides of a run.
func (r *runner) machines(key *address.PrivateKey, job string) (*protocol.App, *protocol.Worker, error) {
	give := protocol.AppConfig{Profile: r.config.Profile, PrivateKey: key, Options: "{}", Payload: r.text}
	take := protocol.WorkerConfig{Profile: r.config.Profile, App: key.PublicKey()}
	if r.config.Profile.Authenticated() {
		give.Job, give.Trust.Identity = job, r.identity.PublicKey()
		take.Job, take.Identity = job, r.identity
	}
	app, err := protocol.NewApp(give)
	if err != nil {
		return nil, nil, err
	}
	worker, err := protocol.NewWorker(take)
	return app, worker, err
}

func (r *runner) transport() natstransport.Config {
	return natstransport.Config{Server: r.config.Server, RequestTimeout: r.config.Timeout, Deadline: r.config.Deadline}
}

func (r *runner) enter() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.underWay++
	r.peak = max(r.peak, r.underWay)
}

func (r *runner) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.underWay--
}

// count keeps the result of a handshake.
func (r *runner) count(x result) {
	r.mu.Lock()
	if x.err == nil {
		r.latencies = append(r.latencies, x.latency)
	} else {
		if r.codes == nil {
			r.codes = map[string]int{}
		}
		code := coded.Code(x.err)
		if code == "" {
			code = "error"
		}
		r.codes[code]++
	}
	ended := len(r.latencies)
	for _, n := range r.codes {
		ended += n
	}
	r.mu.Unlock()
	r.config.Progress(ended)
}
