package jobs

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
)

// Job is what is known about a job: its record (SPEC 10.1). It holds no secret.
type Job struct {
	ID       string
	Profile  protocol.Profile
	App      *address.PublicKey // where the run takes place, the job arguments' clientAddress
	Tickets  []*protocol.Ticket // sealed-v1: which workers may do it; none where the app pins one
	Attempts int                // how many the job may have
	Created  time.Time
	Deadline time.Time

	State   State
	Attempt int    // the last one's number; 0 before the first
	Worker  string // the last one's name
	Lost    bool   // an attempt ended without a word
	Code    string // of the failure, or of the attempt that was returned last
	Started time.Time
	Ended   time.Time
	Used    time.Time
	Result  string // ciphertext as JSON text, in finished and used (SPEC 7.5)

	revision uint64
}

// NewID returns a new name for a job: 128 random bits in hexadecimal.
func NewID() string {
	var id [16]byte
	rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}

// Err returns nil, or a [FailedError] if the job failed.
func (j *Job) Err() error {
	if j.State != StateFailed {
		return nil
	}
	return &FailedError{j.Code}
}

// ticketFor returns the ticket of an identity, nil if there is none.
func (j *Job) ticketFor(identity *address.PublicKey) *protocol.Ticket {
	for _, t := range j.Tickets {
		if t.Worker().Equal(identity) {
			return t
		}
	}
	return nil
}

// sameLaunch reports whether a launch of other would launch the same job.
func (j *Job) sameLaunch(other *Job) bool {
	sameTicket := func(a, b *protocol.Ticket) bool {
		x, errX := a.MarshalJSON()
		y, errY := b.MarshalJSON()
		return errX == nil && errY == nil && string(x) == string(y)
	}
	return j.Profile == other.Profile && j.App.Equal(other.App) && j.Attempts == other.Attempts &&
		slices.EqualFunc(j.Tickets, other.Tickets, sameTicket)
}

// happening is an event and what it carries.
type happening struct {
	event  Event
	by     string // take: the attempt's worker; return, unheard, result, failure: which attempt speaks
	code   string // return, unheard, failure
	result string // result
}

// classify returns the row for what happened, after the guards that stand before the
// table.
func (h *happening) classify(j *Job, now time.Time) Event {
	switch h.event {
	case EventTake:
		switch {
		case j.State.Ended() || j.State == StateStarted && j.Worker == h.by:
			return EventTake
		case now.After(j.Deadline):
			return EventOverdue
		case j.Attempt >= j.Attempts:
			return EventExhaust
		}
	case EventReturn, EventUnheard, EventFailure:
		if j.Worker != h.by {
			return EventStale
		}
	case EventResult:
		// Who has a result has what the app gives to one worker alone: that another
		// attempt has begun meanwhile does not matter.
		if j.Attempt == 0 {
			return EventStale
		}
	}
	return h.event
}

// apply returns the record that an event leaves, and the cell (SPEC 10.3). The job
// itself does not change. A take that has been recorded already is not counted twice:
// the answer to the first may have been lost.
func (j Job) apply(h happening, now time.Time) (Job, cell) {
	c := lookup(j.State, h.classify(&j, now))
	if c.outcome == OutcomeOfEvent {
		c.outcome = h.code
		if c.action == ActionIgnore { // retrieve, in failed
			c.outcome = j.Code
		}
	}
	if c.action == ActionStart && j.State == StateStarted && j.Worker == h.by {
		return j, c
	}
	switch c.action {
	case ActionStart:
		j.Lost = j.Lost || j.State == StateStarted
		j.Attempt++
		j.Worker, j.Started, j.Code = h.by, now, ""
	case ActionReturn:
		j.Code = h.code
	case ActionUncount:
		j.Attempt, j.Code = j.Attempt-1, h.code
		if j.Attempt == 0 {
			j.Worker, j.Started = "", time.Time{}
		}
	case ActionFinish:
		j.Worker, j.Result, j.Ended, j.Code = h.by, h.result, now, ""
	case ActionFail:
		j.Code, j.Ended = c.outcome, now
	case ActionUse:
		j.Used = now
	}
	j.State = c.next
	return j, c
}

// err returns the error of a cell: nil where the event did what it should, or had done
// so before.
func (c cell) err() error {
	if c.action == ActionFail {
		return nil // it is the job that failed
	}
	switch c.outcome {
	case OutcomeOK, OutcomeDuplicate:
		return nil
	case "unknown_job":
		return ErrUnknownJob
	case "out_of_order":
		return ErrOutOfOrder
	default:
		return &FailedError{c.outcome}
	}
}
