package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// Defaults of [Settings], and of [Launch].
const (
	DefaultAckWait   = 30 * time.Second
	DefaultRetention = 7 * 24 * time.Hour
	DefaultLogLines  = 256
	DefaultAttempts  = 3
	DefaultDeadline  = natstransport.DefaultDeadline
)

// Names of SPEC 10.2.
const (
	queueStream  = "MINASEAL_JOBS"
	queuePrefix  = "minaseal.jobs.v1.queue."
	recordBucket = "minaseal-jobs"
	logStream    = "MINASEAL_JOB_LOGS"
	logPrefix    = "minaseal.jobs.v1.log."
)

// ackWaitKey is where the queue's metadata keep the setting for consumers, which are made
// later, by whichever worker is the first of its profile.
const ackWaitKey = "minaseal-ack-wait"

const (
	// patience bounds an operation on the store that has no limit of its own: in a
	// cluster that has just lost a server, choosing another leader takes up to ten
	// seconds.
	patience = 20 * time.Second
	// apiTimeout bounds one request to JetStream; the operation then tries again.
	apiTimeout = 3 * time.Second
	firstPause = 10 * time.Millisecond
	lastPause  = 500 * time.Millisecond
)

// Settings are those of the streams (SPEC 10.2). They count when the streams are made;
// later ones are as they are. The zero value of a field means its default.
type Settings struct {
	Replicas  int           // copies of everything, 1 to 5; 1 by default
	AckWait   time.Duration // silence after which a worker counts as dead
	Retention time.Duration // of records and logs
	LogLines  int           // of one job
}

func (s Settings) withDefaults() (Settings, error) {
	if s.Replicas < 0 || s.Replicas > 5 || s.AckWait < 0 || s.Retention < 0 || s.LogLines < 0 {
		return s, fmt.Errorf("%w: a setting out of its range", ErrConfig)
	}
	s.Replicas = max(s.Replicas, 1)
	if s.AckWait == 0 {
		s.AckWait = DefaultAckWait
	}
	if s.Retention == 0 {
		s.Retention = DefaultRetention
	}
	if s.LogLines == 0 {
		s.LogLines = DefaultLogLines
	}
	return s, nil
}

// Client is a connection to the jobs on a NATS server or cluster. It is safe for
// concurrent use. Close it.
type Client struct {
	server   natstransport.Options
	settings Settings
	conn     *nats.Conn
	js       jetstream.JetStream
	queue    jetstream.Stream
	records  jetstream.KeyValue
	logs     jetstream.Stream
}

// Open connects to the jobs on a server, and makes the streams that are not there. The
// end of ctx ends the connection, too.
//
// Errors: [ErrConfig], also for a server without JetStream; natstransport.ErrConfig,
// natstransport.ErrConnect; [ErrStore] if a cluster has no majority.
func Open(ctx context.Context, server natstransport.Options, settings Settings) (*Client, error) {
	settings, err := settings.withDefaults()
	if err != nil {
		return nil, err
	}
	c := &Client{server: server, settings: settings}
	if c.conn, err = natstransport.Connect(ctx, server); err != nil {
		return nil, err
	}
	if c.js, err = jetstream.New(c.conn, jetstream.WithDefaultTimeout(apiTimeout)); err == nil {
		err = c.untilStored(ctx, c.makeStreams)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// Close ends the connection and waits for its end.
func (c *Client) Close() { natstransport.Close(c.conn, true) }

// makeStreams finds the streams, or makes them [JOB-5].
func (c *Client) makeStreams(ctx context.Context) (err error) {
	defer func() {
		if errors.Is(err, nats.ErrNoResponders) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount) {
			err = fmt.Errorf("%w: no JetStream on the server", ErrConfig)
		}
	}()
	if c.queue, err = c.stream(ctx, jetstream.StreamConfig{
		Name: queueStream, Subjects: []string{queuePrefix + "*.*"}, Description: "jobs that wait for a worker, or for its end",
		Retention: jetstream.WorkQueuePolicy, Discard: jetstream.DiscardNew, MaxMsgsPerSubject: 1, DiscardNewPerSubject: true,
		Metadata: map[string]string{ackWaitKey: c.settings.AckWait.String()},
	}); err != nil {
		return err
	}
	if wait, err := time.ParseDuration(c.queue.CachedInfo().Config.Metadata[ackWaitKey]); err == nil && wait > 0 {
		c.settings.AckWait = wait
	}
	if c.logs, err = c.stream(ctx, jetstream.StreamConfig{
		Name: logStream, Subjects: []string{logPrefix + "*"}, Description: "what happened to jobs",
		MaxMsgsPerSubject: int64(c.settings.LogLines), MaxAge: c.settings.Retention, AllowDirect: true,
	}); err != nil {
		return err
	}
	c.records, err = c.js.KeyValue(ctx, recordBucket)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		c.records, err = c.js.CreateKeyValue(ctx, jetstream.KeyValueConfig{
			Bucket: recordBucket, Description: "records of jobs", TTL: c.settings.Retention,
			Storage: jetstream.FileStorage, Replicas: c.settings.Replicas,
		})
	}
	return err
}

func (c *Client) stream(ctx context.Context, config jetstream.StreamConfig) (jetstream.Stream, error) {
	stream, err := c.js.Stream(ctx, config.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		config.Storage, config.Replicas = jetstream.FileStorage, c.settings.Replicas
		stream, err = c.js.CreateStream(ctx, config)
	}
	return stream, err
}

// untilStored calls do until it succeeds, fails for good, or time is over. What JetStream
// did not answer may have happened: do has to be able to come across its own work.
func (c *Client) untilStored(ctx context.Context, do func(context.Context) error) error {
	limited, cancel := ctx, context.CancelFunc(func() {})
	if _, limit := ctx.Deadline(); !limit {
		limited, cancel = context.WithTimeout(ctx, patience)
	}
	defer cancel()
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		try, end := context.WithTimeout(limited, apiTimeout)
		err := do(try)
		end()
		if err == nil || final(err) {
			return err
		}
		select {
		case <-limited.Done():
			if unavailable(err) {
				return errors.Join(fmt.Errorf("%w: %w", ErrUnavailable, err), ctx.Err())
			}
			return errors.Join(fmt.Errorf("%w: %w", ErrStore, err), ctx.Err())
		case <-time.After(pause):
		}
	}
}

// unavailable reports whether there is no JetStream to answer, for now at least.
func unavailable(err error) bool {
	return errors.Is(err, nats.ErrNoResponders) || errors.Is(err, jetstream.ErrNoStreamResponse) ||
		errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount)
}

// final reports whether trying again would not help: the error is one of ours, or the
// connection was closed.
func final(err error) bool {
	return coded.Code(err) != "" || errors.Is(err, nats.ErrConnectionClosed)
}
