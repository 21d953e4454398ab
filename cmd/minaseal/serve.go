package main

import (
	"context"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// localServer is where `minaseal serve` listens, and where the commands of jobs look for
// it.
const localServer = "nats://127.0.0.1:4222"

func serveCommand() *cobra.Command {
	var (
		listen, directory, configFile, address string
		settings                               jobs.Settings
		asJSON                                 bool
	)
	command := &cobra.Command{
		Use:   "serve",
		Short: "Run a NATS server that keeps jobs, on disk",
		Long: `Starts a NATS server with JetStream inside this process, makes the streams of jobs,
prints its URL, and serves until it is stopped (SIGINT, SIGTERM); after SIGHUP it reads
--config again. Jobs are kept in --store, which one server alone uses: started again
there, it goes on with them. Everything is on disk before it is acknowledged. The
server's warnings and errors are printed, or go to the log_file of --config. While
the disk is full, jobs are refused; when there is space again, it goes on.

It listens on this machine alone, and lets in everybody who reaches it. For others,
give it a configuration of nats-server with users and TLS (--config); for a cluster,
run nats-server itself, and give its URLs to the other commands with --nats.`,
		Example: `  minaseal serve
  minaseal serve --listen 127.0.0.1:0 --store ./jobs --json
  minaseal serve --config server.conf`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			log := &transcript{out: command.OutOrStdout(), asJSON: asJSON}
			return serve(command.Context(), func() (*server.Options, error) {
				return serverOptions(listen, directory, configFile)
			}, settings, address, log)
		},
	}
	command.Flags().StringVar(&listen, "listen", "127.0.0.1:4222", "address and port; port 0 for a free one")
	command.Flags().StringVar(&directory, "store", "", "directory of the jobs (default: minaseal/jobs in the user's configuration directory)")
	command.Flags().StringVar(&configFile, "config", "", "configuration file of nats-server, in place of --listen")
	command.Flags().DurationVar(&settings.AckWait, "ack-wait", jobs.DefaultAckWait, "silence after which a worker counts as dead; counts when the store is made")
	command.Flags().DurationVar(&settings.Retention, "retention", jobs.DefaultRetention, "how long records and logs are kept; counts when the store is made")
	command.MarkFlagsMutuallyExclusive("listen", "config")
	metricsFlag(command, &address)
	addJSONFlag(command, &asJSON)
	return command
}

// serverOptions returns the options of a server that keeps what it acknowledges.
func serverOptions(listen, directory, configFile string) (*server.Options, error) {
	options := &server.Options{}
	if configFile != "" {
		var err error
		if options, err = server.ProcessConfigFile(configFile); err != nil {
			return nil, usageError{err}
		}
	} else {
		host, port, err := net.SplitHostPort(listen)
		if err != nil {
			return nil, usage("--listen: %w", err)
		}
		if options.Port, err = strconv.Atoi(port); err != nil || options.Port < 0 || options.Port > 65535 {
			return nil, usage("--listen: %q is no port", port)
		}
		if options.Port == 0 {
			options.Port = server.RANDOM_PORT
		}
		options.Host = host
	}
	if directory == "" && options.StoreDir == "" {
		home, err := os.UserConfigDir()
		if err != nil {
			return nil, usage("give --store: %w", err)
		}
		directory = filepath.Join(home, "minaseal", "jobs")
	}
	if directory != "" {
		options.StoreDir = directory
	}
	options.ServerName, options.JetStream, options.SyncAlways = "minaseal", true, true
	return options, nil
}

// serve runs the server until ctx ends. SIGHUP makes it read its configuration again.
func serve(ctx context.Context, read func() (*server.Options, error), settings jobs.Settings, address string, log *transcript) error {
	options, err := read()
	if err != nil {
		return err
	}
	secured := options.Users != nil || options.Nkeys != nil || options.Username != "" || options.Authorization != "" || options.TrustedOperators != nil
	report := func(level, text string) {
		log.print(entry{Event: level, Text: text}, "server "+level, "%s", text)
	}
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	s, err := startServer(report, func(o *server.Options) { *o = *options })
	if err != nil {
		return err
	}
	defer s.stop()
	watch := newStoreWatch(s, report)
	go watch.run(ctx)
	figures := newMonitor(protocol.Profiles()...)
	figures.down = watch.down.Load
	if address != "" {
		stop, err := figures.serve(address)
		if err != nil {
			return err
		}
		defer stop()
	}
	url := s.ClientURL()
	if !secured { // with users, the first launcher makes the streams, and workers watch the deadlines
		client, err := jobs.Open(context.WithoutCancel(ctx), natstransport.Options{URL: url}, settings)
		if err != nil {
			return err
		}
		defer client.Close()
		figures.client.Store(client)
		go client.Reap(ctx)
	}
	log.print(entry{Event: "server", URL: url, Store: options.StoreDir}, "server", "%s, jobs in %s", url, options.StoreDir)
	for {
		select {
		case <-hangups:
			again, err := read()
			if err == nil {
				err = s.reload(again)
			}
			if err != nil {
				report("error", "SIGHUP: the configuration stays as it was: "+err.Error())
			} else {
				report("notice", "SIGHUP: the configuration was read again")
			}
		case <-ctx.Done():
			log.print(entry{Event: "stopped"}, "server", "stopped; the jobs stay")
			return nil
		}
	}
}
