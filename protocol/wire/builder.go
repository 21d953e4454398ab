package wire

import (
	"fmt"
	"strconv"
)

// builder writes the JSON of a message member by member. The first fault stays in
// err; end reports it.
type builder struct {
	bytes []byte
	err   error
}

// text appends characters as they are.
func (b *builder) text(s string) { b.bytes = append(b.bytes, s...) }

// string appends a member's head and its value as a JSON string.
func (b *builder) string(head, value string) {
	b.text(head)
	out, err := AppendString(b.bytes, value)
	if err != nil {
		b.fail(err)
		return
	}
	b.bytes = out
}

// natural appends a member's head and its value, an integer from 0 to MaxNatural.
func (b *builder) natural(head string, value int64) {
	if value < 0 || value > MaxNatural {
		b.fail(fmt.Errorf("%w: an integer out of range", ErrMalformed))
	}
	b.text(head)
	b.bytes = strconv.AppendInt(b.bytes, value, 10)
}

// job appends a member's head and the name of a job.
func (b *builder) job(head, job string) {
	if err := CheckJob(job); err != nil {
		b.fail(err)
	}
	b.string(head, job)
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// end returns the message, or the first fault.
func (b *builder) end() ([]byte, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.bytes, nil
}
