package jobs

import (
	"context"
	"slices"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/minaseal/minaseal/protocol"
)

// Queued returns how many jobs of a profile wait for a worker or have one (SPEC 10.2).
//
// Errors: [ErrStore], [ErrUnavailable]; without waiting for the server to come back.
func (c *Client) Queued(ctx context.Context, p protocol.Profile) (int, error) {
	info, err := c.queue.Info(ctx, jetstream.WithSubjectFilter(queuePrefix+p.String()+".*"))
	switch {
	case err != nil && unavailable(err):
		return 0, ErrUnavailable
	case err != nil:
		return 0, ErrStore
	}
	return len(info.State.Subjects), nil
}

// EndsAttempt says whether the [Line] of an event is the last one of its attempt.
func EndsAttempt(event string) bool {
	return slices.Contains([]string{
		lineAcknowledge, string(EventFailure), string(EventReturn), string(EventUnheard), string(EventStale), string(EventOverdue),
	}, event)
}
