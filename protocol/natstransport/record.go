package natstransport

import (
	"fmt"

	"github.com/minaseal/minaseal/protocol"
)

// Direction says which way a message went.
type Direction string

// The directions. A step without a message (start, proved, time-out, close) is
// local.
const (
	Received Direction = "received"
	Sent     Direction = "sent"
	Local    Direction = "local"
)

// Record is one line of a transcript: a message, or a step without one. It holds
// no secret, no text, and nothing that the peer chose but sizes and the subject of
// a reply.
type Record struct {
	Direction Direction
	Subject   string         // where the message was sent to, "" for a local step
	Size      int            // of the message, in bytes
	Message   protocol.Event // request-options, reply-execute… as its receiver classifies it

	// Outcome is what the machine made of a received message or a local event. It
	// is the zero value for a sent message, and for a received one that was not
	// given to the machine because it asks for no reply.
	Outcome protocol.Outcome

	Err error // why a step was refused or a message could not be sent
}

// String returns the record as a line of text.
func (r Record) String() string {
	line := string(r.Direction) + " " + string(r.Message)
	if r.Direction != Local {
		// Quoted, because a reply subject is free to hold control characters.
		line += fmt.Sprintf(" %q %d bytes", r.Subject, r.Size)
	}
	if r.Outcome.Code != "" {
		line += ": " + r.Outcome.String()
	}
	if r.Err != nil {
		line += ": " + r.Err.Error()
	}
	return line
}
