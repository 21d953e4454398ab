package roles

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// workerSide is the suite as a worker, with an app under test.
type workerSide struct {
	*session
	program *Program
	app     *running
	sk      *address.PrivateKey
	key     string // public key of sk

	address   *address.PublicKey // the app's
	subject   string
	inboxes   int
	handed    []byte   // the done request of the run
	forgeries []string // tokens of results that the app must not deliver
	ignored   []injection
	lenient   string // why it is accepted that the app delivers one of them
}

// injection is a message that the app should not answer.
type injection struct {
	inbox   string
	judge   func(data []byte) error // what an answer means; nil: it is a breach
	comment string
}

func newWorkerSide(s *session, p *Program) *workerSide {
	sk := address.GeneratePrivateKey()
	return &workerSide{session: s, program: p, sk: sk, key: sk.PublicKey().String()}
}

// begin starts the app and returns when it listens.
func (w *workerSide) begin(arguments Arguments) error {
	if err := w.hub.listen(">"); err != nil {
		return err
	}
	w.spawn(arguments)
	if err := w.readAddress(); err != nil {
		return err
	}
	return w.awaitListening()
}

func (w *workerSide) spawn(arguments Arguments) {
	if arguments.Options == "" {
		arguments.Options = optionsText
	}
	if arguments.Payload == "" {
		arguments.Payload = payloadText
	}
	w.app = w.launch("app", w.program, arguments)
}

// readAddress waits for the address on the app's standard output.
func (w *workerSide) readAddress() error {
	timer := time.NewTimer(w.limits.start)
	defer timer.Stop()
	for {
		ended := w.app.hasEnded()
		output, more := w.app.stdout.read()
		if text, ok := firstAddress(output); ok {
			var err error
			if w.address, err = address.ParsePublicKey(text); err != nil {
				return failed("the address that the app prints is no public key: %v", err)
			}
			w.subject = w.profile.prefix + text
			return nil
		}
		if ended {
			return failed("%s and has not printed its address", w.app.ending())
		}
		select {
		case <-more:
		case <-w.app.ended.Done():
		case <-timer.C:
			return silent("the app has not printed its address within %v", w.limits.start)
		case <-w.ctx.Done():
			return w.ctx.Err()
		}
	}
}

// awaitListening waits until the server has a subscription for the app's subject.
func (w *workerSide) awaitListening() error {
	for end := time.Now().Add(w.limits.start); ; {
		found, err := w.hub.listeners(w.subject)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return w.checkListeners(found)
		}
		if w.app.hasEnded() {
			return failed("%s before it listened", w.app.ending())
		}
		if time.Now().After(end) {
			return silent("nobody listens on %s within %v [NAT-1]", w.subject, w.limits.start)
		}
		if err := w.sleep(2 * time.Millisecond); err != nil {
			return err
		}
	}
}

func (w *workerSide) checkListeners(found []listener) error {
	for _, l := range found {
		if l.queue != "" {
			return failed("the app listens as a member of the queue group %q [NAT-3]", l.queue)
		}
		if l.subject != w.subject {
			return failed("the app listens on %q and not on %q [NAT-1]", l.subject, w.subject)
		}
	}
	return nil
}

// inbox returns a new reply subject.
func (w *workerSide) inbox() string {
	w.inboxes++
	return fmt.Sprintf("_INBOX.suite.%d", w.inboxes)
}

// The right requests.

func (w *workerSide) options() []byte { return request("options", "key", w.key) }

func (w *workerSide) ready() []byte { return request("ready", "key", w.key) }

func (w *workerSide) done(text string) []byte {
	return request("done", "result", seal(w.profile.scheme, w.address, text).String())
}

// ask sends a request and returns the reply, which has to come and to be perfect.
func (w *workerSide) ask(data []byte) (wire.Reply, error) {
	inbox := w.inbox()
	if err := w.publish(w.subject, inbox, data); err != nil {
		return nil, err
	}
	m, err := w.await(w.app, w.limits.answer, func(m *nats.Msg) bool { return m.Subject == inbox })
	switch {
	case errors.Is(err, errEnded):
		return nil, failed("%s in place of its reply", w.app.ending())
	case errors.Is(err, errSilent):
		return nil, silent("no reply within %v", w.limits.answer)
	case err != nil:
		return nil, err
	}
	return exactReply(m.Data)
}

// askSealed asks for a text, which has to be want, and returns its ciphertext.
func (w *workerSide) askSealed(data []byte, command, want string) (string, error) {
	reply, err := w.ask(data)
	if err != nil {
		return "", fmt.Errorf("request answered by %s: %w", command, err)
	}
	return w.openReply(w.sk, reply, command, want)
}

// openReply decrypts a reply with sk and returns its ciphertext.
func (w *workerSide) openReply(sk *address.PrivateKey, reply wire.Reply, command, want string) (string, error) {
	if reply.Command() != command {
		return "", failed("the reply has the command %q, not %q", reply.Command(), command)
	}
	var sealed string
	switch p := reply.(type) {
	case wire.OptionsReply:
		sealed = p.Encrypted
	case wire.ExecuteReply:
		sealed = p.Encrypted
	}
	ciphertext, err := elgamal.ParseCiphertext([]byte(sealed))
	if err != nil {
		return "", failed("reply %s: no ciphertext: %v", command, err)
	}
	text, err := w.profile.scheme.DecryptText(sk, ciphertext)
	if err != nil {
		return "", failed("reply %s: does not decrypt with the worker's key: %v", command, err)
	}
	if text != want {
		return "", failed("reply %s: decrypts to %q, not to %q", command, text, want)
	}
	return sealed, nil
}

// stage names how far a run has come, as the states of SPEC 8.3.
type stage int

const (
	listening stage = iota
	optionsSent
	payloadSent
	completed
)

// reach carries a right run from one stage to another.
func (w *workerSide) reach(from, to stage) error {
	for s := from; s < to; s++ {
		var err error
		switch s {
		case listening:
			_, err = w.askSealed(w.options(), "options", optionsText)
		case optionsSent:
			_, err = w.askSealed(w.ready(), "execute", payloadText)
		case payloadSent:
			return w.finish()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// finish sends the result and demands the close reply, a good end and the delivery.
func (w *workerSide) finish() error {
	good := w.token()
	if err := w.handOver(w.done(resultText(good))); err != nil {
		return err
	}
	return w.delivered(good)
}

// handOver sends a right done request and demands the close reply.
func (w *workerSide) handOver(done []byte) error {
	reply, err := w.ask(done)
	if err != nil {
		return fmt.Errorf("request done: %w", err)
	}
	if reply.Command() != "close" {
		return failed("the reply to done has the command %q", reply.Command())
	}
	return nil
}

// delivered demands that the app ends well and has printed the result with this token.
func (w *workerSide) delivered(good string) error {
	err := w.awaitEnd(w.app, w.limits.answer)
	if errors.Is(err, errSilent) {
		return silent("the app did not end within %v after its close reply", w.limits.answer)
	}
	if err != nil {
		return err
	}
	if w.app.err != nil || w.app.code != 0 {
		return failed("%s after its close reply", w.app.ending())
	}
	if !strings.Contains(w.app.stdout.String(), good) {
		return failed("the app has not printed the result")
	}
	return nil
}

// inject sends a message that the app should not answer.
func (w *workerSide) inject(data []byte, judge func([]byte) error, comment string) error {
	i := injection{w.inbox(), judge, comment}
	w.ignored = append(w.ignored, i)
	return w.publish(w.subject, i.inbox, data)
}

// checkIgnored judges the answers to injections, if there are any: those first, because
// they are the reason of what follows. Then err, what else was found.
func (w *workerSide) checkIgnored(err error) error {
	var f *finding
	if err != nil && !errors.As(err, &f) {
		return err
	}
	if err := w.look(); err != nil {
		return err
	}
	for _, i := range w.ignored {
		for _, m := range w.hub.log {
			if m.Subject != i.inbox {
				continue
			}
			if i.judge == nil {
				return failed("the app answers %s with %d bytes [HSK-9]", i.comment, len(m.Data))
			}
			return i.judge(m.Data)
		}
	}
	return err
}

// checkDelivery demands that no forged result was printed.
func (w *workerSide) checkDelivery() error {
	output := w.app.stdout.String()
	if !slices.ContainsFunc(w.forgeries, func(t string) bool { return strings.Contains(output, t) }) {
		return nil
	}
	if w.lenient != "" {
		return accepted(w.lenient)
	}
	return failed("the app delivers a result that it has to ignore")
}

// reports demands that the code is among those that the app printed.
func (w *workerSide) reports(code string) error {
	codes := printedCodes(w.app.stdout.String())
	if !w.strict || code == "" || len(codes) == 0 || slices.Contains(codes, code) {
		return nil
	}
	return failed("the app reports %q and not %s [HSK-4]", codes, code)
}

// checkEnd makes the checks after a script.
func (w *workerSide) checkEnd(code string) error {
	if err := w.checkDelivery(); err != nil {
		return err
	}
	if err := w.reports(code); err != nil {
		return err
	}
	return w.checkAfter(w.replySubjects()...)
}

func (w *workerSide) replySubjects() []string {
	var all []string
	for i := range w.inboxes {
		all = append(all, fmt.Sprintf("_INBOX.suite.%d", i+1))
	}
	return all
}
