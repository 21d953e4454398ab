package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// now returns the time as records have it.
func now() time.Time { return time.UnixMilli(time.Now().UnixMilli()) }

// load returns the job's record, or a job in state none.
func (c *Client) load(ctx context.Context, id string) (*Job, error) {
	if !idPattern.MatchString(id) {
		return nil, fmt.Errorf("%w: the id of a job is 1 to 64 letters, digits, - and _", ErrConfig)
	}
	entry, err := c.records.Get(ctx, id)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return &Job{ID: id, State: StateNone}, nil
	}
	if err != nil {
		return nil, err
	}
	return parseEntry(entry)
}

func parseEntry(entry jetstream.KeyValueEntry) (*Job, error) {
	job, err := ParseJob(entry.Value())
	if err != nil {
		return nil, fmt.Errorf("record of job %s: %w", entry.Key(), err)
	}
	if job.ID != entry.Key() {
		return nil, fmt.Errorf("%w: record of job %s under another id", ErrMalformed, entry.Key())
	}
	job.revision = entry.Revision()
	return job, nil
}

// change lets h happen to a job: it looks the cell up in the state that is, and changes
// the record by compare-and-set until nobody came in between [JOB-7] [JOB-10]. It returns
// the job as it then is, and the cell.
//
// Errors: [ErrUnknownJob], [ErrOutOfOrder], [FailedError], as the cell says; [ErrStore],
// with which it is not known whether h happened.
func (c *Client) change(ctx context.Context, id string, h happening) (job *Job, done cell, err error) {
	err = c.untilStored(ctx, func(ctx context.Context) error {
		before, err := c.load(ctx, id)
		if err != nil {
			return err
		}
		after, cell := before.apply(h, now())
		if cell.next != before.State || cell.action == ActionStart && after.Attempt != before.Attempt {
			if err := c.save(ctx, &after); err != nil {
				return err
			}
		}
		job, done = &after, cell
		return cell.err()
	})
	return job, done, err
}

// save writes a record over the revision that it was made from.
func (c *Client) save(ctx context.Context, job *Job) error {
	data, err := json.Marshal(job)
	if err != nil {
		return err
	}
	if job.revision == 0 {
		job.revision, err = c.records.Create(ctx, job.ID, data)
	} else {
		job.revision, err = c.records.Update(ctx, job.ID, data, job.revision)
	}
	return err
}

// enqueue puts the job's arguments in the queue unless they are there [JOB-12].
func (c *Client) enqueue(ctx context.Context, job *Job) error {
	args, err := job.args()
	if err != nil {
		return err
	}
	return c.untilStored(ctx, func(ctx context.Context) error {
		_, err := c.js.Publish(ctx, job.subject(), args, jetstream.WithMsgID(job.ID), jetstream.WithExpectStream(queueStream))
		if refused := (*jetstream.APIError)(nil); errors.As(err, &refused) && refused.Description == alreadyThere {
			return nil
		}
		return err
	})
}

// alreadyThere is how the server says that a subject has its one message: its error code
// is that of every failure to store.
const alreadyThere = "maximum messages per subject exceeded"

// dequeue takes the queue message away, wherever it is. It is an economy: a worker that
// is delivered the message of a job that has ended drops it.
//
// It is not purged: when JetStream purges one subject of a stream, its consumers may forget
// what else was delivered and not yet acknowledged, and never deliver that again.
func (c *Client) dequeue(ctx context.Context, job *Job) {
	if message, err := c.queue.GetLastMsgForSubject(ctx, job.subject()); err == nil {
		_ = c.queue.DeleteMsg(ctx, message.Sequence)
	}
}

// subject returns the subject of the job's queue message.
func (j *Job) subject() string { return queuePrefix + j.Profile.String() + "." + j.ID }
