package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/statement"
)

// execution is one run of `minaseal execute`.
type execution struct {
	flags       handshakeFlags
	proofs      proofFlags
	profile     protocol.Profile
	server      natstransport.Options
	app         protocol.AppConfig
	launch      jobs.Launch
	launcherKey string
	workers     []string
	retries     int
	settings    jobs.Settings
	log         *transcript

	launcher   *address.PrivateKey
	identities []*address.PublicKey
	client     *jobs.Client
	limit      time.Time // of the command: opening, all jobs, and the end
}

// overtime is how much later than its deadline the command may give up, so that a job that
// ends at the deadline is heard of.
const overtime = 500 * time.Millisecond

func executeCommand() *cobra.Command {
	e := &execution{}
	var noProof bool
	command := &cobra.Command{
		Use:   "execute --profile NAME --payload JSON",
		Short: "Have a job done by some worker, and print its verified result",
		Long: `Plays the app and the launcher: makes a key, listens, launches a job of its address,
serves the worker that takes it, waits for the end, verifies the proof, and prints the
result. Workers are those of minaseal worker --jobs on the same server, by default that
of minaseal serve on this machine. Interrupted, it gives the job up. It ends within
a second after --deadline, whatever the server does.

With the profile sealed-v1 it signs, with the key of --launcher-key, a ticket for each
worker of --worker: those alone may do the job.

When a worker dies after the app has begun to serve it, the job fails with
second_worker; --retries launches a new job, with a new key, that many times.`,
		Example: `  minaseal execute --profile zkcw-v2 --payload '{"value":"77"}'
  minaseal execute --profile sealed-v1 --launcher-key launcher.key --worker B62q… --worker B62q… --payload '{"value":"77"}' --retries 2
  minaseal execute --nats nats://a:4222,nats://b:4222 --replicas 3 --profile zkcw-v2 --payload '{"value":"77"}' --json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			result, exchanges, err := e.run(command)
			if err != nil {
				return err
			}
			verdict := e.proofs.judge(command, result, exchanges, e.log)
			if !e.flags.asJSON {
				fmt.Fprintln(command.OutOrStdout(), result)
			}
			if noProof && errors.Is(verdict, errNoProof) {
				return nil
			}
			return verdict
		},
	}
	e.flags.add(command)
	e.proofs.addApp(command)
	flags := command.Flags()
	flags.StringVar(&e.app.Options, "options", "{}", "options for the worker, JSON text")
	flags.StringVar(&e.app.Payload, "payload", "", `payload for the worker, JSON text, for example {"value":"77"}`)
	flags.BoolVar(&noProof, "no-proof", false, "accept a result that is no proof of this tool")
	flags.IntVar(&e.launch.Attempts, "attempts", jobs.DefaultAttempts, "how many workers may try the job before it fails")
	flags.IntVar(&e.retries, "retries", 0, "how many new jobs to launch when the worker is lost")
	flags.IntVar(&e.settings.Replicas, "replicas", 1, "copies of everything in a cluster; counts when the streams are made")
	flags.StringVar(&e.launcherKey, "launcher-key", "", `sealed-v1: file with the launcher's private key, "-" for standard input (default: $`+keyVariable+")")
	flags.StringSliceVar(&e.workers, "worker", nil, "sealed-v1: address of the identity of a worker that may do the job; can be repeated")
	mustMarkRequired(command, "payload")
	return command
}

// run launches jobs until one ends well, or for good.
func (e *execution) run(command *cobra.Command) (string, []*statement.SealedRange, error) {
	if err := e.parse(command); err != nil {
		return "", nil, err
	}
	if e.launcher != nil {
		defer e.launcher.Erase()
	}
	e.limit = time.Now().Add(e.flags.deadline)
	ctx, cancel := context.WithDeadline(command.Context(), e.limit.Add(overtime))
	defer cancel()
	opening, opened := context.WithDeadline(context.WithoutCancel(ctx), e.limit)
	defer opened()
	var err error
	if e.client, err = jobs.Open(opening, e.server, e.settings); err != nil {
		return "", nil, err
	}
	defer e.client.Close()
	for try := 0; ; try++ {
		result, exchanges, err := e.once(ctx)
		code := coded.Code(err)
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return "", nil, fmt.Errorf("%w: --deadline is over", protocol.ErrTimeout)
		}
		if code != "second_worker" && code != "worker_lost" || try == e.retries || ctx.Err() != nil {
			return result, exchanges, err
		}
		e.log.print(entry{Event: "retry", Code: code}, "app", "the worker was lost; a new job, with a new key")
	}
}

// parse reads the flags.
func (e *execution) parse(command *cobra.Command) (err error) {
	if err := e.flags.nats.orLocal(); err != nil {
		return err
	}
	var config natstransport.Config
	if e.profile, config, err = e.flags.parse(command.ErrOrStderr()); err != nil {
		return err
	}
	e.server = config.Server
	e.log = &transcript{out: command.ErrOrStderr(), asJSON: e.flags.asJSON}
	if e.flags.asJSON {
		e.log.out = command.OutOrStdout()
	}
	if err := e.proofs.readO1jsKey(command); err != nil {
		return err
	}
	if err := e.proofs.suits(e.profile); err != nil {
		return err
	}
	sealed := e.profile.Authenticated()
	if sealed == (len(e.workers) == 0) || !sealed && e.launcherKey != "" {
		return usage("--worker and --launcher-key are for sealed-v1, which needs them")
	}
	for _, text := range e.workers {
		identity, err := parseAddress(text)
		if err != nil {
			return err
		}
		e.identities = append(e.identities, identity)
	}
	if sealed {
		e.launcher, err = readPrivateKey(command, e.launcherKey)
	}
	return err
}

// served is how the app's run ended.
type served struct {
	result string
	err    error
}

// once carries one job from its launch to its end.
func (e *execution) once(ctx context.Context) (string, []*statement.SealedRange, error) {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	launch := e.launch
	launch.ID, launch.Profile, launch.App, launch.Deadline = jobs.NewID(), e.profile, key.PublicKey(), max(time.Until(e.limit), time.Millisecond)
	config := e.app
	config.Profile, config.PrivateKey = e.profile, key
	if e.launcher != nil {
		config.Job, config.Trust.Launcher = launch.ID, e.launcher.PublicKey()
		for _, identity := range e.identities {
			ticket, err := protocol.IssueTicket(e.launcher, launch.ID, launch.App, identity, time.Now().Add(launch.Deadline))
			if err != nil {
				return "", nil, err
			}
			launch.Tickets = append(launch.Tickets, ticket)
		}
	}
	app, err := protocol.NewApp(config)
	if err != nil {
		return "", nil, err
	}
	e.log.address("app", key.PublicKey().String())

	serving, stop := context.WithCancel(ctx)
	defer stop()
	listening, end := make(chan struct{}), make(chan served, 1)
	go func() {
		result, err := natstransport.RunApp(serving, natstransport.Config{
			Server: e.server, Deadline: launch.Deadline, RequestTimeout: e.flags.timeout,
			Observe: func(r natstransport.Record) {
				if r.Message == protocol.EventStart {
					close(listening)
				}
				e.log.message("app", "worker", r)
			},
		}, app)
		end <- served{result, err}
	}()
	select {
	case <-listening:
	case s := <-end:
		return "", nil, s.err
	}
	result, err := e.await(ctx, launch, stop, end)
	return result, app.Exchanges(), err
}

// await launches the job and waits for its end and for the app's.
func (e *execution) await(ctx context.Context, launch jobs.Launch, stop func(), end <-chan served) (string, error) {
	giveUp := func() {
		stop()
		<-end
		last, cancel := context.WithDeadline(context.WithoutCancel(ctx), e.limit.Add(overtime))
		defer cancel()
		_, _ = e.client.Cancel(last, launch.ID) // it ends at its deadline all the same
	}
	job, err := e.client.Launch(ctx, launch)
	if err != nil {
		giveUp()
		if errors.Is(err, jobs.ErrConfig) {
			return "", usageError{err}
		}
		return "", err
	}
	e.log.jobState(job)
	if job, err = e.client.Wait(ctx, launch.ID); err != nil {
		giveUp()
		return "", err
	}
	e.log.jobState(job)
	if err := job.Err(); err != nil {
		stop()
		if s := <-end; s.err == nil { // the app has the result: its worker died before it could say so
			return s.result, nil
		}
		return "", err
	}
	s := <-end // the worker is about to send what is stored; the deadline bounds it
	if s.err != nil {
		return "", s.err
	}
	if job, err = e.client.Retrieve(ctx, launch.ID); err != nil {
		return "", err
	}
	e.log.jobState(job)
	return s.result, nil
}
