package wire

import (
	"fmt"

	"github.com/minaseal/minaseal/internal/strictjson"
)

// maxCode is the greatest length of a refusal's code [MSG-24].
const maxCode = 40

// DecodeSealedRequest parses the bytes of a request of sealed-v1 strictly (SPEC
// 7.8, 7.9) and returns a SealedOptions, SealedReady, SealedDone, Part or Pointer
// (as values). Keys, signatures and the body are texts, not yet read.
//
// Errors: [ErrUnknownVersion] for another v [MSG-19], [ErrUnknownPost] for another
// type [MSG-20], [ErrMalformed] and [ErrSize] for everything else. Variable time.
func DecodeSealedRequest(data []byte) (SealedRequest, error) {
	return decodeSealedRequest(data, MaxSize)
}

// DecodeWholeRequest is DecodeSealedRequest for a request put together from parts,
// of at most MaxWhole bytes.
func DecodeWholeRequest(data []byte) (SealedRequest, error) {
	return decodeSealedRequest(data, MaxWhole)
}

func decodeSealedRequest(data []byte, limit int) (SealedRequest, error) {
	f, err := readSealed(data, limit)
	if err != nil {
		return nil, err
	}
	kind := f.string("type")
	if f.err != nil {
		return nil, f.err
	}
	var q SealedRequest
	switch kind {
	case "options":
		options := SealedOptions{Job: f.job(), Key: f.string("key"), Identity: f.string("identity"), Signature: f.string("signature")}
		if f.has("ticket") {
			options.Ticket = f.ticket()
		}
		q = options
		f.seq(SeqOptions)
	case "ready":
		q = SealedReady{Job: f.job(), Body: f.body()}
		f.seq(SeqReady)
	case "done":
		q = SealedDone{Job: f.job(), Body: f.body()}
		f.seq(SeqDone)
	case "part":
		q = f.part(0)
	default:
		return nil, ErrUnknownPost
	}
	if err := f.end(); err != nil {
		return nil, err
	}
	return q, nil
}

// DecodeSealedReply parses the bytes of a reply of sealed-v1 strictly (SPEC 7.8,
// 7.9) and returns a SealedBody, SealedRefusal, Part or Pointer (as values).
//
// Errors: [ErrUnknownVersion], [ErrMalformed], [ErrSize]. Variable time.
func DecodeSealedReply(data []byte) (SealedReply, error) {
	return decodeSealedReply(data, MaxSize)
}

// DecodeWholeReply is DecodeSealedReply for a reply put together from parts, of at
// most MaxWhole bytes.
func DecodeWholeReply(data []byte) (SealedReply, error) {
	return decodeSealedReply(data, MaxWhole)
}

func decodeSealedReply(data []byte, limit int) (SealedReply, error) {
	f, err := readSealed(data, limit)
	if err != nil {
		return nil, err
	}
	var p SealedReply
	switch {
	case f.has("type"):
		if f.string("type") != "part" {
			return nil, malformedSealed("type")
		}
		p = f.part(1)
	case f.has("error"):
		p = SealedRefusal{Job: f.job(), Error: f.code()}
	default:
		body := SealedBody{Job: f.job(), Seq: f.natural("seq", SeqDoneReply), Body: f.body()}
		f.check(checkSeq(body.Seq, 1))
		p = body
	}
	if err := f.end(); err != nil {
		return nil, err
	}
	return p, nil
}

func malformedSealed(name string) error {
	return fmt.Errorf("%w: %s is missing or wrong", ErrMalformed, name)
}

// sealedForm is a message whose members wait to be read. Its methods take a member
// each; the first fault stays in err.
type sealedForm struct {
	members map[string]*strictjson.Reader
	err     error
}

// readSealed reads the object and its version, which stands before what the members are
// [MSG-31].
func readSealed(data []byte, limit int) (*sealedForm, error) {
	f := &sealedForm{members: map[string]*strictjson.Reader{}}
	err := readLimited(data, limit, func(r *strictjson.Reader) error {
		return r.Object(func(name string) (err error) {
			f.members[name], err = later(r)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	version := f.string("v")
	if f.err == nil && version != SealedVersion {
		f.err = ErrUnknownVersion
	}
	return f, f.err
}

func (f *sealedForm) has(name string) bool { return f.members[name] != nil }

func (f *sealedForm) check(err error) {
	if f.err == nil {
		f.err = err
	}
}

// take hands the value of a member to read, and takes the member out.
func (f *sealedForm) take(name string, read func(r *strictjson.Reader) error) {
	r := f.members[name]
	if r == nil {
		f.check(malformedSealed(name))
		return
	}
	delete(f.members, name)
	if err := read(r); err != nil {
		f.check(malformed(err))
	}
}

func (f *sealedForm) string(name string) (value string) {
	f.take(name, func(r *strictjson.Reader) (err error) {
		value, err = r.String()
		return err
	})
	return value
}

func (f *sealedForm) job() (job string) {
	f.take("job", func(r *strictjson.Reader) (err error) {
		job, err = readJob(r)
		return err
	})
	return job
}

// natural takes an integer from 0 to most [MSG-22].
func (f *sealedForm) natural(name string, most int) (value int) {
	f.take(name, func(r *strictjson.Reader) error {
		n, err := readNatural(r)
		if err == nil && n > int64(most) {
			err = malformedSealed(name)
		}
		value = int(n)
		return err
	})
	return value
}

// seq takes the sequence number, which has to be want [MSG-21].
func (f *sealedForm) seq(want int) {
	if f.natural("seq", SeqDoneReply) != want {
		f.check(malformedSealed("seq"))
	}
}

func (f *sealedForm) ticket() *Ticket {
	var t Ticket
	f.take("ticket", func(r *strictjson.Reader) (err error) {
		t, err = readTicket(r)
		return err
	})
	return &t
}

// body takes the JSON text of an object.
func (f *sealedForm) body() (text string) {
	f.take("body", func(r *strictjson.Reader) (err error) {
		if r.Next() != strictjson.Object {
			return malformedSealed("body")
		}
		text, err = r.Skip()
		return err
	})
	return text
}

// code takes the code of a refusal [MSG-24].
func (f *sealedForm) code() string {
	code := f.string("error")
	if code == "" || len(code) > maxCode {
		f.check(malformedSealed("error"))
	}
	for _, c := range []byte(code) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			f.check(malformedSealed("error"))
		}
	}
	return code
}

// anyPart is a Part or a Pointer, both of which are requests and replies.
type anyPart interface {
	SealedRequest
	SealedReply
}

// part takes a Part or a Pointer. A Part belongs to a message with a number of the
// given parity; a Pointer answers a Part, so its parity is the other one.
func (f *sealedForm) part(parity int) anyPart {
	if !f.has("data") {
		p := Pointer{Job: f.job(), Seq: f.natural("seq", SeqDoneReply), Part: f.natural("part", MaxParts-1)}
		f.check(checkSeq(p.Seq, 1-parity))
		return p
	}
	p := Part{
		Job: f.job(), Seq: f.natural("seq", SeqDoneReply), Part: f.natural("part", MaxParts-1),
		Parts: f.natural("parts", MaxParts), Data: f.string("data"),
	}
	f.check(checkSeq(p.Seq, parity))
	if p.Parts < 2 || p.Part >= p.Parts {
		f.check(malformedSealed("parts"))
	}
	if p.Data == "" {
		f.check(malformedSealed("data"))
	}
	return p
}

// end returns the first fault; a member that was not taken is one.
func (f *sealedForm) end() error {
	for name := range f.members {
		f.check(fmt.Errorf("%w: %s does not belong here", ErrMalformed, name))
	}
	return f.err
}
