package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
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
		d          demo
		schemeName string
		asJSON     bool
	)
	command := &cobra.Command{
		Use:   "demo",
		Short: "Show a whole handshake: server, app, worker, proof, verification",
		Long: `Starts a NATS server on a free port of this machine, an app and a worker. The app
gives the worker options and a value, encrypted; the worker proves that the value
is at most 100 and returns the proof, encrypted; the app decrypts and verifies
it. Nothing leaves the machine.`,
		Example: `  minaseal demo
  minaseal demo --value 101        # no proof exists: the demo fails
  minaseal demo --scheme o1js-v1 --json`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			scheme, err := parseScheme(schemeName)
			if err != nil {
				return err
			}
			d.profile = protocol.ZKCWv2
			if s, err := protocol.ZKCWv1.Scheme(); err == nil && s == scheme {
				d.profile = protocol.ZKCWv1
			}
			d.log = &transcript{out: command.OutOrStdout(), asJSON: asJSON}
			return d.run(command)
		},
	}
	command.Flags().StringVar(&d.value, "value", "77", "number whose bound is proved")
	command.Flags().StringVar(&schemeName, "scheme", "o1js-v2", "encryption scheme: o1js-v1 or o1js-v2")
	d.proofs.add(command, true)
	addJSONFlag(command, &asJSON)
	return command
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
	url, stop, err := startServer()
	if err != nil {
		return err
	}
	defer stop()
	d.log.print(entry{Event: "server", URL: url, Profile: d.profile.String()}, "server", "%s, profile %s", url, d.profile)

	job := rangeProver(prover, func(took time.Duration) { d.log.proved(d.proofs.system, took) })
	result, err := d.handshake(ctx, url, string(payload), job)
	if err != nil {
		return err
	}
	return d.proofs.judge(command, result, d.log)
}

// handshake runs app and worker side by side and returns the app's result. If
// one fails, the other is stopped, and the first failure is returned.
func (d *demo) handshake(ctx context.Context, url, payload string, job natstransport.Prover) (string, error) {
	key := address.GeneratePrivateKey()
	defer key.Erase()
	app, err := protocol.NewApp(protocol.AppConfig{Profile: d.profile, PrivateKey: key, Options: `{"debug":false}`, Payload: payload})
	if err != nil {
		return "", err
	}
	worker, err := protocol.NewWorker(protocol.WorkerConfig{Profile: d.profile, App: key.PublicKey()})
	if err != nil {
		return "", err
	}
	d.log.address("app", key.PublicKey().String())
	d.log.address("worker", worker.PublicKey().String())

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	listening := make(chan struct{})
	config := natstransport.Config{URL: url, Deadline: demoDeadline, Observe: func(r natstransport.Record) {
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
		if _, err := natstransport.RunWorker(ctx, natstransport.Config{URL: url, Deadline: demoDeadline}, worker, job); err != nil {
			cancel(fmt.Errorf("worker: %w", err))
		}
	}()
	result, err := natstransport.RunApp(ctx, config, app)
	if err != nil {
		cancel(fmt.Errorf("app: %w", err))
	}
	<-finished
	if err != nil {
		return "", context.Cause(ctx)
	}
	return result, nil
}

// startServer starts a NATS server inside this process on a free loopback port.
func startServer() (url string, stop func(), err error) {
	s, err := server.NewServer(&server.Options{
		ServerName: "minaseal-demo", Host: "127.0.0.1", Port: server.RANDOM_PORT, NoLog: true, NoSigs: true,
	})
	if err != nil {
		return "", nil, err
	}
	s.Start()
	stop = func() {
		s.Shutdown()
		s.WaitForShutdown()
	}
	if !s.ReadyForConnections(10 * time.Second) {
		stop()
		return "", nil, errors.New("the embedded NATS server did not start")
	}
	return s.ClientURL(), stop, nil
}
