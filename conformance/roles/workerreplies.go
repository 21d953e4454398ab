package roles

import "slices"

// deviation is a wrong reply.
type deviation struct {
	name, comment string
	requirements  []string
	flags         []string
	code, lenient string
	craft         func(a *appSide, q *question) []byte
}

// at returns the case in which the request post gets the wrong reply.
func (d deviation) at(post string) roleCase {
	expect := "no further request; exit code not 0"
	if post == "done" {
		expect = "exit code not 0"
	}
	return roleCase{
		name: "worker-" + post + "-" + d.name, comment: "reply to " + post + ": " + d.comment,
		requirements: append([]string{"HSK-11"}, d.requirements...), flags: d.flags,
		expect: expect, code: d.code, lenient: d.lenient,
		worker: atPost(post, func(a *appSide, q *question) error {
			if err := a.answer(q, d.craft(a, q)); err != nil {
				return err
			}
			return a.refuses(post, d.code, d.lenient)
		}),
	}
}

// workerReplies returns the cases in which a worker has to refuse a reply.
func workerReplies() []roleCase {
	var cases []roleCase
	for _, d := range slices.Concat(malformedReplies("options"), otherReplies(), sealedReplies("options", optionsText)) {
		cases = append(cases, d.at("options"))
	}
	few := []string{"truncated", "tag-changed", "other-scheme", "no-stop"}
	for _, d := range slices.Concat(malformedReplies("ready"), sealedReplies("execute", payloadText)) {
		if slices.Contains(few, d.name) {
			cases = append(cases, d.at("ready"))
		}
	}
	for _, d := range malformedReplies("done") {
		if slices.Contains([]string{"truncated", "extra-member"}, d.name) {
			cases = append(cases, d.at("done"))
		}
	}
	return append(cases, laterReplies()...)
}

// malformedReplies returns the right reply to post, mangled.
func malformedReplies(post string) []deviation {
	var all []deviation
	for _, m := range manglings() {
		all = append(all, deviation{m.name, m.comment, m.requirements, []string{m.flag}, "malformed_json", m.lenient,
			func(a *appSide, q *question) []byte { return m.change(a.rightReply(post, q)) }})
	}
	return all
}

// sealedReplies returns the reply with command, with ciphertexts that are to be refused.
func sealedReplies(command, text string) []deviation {
	var all []deviation
	for _, f := range forgeries() {
		all = append(all, deviation{f.name, f.comment, append([]string{"MSG-14"}, f.requirements...), []string{f.flag}, f.code, f.lenient,
			func(a *appSide, q *question) []byte { return commandReply(command, f.make(a.profile, q.key, text)) }})
	}
	return all
}

const (
	successIgnored = "success is not looked at"
	commandIgnored = "the command of a reply is not looked at"
)

// otherReplies returns replies to options that are none, or those to another request.
func otherReplies() []deviation {
	sealed := func(a *appSide, q *question) string { return seal(a.profile.scheme, q.key, optionsText).String() }
	return []deviation{
		{"refused", "a refusal", []string{"MSG-13"}, []string{"ProtoRefusal"}, "peer_refused", "",
			func(*appSide, *question) []byte { return refusal }},
		{"refused-with-data", "success false, with the data of a right reply", []string{"MSG-5"}, []string{"ProtoRefusal"}, "malformed_json", successIgnored,
			func(a *appSide, q *question) []byte {
				return []byte(`{"success":false,"data":{"command":"options","encrypted":` + quote(sealed(a, q)) + `}}`)
			}},
		{"success-missing", "the data of a right reply alone", []string{"MSG-5"}, []string{"ProtoRefusal"}, "malformed_json", successIgnored,
			func(a *appSide, q *question) []byte {
				return []byte(`{"data":{"command":"options","encrypted":` + quote(sealed(a, q)) + `}}`)
			}},
		{"data-null", "success true without data", []string{"MSG-6"}, []string{"ProtoMalformed"}, "malformed_json", "",
			func(*appSide, *question) []byte { return []byte(`{"success":true,"data":null}`) }},
		{"object", "the ciphertext as an object in place of its text", []string{"MSG-6"}, []string{"ProtoMalformed"}, "malformed_json", "",
			func(a *appSide, q *question) []byte {
				return []byte(`{"success":true,"data":{"command":"options","encrypted":` + sealed(a, q) + `}}`)
			}},
		{"unknown-command", "a command that SPEC does not know", nil, []string{"ProtoOutOfOrder"}, "out_of_order", commandIgnored,
			func(a *appSide, q *question) []byte { return commandReply("stop", sealed(a, q)) }},
		{"execute", "the reply to ready, with the options inside", []string{"HSK-13"}, []string{"ProtoOutOfOrder"}, "out_of_order", commandIgnored,
			func(a *appSide, q *question) []byte { return commandReply("execute", sealed(a, q)) }},
		{"close", "the reply to done", []string{"HSK-13"}, []string{"ProtoOutOfOrder"}, "out_of_order", "",
			func(*appSide, *question) []byte { return closeReply(statusText) }},
	}
}

// laterReplies returns the wrong replies to ready and done that have no equal before.
func laterReplies() []roleCase {
	constant := func(data []byte) func(*appSide, *question) []byte {
		return func(*appSide, *question) []byte { return data }
	}
	replayed := func(i int) func(*appSide, *question) []byte {
		return func(a *appSide, _ *question) []byte { return a.given[i] }
	}
	return []roleCase{
		deviation{"refused", "a refusal", []string{"MSG-13"}, []string{"ProtoRefusal"}, "peer_refused", "", constant(refusal)}.at("ready"),
		deviation{"close", "the reply to done", []string{"HSK-13"}, []string{"ProtoOutOfOrder"}, "out_of_order", "", constant(closeReply(statusText))}.at("ready"),
		deviation{"replayed", "the reply to options once more", []string{"HSK-13"}, []string{"ProtoReplay"}, "out_of_order", commandIgnored, replayed(0)}.at("ready"),
		deviation{"refused", "a refusal", []string{"MSG-13"}, []string{"ProtoRefusal"}, "peer_refused", "", constant(refusal)}.at("done"),
		deviation{"replayed", "the reply to ready once more", []string{"HSK-13"}, []string{"ProtoReplay"}, "out_of_order", commandIgnored, replayed(1)}.at("done"),
		deviation{"status-empty", "a status that is the empty string", []string{"MSG-12"}, []string{"ProtoMalformed"}, "malformed_json",
			"the status is not looked at", constant(closeReply(""))}.at("done"),
	}
}
