package driver

import (
	"strconv"
	"time"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/wire"
)

// place reads where a sealed message stands.
func (a *arguments) place() elgamal.Place {
	at := elgamal.Place{Transcript: a.elementFp("transcript")}
	switch a.text("direction") {
	case "0":
		at.Direction = elgamal.ToApp
	case "1":
		at.Direction = elgamal.ToWorker
	default:
		a.expected("direction", "0 or 1")
	}
	at.Sequence = uint32(a.natural("sequence", 1<<32-1))
	return at
}

// natural reads an integer in canonical decimal.
func (a *arguments) natural(name string, most int64) int64 {
	text := a.text(name)
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > most || strconv.FormatInt(n, 10) != text {
		a.fail(errNonCanonical)
	}
	return n
}

// message reads what is encrypted, a text or fields.
func (a *arguments) message() []fp.Element {
	if a.has("text") {
		return elgamal.EncodeText(a.text("text"))
	}
	return a.elementsFp("fields")
}

// startTranscript is sealed.transcript.
func startTranscript(a *arguments) (any, error) {
	job := a.text("job")
	app, worker, identity := a.publicKey("app"), a.publicKey("worker"), a.publicKey("identity")
	if a.err != nil {
		return nil, a.err
	}
	h, err := protocol.Transcript(job, app, worker, identity)
	return object{"transcript": h.Decimal()}, err
}

// seal is sealed.seal.
func seal(a *arguments) (any, error) {
	sender, receiver, at := a.privateKey("privateKey"), a.publicKey("publicKey"), a.place()
	defer sender.Erase()
	message, ephemeral := a.message(), a.elementFq("ephemeral")
	if a.err != nil {
		return nil, a.err
	}
	c, err := elgamal.SealWithTestingRandomness(sender, receiver, at, message, &ephemeral)
	if err != nil {
		return nil, err
	}
	h := protocol.NextTranscript(at.Transcript, c)
	return object{"ciphertext": c, "transcript": h.Decimal()}, nil
}

// open is sealed.open.
func open(a *arguments) (any, error) {
	receiver, sender, at := a.privateKey("privateKey"), a.publicKey("publicKey"), a.place()
	defer receiver.Erase()
	c, asText, err := a.sealed()
	if err != nil {
		return nil, err
	}
	message, err := elgamal.Open(receiver, sender, at, c)
	if err != nil {
		return nil, err
	}
	h := protocol.NextTranscript(at.Transcript, c)
	out := object{"transcript": h.Decimal()}
	if asText {
		out["text"], err = elgamal.DecodeText(message)
		return out, err
	}
	out["fields"] = decimalsFp(message)
	return out, nil
}

// signTicket is ticket.sign.
func signTicket(a *arguments) (any, error) {
	launcher, job := a.privateKey("privateKey"), a.text("job")
	defer launcher.Erase()
	app, worker, notAfter := a.publicKey("app"), a.publicKey("worker"), a.natural("notAfter", wire.MaxNatural)
	if a.err != nil {
		return nil, a.err
	}
	ticket, err := protocol.IssueTicket(launcher, job, app, worker, time.Unix(notAfter, 0))
	if err != nil {
		return nil, err
	}
	text, err := ticket.MarshalJSON()
	return object{"ticket": string(text)}, err
}

// verifyTicket is ticket.verify.
func verifyTicket(a *arguments) (any, error) {
	text, launcher, job := a.text("ticket"), a.publicKey("launcher"), a.text("job")
	app, worker, now := a.publicKey("app"), a.publicKey("worker"), a.natural("now", wire.MaxNatural)
	if a.err != nil {
		return nil, a.err
	}
	ticket, err := protocol.ParseTicket([]byte(text))
	if err != nil {
		return nil, err
	}
	err = ticket.Check(launcher, job, app, worker, time.Unix(now, 0))
	return object{"valid": err == nil}, err
}
