package mutants

import (
	"encoding/json"
	"math/big"
)

// sealings are the mutants of SPEC 6.6, 8.7 and 8.8.
func sealings() []Mutant {
	const seal, open, start, verify = "sealed.seal", "sealed.open", "sealed.transcript", "ticket.verify"
	return []Mutant{
		{"transcript-unbound", "seals without the transcript", "ENC-24", "sealed/seal/1", unbinds(transcript)},
		{"direction-unbound", "seals alike in both directions", "ENC-24", "sealed/seal/41", unbinds(direction)},
		{"sequence-unbound", "seals alike at all places of a run", "ENC-24", "sealed/seal/1", unbinds(sequence)},
		{"length-unbound", "seals without the length of the message", "ENC-24", "sealed/seal/1", unbinds(length)},
		{"sender-unbound", "seals without the point that sender and receiver share", "ENC-24", "sealed/seal/1",
			unbinds(senderX, senderSign)},
		{"signs-unbound", "seals without the signs of the points", "ENC-24", "SealKeys",
			unbinds(ephemeralSign, sharedSign, senderSign)},
		{"sealed-plaintext-absorbed", "absorbs the message before it masks it", "ENC-24", "sealed/seal/1",
			seals(func(s *sealing) { s.plain = true })},
		{"sealed-tag-not-compared", "opens without comparing the tag", "ENC-25", "EncTagFlip",
			seals(func(s *sealing) { s.sameTag = func(_, _ [32]byte) bool { return true } })},
		{"sealed-tag-compared-on-a-prefix", "compares the low 16 bytes of the tag", "ENC-25", "EncTagFlip",
			seals(func(s *sealing) { s.sameTag = func(a, b [32]byte) bool { return string(a[:16]) == string(b[:16]) } })},
		{"sequence-tolerated", "opens the message of the place after the one awaited", "ENC-25", "SealPlace",
			retries("tag_mismatch", func(in object) {
				in.edit("sequence", func(text string) string {
					return new(big.Int).Add(number(text), big.NewInt(1)).String()
				})
			}, open)},
		{"direction-tried", "opens a message of the other direction", "ENC-25", "SealPlace",
			retries("tag_mismatch", func(in object) {
				in.edit("direction", func(text string) string { return map[string]string{"0": "1", "1": "0"}[text] })
			}, open)},
		{"transcript-not-chained", "leaves the transcript as it was after a message", "HSK-25", "sealed/seal/1",
			miswrites(func(in, out object) { out.with("transcript", in.text("transcript")) }, seal, open)},
		{"transcript-without-identity", "takes the worker key for the identity in the transcript", "HSK-25", "sealed/transcript/1",
			misreads(func(in object) { in.with("identity", in.text("worker")) }, start)},
		{"any-job-name", "takes any text for the name of a job", "HSK-25", "SealJobName",
			forgives("malformed_json", func(object) object { return object{}.with("transcript", "0") }, start)},
		{"ticket-of-any-job", "takes the job that the ticket names", "HSK-30", "TicketStolen", believes("job")},
		{"ticket-of-any-app", "takes the app that the ticket names", "HSK-30", "TicketStolen", believes("app")},
		{"ticket-of-any-worker", "takes the identity that the ticket names", "HSK-30", "TicketStolen", believes("worker")},
		{"ticket-of-any-launcher", "takes the launcher that the ticket names", "HSK-30", "TicketStolen", believes("launcher")},
		{"ticket-for-ever", "takes tickets that have expired", "HSK-30", "TicketTime",
			misreads(func(in object) { in.with("now", "0") }, verify)},
		{"ticket-a-second-short", "refuses a ticket in its last second", "HSK-30", "sealed/tickets/2",
			computes(ticketCheck(1), verify)},
		{"ticket-signature-unchecked", "does not look at the signature of a ticket", "HSK-30", "TicketForged",
			computes(ticketCheck(0), verify, "worker_unauthenticated", "ticket_expired")},
		{"ticket-read-leniently", "reads tickets with encoding/json", "HSK-27", "JsonExtraMember",
			retries("malformed_json", func(in object) {
				in.edit("ticket", func(text string) string { return string(object{}.with("t", ticketOf(text))["t"]) })
			}, verify)},
	}
}

// ticket is the JSON of SPEC 8.8.
type ticket struct {
	Job       string `json:"job"`
	App       string `json:"app"`
	Worker    string `json:"worker"`
	NotAfter  int64  `json:"notAfter"`
	Launcher  string `json:"launcher"`
	Signature string `json:"signature"`
}

// ticketOf reads a ticket with encoding/json, zero if that cannot.
func ticketOf(text string) ticket {
	return read[ticket](object{"t": json.RawMessage(text)}, "t")
}

// believes is the check of a ticket that takes the ticket's word for a member.
func believes(member string) fault {
	return misreads(func(in object) {
		if told := parse(json.RawMessage(in.text("ticket"))); told.has(member) {
			in[member] = told[member]
		}
	}, "ticket.verify")
}

// ticketCheck is the check of a ticket without its signature, with an end that is some
// seconds early.
func ticketCheck(early int64) model {
	return func(in object) (object, string) {
		t := ticketOf(in.text("ticket"))
		told := [4]string{in.text("job"), in.text("app"), in.text("worker"), in.text("launcher")}
		switch {
		case told != [4]string{t.Job, t.App, t.Worker, t.Launcher}:
			return nil, "worker_unauthenticated"
		case in.number("now").Int64() > t.NotAfter-early:
			return nil, "ticket_expired"
		}
		return object{}.with("valid", true), ""
	}
}
