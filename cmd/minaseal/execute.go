package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// execution is one run of `minaseal execute`.
type execution struct {
	jobs.Execution
	flags       handshakeFlags
	proofs      proofFlags
	server      natstransport.Options
	launcherKey string
	workers     []string
	settings    jobs.Settings
	wait        time.Duration
	log         *transcript
	last        *jobs.Job // that was seen
}

// overtime is how much longer than --deadline the connection lasts.
const overtime = 700 * time.Millisecond

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
			done, err := e.run(command)
			if err != nil {
				return err
			}
			verdict := e.proofs.judge(command, done.Result, done.Exchanges, e.log)
			if !e.flags.asJSON {
				fmt.Fprintln(command.OutOrStdout(), done.Result)
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
	flags.StringVar(&e.Options, "options", "{}", "options for the worker, JSON text")
	flags.StringVar(&e.Payload, "payload", "", `payload for the worker, JSON text, for example {"value":"77"}`)
	flags.BoolVar(&noProof, "no-proof", false, "accept a result that is no proof of this tool")
	flags.IntVar(&e.Attempts, "attempts", jobs.DefaultAttempts, "how many workers may try the job before it fails")
	flags.IntVar(&e.Retries, "retries", 0, "how many new jobs to launch when the worker is lost")
	flags.IntVar(&e.settings.Replicas, "replicas", 1, "copies of everything in a cluster; counts when the streams are made")
	flags.StringVar(&e.launcherKey, "launcher-key", "", `sealed-v1: file with the launcher's private key, "-" for standard input (default: $`+keyVariable+")")
	flags.StringSliceVar(&e.workers, "worker", nil, "sealed-v1: address of the identity of a worker that may do the job; can be repeated")
	flags.DurationVar(&e.wait, "wait", waitForServer, "how long to wait for a server that is not there, within --deadline")
	mustMarkRequired(command, "payload")
	return command
}

// run opens the jobs on the server and executes, within --deadline.
func (e *execution) run(command *cobra.Command) (*jobs.Executed, error) {
	if err := e.parse(command); err != nil {
		return nil, err
	}
	if e.Launcher != nil {
		defer e.Launcher.Erase()
	}
	limit := time.Now().Add(e.flags.deadline)
	// A command that is interrupted, or whose time is over, has still to cancel its job.
	opening, opened := context.WithDeadline(context.WithoutCancel(command.Context()), limit.Add(overtime))
	defer opened()
	e.server.Name = "minaseal launcher"
	client, err := openWhenThere(command.Context(), opening, e.server, e.settings, min(e.wait, time.Until(limit)), command.ErrOrStderr())
	if err != nil {
		return nil, err
	}
	defer client.Close()
	e.Deadline = max(time.Until(limit), time.Millisecond)
	done, err := client.Execute(command.Context(), e.Execution)
	if errors.Is(err, jobs.ErrConfig) {
		return nil, usageError{err}
	}
	return done, err
}

// seen prints the state of a job; a job with a new address is a new try.
func (e *execution) seen(job *jobs.Job) {
	if e.last == nil || e.last.ID != job.ID {
		if e.last != nil {
			e.log.print(entry{Event: "retry", Code: e.last.Code}, "app", "the worker was lost; a new job, with a new key")
		}
		e.log.address("app", job.App.String())
	}
	e.last = job
	e.log.jobState(job)
}

// parse reads the flags.
func (e *execution) parse(command *cobra.Command) (err error) {
	if err := e.flags.nats.orLocal(); err != nil {
		return err
	}
	var config natstransport.Config
	if e.Profile, config, err = e.flags.parse(command.ErrOrStderr()); err != nil {
		return err
	}
	e.server = config.Server
	e.RequestTimeout = e.flags.timeout
	e.OnJob = e.seen
	e.Observe = func(r natstransport.Record) { e.log.message("app", "worker", r) }
	e.log = &transcript{out: command.ErrOrStderr(), asJSON: e.flags.asJSON}
	if e.flags.asJSON {
		e.log.out = command.OutOrStdout()
	}
	if err := e.proofs.readO1jsKey(command); err != nil {
		return err
	}
	if err := e.proofs.suits(e.Profile); err != nil {
		return err
	}
	sealed := e.Profile.Authenticated()
	if sealed == (len(e.workers) == 0) || !sealed && e.launcherKey != "" {
		return usage("--worker and --launcher-key are for sealed-v1, which needs them")
	}
	for _, text := range e.workers {
		identity, err := parseAddress(text)
		if err != nil {
			return err
		}
		e.Workers = append(e.Workers, identity)
	}
	if sealed {
		e.Launcher, err = readPrivateKey(command, e.launcherKey)
	}
	return err
}
