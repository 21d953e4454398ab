package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/statement"
)

// handshakeFlags are common to `app` and `worker`.
type handshakeFlags struct {
	nats              natsFlags
	profile           string
	timeout, deadline time.Duration
	asJSON            bool
}

func (f *handshakeFlags) add(command *cobra.Command) {
	f.nats.add(command)
	command.Flags().StringVar(&f.profile, "profile", "", "zkcw-v1 (o1js up to 1.9.1), zkcw-v2 (o1js 2 and later), or sealed-v1 (both sides authenticated)")
	command.Flags().DurationVar(&f.deadline, "deadline", natstransport.DefaultDeadline, "how long the whole handshake may take")
	addJSONFlag(command, &f.asJSON)
	mustMarkRequired(command, "profile")
}

// parse returns the profile, and where and how to run; the observer is the caller's
// to set.
func (f *handshakeFlags) parse(log io.Writer) (protocol.Profile, natstransport.Config, error) {
	config := natstransport.Config{RequestTimeout: f.timeout, Deadline: f.deadline}
	profile, err := protocol.ParseProfile(f.profile)
	if err != nil {
		return 0, config, usageError{err}
	}
	config.Server, err = f.nats.options(log)
	return profile, config, err
}

func appCommand() *cobra.Command {
	var (
		flags            handshakeFlags
		proofs           proofFlags
		trust            appTrust
		options, payload string
		requireProof     bool
	)
	command := &cobra.Command{
		Use:   "app --nats URL --profile NAME --payload JSON",
		Short: "Give a job to a worker and receive its result",
		Long: `Makes a key for one job, prints its address, and waits on NATS for a worker that
was told the address. The worker receives the options and the payload, encrypted;
its decrypted result goes to standard output. A result that is a proof of this
tool is verified: if it does not hold, or is about another ciphertext than the one
sent, the command fails. --statement demands a proof of that statement. A proof of
o1js is verified, too, if --system says which system it is of and --vk has the key
of its program.

With the profile sealed-v1 the worker has to be the identity of --pin, or bring a
ticket of the launcher of --launcher for this job.`,
		Example: `  minaseal app --nats nats://127.0.0.1:4222 --profile zkcw-v2 --payload '{"value":"77"}'
  minaseal app --nats nats://127.0.0.1:4222 --profile zkcw-v2 --system pickles-berkeley --vk vk.json --require-proof --payload '{"value":"77"}'
  minaseal app --nats nats://127.0.0.1:4222 --profile sealed-v1 --job job-1 --pin B62q… --payload '{"value":"77"}'
  minaseal app --nats tls://nats.example.com --tlsca ca.pem --creds app.creds --inbox-prefix _INBOX_app --profile zkcw-v2 --payload '{"value":"77"}'`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			profile, config, err := flags.parse(command.ErrOrStderr())
			if err != nil {
				return err
			}
			if err := proofs.readO1jsKey(command); err != nil {
				return err
			}
			if err := proofs.suits(profile); err != nil {
				return err
			}
			log := &transcript{out: command.ErrOrStderr(), asJSON: flags.asJSON}
			if flags.asJSON {
				log.out = command.OutOrStdout()
			}
			job := protocol.AppConfig{Profile: profile, Options: options, Payload: payload}
			if err := trust.complete(&job); err != nil {
				return err
			}
			result, exchanges, err := runApp(command.Context(), config, job, log)
			if err != nil {
				return err
			}
			verdict := proofs.judge(command, result, exchanges, log)
			if !flags.asJSON {
				fmt.Fprintln(command.OutOrStdout(), result)
			}
			if errors.Is(verdict, errNoProof) && !requireProof && proofs.statement == "" && proofs.system == "" {
				return nil
			}
			return verdict
		},
	}
	flags.add(command)
	trust.add(command)
	proofs.addApp(command)
	command.Flags().StringVar(&options, "options", "{}", "options for the worker, JSON text")
	command.Flags().StringVar(&payload, "payload", "", `payload for the worker, JSON text, for example {"value":"77"}`)
	command.Flags().BoolVar(&requireProof, "require-proof", false, "fail unless the result is a proof that this tool can verify")
	mustMarkRequired(command, "payload")
	return command
}

// runApp makes a key, carries an app through its handshake, and returns the result
// and the payloads sent.
func runApp(ctx context.Context, config natstransport.Config, job protocol.AppConfig, log *transcript) (string, []*statement.SealedRange, error) {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	job.PrivateKey = key
	app, err := protocol.NewApp(job)
	if err != nil {
		return "", nil, err
	}
	log.address("app", key.PublicKey().String())
	config.Server.Name = "minaseal app " + key.PublicKey().String()
	config.Observe = func(r natstransport.Record) { log.message("app", "worker", r) }
	result, err := natstransport.RunApp(ctx, config, app)
	return result, app.Exchanges(), err
}

func workerCommand() *cobra.Command {
	var (
		flags    handshakeFlags
		proofs   proofFlags
		identity workerIdentity
		queue    queueFlags
		client   string
	)
	command := &cobra.Command{
		Use:   "worker --nats URL --profile NAME --client B62…",
		Short: "Take the job of an app: prove that its value is at most 100",
		Long: `Makes a key for one job, asks the app at the client address for options and
payload, proves that the payload's value is at most 100, and returns the proof,
encrypted. With --statement sealed-range the proof is about the very ciphertext
that the app sent. Keys are made at the first run, which takes half a minute; who makes
keys can forge proofs, so others should rely on keys of a ceremony alone (--pk and
--vk, or --srs). With --system kimchi-berkeley nobody makes any.

With the profile sealed-v1 it signs with the key of its identity, and brings the
ticket of the launcher if it has one. Its proof of sealed-range, with kimchi-berkeley,
names the app, the job and the place of the message as well.

With --jobs it takes jobs from the queue, one after the other, until it is stopped;
then it finishes those it has (--grace), and a second signal ends it at once. Without
--nats it works for the server of minaseal serve on this machine.`,
		Example: `  minaseal worker --nats nats://127.0.0.1:4222 --profile zkcw-v2 --client B62q…
  minaseal worker --nats nats://127.0.0.1:4222 --profile sealed-v1 --client B62q… --identity-key worker.key --ticket job-1.ticket
  minaseal worker --nats nats://127.0.0.1:4222 --profile sealed-v1 --statement sealed-range --client B62q… --identity-key worker.key --job job-1
  minaseal worker --context cluster --profile zkcw-v2 --client B62q…
  minaseal worker --jobs --profile zkcw-v2 --parallel 4
  minaseal worker --jobs --profile sealed-v1 --identity-key worker.key --nats nats://a:4222,nats://b:4222`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			if queue.jobs {
				return queue.run(command, &flags, &proofs, &identity)
			}
			profile, config, err := flags.parse(command.ErrOrStderr())
			if err != nil {
				return err
			}
			if err := proofs.suits(profile); err != nil {
				return err
			}
			clientKey, err := parseAddress(client)
			if err != nil {
				return err
			}
			who := protocol.WorkerConfig{Profile: profile, App: clientKey}
			if err := identity.complete(command, &who); err != nil {
				return err
			}
			if who.Identity != nil {
				defer who.Identity.Erase()
			}
			log := &transcript{out: command.OutOrStdout(), asJSON: flags.asJSON}
			prover, err := proofs.prover(command.Context(), command.ErrOrStderr())
			if err != nil {
				return err
			}
			who.KeepKey = proofs.sealed()
			return runWorker(command.Context(), config, who, prover, &proofs, log)
		},
	}
	flags.add(command)
	identity.add(command)
	queue.add(command)
	proofs.addProver(command)
	command.Flags().StringVar(&client, "client", "", "address that the app printed")
	command.MarkFlagsOneRequired("client", "jobs")
	command.MarkFlagsMutuallyExclusive("client", "jobs")
	command.Flags().DurationVar(&flags.timeout, "timeout", 0, "how long to wait for each reply (default 1s, with sealed-v1 10s)")
	return command
}

// runWorker carries a worker, with a fresh key, through its handshake.
func runWorker(ctx context.Context, config natstransport.Config, who protocol.WorkerConfig, prover proof.Prover, proofs *proofFlags, log *transcript) error {
	worker, err := protocol.NewWorker(who)
	if err != nil {
		return err
	}
	log.address("worker", worker.PublicKey().String())
	config.Server.Name = "minaseal worker of " + who.App.String()
	config.Observe = func(r natstransport.Record) { log.message("worker", "app", r) }
	job := proofs.job(prover, worker, func(took time.Duration) { log.proved(proofs.system, took) })
	_, err = natstransport.RunWorker(ctx, config, worker, job)
	return err
}
