package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/natstransport"
	"github.com/minaseal/minaseal/protocol/natstransport/load"
)

func loadCommand() *cobra.Command {
	var (
		nats    natsFlags
		config  load.Config
		profile string
		asJSON  bool
	)
	command := &cobra.Command{
		Use:   "load --profile NAME [--at-once N] [--handshakes M]",
		Short: "Measure how many handshakes a server carries",
		Long: `Carries out handshakes, many at a time, through one NATS server, and reports how many
there are a second, how long they take (half of them, 90 and 99 of a hundred, and the
longest), and the code of each that failed. Each has an app and a worker of its own
with keys and connections, as its users have; the worker proves nothing, but returns a
text of --bytes at once. The first --at-once handshakes begin together.

Apps and workers run in this process. Without --nats and --context so does the server,
on a port of this machine; a server named in the environment alone is left in peace.

Exit codes: 0 every handshake completed; 1 some failed, or the load was interrupted;
2 the command line could not be understood.`,
		Example: `  minaseal load --profile sealed-v1
  minaseal load --profile zkcw-v2 --at-once 1000 --handshakes 10000 --json
  minaseal load --profile sealed-v1 --bytes 1000000 --at-once 4 --handshakes 20
  minaseal load --profile sealed-v1 --nats tls://nats.example.com --creds load.creds --at-once 50`,
		Args: noArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			var err error
			if config.Profile, err = protocol.ParseProfile(profile); err != nil {
				return usageError{err}
			}
			if config.Handshakes == 0 {
				config.Handshakes = config.AtOnce
			}
			stop, err := loadServer(&config, &nats, command.ErrOrStderr())
			if err != nil {
				return err
			}
			defer stop()
			return runLoad(command.Context(), config, asJSON, command.OutOrStdout(), command.ErrOrStderr())
		},
	}
	flags := command.Flags()
	flags.StringVar(&profile, "profile", "", "zkcw-v1, zkcw-v2 or sealed-v1")
	flags.IntVar(&config.AtOnce, "at-once", 100, "how many handshakes are under way at a time")
	flags.IntVar(&config.Handshakes, "handshakes", 0, "how many handshakes in all (default: those of --at-once)")
	flags.IntVar(&config.Bytes, "bytes", load.DefaultBytes, "size of payload and result")
	flags.DurationVar(&config.Timeout, "timeout", load.DefaultTimeout, "how long to wait for each reply, and for each connection")
	flags.DurationVar(&config.Deadline, "deadline", natstransport.DefaultDeadline, "how long each handshake may take")
	addJSONFlag(command, &asJSON)
	nats.add(command)
	mustMarkRequired(command, "profile")
	return command
}

// loadServer says which server the load goes to: the one that the command line names,
// or an embedded one, which stop ends.
func loadServer(config *load.Config, nats *natsFlags, log io.Writer) (stop func(), err error) {
	if nats.URL != "" || nats.context != "" {
		config.Server, err = nats.options(log)
		config.Server.Disconnected, config.Server.Reconnected = nil, nil // of thousands of connections
		return func() {}, err
	}
	s, err := startServer(nil)
	if err != nil {
		return nil, err
	}
	config.Server.URL = s.ClientURL()
	return s.stop, nil
}

// runLoad carries the load out and prints its report.
func runLoad(ctx context.Context, config load.Config, asJSON bool, out, log io.Writer) error {
	progress := newCounter(log, "handshakes", config.Handshakes)
	config.Progress = progress.set
	report, err := load.Run(ctx, config)
	progress.finish()
	if report == nil {
		return usageError{err}
	}
	if asJSON {
		if err := printJSON(out, report); err != nil {
			return err
		}
	} else if err := report.Print(out); err != nil {
		return err
	}
	switch {
	case err != nil:
		return fmt.Errorf("load: interrupted after %d of %d handshakes", report.Completed, report.Handshakes)
	case report.Failures() > 0:
		return fmt.Errorf("load: %d of %d handshakes failed", report.Failures(), report.Handshakes)
	}
	return nil
}

// counter shows how many of a number of things are done, once they have taken longer
// than patience: a bar on a terminal, a line now and then elsewhere.
type counter struct {
	out   io.Writer
	name  string
	total int
	begin time.Time

	mu   sync.Mutex
	bar  *progressbar.ProgressBar
	next time.Duration // when the next line is due
}

func newCounter(out io.Writer, name string, total int) *counter {
	return &counter{out: out, name: name, total: total, begin: time.Now(), next: patience}
}

func (c *counter) set(done int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	took := time.Since(c.begin)
	if took < c.next {
		return
	}
	if !isTerminal(c.out) {
		fmt.Fprintf(c.out, "minaseal: %d of %d %s\n", done, c.total, c.name)
		c.next = took + 5*patience
		return
	}
	if c.bar == nil {
		c.bar = progressbar.NewOptions(c.total, progressbar.OptionSetWriter(c.out), progressbar.OptionSetDescription(c.name),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	c.next = took + 100*time.Millisecond
	_ = c.bar.Set(done) // a terminal that cannot be written to has nobody to tell
}

func (c *counter) finish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bar != nil {
		_ = c.bar.Finish()
	}
}
