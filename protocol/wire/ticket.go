package wire

import (
	"fmt"
	"strconv"

	"github.com/minaseal/minaseal/internal/strictjson"
)

// Ticket is the form of a launcher's ticket (SPEC 8.8). Its keys and its signature
// are texts in base58check, which package protocol reads and checks.
type Ticket struct {
	Job       string // 1 to 64 characters from ! to ~
	App       string // the app's public key
	Worker    string // the identity that may do the job
	NotAfter  int64  // its last second, counted from 1970; 0 to MaxNatural
	Launcher  string // the launcher's public key
	Signature string // the launcher's
}

// MaxNatural is the greatest integer in a message, 2^53 - 1, which every reader of
// JSON takes exactly [MSG-22].
const MaxNatural = 1<<53 - 1

// maxJob is the greatest length of a job's name [MSG-23].
const maxJob = 64

// CheckJob returns [ErrMalformed] unless job is a name of 1 to 64 characters from
// U+0021 to U+007E (SPEC 7.8 [MSG-23]).
func CheckJob(job string) error {
	if job == "" || len(job) > maxJob {
		return fmt.Errorf("%w: the name of a job has 1 to %d characters", ErrMalformed, maxJob)
	}
	for i := range len(job) {
		if job[i] <= ' ' || job[i] > '~' {
			return fmt.Errorf("%w: a job's name has a character that is not from ! to ~", ErrMalformed)
		}
	}
	return nil
}

// EncodeTicket returns the ticket as JSON.stringify writes it (SPEC 8.8 [HSK-27]).
//
// Errors: [ErrMalformed] for a job or a time out of its range, [ErrUTF8]. Variable
// time.
func EncodeTicket(t Ticket) ([]byte, error) {
	var b builder
	b.ticket(t)
	return b.end()
}

func (b *builder) ticket(t Ticket) {
	b.job(`{"job":`, t.Job)
	b.string(`,"app":`, t.App)
	b.string(`,"worker":`, t.Worker)
	b.natural(`,"notAfter":`, t.NotAfter)
	b.string(`,"launcher":`, t.Launcher)
	b.string(`,"signature":`, t.Signature)
	b.text("}")
}

// DecodeTicket parses the JSON of a ticket strictly (SPEC 7.1, 8.8).
//
// Errors: [ErrMalformed], [ErrSize]. Variable time.
func DecodeTicket(text []byte) (*Ticket, error) {
	var t Ticket
	err := read(text, func(r *strictjson.Reader) (err error) {
		t, err = readTicket(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &t, nil
}

func readTicket(r *strictjson.Reader) (t Ticket, err error) {
	count := 0
	err = r.Object(func(name string) (err error) {
		count++
		switch name {
		case "job":
			t.Job, err = readJob(r)
		case "app":
			t.App, err = r.String()
		case "worker":
			t.Worker, err = r.String()
		case "notAfter":
			t.NotAfter, err = readNatural(r)
		case "launcher":
			t.Launcher, err = r.String()
		case "signature":
			t.Signature, err = r.String()
		default:
			err = r.UnknownMember(name)
		}
		return err
	})
	if err == nil && count != 6 {
		err = fmt.Errorf("%w: a member of the ticket is missing", ErrMalformed)
	}
	return t, err
}

// readJob reads the name of a job [MSG-23].
func readJob(r *strictjson.Reader) (string, error) {
	job, err := r.String()
	if err != nil {
		return "", err
	}
	return job, CheckJob(job)
}

// readNatural reads an integer from 0 to MaxNatural in canonical decimal [MSG-22].
func readNatural(r *strictjson.Reader) (int64, error) {
	text, err := r.Skip()
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > MaxNatural || strconv.FormatInt(n, 10) != text {
		return 0, fmt.Errorf("%w: expected an integer", ErrMalformed)
	}
	return n, nil
}
