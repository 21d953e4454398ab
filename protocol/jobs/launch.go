package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
)

// reapEvery is how often it is looked for jobs past their deadline.
const reapEvery = time.Second

// Launch is a job to launch.
type Launch struct {
	ID       string             // [NewID] by default; in sealed-v1 the job that app and tickets name
	Profile  protocol.Profile   // required
	App      *address.PublicKey // required: the app listens already [JOB-14]
	Tickets  []*protocol.Ticket // sealed-v1: one for each worker that may do the job; none if the app pins one
	Attempts int                // DefaultAttempts by default
	Deadline time.Duration      // from now; DefaultDeadline by default
}

// job returns the job that a launch makes, or ErrConfig.
func (l Launch) job(retention time.Duration) (*Job, error) {
	if l.ID == "" {
		l.ID = NewID()
	}
	if l.Attempts == 0 {
		l.Attempts = DefaultAttempts
	}
	if l.Deadline == 0 {
		l.Deadline = DefaultDeadline
	}
	switch {
	case !idPattern.MatchString(l.ID):
		return nil, fmt.Errorf("%w: the id of a job is 1 to 64 letters, digits, - and _", ErrConfig)
	case l.Profile.String() == "unknown" || l.App == nil:
		return nil, fmt.Errorf("%w: a job needs a profile and the app's address", ErrConfig)
	case l.Attempts < 1 || l.Attempts > maxAttempts:
		return nil, fmt.Errorf("%w: 1 to %d attempts", ErrConfig, maxAttempts)
	case l.Deadline < time.Millisecond || l.Deadline > retention:
		return nil, fmt.Errorf("%w: a job's deadline is within %v", ErrConfig, retention)
	case len(l.Tickets) > maxTickets || len(l.Tickets) > 0 && !l.Profile.Authenticated():
		return nil, fmt.Errorf("%w: up to %d tickets, in a profile that authenticates", ErrConfig, maxTickets)
	}
	for _, t := range l.Tickets {
		if t.Job() != l.ID || !t.App().Equal(l.App) {
			return nil, fmt.Errorf("%w: a ticket for another job or app", ErrConfig)
		}
	}
	created := now()
	return &Job{
		ID: l.ID, Profile: l.Profile, App: l.App, Tickets: slices.Clone(l.Tickets), Attempts: l.Attempts,
		Created: created, Deadline: created.Add(l.Deadline).Truncate(time.Millisecond), State: StateCreated,
	}, nil
}

// Launch launches a job. When it returns one, the job is stored and queued on a majority
// of the replicas [JOB-11]. A launch that failed with [ErrStore] may be repeated with the
// same ID, as often as one likes: the job is there once. A launch of a job that there is
// already returns that.
//
// Errors: [ErrConfig]; [ErrDuplicate] for the ID of another job; [ErrStore].
func (c *Client) Launch(ctx context.Context, l Launch) (*Job, error) {
	wanted, err := l.job(c.settings.Retention)
	if err != nil {
		return nil, err
	}
	var job *Job
	var done cell
	err = c.untilStored(ctx, func(ctx context.Context) error {
		before, err := c.load(ctx, wanted.ID)
		if err != nil {
			return err
		}
		done = lookup(before.State, EventLaunch)
		if done.action == ActionCreate {
			job = wanted
			return c.save(ctx, job)
		}
		job = before
		if !job.sameLaunch(wanted) {
			return fmt.Errorf("%w: %s", ErrDuplicate, wanted.ID)
		}
		return nil
	})
	if err == nil && done.action != ActionIgnore {
		err = c.enqueue(ctx, job)
	}
	if err != nil {
		return nil, err
	}
	return job, nil
}

// Get returns what is known about a job.
//
// Errors: [ErrUnknownJob], [ErrConfig] for what is no id, [ErrMalformed] for a record
// that somebody spoiled, [ErrStore].
func (c *Client) Get(ctx context.Context, id string) (job *Job, err error) {
	err = c.untilStored(ctx, func(ctx context.Context) (err error) {
		if job, err = c.load(ctx, id); err == nil && job.State == StateNone {
			err = ErrUnknownJob
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return job, nil
}

// List returns all jobs that are kept, the oldest first. Records that somebody spoiled
// are left out; bad is their number.
//
// Errors: [ErrStore].
func (c *Client) List(ctx context.Context) (jobs []*Job, bad int, err error) {
	err = c.untilStored(ctx, func(ctx context.Context) error {
		jobs, bad = nil, 0
		watcher, err := c.records.WatchAll(ctx, jetstream.IgnoreDeletes())
		if err != nil {
			return err
		}
		defer func() { _ = watcher.Stop() }()
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case entry := <-watcher.Updates():
				if entry == nil { // that was all
					return nil
				}
				if job, err := parseEntry(entry); err == nil {
					jobs = append(jobs, job)
				} else {
					bad++
				}
			}
		}
	})
	if err != nil {
		return nil, 0, err
	}
	slices.SortStableFunc(jobs, func(a, b *Job) int { return a.Created.Compare(b.Created) })
	return jobs, bad, nil
}

// Wait returns the job once it has ended, finished or failed. It ends a job that is past
// its deadline [JOB-24]. It asks, twice a second at most, and so does not depend on a
// server that tells it and may die. A server that does not answer is waited for until the
// deadline and, that it may say so, most of a second more [JOB-29].
//
// Errors: [ErrUnknownJob], [ErrConfig], [ErrMalformed]; [ErrStore]; of code closed, with
// ctx's, for a wait that was given up.
func (c *Client) Wait(ctx context.Context, id string) (*Job, error) {
	job, err := c.Get(ctx, id)
	if err == nil {
		limited, cancel := context.WithDeadline(ctx, job.Deadline.Add(overtime))
		defer cancel()
		job, err = c.await(limited, job)
	}
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return nil, fmt.Errorf("%w: %w", errGivenUp, ctx.Err())
	case err != nil:
		return nil, err
	}
	return job, nil
}

// overtime is how long after a job's deadline it is waited for its end.
const overtime = 800 * time.Millisecond

// await asks for a job until it has ended, or ctx ends.
func (c *Client) await(ctx context.Context, job *Job) (*Job, error) {
	for between := firstPause; ; between = min(2*between, lastPause) {
		var err error
		if !job.State.Ended() && now().After(job.Deadline) {
			job, err = c.end(ctx, job.ID, EventOverdue)
		}
		if err != nil || job.State.Ended() {
			return job, err
		}
		pause(ctx, min(between, max(time.Until(job.Deadline), 0)+2*time.Millisecond))
		if job, err = c.Get(ctx, job.ID); err != nil {
			return nil, err
		}
	}
}

// Retrieve returns the job with its result, and records that it was used. It can be
// retrieved again.
//
// Errors: [ErrOutOfOrder] for a job that has not ended, [FailedError] for one that
// failed, [ErrUnknownJob], [ErrConfig], [ErrMalformed], [ErrStore].
func (c *Client) Retrieve(ctx context.Context, id string) (*Job, error) {
	job, _, err := c.change(ctx, id, happening{event: EventRetrieve})
	if err != nil {
		return nil, err
	}
	return job, nil
}

// Cancel gives a job up: it fails with closed, unless it has ended. A worker that has it
// is told when it comes with the result.
//
// Errors: [ErrUnknownJob], [ErrConfig], [ErrMalformed], [ErrStore].
func (c *Client) Cancel(ctx context.Context, id string) (*Job, error) {
	return c.end(ctx, id, EventCancel)
}

// end makes a job fail, and takes its message out of the queue.
func (c *Client) end(ctx context.Context, id string, event Event) (*Job, error) {
	job, done, err := c.change(ctx, id, happening{event: event})
	if err != nil {
		return nil, err
	}
	if done.action == ActionFail {
		c.dequeue(ctx, job)
	}
	return job, nil
}

// Reap ends jobs that are past their deadline, whoever launched them, until ctx ends
// (JOB-24). [Client.Work] does it, too.
func (c *Client) Reap(ctx context.Context) {
	for ctx.Err() == nil {
		c.reap(ctx)
		pause(ctx, reapEvery)
	}
}

// reap follows all records until the watcher ends.
func (c *Client) reap(ctx context.Context) {
	watcher, err := c.records.WatchAll(ctx, jetstream.IgnoreDeletes())
	if err != nil {
		return
	}
	defer func() { _ = watcher.Stop() }()
	deadlines := map[string]time.Time{}
	look := time.NewTicker(reapEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case entry, open := <-watcher.Updates():
			if !open {
				return
			}
			if entry == nil { // all that there were
				continue
			}
			delete(deadlines, entry.Key())
			if job, err := parseEntry(entry); err == nil && !job.State.Ended() {
				deadlines[job.ID] = job.Deadline
			}
		case <-look.C:
			for id, deadline := range deadlines {
				if now().After(deadline) {
					_, _ = c.end(ctx, id, EventOverdue) // tried again until its record says that it ended
				}
			}
		}
	}
}

// pause waits, or returns earlier with ctx.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
