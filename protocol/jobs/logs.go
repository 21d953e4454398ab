package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Line is a line of a job's log (SPEC 10.6). It holds no secret and nothing that a peer
// chose [JOB-23].
type Line struct {
	Time    int64  `json:"time"` // milliseconds since 1970
	Attempt int    `json:"attempt"`
	Worker  string `json:"worker"`
	Event   string `json:"event"`           // of the machine, of the job, or acknowledge
	Code    string `json:"code,omitempty"`  // what came of it
	Bytes   int    `json:"bytes,omitempty"` // of a message
}

// String returns the line for people.
func (l Line) String() string {
	text := fmt.Sprintf("%s  attempt %d  %s  %s", time.UnixMilli(l.Time).UTC().Format("15:04:05.000"), l.Attempt, l.Worker, l.Event)
	if l.Bytes > 0 {
		text += fmt.Sprintf(" %d bytes", l.Bytes)
	}
	if l.Code != "" {
		text += ": " + l.Code
	}
	return text
}

// log sends a line, and waits for nothing.
func (c *Client) log(id string, l Line) {
	if data, err := json.Marshal(l); err == nil {
		_ = c.conn.Publish(logPrefix+id, data)
	}
}

// Logs returns the lines of a job's log that are kept, the oldest first: none for a job
// that nobody has taken. What is no line is left out.
//
// Errors: [ErrConfig] for what is no id, [ErrStore].
func (c *Client) Logs(ctx context.Context, id string) (lines []Line, err error) {
	if !idPattern.MatchString(id) {
		return nil, fmt.Errorf("%w: the id of a job is 1 to 64 letters, digits, - and _", ErrConfig)
	}
	sequence := uint64(0)
	for {
		var message *jetstream.RawStreamMsg
		err := c.untilStored(ctx, func(ctx context.Context) (err error) {
			message, err = c.logs.GetMsg(ctx, sequence+1, jetstream.WithGetMsgSubject(logPrefix+id))
			if errors.Is(err, jetstream.ErrMsgNotFound) {
				message, err = nil, nil
			}
			return err
		})
		if err != nil || message == nil {
			return lines, err
		}
		sequence = message.Sequence
		if line, err := parseLine(message.Data); err == nil {
			lines = append(lines, line)
		}
	}
}

// parseLine reads a line that anybody may have written: its texts are names and codes.
func parseLine(data []byte) (Line, error) {
	var l Line
	if len(data) > 1024 || json.Unmarshal(data, &l) != nil {
		return Line{}, ErrMalformed
	}
	ok := workerPattern.MatchString(l.Worker) && workerPattern.MatchString(l.Event) && (l.Code == "" || codePattern.MatchString(l.Code))
	if !ok || badTime(l.Time) {
		return Line{}, ErrMalformed
	}
	return l, nil
}
