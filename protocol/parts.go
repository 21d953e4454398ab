package protocol

import (
	"fmt"
	"strings"

	"github.com/minaseal/minaseal/protocol/wire"
)

// minLimit is the least limit of a transport's messages with which sealed-v1 works
// (SPEC 9.5 [NAT-19]).
const minLimit = 4096

// partFrame is room for all of a part but its data.
const partFrame = 256

// limitOf returns the limit of messages for a transport that told it, or did not.
func limitOf(told int) int {
	if told == 0 {
		return wire.MaxSize
	}
	return min(max(told, minLimit), wire.MaxSize)
}

// outgoing is a message on its way: whole, or in parts (SPEC 7.9).
type outgoing struct {
	job  string
	seq  int
	data []byte
	ends []int // where each part ends; one alone if the message is not cut
}

// cut divides a message by the limit of the transport [MSG-26]. The message is
// ASCII, as all of sealed-v1 is.
func cut(data []byte, job string, seq, limit int) (*outgoing, error) {
	o := &outgoing{job: job, seq: seq, data: data}
	if len(data) <= limit {
		o.ends = []int{len(data)}
		return o, nil
	}
	room := limit - partFrame
	size := 0 // of the part, as a JSON string
	for i, c := range data {
		width := 1
		if c == '"' || c == '\\' {
			width = 2
		}
		if size+width > room {
			o.ends = append(o.ends, i)
			size = 0
		}
		size += width
	}
	o.ends = append(o.ends, len(data))
	if len(o.ends) > wire.MaxParts {
		return nil, wire.ErrWholeSize
	}
	return o, nil
}

// parts returns the number of messages that it takes.
func (o *outgoing) parts() int { return len(o.ends) }

// message returns the part's bytes, or the whole message's if it is not cut.
func (o *outgoing) message(part int) []byte {
	start := 0
	if part > 0 {
		start = o.ends[part-1]
	}
	data := o.data[start:o.ends[part]]
	if o.parts() == 1 {
		return append([]byte(nil), data...)
	}
	message, err := wire.EncodeSealedRequest(wire.Part{Job: o.job, Seq: o.seq, Part: part, Parts: o.parts(), Data: string(data)})
	if err != nil {
		panic(fmt.Sprintf("protocol: a part that cannot be written: %v", err)) // it is ASCII, its numbers are in range
	}
	return message
}

// assembly is a message that arrives in parts [MSG-27]. The zero value awaits part
// 0. Its methods are pure but add.
type assembly struct {
	parts  int
	seq    int
	pieces []string
	size   int
}

// verdict says what a part is to an assembly.
type verdict int

const (
	partUnexpected verdict = iota
	partFirst              // begins a message, perhaps in place of another one
	partNext               // continues it, with others missing
	partLast               // completes it
	partAgain              // is there already
	partTooLarge           // makes it larger than wire.MaxWhole [MSG-29]
)

func (x *assembly) judge(p wire.Part) verdict {
	same := p.Parts == x.parts && p.Seq == x.seq
	switch {
	case same && p.Part < len(x.pieces) && x.pieces[p.Part] == p.Data:
		return partAgain
	case p.Part == 0:
		return partFirst
	case !same || p.Part != len(x.pieces):
		return partUnexpected
	case x.size+len(p.Data) > wire.MaxWhole:
		return partTooLarge
	case p.Part == p.Parts-1:
		return partLast
	default:
		return partNext
	}
}

// add takes a part that is the first or the next one, and ignores one that is
// there.
func (x *assembly) add(p wire.Part) {
	switch x.judge(p) {
	case partFirst:
		*x = assembly{parts: p.Parts, seq: p.Seq, pieces: []string{p.Data}, size: len(p.Data)}
	case partNext:
		x.pieces = append(x.pieces, p.Data)
		x.size += len(p.Data)
	}
}

// join returns the message that the last part completes.
func (x *assembly) join(last wire.Part) []byte {
	return []byte(strings.Join(x.pieces, "") + last.Data)
}
