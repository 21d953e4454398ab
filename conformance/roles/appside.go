package roles

import (
	"errors"
	"fmt"
	"slices"

	"github.com/nats-io/nats.go"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// appSide is the suite as an app, with a worker under test.
type appSide struct {
	*session
	program *Program
	sk      *address.PrivateKey
	subject string
	worker  *running

	key     string   // the worker's, from its first request on
	replies []string // reply subjects of its requests
	given   [][]byte // what the suite has answered
}

func newAppSide(s *session, p *Program) *appSide {
	sk := address.GeneratePrivateKey()
	return &appSide{session: s, program: p, sk: sk, subject: s.profile.prefix + sk.PublicKey().String()}
}

// begin starts the worker, as it is started in every case but those of time-outs.
func (a *appSide) begin() error {
	err := a.hub.listen(">")
	a.launchWorker(Arguments{})
	return err
}

// beginTimed starts the worker with the short time-out for replies.
func (a *appSide) beginTimed() error {
	err := a.hub.listen(">")
	a.launchWorker(Arguments{Timeout: a.limits.timeout})
	return err
}

func (a *appSide) launchWorker(arguments Arguments) {
	arguments.Client = a.sk.PublicKey().String()
	a.worker = a.launch("worker", a.program, arguments)
}

// question is a request of the worker.
type question struct {
	reply string // subject
	key   *address.PublicKey
	text  string // result, decrypted, of a done request
}

// next waits for the worker's next request, which has to be post and perfect.
func (a *appSide) next(post string) (*question, error) {
	limit := a.limits.answer
	if a.key == "" {
		limit = a.limits.start
	}
	m, err := a.await(a.worker, limit, a.fromWorker)
	switch {
	case errors.Is(err, errEnded):
		return nil, failed("%s in place of its request %s", a.worker.ending(), post)
	case errors.Is(err, errSilent):
		return nil, silent("no request %s within %v", post, limit)
	case err != nil:
		return nil, err
	}
	q, err := a.read(m, post)
	if err != nil {
		return nil, fmt.Errorf("request %s: %w", post, err)
	}
	return q, nil
}

// fromWorker picks what the suite has not sent.
func (a *appSide) fromWorker(m *nats.Msg) bool { return !a.sent[m.Subject] }

// read checks a request of the worker: subject, bytes, key and reply subject.
func (a *appSide) read(m *nats.Msg, post string) (*question, error) {
	if m.Subject != a.subject {
		return nil, failed("it is sent to %q and not to the app's subject [NAT-1]", m.Subject)
	}
	request, err := exactRequest(m.Data)
	if err != nil {
		return nil, err
	}
	if request.Post() != post {
		return nil, failed("the request is %s [HSK-11] [HSK-12]", request.Post())
	}
	if m.Reply == "" || slices.Contains(a.replies, m.Reply) {
		return nil, failed("it has no reply subject of its own, but %q [NAT-4]", m.Reply)
	}
	a.replies = append(a.replies, m.Reply)
	q := &question{reply: m.Reply}
	switch r := request.(type) {
	case wire.OptionsRequest:
		return q, a.readKey(q, r.Key)
	case wire.ReadyRequest:
		return q, a.readKey(q, r.Key)
	case wire.DoneRequest:
		q.text, err = a.open(r.Result)
	}
	return q, err
}

func (a *appSide) readKey(q *question, key string) error {
	var err error
	if q.key, err = address.ParsePublicKey(key); err != nil {
		return failed("key %q is not the text of a public key: %v", key, err)
	}
	if a.key != "" && a.key != key {
		return failed("another key than before [HSK-14]")
	}
	a.key = key
	return nil
}

// open decrypts a result.
func (a *appSide) open(sealed string) (string, error) {
	ciphertext, err := elgamal.ParseCiphertext([]byte(sealed))
	if err != nil {
		return "", failed("the result is no ciphertext: %v", err)
	}
	text, err := a.profile.scheme.DecryptText(a.sk, ciphertext)
	if err != nil {
		return "", failed("the result does not decrypt with the app's key: %v", err)
	}
	return text, nil
}

// answer sends a message to the reply subject of a question.
func (a *appSide) answer(q *question, data []byte) error {
	a.given = append(a.given, data)
	return a.publish(q.reply, "", data)
}

// sealedReply returns a reply with a text encrypted to the worker.
func (a *appSide) sealedReply(command string, key *address.PublicKey, text string) []byte {
	return commandReply(command, seal(a.profile.scheme, key, text).String())
}

// posts are the requests of a run.
var posts = []string{"options", "ready", "done"}

// rightReply returns the right reply to a request post.
func (a *appSide) rightReply(post string, q *question) []byte {
	switch post {
	case "options":
		return a.sealedReply("options", q.key, optionsText)
	case "ready":
		return a.sealedReply("execute", q.key, payloadText)
	default:
		return closeReply(statusText)
	}
}

// reach serves the worker up to its request post, which stays unanswered.
func (a *appSide) reach(post string) (*question, error) {
	for _, p := range posts {
		q, err := a.next(p)
		if err != nil || p == post {
			return q, err
		}
		if err := a.answer(q, a.rightReply(p, q)); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("no request %q", post)
}

// run serves the worker from its request post on to the end of its run.
func (a *appSide) run(post string, answer answerWith) error {
	for _, p := range posts[slices.Index(posts, post):] {
		q, err := a.next(p)
		if err != nil {
			return err
		}
		if err := answer(a, p, q); err != nil {
			return err
		}
	}
	return a.succeeds()
}

// succeeds demands that the worker ends with exit code 0 and asks for nothing more.
func (a *appSide) succeeds() error {
	m, err := a.await(a.worker, a.limits.answer, a.fromWorker)
	switch {
	case err == nil:
		return failed("after its done request: a further message on %q [HSK-12]", m.Subject)
	case errors.Is(err, errSilent):
		return silent("the worker did not end within %v after the close reply", a.limits.answer)
	case !errors.Is(err, errEnded):
		return err
	case a.worker.err != nil || a.worker.code != 0:
		return failed("%s after the close reply", a.worker.ending())
	}
	return a.checkAfter(a.subject)
}

// refuses demands that the worker ends with another exit code than 0 and asks for
// nothing more, after a wrong reply to its request post. That it takes the reply is
// accepted if lenient says why.
func (a *appSide) refuses(post, code, lenient string) error {
	m, err := a.await(a.worker, a.limits.answer+a.limits.timeout, a.fromWorker)
	switch {
	case err == nil:
		return a.goesOn(m, lenient)
	case errors.Is(err, errSilent):
		return silent("the worker neither ended nor went on within %v", a.limits.answer)
	case !errors.Is(err, errEnded):
		return err
	case a.worker.err != nil || a.worker.code < 0:
		return failed("%s", a.worker.ending())
	case a.worker.code == 0 && lenient != "" && post == "done":
		return accepted(lenient + "; it ends with exit code 0")
	case a.worker.code == 0:
		return failed("%s, as if the app had the result; SPEC: %s", a.worker.ending(), code)
	}
	if err := a.reports(code); err != nil {
		return err
	}
	return a.checkAfter(a.subject)
}

// goesOn judges the message m that the worker should not have sent.
func (a *appSide) goesOn(m *nats.Msg, lenient string) error {
	request, err := exactRequest(m.Data)
	if err != nil || m.Subject != a.subject || lenient == "" {
		return failed("the worker goes on with a message on %q of %d bytes", m.Subject, len(m.Data))
	}
	return accepted(fmt.Sprintf("%s; it goes on with request %s", lenient, request.Post()))
}

// reports demands the code of SPEC as the last that the worker printed.
func (a *appSide) reports(code string) error {
	codes := printedCodes(a.worker.stdout.String())
	if !a.strict || code == "" || len(codes) == 0 || codes[len(codes)-1] == code {
		return nil
	}
	return failed("the worker reports %q; SPEC: %s [HSK-15]", codes[len(codes)-1], code)
}
