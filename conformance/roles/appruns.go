package roles

import (
	"errors"
	"fmt"
	"time"
)

const (
	delivers = "the app completes the run, prints the result and ends with exit code 0"
	ignores  = "no reply; the run goes on as if nothing had come"
)

// appRuns returns the cases in which an app has to answer, and those of its end.
func appRuns() []roleCase {
	return []roleCase{
		{name: "app-handshake", comment: "a right run; the bytes, texts and subjects of the replies are checked",
			requirements: []string{"MSG-1", "MSG-12", "HSK-4", "NAT-1", "NAT-2", "NAT-3", "NAT-5", "NAT-8"}, expect: delivers,
			app: fromListening(func(w *workerSide) error { return w.reach(listening, completed) })},
		{name: "app-fresh-key", comment: "two runs, two addresses", requirements: []string{"HSK-2"}, flags: []string{"ProtoKeyReuse"},
			expect: "the app makes another key for each run", app: freshAddress},
		{name: "app-rewritten-requests", comment: "requests with members in another order, white space and needless escapes",
			requirements: []string{"MSG-7"}, expect: delivers, app: fromListening(rewrittenRequests)},
		{name: "app-large-payload", comment: "a payload of 16 KiB", requirements: []string{"MSG-12", "ENC-22"}, expect: delivers, app: largePayload},
		{name: "app-duplicate-options", comment: "the options request three times", requirements: []string{"HSK-4", "HSK-7"}, flags: []string{"ProtoDuplicate"},
			expect: "each is answered with the options, each time encrypted anew",
			app: fromListening(func(w *workerSide) error {
				if err := w.repeat(w.options(), "options", optionsText); err != nil {
					return err
				}
				if err := w.reach(optionsSent, completed); err != nil {
					return err
				}
				return w.reports("duplicate")
			})},
		{name: "app-duplicate-ready", comment: "the ready request three times", requirements: []string{"HSK-4", "HSK-7"}, flags: []string{"ProtoDuplicate"},
			expect: "each is answered with the payload, each time encrypted anew",
			app: at(optionsSent, func(w *workerSide) error {
				if err := w.repeat(w.ready(), "execute", payloadText); err != nil {
					return err
				}
				if err := w.reach(payloadSent, completed); err != nil {
					return err
				}
				return w.reports("duplicate")
			})},
		{name: "app-reflected", comment: "an options request whose reply subject is the app's own, twice", requirements: []string{"HSK-10", "NAT-5"},
			flags: []string{"ProtoDuplicate"}, expect: delivers,
			app: fromListening(func(w *workerSide) error {
				if err := errors.Join(w.publish(w.subject, w.subject, w.options()), w.publish(w.subject, w.subject, w.options())); err != nil {
					return err
				}
				return w.reach(listening, completed)
			})},
		{name: "app-flood", comment: "50 requests of an unknown post at once", requirements: []string{"HSK-9", "HSK-10"}, flags: []string{"ProtoUnknownPost"},
			expect: ignores, code: "unknown_post",
			app: injected(listening, "unknown_post", func(w *workerSide) error {
				var errs []error
				for i := range 50 {
					errs = append(errs, w.inject([]byte(`{"post":"stop","params":{}}`), nil, fmt.Sprintf("unknown post %d", i)))
				}
				return errors.Join(errs...)
			})},
		{name: "app-deadline", comment: "the worker falls silent after options", requirements: []string{"HSK-15", "HSK-19", "NAT-16"}, flags: []string{"ProtoNoReply"},
			expect: "the app ends after its deadline; exit code not 0", code: "timeout", app: appDeadline},
		{name: "app-server-limit", comment: "a server that passes on messages of 1024 bytes, and a payload of 16 KiB", maxPayload: 1024,
			requirements: []string{"NAT-12"}, flags: []string{"ProtoServerLimit"},
			expect: "the app sends no message that the server refuses: it ends with an exit code that is not 0, or does not answer ready",
			code:   "wrong_length", app: appServerLimit},
	}
}

// fromListening is a script that begins when the app listens.
func fromListening(script func(*workerSide) error) func(*workerSide) error {
	return at(listening, script)
}

// at is a script that begins when the app has come to a stage by a right run.
func at(s stage, script func(*workerSide) error) func(*workerSide) error {
	return func(w *workerSide) error {
		if err := w.begin(Arguments{}); err != nil {
			return err
		}
		if err := w.reach(listening, s); err != nil {
			return err
		}
		if err := script(w); err != nil {
			return err
		}
		return w.checkEnd("")
	}
}

func freshAddress(w *workerSide) error {
	if err := w.begin(Arguments{}); err != nil {
		return err
	}
	first := w.address
	if err := w.app.close(); err != nil {
		return err
	}
	w.spawn(Arguments{})
	if err := w.readAddress(); err != nil {
		return err
	}
	if w.address.Equal(first) {
		return accepted("both runs have the same key [HSK-2]")
	}
	return w.checkEnd("")
}

func rewrittenRequests(w *workerSide) error {
	if _, err := w.askSealed(rewritten(w.options()), "options", optionsText); err != nil {
		return err
	}
	if _, err := w.askSealed(rewritten(w.ready()), "execute", payloadText); err != nil {
		return err
	}
	good := w.token()
	if err := w.handOver(rewritten(w.done(resultText(good)))); err != nil {
		return err
	}
	return w.delivered(good)
}

func largePayload(w *workerSide) error {
	if err := w.begin(Arguments{Payload: largeText()}); err != nil {
		return err
	}
	if _, err := w.askSealed(w.options(), "options", optionsText); err != nil {
		return err
	}
	if _, err := w.askSealed(w.ready(), "execute", largeText()); err != nil {
		return err
	}
	if err := w.finish(); err != nil {
		return err
	}
	return w.checkEnd("")
}

// repeat sends a request three times: the same text comes back, never under the same
// ciphertext.
func (w *workerSide) repeat(data []byte, command, text string) error {
	seen := map[string]bool{}
	for range 3 {
		sealed, err := w.askSealed(data, command, text)
		if err != nil {
			return err
		}
		if seen[sealed] {
			return failed("the same ciphertext once more [HSK-7]")
		}
		seen[sealed] = true
	}
	return nil
}

func appDeadline(w *workerSide) error {
	if !w.program.KeepsDeadline {
		return unsupported("the command line has no {deadline}")
	}
	deadline := 3 * w.limits.timeout
	from := time.Now()
	if err := w.begin(Arguments{Deadline: deadline}); err != nil {
		return err
	}
	if err := w.reach(listening, optionsSent); err != nil {
		return err
	}
	err := w.awaitEnd(w.app, deadline+w.limits.answer)
	switch {
	case errors.Is(err, errSilent):
		return silent("the app did not end within %v after its deadline of %v", w.limits.answer, deadline)
	case err != nil:
		return err
	case w.app.err != nil || w.app.code <= 0:
		return failed("%s, as if it had a result", w.app.ending())
	case time.Since(from) < deadline/2:
		return failed("the app gives up before its deadline of %v", deadline)
	}
	return w.checkEnd("timeout")
}

func appServerLimit(w *workerSide) error {
	if err := w.hub.listen(">"); err != nil {
		return err
	}
	w.spawn(Arguments{Payload: largeText()})
	var f *finding
	err := w.readAddress()
	if err == nil {
		err = w.awaitListening()
	}
	if err == nil {
		_, err = w.askSealed(w.options(), "options", optionsText)
	}
	if err == nil {
		err = w.inject(w.ready(), nil, "ready with a payload beyond the server's limit")
	}
	if err == nil {
		err = w.awaitEnd(w.app, w.limits.timeout)
	}
	if err != nil && !errors.As(err, &f) && !errors.Is(err, errSilent) {
		return err
	}
	if w.app.hasEnded() && (w.app.err != nil || w.app.code <= 0) {
		return failed("%s, as if it had a result", w.app.ending())
	}
	if f != nil && !w.app.hasEnded() {
		return f
	}
	if err := w.checkIgnored(nil); err != nil {
		return err
	}
	return w.checkLimit(w.replySubjects()...)
}
