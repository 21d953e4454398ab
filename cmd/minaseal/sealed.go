package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
)

// appTrust are the flags of an app of sealed-v1.
type appTrust struct{ job, pin, launcher string }

func (f *appTrust) add(command *cobra.Command) {
	command.Flags().StringVar(&f.job, "job", "", "sealed-v1: name of the job, used for one run alone")
	command.Flags().StringVar(&f.pin, "pin", "", "sealed-v1: address of the identity of the one worker that may do the job")
	command.Flags().StringVar(&f.launcher, "launcher", "", "sealed-v1: address of the launcher whose tickets say who may do the job")
	command.MarkFlagsMutuallyExclusive("pin", "launcher")
}

// complete puts the flags in the configuration of an app.
func (f *appTrust) complete(config *protocol.AppConfig) (err error) {
	if !config.Profile.Authenticated() {
		if *f != (appTrust{}) {
			return usage("--job, --pin and --launcher are for the profile sealed-v1")
		}
		return nil
	}
	if f.job == "" || f.pin == "" && f.launcher == "" {
		return usage("sealed-v1 needs --job, and --pin or --launcher")
	}
	config.Job = f.job
	if f.pin != "" {
		config.Trust.Identity, err = parseAddress(f.pin)
	} else {
		config.Trust.Launcher, err = parseAddress(f.launcher)
	}
	return err
}

// workerIdentity are the flags of a worker of sealed-v1.
type workerIdentity struct{ job, keyFile, ticketFile string }

func (f *workerIdentity) add(command *cobra.Command) {
	command.Flags().StringVar(&f.job, "job", "", "sealed-v1: name of the job (default: the ticket's)")
	command.Flags().StringVar(&f.keyFile, "identity-key", "", `sealed-v1: file with the private key of this worker's identity, "-" for standard input (default: $`+keyVariable+")")
	command.Flags().StringVar(&f.ticketFile, "ticket", "", "sealed-v1: file with the launcher's ticket")
}

// complete puts the flags in the configuration of a worker. The caller erases the
// identity.
func (f *workerIdentity) complete(command *cobra.Command, config *protocol.WorkerConfig) error {
	if !config.Profile.Authenticated() {
		if *f != (workerIdentity{}) {
			return usage("--job, --identity-key and --ticket are for the profile sealed-v1")
		}
		return nil
	}
	config.Job = f.job
	if f.ticketFile != "" {
		text, err := readInput(command, f.ticketFile)
		if err != nil {
			return err
		}
		if config.Ticket, err = protocol.ParseTicket(text); err != nil {
			return usageError{fmt.Errorf("ticket: %w", err)}
		}
	}
	if config.Job == "" && config.Ticket == nil {
		return usage("sealed-v1 needs --job or --ticket")
	}
	var err error
	config.Identity, err = readPrivateKey(command, f.keyFile)
	return err
}

func ticketCommand() *cobra.Command {
	var (
		keyFile, job, app, worker string
		valid                     time.Duration
	)
	command := &cobra.Command{
		Use:   "ticket --key-file FILE --job ID --app B62…\n    --worker B62… --valid 1h",
		Short: "Say, as a launcher, which worker may do a job",
		Long: `Prints a ticket of the profile sealed-v1: the launcher's signature, with the key
given, that the worker's identity may do the job of the app at that address until
the time is over. The worker takes it with --ticket, the app checks it with the
launcher's address, given with --launcher.`,
		Example: `  minaseal ticket --key-file launcher.key --job job-1 --app B62q… --worker B62q… --valid 1h > job-1.ticket`,
		Args:    noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			if valid <= 0 {
				return usage("--valid has to be a time from now")
			}
			appKey, err := parseAddress(app)
			if err != nil {
				return err
			}
			workerKey, err := parseAddress(worker)
			if err != nil {
				return err
			}
			key, err := readPrivateKey(command, keyFile)
			if err != nil {
				return err
			}
			defer key.Erase()
			return printTicket(command, key, job, appKey, workerKey, time.Now().Add(valid))
		},
	}
	addKeyFlag(command, &keyFile)
	command.Flags().StringVar(&job, "job", "", "name of the job: 1 to 64 characters from ! to ~")
	command.Flags().StringVar(&app, "app", "", "address that the app printed")
	command.Flags().StringVar(&worker, "worker", "", "address of the worker's identity")
	command.Flags().DurationVar(&valid, "valid", 0, "how long the ticket holds, for example 1h")
	for _, name := range []string{"job", "app", "worker", "valid"} {
		mustMarkRequired(command, name)
	}
	return command
}

func printTicket(command *cobra.Command, launcher *address.PrivateKey, job string, app, worker *address.PublicKey, notAfter time.Time) error {
	ticket, err := protocol.IssueTicket(launcher, job, app, worker, notAfter)
	if err != nil {
		return usageError{err}
	}
	text, err := ticket.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(command.OutOrStdout(), "%s\n", text)
	return err
}
