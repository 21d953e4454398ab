package jobs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
)

const (
	recordVersion = "minaseal-job-v1"
	maxRecord     = wire.MaxSize
	maxAttempts   = 100
	maxTickets    = 64

	// recordOverhead bounds what a record without tickets has beside its result, and
	// what a message to the store has beside the record.
	recordOverhead = 4096
	ticketSize     = 512 // bounds one ticket in a record
)

var (
	idPattern     = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	workerPattern = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,64}$`)
	codePattern   = regexp.MustCompile(`^[a-z0-9_]{1,40}$`)
)

// form is a record as JSON (SPEC 10.1). The order of its members is the record's.
type form struct {
	V        string            `json:"v"`
	ID       string            `json:"id"`
	Profile  string            `json:"profile"`
	Args     json.RawMessage   `json:"args"`
	Tickets  []json.RawMessage `json:"tickets,omitempty"`
	Attempts int               `json:"attempts"`
	Created  int64             `json:"created"`
	Deadline int64             `json:"deadline"`
	State    State             `json:"state"`
	Attempt  int               `json:"attempt,omitempty"`
	Worker   string            `json:"worker,omitempty"`
	Lost     bool              `json:"lost,omitempty"`
	Code     string            `json:"code,omitempty"`
	Started  int64             `json:"started,omitempty"`
	Ended    int64             `json:"ended,omitempty"`
	Used     int64             `json:"used,omitempty"`
	Result   string            `json:"result,omitempty"`
}

// MarshalJSON returns the record of the job (SPEC 10.1 [JOB-1]).
func (j *Job) MarshalJSON() ([]byte, error) {
	args, err := j.args()
	if err != nil {
		return nil, err
	}
	f := form{
		V: recordVersion, ID: j.ID, Profile: j.Profile.String(), Args: args, Attempts: j.Attempts,
		Created: millis(j.Created), Deadline: millis(j.Deadline), State: j.State, Attempt: j.Attempt, Worker: j.Worker,
		Lost: j.Lost, Code: j.Code, Started: millis(j.Started), Ended: millis(j.Ended), Used: millis(j.Used), Result: j.Result,
	}
	for _, t := range j.Tickets {
		text, err := t.MarshalJSON()
		if err != nil {
			return nil, err
		}
		f.Tickets = append(f.Tickets, text)
	}
	return f.encode()
}

// encode writes the form. All of its texts are ASCII, of which this writes the same as
// JSON.stringify.
func (f *form) encode() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(f); err != nil {
		return nil, err
	}
	if out.Len()-1 > maxRecord {
		return nil, ErrSize
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// ParseJob reads a record (SPEC 10.1). It accepts the one text that a writer makes.
//
// Errors: [ErrMalformed], and those of address.ParsePublicKey and protocol.ParseTicket.
// Variable time.
func ParseJob(data []byte) (*Job, error) {
	var f form
	if len(data) > maxRecord {
		return nil, fmt.Errorf("%w: record too long", ErrMalformed)
	}
	if json.Unmarshal(data, &f) != nil {
		return nil, fmt.Errorf("%w: not a record", ErrMalformed)
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	// Another order, a member twice or unknown, white space: the text differs from ours.
	if own, err := f.encode(); err != nil || !bytes.Equal(own, data) {
		return nil, fmt.Errorf("%w: not the canonical record", ErrMalformed)
	}
	return f.job()
}

// check holds the values against the table of SPEC 10.1, but for those that have
// decoders of their own.
func (f *form) check() error {
	started := f.Attempt > 0
	ended := f.State.Ended()
	hasResult := f.State == StateFinished || f.State == StateUsed
	mayHaveCode := f.State == StateCreated
	switch {
	case f.V != recordVersion, !idPattern.MatchString(f.ID), f.Attempts < 1, f.Attempts > maxAttempts:
	case !ended && f.State != StateCreated && f.State != StateStarted:
	case len(f.Tickets) > maxTickets:
	case f.Attempt < 0, f.Attempt > f.Attempts, started != (f.Worker != ""), started != (f.Started != 0):
	case started && !workerPattern.MatchString(f.Worker), !started && (f.Lost || f.State == StateStarted || hasResult):
	case ended != (f.Ended != 0), (f.State == StateUsed) != (f.Used != 0), hasResult != (f.Result != ""):
	case f.Code != "" && !codePattern.MatchString(f.Code), f.State == StateFailed && f.Code == "", f.Code != "" && f.State != StateFailed && !mayHaveCode:
	case badTime(f.Created), badTime(f.Deadline), started && badTime(f.Started), ended && badTime(f.Ended), f.Used != 0 && badTime(f.Used):
	default:
		return nil
	}
	return fmt.Errorf("%w: a value that no record has", ErrMalformed)
}

func badTime(t int64) bool { return t < 1 || t > wire.MaxNatural }

// job decodes what check does not.
func (f *form) job() (*Job, error) {
	profile, err := protocol.ParseProfile(f.Profile)
	if err != nil || len(f.Tickets) > 0 && !profile.Authenticated() {
		return nil, fmt.Errorf("%w: profile", ErrMalformed)
	}
	app, err := parseArgs(f.Args)
	if err != nil {
		return nil, err
	}
	j := &Job{
		ID: f.ID, Profile: profile, App: app, Attempts: f.Attempts, Created: instant(f.Created), Deadline: instant(f.Deadline),
		State: f.State, Attempt: f.Attempt, Worker: f.Worker, Lost: f.Lost, Code: f.Code,
		Started: instant(f.Started), Ended: instant(f.Ended), Used: instant(f.Used), Result: f.Result,
	}
	for _, text := range f.Tickets {
		t, err := protocol.ParseTicket(text)
		if err != nil {
			return nil, err
		}
		if t.Job() != j.ID || !t.App().Equal(app) {
			return nil, fmt.Errorf("%w: a ticket for another job or app", ErrMalformed)
		}
		j.Tickets = append(j.Tickets, t)
	}
	if f.Result != "" {
		if _, err := elgamal.ParseCiphertext([]byte(f.Result)); err != nil {
			return nil, fmt.Errorf("%w: the result is no ciphertext", ErrMalformed)
		}
	}
	return j, nil
}

// parseArgs reads job arguments (SPEC 7.5).
func parseArgs(data []byte) (*address.PublicKey, error) {
	args, err := wire.DecodeJobArgs(data)
	if err != nil {
		return nil, fmt.Errorf("%w: job arguments", ErrMalformed)
	}
	app, err := address.ParsePublicKey(args.ClientAddress)
	if err != nil {
		return nil, fmt.Errorf("client address: %w", err)
	}
	return app, nil
}

// millis is a time in a record; 0 stands for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// args returns the job arguments (SPEC 7.5).
func (j *Job) args() ([]byte, error) {
	return wire.EncodeJobArgs(wire.JobArgs{ClientAddress: j.App.String()})
}
