package roles

import (
	"os"
	"path/filepath"
	"time"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
	"github.com/minaseal/minaseal/schnorr"
)

// sealedJob is the job of every run of sealed-v1: each has another app key.
const sealedJob = "conformance-1"

// partsPayload is a server's limit with which the messages of large texts travel in
// parts: the least [NAT-19].
const partsPayload = 4096

// authorities are the keys of a run of sealed-v1 that are not the run's own.
type authorities struct{ launcher, identity *address.PrivateKey }

func newAuthorities() authorities {
	return authorities{address.GeneratePrivateKey(), address.GeneratePrivateKey()}
}

// ticket returns a ticket of the launcher for the identity.
func (a authorities) ticket(job string, app *address.PublicKey, notAfter time.Time) *wire.Ticket {
	issued := must(protocol.IssueTicket(a.launcher, job, app, a.identity.PublicKey(), notAfter))
	return must(wire.DecodeTicket(must(issued.MarshalJSON())))
}

// soon is the end of every ticket that is valid.
func soon() time.Time { return time.Now().Add(time.Hour) }

// hello returns an options request with the identity's signature.
func (a authorities) hello(job string, app, worker *address.PublicKey, ticket *wire.Ticket) wire.SealedOptions {
	h := must(protocol.Transcript(job, app, worker, a.identity.PublicKey()))
	signature := must(schnorr.Sign(a.identity, []fp.Element{h}, schnorr.Testnet))
	return wire.SealedOptions{
		Job: job, Key: worker.String(), Identity: a.identity.PublicKey().String(), Ticket: ticket, Signature: signature.Base58(),
	}
}

// chain seals and opens the messages of a run in turn, for one of its sides.
type chain struct {
	own   *address.PrivateKey
	other *address.PublicKey
	h     fp.Element // the transcript of the next message
}

// seal returns the body of the next message.
func (c *chain) seal(direction elgamal.Direction, seq int, text string) string {
	at := elgamal.Place{Transcript: c.h, Direction: direction, Sequence: uint32(seq)}
	sealed := must(elgamal.Seal(c.own, c.other, at, elgamal.EncodeText(text)))
	c.h = protocol.NextTranscript(c.h, sealed)
	return string(must(sealed.MarshalJSON()))
}

// open opens the body of the next message.
func (c *chain) open(direction elgamal.Direction, seq int, body string) (string, error) {
	sealed, err := elgamal.ParseCiphertext([]byte(body))
	if err != nil {
		return "", failed("message %d: its body is no ciphertext: %v", seq, err)
	}
	at := elgamal.Place{Transcript: c.h, Direction: direction, Sequence: uint32(seq)}
	fields, err := elgamal.Open(c.own, c.other, at, sealed)
	if err != nil {
		return "", failed("message %d does not open where it stands [HSK-25]: %v", seq, err)
	}
	text, err := elgamal.DecodeText(fields)
	if err != nil {
		return "", failed("message %d opens to no text: %v", seq, err)
	}
	c.h = protocol.NextTranscript(c.h, sealed)
	return text, nil
}

// exactSealedReply reads a reply and demands the bytes of [MSG-1].
func exactSealedReply(data []byte) (wire.SealedReply, error) {
	reply, err := wire.DecodeSealedReply(data)
	if err != nil {
		return nil, failed("not a reply of SPEC 7.8: %v", err)
	}
	if again := must(wire.EncodeSealedReply(reply)); string(again) != string(data) {
		return nil, failed("a reply that is not written as JSON.stringify does [MSG-1]: want %s", again)
	}
	return reply, nil
}

// exactSealedRequest reads a request and demands the bytes of [MSG-1].
func exactSealedRequest(data []byte) (wire.SealedRequest, error) {
	request, err := wire.DecodeSealedRequest(data)
	if err != nil {
		return nil, failed("not a request of SPEC 7.8: %v", err)
	}
	if again := must(wire.EncodeSealedRequest(request)); string(again) != string(data) {
		return nil, failed("a request that is not written as JSON.stringify does [MSG-1]: want %s", again)
	}
	return request, nil
}

// pieces cuts a message into parts of size bytes of data.
func pieces(data []byte, seq, size int) []wire.Part {
	var parts []wire.Part
	count := (len(data) + size - 1) / size
	for i := range count {
		parts = append(parts, wire.Part{
			Job: sealedJob, Seq: seq, Part: i, Parts: count, Data: string(data[i*size : min(len(data), (i+1)*size)]),
		})
	}
	return parts
}

// file puts a text that a program is told by a file's name into one. The session removes
// it.
func (s *session) file(name, text string) (string, error) {
	if s.directory == "" {
		directory, err := os.MkdirTemp("", "minaseal-roles-")
		if err != nil {
			return "", err
		}
		s.directory = directory
	}
	path := filepath.Join(s.directory, name)
	return path, os.WriteFile(path, []byte(text+"\n"), 0o600)
}
