package roles

import "slices"

// ignored is a message that an app has to leave without an answer.
type ignored struct {
	name, comment string
	requirements  []string
	flags         []string
	code, lenient string
	stage         stage
	send          func(w *workerSide, lenient string) error
}

func (i ignored) roleCase() roleCase {
	return roleCase{
		name: "app-" + i.name, comment: i.comment, requirements: append([]string{"HSK-4", "HSK-9", "HSK-10"}, i.requirements...),
		flags: i.flags, expect: ignores, code: i.code, lenient: i.lenient,
		app: injected(i.stage, i.code, func(w *workerSide) error {
			w.lenient = i.lenient
			return i.send(w, i.lenient)
		}),
	}
}

// injected is a script that sends something that the app ignores, at a stage of a right
// run that then goes on to its end.
func injected(s stage, code string, send func(*workerSide) error) func(*workerSide) error {
	return func(w *workerSide) error {
		if err := w.begin(Arguments{}); err != nil {
			return err
		}
		if err := w.reach(listening, min(s, payloadSent)); err != nil {
			return err
		}
		if err := w.checkIgnored(w.goOn(s, send)); err != nil {
			return err
		}
		return w.checkEnd(code)
	}
}

// goOn sends what is to be ignored and carries the run to its end.
func (w *workerSide) goOn(s stage, send func(*workerSide) error) error {
	if s < completed {
		if err := send(w); err != nil {
			return err
		}
		return w.reach(s, completed)
	}
	good := w.token()
	w.handed = w.done(resultText(good))
	if err := w.handOver(w.handed); err != nil {
		return err
	}
	if err := send(w); err != nil {
		return err
	}
	return w.delivered(good)
}

// message is the send of an ignored message that nobody answers.
func message(craft func(*workerSide) []byte) func(*workerSide, string) error {
	return func(w *workerSide, _ string) error { return w.inject(craft(w), nil, "the message") }
}

// text is the send of a constant.
func text(data string) func(*workerSide, string) error {
	return message(func(*workerSide) []byte { return []byte(data) })
}

// appRequests returns the cases of requests that are unknown, malformed, or do not
// decrypt.
func appRequests() []roleCase {
	var cases []roleCase
	for _, i := range slices.Concat(unknownPosts(), malformedRequests(), wrongKeys(), wrongResults()) {
		cases = append(cases, i.roleCase())
	}
	return cases
}

func unknownPosts() []ignored {
	unknown := func(name, comment, data string) ignored {
		return ignored{name, comment, []string{"MSG-9"}, []string{"ProtoUnknownPost"}, "unknown_post", "", listening, text(data)}
	}
	later := unknown("unknown-post-later", "post stop, after ready", `{"post":"stop","params":{}}`)
	later.stage = payloadSent
	return []ignored{
		unknown("unknown-post", "post stop", `{"post":"stop","params":{}}`),
		unknown("unknown-post-capital", "post Options, with a key", `{"post":"Options","params":{"key":"B62qko29LRwH8p7vS7sf5iMkHAUF5CGesabFucbMkEQnDNe1maEWaao"}}`),
		unknown("unknown-post-empty", "the empty post", `{"post":"","params":{}}`),
		unknown("unknown-post-inherited", "post toString, which every object of JavaScript has", `{"post":"toString","params":{"key":""}}`),
		later,
	}
}

// malformedRequests returns the options request, mangled, and a few of other kinds.
func malformedRequests() []ignored {
	var all []ignored
	for _, m := range manglings() {
		all = append(all, ignored{"options-" + m.name, "options request: " + m.comment, m.requirements, []string{m.flag}, "malformed_json", m.lenient, listening,
			func(w *workerSide, lenient string) error {
				return w.inject(m.change(w.options()), w.answersOptions(w.sk, lenient), "the message")
			}})
	}
	malformed := func(name, comment, requirement string, s stage, data string) ignored {
		return ignored{name, comment, []string{requirement}, []string{"ProtoMalformed"}, "malformed_json", "", s, text(data)}
	}
	return append(all,
		malformed("no-params", "an options request without params", "MSG-5", listening, `{"post":"options"}`),
		malformed("member-in-capitals", "an options request with Post in place of post", "MSG-5", listening,
			`{"Post":"options","params":{"key":"B62qko29LRwH8p7vS7sf5iMkHAUF5CGesabFucbMkEQnDNe1maEWaao"}}`),
		malformed("key-number", "a key that is a number", "MSG-6", listening, `{"post":"options","params":{"key":1}}`),
		malformed("malformed-later", "half a message, after options", "MSG-3", optionsSent, `{"post":"ready","params":{"k`),
		malformed("result-object", "a done request with an object for its result", "MSG-6", payloadSent,
			`{"post":"done","params":{"result":{"publicKey":{"x":"1","y":"2"},"cipherText":["1","2"]}}}`))
}

func wrongKeys() []ignored {
	key := func(name, comment, code, text string) ignored {
		return ignored{name, comment, []string{"MSG-10"}, []string{"ProtoSpoofedWorkerKey"}, code, "", listening,
			message(func(*workerSide) []byte { return request("options", "key", text) })}
	}
	return []ignored{
		key("key-empty", "the empty key", "base58_length", ""),
		key("key-checksum", "a key with a wrong last character", "base58_checksum", "B62qko29LRwH8p7vS7sf5iMkHAUF5CGesabFucbMkEQnDNe1maEWaap"),
		key("key-space", "a key with a space after it", "base58_alphabet", "B62qko29LRwH8p7vS7sf5iMkHAUF5CGesabFucbMkEQnDNe1maEWaao "),
		key("key-private", "a private key's text", "base58_version", "EKFHhZvgibAj1kfE3oY56ejVuTNsJMqSURqBacbfJvEarM9KsBSg"),
		key("key-off-curve", "the key with x = 0, which is not on the curve", "point_not_on_curve", "B62qiTKpEPjGTSHZrtM8uXiKgn8So916pLmNJKDhKeyBQL9TDb3nvBG"),
	}
}

// wrongResults returns done requests whose results do not decrypt.
func wrongResults() []ignored {
	var all []ignored
	for _, f := range forgeries() {
		all = append(all, ignored{"done-" + f.name, "result: " + f.comment, append([]string{"MSG-11"}, f.requirements...), []string{f.flag}, f.code, f.lenient, payloadSent,
			func(w *workerSide, lenient string) error {
				sealed := f.make(w.profile, w.address, resultText(w.forged()))
				return w.inject(request("done", "result", sealed), w.answersClose(lenient), "the message")
			}})
	}
	return all
}
