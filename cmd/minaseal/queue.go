package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// openJobs connects, as a role, to the jobs on the server of the flags, by default that of
// `minaseal serve` on this machine. The connection outlives ctx: what is at work when the
// command is stopped is finished over it.
func (f *natsFlags) openJobs(ctx context.Context, role string, log io.Writer, settings jobs.Settings, wait time.Duration) (*jobs.Client, error) {
	if err := f.orLocal(); err != nil {
		return nil, err
	}
	server, err := f.options(log)
	if err != nil {
		return nil, err
	}
	server.Name = "minaseal " + role
	return openWhenThere(ctx, context.WithoutCancel(ctx), server, settings, wait, log)
}

// waitForServer is the default of --wait.
const waitForServer = 30 * time.Second

// openWhenThere opens the jobs on a server, and waits for one that is not there, until ctx
// ends; the end of connection ends the client's.
func openWhenThere(ctx, connection context.Context, server natstransport.Options, settings jobs.Settings, wait time.Duration, log io.Writer) (*jobs.Client, error) {
	limit := time.Now().Add(wait)
	for said := false; ; {
		client, err := jobs.Open(connection, server, settings)
		if !errors.Is(err, natstransport.ErrNoServer) || time.Now().After(limit) || ctx.Err() != nil {
			return client, err
		}
		if !said {
			fmt.Fprintf(log, "minaseal: no NATS server at %s; waiting for one, up to %v\n", natstransport.RedactURL(server.URL), wait)
			said = true
		}
		select {
		case <-ctx.Done():
		case <-time.After(min(250*time.Millisecond, time.Until(limit)+time.Millisecond)):
		}
	}
}

// orLocal names the server of this machine where nothing names another.
func (f *natsFlags) orLocal() error {
	o, err := f.Complete(f.context)
	if err != nil {
		return usageError{err}
	}
	if o.URL == "" {
		f.URL = localServer
	}
	return nil
}

// queueFlags are those of a worker that takes jobs from the queue.
type queueFlags struct {
	jobs     bool
	parallel int
	name     string
	grace    time.Duration
	wait     time.Duration
	metrics  string
}

func (f *queueFlags) add(command *cobra.Command) {
	flags := command.Flags()
	flags.BoolVar(&f.jobs, "jobs", false, "take jobs from the queue, until stopped")
	flags.IntVar(&f.parallel, "parallel", 1, "with --jobs: how many jobs at a time")
	flags.StringVar(&f.name, "name", "", "with --jobs: name of the worker in records and logs (default: the host's)")
	flags.DurationVar(&f.grace, "grace", jobs.DefaultGrace, "with --jobs: how long to finish jobs when stopped")
	metricsFlag(command, &f.metrics)
	flags.DurationVar(&f.wait, "wait", waitForServer, "with --jobs: how long to wait for a server that is not there")
}

// run takes jobs until the command is stopped.
func (f *queueFlags) run(command *cobra.Command, flags *handshakeFlags, proofs *proofFlags, identity *workerIdentity) error {
	profile, err := protocol.ParseProfile(flags.profile)
	if err != nil {
		return usageError{err}
	}
	if err := proofs.suits(profile); err != nil {
		return err
	}
	if identity.job != "" || identity.ticketFile != "" || !profile.Authenticated() && identity.keyFile != "" {
		return usage("with --jobs, jobs bring their names and tickets; --identity-key is for sealed-v1")
	}
	log := &transcript{out: command.OutOrStdout(), asJSON: flags.asJSON}
	worker := jobs.Worker{Profile: profile, Parallel: f.parallel, Name: f.name, Grace: f.grace, RequestTimeout: flags.timeout, Observe: log.jobLine}
	if profile.Authenticated() {
		if worker.Identity, err = readPrivateKey(command, identity.keyFile); err != nil {
			return err
		}
		defer worker.Identity.Erase()
	}
	figures := newMonitor(profile)
	if f.metrics != "" {
		stop, err := figures.serve(f.metrics)
		if err != nil {
			return err
		}
		defer stop()
	}
	proofs.watch = figures.progress
	worker.Observe = func(id string, l jobs.Line) {
		figures.observe(profile, id, l)
		log.jobLine(id, l)
	}
	prover, err := proofs.prover(command.Context(), command.ErrOrStderr())
	if err != nil {
		return err
	}
	proved := func(took time.Duration) { log.proved(proofs.system, took) }
	if proofs.sealed() {
		worker.ProverOf = func(machine *protocol.Worker) natstransport.ProveFunc { return proofs.job(prover, machine, proved) }
	} else {
		worker.Prove = proofs.job(prover, nil, proved)
	}
	client, err := flags.nats.openJobs(command.Context(), strings.TrimSpace("worker "+f.name), command.ErrOrStderr(), jobs.Settings{}, f.wait)
	if err != nil {
		return err
	}
	defer client.Close()
	figures.client.Store(client)
	log.print(entry{Event: "ready", Party: "worker", Profile: profile.String()}, "worker", "takes jobs of %s, %d at a time", profile, f.parallel)
	return client.Work(command.Context(), worker)
}

// jobLine prints a line of a job's log.
func (t *transcript) jobLine(id string, l jobs.Line) {
	remark := ""
	if l.Code != "" {
		remark = "  " + l.Code
	}
	t.print(entry{Event: "job", Party: "worker", Job: id, Attempt: l.Attempt, Message: l.Event, Bytes: l.Bytes, Code: l.Code},
		"job "+id[:min(len(id), 12)], "attempt %d  %-16s %6d bytes%s", l.Attempt, l.Event, l.Bytes, remark)
}

// jobState prints where a job is.
func (t *transcript) jobState(j *jobs.Job) {
	remark := ""
	if j.Code != "" {
		remark = "  " + j.Code
	}
	t.print(entry{Event: "state", Job: j.ID, Attempt: j.Attempt, State: string(j.State), Code: j.Code, Address: j.App.String()},
		"job "+j.ID[:min(len(j.ID), 12)], "%s%s", j.State, remark)
}

// describe returns what is known about a job, for people.
func describe(j *jobs.Job) string {
	text := fmt.Sprintf("job       %s\nprofile   %s\napp       %s\n", j.ID, j.Profile, j.App)
	text += fmt.Sprintf("state     %s", j.State)
	if j.Code != "" {
		text += " (" + j.Code + ")"
	}
	text += fmt.Sprintf("\nattempt   %d of %d", j.Attempt, j.Attempts)
	if j.Lost {
		text += ", one was lost"
	}
	if j.Worker != "" {
		text += "\nworker    " + j.Worker
	}
	for _, t := range j.Tickets {
		text += fmt.Sprintf("\nticket    %s until %s", t.Worker(), t.NotAfter().UTC().Format(time.RFC3339))
	}
	for _, at := range []struct {
		name string
		time time.Time
	}{{"created", j.Created}, {"deadline", j.Deadline}, {"started", j.Started}, {"ended", j.Ended}, {"used", j.Used}} {
		if !at.time.IsZero() {
			text += fmt.Sprintf("\n%-9s %s", at.name, at.time.UTC().Format("2006-01-02T15:04:05.000Z"))
		}
	}
	if j.Result != "" {
		text += fmt.Sprintf("\nresult    %d bytes, encrypted", len(j.Result))
	}
	return text
}
