package protocol

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol/wire"
)

// sealedPair is an app and a worker of one run.
type sealedPair struct {
	keys   sealedKeys
	app    *App
	worker *Worker
}

// sealedTexts are the four texts of a run.
type sealedTexts struct{ options, payload, result, status string }

// newSealedPair returns machines whose app trusts the launcher.
func newSealedPair(t require.TestingT, x sealedTexts) sealedPair {
	keys := newSealedKeys()
	app, err := NewApp(AppConfig{
		Profile: SealedV1, PrivateKey: keys.app, Job: keys.job, Trust: Trust{Launcher: keys.launcher.PublicKey(), Now: testNow},
		Options: x.options, Payload: x.payload, Status: x.status,
	})
	require.NoError(t, err)
	ticket, err := readTicket(*keys.ticket(t, testNow()))
	require.NoError(t, err)
	worker, err := NewWorker(WorkerConfig{Profile: SealedV1, App: keys.app.PublicKey(), Identity: keys.identity, Ticket: ticket})
	require.NoError(t, err)
	return sealedPair{keys, app, worker}
}

// sealedMessage is one message between the machines.
type sealedMessage struct {
	toApp bool
	name  Event
	data  []byte
}

// run carries the messages between the machines until the worker ends, and repeats
// each request as often as repeats says.
func (p sealedPair) run(t require.TestingT, x sealedTexts, limit, repeats int) []sealedMessage {
	_, _, err := p.app.Step(Start{MaxMessage: limit})
	require.NoError(t, err)
	var messages []sealedMessage
	var event WorkerEvent = Start{MaxMessage: limit}
	var result string
	for {
		effects, _, err := p.worker.Step(event)
		require.NoError(t, err)
		require.Len(t, effects, 1)
		switch e := effects[0].(type) {
		case SendRequest:
			require.Equal(t, "minaseal.v1."+p.keys.app.PublicKey().String(), e.Subject)
			replies, _, err := p.app.Step(Request{Data: e.Data})
			require.NoError(t, err)
			answer := replies[0].(SendReply)
			if len(replies) == 2 {
				result = replies[1].(Deliver).Result
			}
			for range repeats {
				again, _, err := p.app.Step(Request{Data: e.Data})
				require.NoError(t, err)
				require.Equal(t, []AppEffect{answer}, again, "the same bytes, and nothing is delivered twice")
			}
			messages = append(messages, sealedMessage{true, e.Message, e.Data}, sealedMessage{false, answer.Message, answer.Data})
			event = Reply{Data: answer.Data}
		case Prove:
			require.Equal(t, Prove{Options: x.options, Payload: x.payload}, e)
			event = Proved{Result: x.result}
		case Finish:
			require.Equal(t, x.status, e.Status)
			require.Equal(t, x.result, result)
			require.Equal(t, []State{StateCompleted, StateCompleted}, []State{p.app.State(), p.worker.State()})
			require.False(t, p.app.Pending())
			return messages
		}
	}
}

var shortTexts = sealedTexts{testOptions, testPayload, testResult, testStatus}

// covers: HSK-25, HSK-26, HSK-34, HSK-40, MSG-1, MSG-18, NAT-17
func TestSealedHandshake(t *testing.T) {
	for repeats := range 3 {
		p := newSealedPair(t, shortTexts)
		messages := p.run(t, shortTexts, 0, repeats)
		heads := []string{
			`{"v":"sealed-v1","type":"options","job":"job-1","seq":0,"key":"B62q`,
			`{"v":"sealed-v1","job":"job-1","seq":1,"body":{"publicKey":{"x":"`,
			`{"v":"sealed-v1","type":"ready","job":"job-1","seq":2,"body":{"publicKey":{"x":"`,
			`{"v":"sealed-v1","job":"job-1","seq":3,"body":{"publicKey":{"x":"`,
			`{"v":"sealed-v1","type":"done","job":"job-1","seq":4,"body":{"publicKey":{"x":"`,
			`{"v":"sealed-v1","job":"job-1","seq":5,"body":{"publicKey":{"x":"`,
		}
		require.Len(t, messages, len(heads))
		for i, head := range heads {
			require.True(t, strings.HasPrefix(string(messages[i].data), head), string(messages[i].data))
			for _, canary := range []string{"OPTIONS-q7Zk", "PAYLOAD-x3Wd", "RESULT-p9Rt", "STATUS-m4Lc"} {
				require.NotContains(t, string(messages[i].data), canary, "all four texts are encrypted")
			}
		}
		require.False(t, p.keys.app.Erased() || p.keys.identity.Erased(), "the caller's keys are the caller's")
	}
}

// TestSealedParts runs with texts that need several parts, and with limits.
//
// covers: MSG-26, MSG-27, MSG-28, NAT-18
func TestSealedParts(t *testing.T) {
	x := sealedTexts{long(testOptions), long(testPayload), long(testResult), long(testStatus)}
	count := map[int]int{}
	for _, limit := range []int{1, minLimit, 6000, 20000, 1 << 30} {
		for repeats := range 2 {
			messages := newSealedPair(t, x).run(t, x, limit, repeats)
			count[limit] = len(messages)
			for _, m := range messages {
				require.LessOrEqual(t, len(m.data), max(limit, minLimit))
			}
		}
	}
	require.Equal(t, count[minLimit], count[1])
	require.Greater(t, count[minLimit], count[6000])
	require.Greater(t, count[6000], 6)
	require.Equal(t, 6, count[20000])
	require.Equal(t, 6, count[1<<30])
}

// TestSealedRuns draws texts and limits.
func TestSealedRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, -1, 300)
		x := sealedTexts{text.Draw(t, "options"), text.Draw(t, "payload"), text.Draw(t, "result"), text.Draw(t, "status")}
		for _, s := range []*string{&x.options, &x.payload, &x.result, &x.status} {
			*s = strings.TrimLeft(*s, "\ufeff") // byte order marks in front are no part of a text (SPEC 4.8)
			*s += strings.Repeat("x", rapid.SampledFrom([]int{1, 100, 2500}).Draw(t, "more"))
		}
		newSealedPair(t, x).run(t, x, rapid.SampledFrom([]int{0, minLimit, 5000}).Draw(t, "limit"), 1)
	})
}

// TestSealedPending: a completed app waits until its worker has the status.
//
// covers: NAT-20
func TestSealedPending(t *testing.T) {
	f := sealedAppIn(t, StatePayloadSent)
	effects, _, err := f.machine.Step(f.request(t, EventRequestDone))
	require.NoError(t, err)
	require.Equal(t, StateCompleted, f.machine.State())
	require.True(t, f.machine.Pending())
	f.whole(t, effects[0].(SendReply).Data)
	require.False(t, f.machine.Pending())
}

// TestSealedTextBounds: sealed-v1 has limits of its own, below which every text
// fits.
//
// covers: MSG-25, MSG-30
func TestSealedTextBounds(t *testing.T) {
	const field = 80 // 77 digits, two quotes, a comma
	require.Less(t, (SealedV1.MaxText()/31+2)*field+1024, wire.MaxWhole)
	keys := newSealedKeys()
	config := AppConfig{Profile: SealedV1, PrivateKey: keys.app, Job: "j", Trust: Trust{Identity: keys.identity.PublicKey()}}
	config.Payload = strings.Repeat("x", SealedV1.MaxText())
	_, err := NewApp(config)
	require.NoError(t, err)
	config.Payload += "x"
	_, err = NewApp(config)
	require.ErrorIs(t, err, ErrTextSize)
	config.Payload = "\xff"
	_, err = NewApp(config)
	require.ErrorIs(t, err, ErrTextUTF8)

	f := sealedWorkerIn(t, StateProving)
	_, out, err := f.machine.Step(Proved{Result: strings.Repeat("x", SealedV1.MaxText()+1)})
	require.ErrorIs(t, err, ErrTextSize)
	require.Equal(t, Outcome{EventProveFailed, StateProving, ActionFail, StateFailed, "wrong_length"}, out)
}

// covers: HSK-24
func TestSealedConfigurations(t *testing.T) {
	keys := newSealedKeys()
	good := AppConfig{Profile: SealedV1, PrivateKey: keys.app, Job: "j", Trust: Trust{Identity: keys.identity.PublicKey()}}
	for name, x := range map[string]struct {
		change func(c *AppConfig)
		code   string
	}{
		"nobody trusted":   {func(c *AppConfig) { c.Trust.Identity = nil }, "bad_request"},
		"two trusted":      {func(c *AppConfig) { c.Trust.Launcher = keys.launcher.PublicKey() }, "bad_request"},
		"no job":           {func(c *AppConfig) { c.Job = "" }, "malformed_json"},
		"a job with space": {func(c *AppConfig) { c.Job = "a b" }, "malformed_json"},
		"no key":           {func(c *AppConfig) { c.PrivateKey = nil }, "bad_request"},
		"trust in zkcw-v2": {func(c *AppConfig) { c.Profile, c.Job = ZKCWv2, "" }, "bad_request"},
		"job in zkcw-v1":   {func(c *AppConfig) { c.Profile, c.Trust = ZKCWv1, Trust{} }, "bad_request"},
		"no profile":       {func(c *AppConfig) { c.Profile = Profile(len(definitions)) }, "unknown_profile"},
	} {
		config := good
		x.change(&config)
		app, err := NewApp(config)
		require.Equal(t, x.code, coded.Code(err), name)
		require.Nil(t, app)
	}
	app, err := NewApp(good)
	require.NoError(t, err)
	require.Equal(t, minLimit, app.ReplyBound())

	ticket, err := readTicket(*keys.ticket(t, testNow()))
	require.NoError(t, err)
	fine := WorkerConfig{Profile: SealedV1, App: keys.app.PublicKey(), Identity: keys.identity, Ticket: ticket}
	for name, x := range map[string]struct {
		change func(c *WorkerConfig)
		code   string
	}{
		"no identity":        {func(c *WorkerConfig) { c.Identity = nil }, "bad_request"},
		"another identity":   {func(c *WorkerConfig) { c.Identity = keys.launcher }, "bad_request"},
		"another job":        {func(c *WorkerConfig) { c.Job = "job-2" }, "bad_request"},
		"another app":        {func(c *WorkerConfig) { c.App = keys.worker.PublicKey() }, "bad_request"},
		"no job":             {func(c *WorkerConfig) { c.Ticket = nil }, "malformed_json"},
		"identity in zkcw":   {func(c *WorkerConfig) { c.Profile, c.Ticket = ZKCWv2, nil }, "bad_request"},
		"no app":             {func(c *WorkerConfig) { c.App = nil }, "bad_request"},
		"an erased identity": {func(c *WorkerConfig) { c.Identity = copyKey(t, keys.identity); c.Identity.Erase() }, "erased"},
	} {
		config := fine
		x.change(&config)
		worker, err := NewWorker(config)
		require.Equal(t, x.code, coded.Code(err), name)
		require.Nil(t, worker)
	}
	worker, err := NewWorker(fine)
	require.NoError(t, err)
	require.Equal(t, minLimit, worker.RequestBound(1<<20))
}

func TestSealedProfile(t *testing.T) {
	p, err := ParseProfile("sealed-v1")
	require.NoError(t, err)
	require.Equal(t, SealedV1, p)
	require.Equal(t, "sealed-v1", p.String())
	_, err = p.Scheme()
	require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
	key := address.GeneratePrivateKey().PublicKey()
	require.Equal(t, "minaseal.v1."+key.String(), p.Subject(key))
	require.Equal(t, ZKCWv2.Subject(key), ZKCWv1.Subject(key))
}

// TestSealedMachinesPrintNoSecret looks for the texts and keys in everything that
// prints.
func TestSealedMachinesPrintNoSecret(t *testing.T) {
	for _, s := range []State{StateOptionsSent, StatePayloadSent, StateFailed} {
		f := sealedAppIn(t, s)
		config := AppConfig{Payload: testPayload, Status: testStatus}
		for _, v := range []any{f.machine, *f.machine, config, &config} {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
				print := fmt.Sprintf(verb, v)
				for _, secret := range []string{"OPTIONS-q7Zk", "PAYLOAD-x3Wd", "STATUS-m4Lc", f.app.Base58()} {
					require.NotContains(t, print, secret)
				}
			}
		}
	}
	w := sealedWorkerIn(t, StateReadyRequested)
	config := WorkerConfig{Identity: w.identity}
	for _, v := range []any{w.machine, *w.machine, config, &config} {
		for _, verb := range []string{"%v", "%+v", "%#v"} {
			require.NotContains(t, fmt.Sprintf(verb, v), "q7Zk")
			require.NotContains(t, fmt.Sprintf(verb, v), w.identity.Base58())
		}
	}
}
