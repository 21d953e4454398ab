package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/statement"
)

// demoDeadline bounds the demo's handshake; it takes well under a second.
const demoDeadline = time.Minute

// demo is one run of `minaseal demo`.
type demo struct {
	proofs  proofFlags
	profile protocol.Profile
	value   string
	log     *transcript
}

func demoCommand() *cobra.Command {
	var (
		d                       demo
		schemeName, profileName string
		asJSON                  bool
	)
	command := &cobra.Command{
		Use:   "demo",
		Short: "Show a handshake: server, app, worker, proof, verification",
		Long: `Starts a NATS server on a free port of this machine, an app and a worker. The app
gives the worker options and a value, encrypted; the worker proves that the value
is at most 100 and returns the proof, encrypted; the app decrypts and verifies
it. With --statement sealed-range the proof is about the very ciphertext that the
app sent; the first run makes keys, which takes half a minute. With the profile
sealed-v1 there is a launcher, too, whose ticket says which worker may do the job;
its sealed-range needs no keys. Nothing leaves the machine.`,
		Example: `  minaseal demo
  minaseal demo --value 101        # no proof exists: the demo fails
  minaseal demo --scheme o1js-v1 --json
  minaseal demo --statement sealed-range
  minaseal demo --profile sealed-v1 --statement sealed-range`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			var err error
			if d.profile, err = demoProfile(profileName, schemeName); err != nil {
				return err
			}
			if err := d.proofs.suits(d.profile); err != nil {
				return err
			}
			d.log = &transcript{out: command.OutOrStdout(), asJSON: asJSON}
			return d.run(command)
		},
	}
	command.Flags().StringVar(&d.value, "value", "77", "number whose bound is proved")
	command.Flags().StringVar(&schemeName, "scheme", "o1js-v2", "encryption scheme: o1js-v1 or o1js-v2")
	command.Flags().StringVar(&profileName, "profile", "", "profile in place of the scheme: zkcw-v1, zkcw-v2 or sealed-v1")
	command.MarkFlagsMutuallyExclusive("scheme", "profile")
	d.proofs.addProver(command)
	addJSONFlag(command, &asJSON)
	return command
}

// demoProfile returns the profile of --profile, or else the zkcw profile with the
// scheme of --scheme.
func demoProfile(profileName, schemeName string) (protocol.Profile, error) {
	if profileName != "" {
		profile, err := protocol.ParseProfile(profileName)
		if err != nil {
			return 0, usageError{err}
		}
		return profile, nil
	}
	scheme, err := parseScheme(schemeName)
	if err != nil {
		return 0, err
	}
	if s, err := protocol.ZKCWv1.Scheme(); err == nil && s == scheme {
		return protocol.ZKCWv1, nil
	}
	return protocol.ZKCWv2, nil
}

// run starts the server, carries app and worker through the handshake, and
// verifies the result.
func (d *demo) run(command *cobra.Command) error {
	ctx := command.Context()
	payload, err := json.Marshal(map[string]string{"value": d.value})
	if err != nil {
		return err
	}
	prover, err := d.proofs.prover(ctx, command.ErrOrStderr())
	if err != nil {
		return err
	}
	s, err := startServer(nil)
	if err != nil {
		return err
	}
	defer s.stop()
	url := s.ClientURL()
	d.log.print(entry{Event: "server", URL: url, Profile: d.profile.String()}, "server", "%s, profile %s", url, d.profile)

	result, exchanges, err := d.handshake(ctx, url, string(payload), prover)
	if err != nil {
		return err
	}
	return d.proofs.judge(command, result, exchanges, d.log)
}

// launch plays the launcher of sealed-v1: it issues a ticket for the worker's
// identity, and the app trusts it.
func (d *demo) launch(give *protocol.AppConfig, take *protocol.WorkerConfig) error {
	const job = "demo"
	launcher, identity := address.GeneratePrivateKey(), address.GeneratePrivateKey()
	defer launcher.Erase()
	ticket, err := protocol.IssueTicket(launcher, job, take.App, identity.PublicKey(), time.Now().Add(demoDeadline))
	if err != nil {
		return err
	}
	give.Job, give.Trust.Launcher = job, launcher.PublicKey()
	take.Identity, take.Ticket = identity, ticket
	d.log.address("launcher", launcher.PublicKey().String())
	d.log.address("worker's identity", identity.PublicKey().String())
	return nil
}

// handshake runs app and worker side by side and returns the app's result and the
// payloads that it sent. If one fails, the other is stopped, and the first failure is
// returned.
func (d *demo) handshake(ctx context.Context, url, payload string, prover proof.Prover) (string, []*statement.SealedRange, error) {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	give := protocol.AppConfig{Profile: d.profile, PrivateKey: key, Options: `{"debug":false}`, Payload: payload}
	take := protocol.WorkerConfig{Profile: d.profile, App: key.PublicKey(), KeepKey: d.proofs.sealed()}
	if d.profile.Authenticated() {
		if err := d.launch(&give, &take); err != nil {
			return "", nil, err
		}
		defer take.Identity.Erase()
	}
	app, err := protocol.NewApp(give)
	if err != nil {
		return "", nil, err
	}
	worker, err := protocol.NewWorker(take)
	if err != nil {
		return "", nil, err
	}
	job := d.proofs.job(prover, worker, func(took time.Duration) { d.log.proved(d.proofs.system, took) })
	d.log.address("app", key.PublicKey().String())
	d.log.address("worker", worker.PublicKey().String())

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	listening := make(chan struct{})
	config := natstransport.Config{Server: natstransport.Options{URL: url}, Deadline: demoDeadline, Observe: func(r natstransport.Record) {
		if r.Message == protocol.EventStart {
			close(listening)
		}
		d.log.message("app", "worker", r)
	}}
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		select {
		case <-listening:
		case <-ctx.Done():
			return
		}
		if _, err := natstransport.RunWorker(ctx, natstransport.Config{Server: natstransport.Options{URL: url}, Deadline: demoDeadline}, worker, job); err != nil {
			cancel(fmt.Errorf("worker: %w", err))
		}
	}()
	result, err := natstransport.RunApp(ctx, config, app)
	if err != nil {
		cancel(fmt.Errorf("app: %w", err))
	}
	<-finished
	if err != nil {
		return "", nil, context.Cause(ctx)
	}
	return result, app.Exchanges(), nil
}
