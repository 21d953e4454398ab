package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/wire"
)

// jobFlags are common to the commands about jobs.
type jobFlags struct {
	nats   natsFlags
	asJSON bool
}

func (f *jobFlags) add(command *cobra.Command) {
	f.nats.add(command)
	addJSONFlag(command, &f.asJSON)
}

func jobCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "job",
		Short: "See what becomes of jobs: list, show, wait, logs, cancel",
		Long: `Asks the server of the jobs, by default that of minaseal serve on this machine.

A job is created, started, and finished or failed; a finished one whose result was
retrieved is used. SPEC 10 says what each means.`,
		Example: `  minaseal job list
  minaseal job show 1f0c…
  minaseal job wait 1f0c… --result --nats nats://a:4222,nats://b:4222
  minaseal job logs 1f0c… --json`,
	}
	command.AddCommand(jobListCommand(), jobShowCommand(), jobWaitCommand(), jobLogsCommand(), jobCancelCommand())
	return command
}

// oneJob is a command about one job, named by its only argument.
func oneJob(f *jobFlags, use, short, long, example string, run func(*cobra.Command, *jobs.Client, string) error) *cobra.Command {
	command := &cobra.Command{
		Use: use + " ID", Short: short, Long: long, Example: example,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("give the id of one job")
			}
			return nil
		},
		RunE: func(command *cobra.Command, args []string) error {
			client, err := f.nats.openJobs(command.Context(), "job", command.ErrOrStderr(), jobs.Settings{}, 0)
			if err != nil {
				return err
			}
			defer client.Close()
			err = run(command, client, args[0])
			if errors.Is(err, jobs.ErrConfig) {
				return usageError{err}
			}
			return err
		},
	}
	f.add(command)
	return command
}

func jobListCommand() *cobra.Command {
	var flags jobFlags
	command := &cobra.Command{
		Use:     "list",
		Short:   "List the jobs that are kept, the oldest first",
		Example: "  minaseal job list\n  minaseal job list --json",
		Args:    noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			client, err := flags.nats.openJobs(command.Context(), "job", command.ErrOrStderr(), jobs.Settings{}, 0)
			if err != nil {
				return err
			}
			defer client.Close()
			all, bad, err := client.List(command.Context())
			if err != nil {
				return err
			}
			if bad > 0 {
				fmt.Fprintf(command.ErrOrStderr(), "minaseal: %d records cannot be read, and are left out\n", bad)
			}
			return printJobs(command, all, flags.asJSON)
		},
	}
	flags.add(command)
	return command
}

func printJobs(command *cobra.Command, all []*jobs.Job, asJSON bool) error {
	out := tabwriter.NewWriter(command.OutOrStdout(), 0, 8, 2, ' ', 0)
	if !asJSON {
		fmt.Fprintln(out, "ID\tSTATE\tCODE\tPROFILE\tATTEMPT\tCREATED\tWORKER")
	}
	for _, j := range all {
		if asJSON {
			if err := printJSON(command.OutOrStdout(), j); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%d/%d\t%s\t%s\n", j.ID, j.State, j.Code, j.Profile, j.Attempt, j.Attempts,
			j.Created.UTC().Format("2006-01-02T15:04:05Z"), j.Worker)
	}
	return out.Flush()
}

func jobShowCommand() *cobra.Command {
	var flags jobFlags
	return oneJob(&flags, "show", "Show what is known about a job", "Prints the job's record (SPEC 10.1).",
		"  minaseal job show 1f0c…\n  minaseal job show 1f0c… --json",
		func(command *cobra.Command, client *jobs.Client, id string) error {
			job, err := client.Get(command.Context(), id)
			if err != nil {
				return err
			}
			return printOr(command.OutOrStdout(), flags.asJSON, job, "%s", describe(job))
		})
}

func jobWaitCommand() *cobra.Command {
	var (
		flags   jobFlags
		timeout time.Duration
		result  bool
	)
	command := oneJob(&flags, "wait", "Wait until a job has ended",
		`Waits until the job has finished or failed, which it has by its deadline. A job that
failed is an error, with its code. With --result it prints the job result (SPEC 7.5),
encrypted to the app, and the job is then used.`,
		"  minaseal job wait 1f0c…\n  minaseal job wait 1f0c… --result > result.json",
		func(command *cobra.Command, client *jobs.Client, id string) error {
			ctx := command.Context()
			if timeout > 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, timeout)
				defer cancel()
			}
			job, err := client.Wait(ctx, id)
			if err == nil && result && job.Err() == nil {
				job, err = client.Retrieve(ctx, id)
			}
			if err != nil {
				return err
			}
			if err := printEnd(command, job, result, flags.asJSON); err != nil {
				return err
			}
			return job.Err()
		})
	command.Flags().DurationVar(&timeout, "timeout", 0, "how long to wait at most (default: until the job's deadline)")
	command.Flags().BoolVar(&result, "result", false, "print the job result")
	return command
}

// printEnd prints a job that has ended: its result if it is wanted and there.
func printEnd(command *cobra.Command, job *jobs.Job, result, asJSON bool) error {
	switch {
	case asJSON:
		return printJSON(command.OutOrStdout(), job)
	case result && job.Result != "":
		text, err := wire.EncodeJobResult(job.Result)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(command.OutOrStdout(), "%s\n", text)
		return err
	}
	(&transcript{out: command.OutOrStdout()}).jobState(job)
	return nil
}

func jobLogsCommand() *cobra.Command {
	var flags jobFlags
	return oneJob(&flags, "logs", "Print the log of a job", "Prints what the workers said about the job, the oldest line first (SPEC 10.6).",
		"  minaseal job logs 1f0c…\n  minaseal job logs 1f0c… --json",
		func(command *cobra.Command, client *jobs.Client, id string) error {
			if _, err := client.Get(command.Context(), id); err != nil {
				return err
			}
			lines, err := client.Logs(command.Context(), id)
			for _, l := range lines {
				if err := printOr(command.OutOrStdout(), flags.asJSON, l, "%s", l); err != nil {
					return err
				}
			}
			return err
		})
}

func jobCancelCommand() *cobra.Command {
	var flags jobFlags
	return oneJob(&flags, "cancel", "Give a job up", "Makes the job fail with closed, unless it has ended.",
		"  minaseal job cancel 1f0c…",
		func(command *cobra.Command, client *jobs.Client, id string) error {
			job, err := client.Cancel(command.Context(), id)
			if err != nil {
				return err
			}
			return printEnd(command, job, false, flags.asJSON)
		})
}
