package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/statement"
)

// Execution is a job to have done by some worker: [Client.Execute] plays its launcher and
// its app.
type Execution struct {
	Profile                  protocol.Profile // required
	Options, Payload, Status string           // texts for the worker, as in protocol.AppConfig

	// Launcher signs a ticket for each of the Workers, the identities that may do the job.
	// sealed-v1 requires both, other profiles forbid them. The caller erases the key.
	Launcher *address.PrivateKey
	Workers  []*address.PublicKey

	Attempts int           // workers that may try a job before it fails: DefaultAttempts by default
	Retries  int           // further jobs, each with a key of its own, when the worker was lost
	Deadline time.Duration // of all of that, from now: DefaultDeadline by default

	RequestTimeout time.Duration              // as in natstransport.Config
	Observe        func(natstransport.Record) `json:"-"` // as in natstransport.Config, if not nil
	OnJob          func(*Job)                 `json:"-"` // called with each state of a job that is seen, if not nil
}

// Executed is a job that was done.
type Executed struct {
	Job       *Job                     // the last one
	Result    string                   // what the worker sent
	Exchanges []*statement.SealedRange // protocol.App.Exchanges: what a proof can be about
}

// grace is how much later than its deadline an execution may give up, so that a job that
// ends at the deadline is heard of.
const grace = 500 * time.Millisecond

// Execute has a job done: it makes a key, listens, launches a job of its address, serves
// the worker that takes it, and waits for the end. A worker that is lost after the app has
// begun to serve it ends the job (SPEC 10.5); then it tries again, with a new key and a new
// job, Retries times. A result is what some worker says: verify its proof. It ends within a
// second after the deadline, whatever the server does; when ctx ends it cancels the job.
//
// Errors: [ErrConfig]; protocol.ErrTimeout; [FailedError] for a job that failed; those of
// natstransport.RunApp, [Client.Launch] and [Client.Wait].
func (c *Client) Execute(ctx context.Context, e Execution) (*Executed, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if e.Deadline == 0 {
		e.Deadline = DefaultDeadline
	}
	if e.Observe == nil {
		e.Observe = func(natstransport.Record) {}
	}
	if e.OnJob == nil {
		e.OnJob = func(*Job) {}
	}
	x := execution{Execution: e, client: c, limit: time.Now().Add(e.Deadline)}
	ctx, cancel := context.WithDeadline(ctx, x.limit.Add(grace))
	defer cancel()
	for try := 0; ; try++ {
		done, err := x.once(ctx)
		if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) && !errors.Is(err, ErrUnavailable) {
			err = fmt.Errorf("%w: the deadline is over", protocol.ErrTimeout)
		}
		if code := coded.Code(err); code != "second_worker" && code != "worker_lost" || try >= e.Retries || ctx.Err() != nil {
			return done, err
		}
	}
}

// check looks at what Launch and NewApp do not.
func (e Execution) check() error {
	switch sealed := e.Profile.Authenticated(); {
	case e.Deadline < 0 || e.Retries < 0 || e.RequestTimeout < 0:
		return fmt.Errorf("%w: negative number", ErrConfig)
	case sealed && (e.Launcher == nil || len(e.Workers) == 0):
		return fmt.Errorf("%w: %v needs a launcher and the workers that may do the job", ErrConfig, e.Profile)
	case !sealed && (e.Launcher != nil || len(e.Workers) > 0):
		return fmt.Errorf("%w: %v has no tickets, so no launcher and no workers", ErrConfig, e.Profile)
	}
	return nil
}

// execution is one call of Execute.
type execution struct {
	Execution
	client *Client
	limit  time.Time
}

// served is how the app's run ended.
type served struct {
	result string
	err    error
}

// once carries one job from its launch to its end.
func (x *execution) once(ctx context.Context) (*Executed, error) {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	serving, stop := context.WithCancel(ctx)
	defer stop()
	app, launch, end, err := x.listen(serving, key)
	for between := firstPause; errors.Is(err, natstransport.ErrNoServer) && ctx.Err() == nil; between = min(2*between, lastPause) {
		pause(ctx, between) // nothing was launched yet
		app, launch, end, err = x.listen(serving, key)
	}
	if err != nil {
		return nil, err
	}
	job, result, err := x.await(ctx, launch, stop, end)
	if err != nil {
		return nil, err
	}
	return &Executed{Job: job, Result: result, Exchanges: app.Exchanges()}, nil
}

// listen starts the app of a key. It returns once the app listens.
func (x *execution) listen(ctx context.Context, key *address.PrivateKey) (*protocol.App, Launch, <-chan served, error) {
	app, launch, err := x.prepare(key)
	if err != nil {
		return nil, launch, nil, err
	}
	server := x.client.server
	server.Name = "minaseal app " + launch.App.String() + " job " + launch.ID
	listening, end := make(chan struct{}), make(chan served, 1)
	go func() {
		result, err := natstransport.RunApp(ctx, natstransport.Config{
			Server: server, Deadline: launch.Deadline, RequestTimeout: x.RequestTimeout,
			Observe: func(r natstransport.Record) {
				if r.Message == protocol.EventStart {
					close(listening)
				}
				x.Observe(r)
			},
		}, app)
		end <- served{result, err}
	}()
	select {
	case <-listening:
		return app, launch, end, nil
	case s := <-end:
		return nil, launch, nil, s.err
	}
}

// prepare returns the app of a key, and the launch of its job.
func (x *execution) prepare(key *address.PrivateKey) (*protocol.App, Launch, error) {
	launch := Launch{
		ID: NewID(), Profile: x.Profile, App: key.PublicKey(), Attempts: x.Attempts,
		Deadline: max(time.Until(x.limit), time.Millisecond),
	}
	config := protocol.AppConfig{Profile: x.Profile, PrivateKey: key, Options: x.Options, Payload: x.Payload, Status: x.Status}
	if x.Launcher != nil {
		config.Job, config.Trust.Launcher = launch.ID, x.Launcher.PublicKey()
		for _, worker := range x.Workers {
			ticket, err := protocol.IssueTicket(x.Launcher, launch.ID, launch.App, worker, time.Now().Add(launch.Deadline))
			if err != nil {
				return nil, launch, err
			}
			launch.Tickets = append(launch.Tickets, ticket)
		}
	}
	if _, err := launch.job(x.client.settings.Retention); err != nil {
		return nil, launch, err
	}
	app, err := protocol.NewApp(config)
	return app, launch, err
}

// await launches the job and waits for its end and for the app's.
func (x *execution) await(ctx context.Context, launch Launch, stop func(), end <-chan served) (*Job, string, error) {
	giveUp := func(err error) (*Job, string, error) {
		stop()
		<-end
		last, cancel := context.WithDeadline(context.WithoutCancel(ctx), x.limit.Add(grace))
		defer cancel()
		_, _ = x.client.Cancel(last, launch.ID) // it ends at its deadline all the same
		return nil, "", err
	}
	job, err := x.client.Launch(ctx, launch)
	if err != nil {
		return giveUp(err)
	}
	x.OnJob(job)
	if job, err = x.client.Wait(ctx, launch.ID); err != nil {
		return giveUp(err)
	}
	x.OnJob(job)
	if err := job.Err(); err != nil {
		stop()
		if s := <-end; s.err == nil { // the app has the result: its worker died before it could say so
			return job, s.result, nil
		}
		return nil, "", err
	}
	s := <-end // the worker is about to send what is stored; the deadline bounds it
	if s.err != nil {
		return nil, "", s.err
	}
	if job, err = x.client.Retrieve(ctx, launch.ID); err != nil {
		return nil, "", err
	}
	x.OnJob(job)
	return job, s.result, nil
}
