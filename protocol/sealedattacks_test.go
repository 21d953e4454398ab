package protocol

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/protocol/wire"
	"github.com/minaseal/minaseal/schnorr"
)

// refused steps an app with a request and checks that it refuses with the code, and
// that nothing about it has changed.
func (f *sealedAppFixture) refused(t *testing.T, request Request, code, what string) {
	t.Helper()
	before := f.snapshot()
	effects, out, err := f.machine.Step(request)
	require.Error(t, err, what)
	require.Equal(t, code, out.Code, what)
	require.Equal(t, ActionRefuse, out.Action, what)
	require.Len(t, effects, 1, what)
	reply, err := wire.DecodeSealedReply(effects[0].(SendReply).Data)
	require.NoError(t, err, what)
	require.Equal(t, wire.SealedRefusal{Job: f.job, Error: code}, reply, what)
	require.Equal(t, before, f.snapshot(), what)
}

// sign signs the transcript of some run with an identity.
func sign(t *testing.T, identity *address.PrivateKey, h fp.Element) string {
	signature, err := schnorr.Sign(identity, []fp.Element{h}, schnorr.Testnet)
	require.NoError(t, err)
	return signature.Base58()
}

// TestSealedHelloAttacks: what an options request may not say (SPEC 12.15).
//
// covers: HSK-26, HSK-28, HSK-29, HSK-30, HSK-31
func TestSealedHelloAttacks(t *testing.T) {
	mallory := address.GeneratePrivateKey()
	malloryText := mallory.PublicKey().String()
	for name, x := range map[string]struct {
		change func(f *sealedAppFixture, q *wire.SealedOptions)
		code   string
	}{
		"no ticket": {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Ticket = nil }, "worker_unauthenticated"},
		"expired ticket": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			q.Ticket = f.ticket(t, testNow().Add(-time.Second))
		}, "ticket_expired"},
		"self-made ticket": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.launcher = mallory
			q.Ticket = keys.ticket(t, testNow())
		}, "worker_unauthenticated"},
		"self-made ticket in the launcher's name": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.launcher = mallory
			q.Ticket = keys.ticket(t, testNow())
			q.Ticket.Launcher = f.launcher.PublicKey().String()
		}, "worker_unauthenticated"},
		"stolen ticket": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.identity = mallory
			q.Identity, q.Signature = malloryText, sign(t, mallory, keys.transcript(t))
		}, "worker_unauthenticated"},
		"ticket of another job": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.job = "job-2"
			q.Ticket = keys.ticket(t, testNow())
		}, "worker_unauthenticated"},
		"ticket of another app": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.app = mallory
			q.Ticket = keys.ticket(t, testNow())
		}, "worker_unauthenticated"},
		"altered ticket":     {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Ticket.NotAfter++ }, "worker_unauthenticated"},
		"swapped worker key": {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Key = malloryText }, "worker_unauthenticated"},
		"identity without signature": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			q.Key, q.Signature = malloryText, sign(t, mallory, f.transcript(t))
		}, "worker_unauthenticated"},
		"signature of another job": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.job = "job-2"
			q.Signature = sign(t, f.identity, keys.transcript(t))
		}, "worker_unauthenticated"},
		"signature for another app": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.app = mallory
			q.Signature = sign(t, f.identity, keys.transcript(t))
		}, "worker_unauthenticated"},
		"signature of another worker key": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			keys := f.sealedKeys
			keys.worker = mallory
			q.Signature = sign(t, f.identity, keys.transcript(t))
		}, "worker_unauthenticated"},
		"worker key negated": {func(f *sealedAppFixture, q *wire.SealedOptions) {
			negated, err := address.NewPrivateKey(new(fq.Element).Negate(f.worker.Scalar()))
			require.NoError(t, err)
			q.Key = negated.PublicKey().String()
		}, "worker_unauthenticated"},
		"worker key is none":      {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Key = "B62" }, "base58_length"},
		"identity is none":        {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Identity = q.Signature }, "base58_version"},
		"signature is none":       {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Signature = q.Key }, "base58_version"},
		"ticket's worker is none": {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Ticket.Worker = q.Signature }, "base58_version"},
		"ticket unsigned":         {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Ticket.Signature = q.Key }, "base58_version"},
		"foreign job":             {func(_ *sealedAppFixture, q *wire.SealedOptions) { q.Job = "job-2" }, "unknown_job"},
	} {
		f := startSealedApp(t, newSealedKeys())
		hello := f.hello(t)
		x.change(f, &hello)
		f.refused(t, sealedRequest(t, hello), x.code, name)
		require.Equal(t, StateListening, f.machine.State())
		text, _ := f.ask(t, f.request(t, EventRequestOptions))
		require.Equal(t, long(testOptions), text, "the true worker comes after all")
	}
}

// TestSealedPinnedIdentity: an app that pins an identity takes no other one, and no
// ticket for one.
//
// covers: HSK-24, HSK-29
func TestSealedPinnedIdentity(t *testing.T) {
	keys, mallory := newSealedKeys(), newSealedKeys()
	app, err := NewApp(AppConfig{Profile: SealedV1, PrivateKey: keys.app, Job: testJob, Trust: Trust{Identity: keys.identity.PublicKey()}})
	require.NoError(t, err)
	_, _, err = app.Step(Start{})
	require.NoError(t, err)
	f := &sealedAppFixture{sealedKeys: keys, machine: app, h: keys.transcript(t)}

	mallory.app = keys.app
	f.refused(t, sealedRequest(t, mallory.hello(t)), "worker_unauthenticated", "a stranger with a ticket")
	hello := keys.hello(t)
	hello.Signature = sign(t, mallory.identity, keys.transcript(t))
	f.refused(t, sealedRequest(t, hello), "worker_unauthenticated", "the stranger's signature")
	hello = keys.hello(t)
	hello.Ticket = nil
	text, _ := f.ask(t, sealedRequest(t, hello))
	require.Equal(t, "", text)
}

// TestSealedBodyAttacks: what a ready or a done request may not hold.
//
// covers: HSK-25, HSK-36, HSK-37, ENC-24, ENC-25
func TestSealedBodyAttacks(t *testing.T) {
	for _, x := range []struct {
		state State
		seq   uint32
		make  func(f *sealedAppFixture, body string) wire.SealedRequest
	}{
		{StateOptionsSent, wire.SeqReady, func(f *sealedAppFixture, body string) wire.SealedRequest {
			return wire.SealedReady{Job: f.job, Body: body}
		}},
		{StatePayloadSent, wire.SeqDone, func(f *sealedAppFixture, body string) wire.SealedRequest {
			return wire.SealedDone{Job: f.job, Body: body}
		}},
	} {
		f := sealedAppIn(t, x.state)
		good := f.body(t, x.seq, "")
		at := f.place(x.seq)
		mallory := address.GeneratePrivateKey()
		reflected := f.machine.dialect.(*sealedApp).last.reply.data
		reply, err := wire.DecodeWholeReply(reflected)
		require.NoError(t, err)
		moved := func(change func(p *elgamal.Place)) string {
			other := at
			change(&other)
			return sealByHand(t, f.worker, f.app.PublicKey(), other, "")
		}
		var list struct {
			PublicKey  json.RawMessage `json:"publicKey"`
			CipherText []string        `json:"cipherText"`
		}
		altered := func(change func()) string {
			require.NoError(t, json.Unmarshal([]byte(good), &list))
			change()
			text, err := json.Marshal(list)
			require.NoError(t, err)
			return string(text)
		}
		encrypted, err := elgamal.O1jsV2.EncryptText(f.app.PublicKey(), "")
		require.NoError(t, err)
		v2, err := encrypted.MarshalJSON()
		require.NoError(t, err)
		for name, attack := range map[string]struct{ body, code string }{
			"made by somebody else":  {sealByHand(t, mallory, f.app.PublicKey(), at, ""), "tag_mismatch"},
			"made for somebody else": {sealByHand(t, f.worker, mallory.PublicKey(), at, ""), "tag_mismatch"},
			"wrong direction":        {moved(func(p *elgamal.Place) { p.Direction = elgamal.ToWorker }), "tag_mismatch"},
			"wrong sequence":         {moved(func(p *elgamal.Place) { p.Sequence ^= 6 }), "tag_mismatch"},
			"another run":            {moved(func(p *elgamal.Place) { p.Transcript = f.transcript(t) }), "tag_mismatch"},
			"reflected message":      {reply.(wire.SealedBody).Body, "tag_mismatch"},
			"encrypted with o1js-v2": {string(v2), "tag_mismatch"},
			"altered message":        {altered(func() { list.CipherText[0] = "5" }), "tag_mismatch"},
			"truncated to the tag":   {altered(func() { list.CipherText = list.CipherText[1:] }), "empty_ciphertext"},
			"truncated to nothing":   {altered(func() { list.CipherText = []string{} }), "empty_ciphertext"},
			"extended":               {altered(func() { list.CipherText = append([]string{"0"}, list.CipherText...) }), "tag_mismatch"},
			"a number that is none":  {altered(func() { list.CipherText[0] = "05" }), "non_canonical"},
			"the identity":           {altered(func() { list.PublicKey = json.RawMessage(`{"x":"0","y":"0"}`) }), "identity_point"},
			"no ciphertext":          {`{}`, "malformed_json"},
			"a body that is no text": {f.fieldsBody(t, x.seq, 2), "encoding_no_stop"},
		} {
			f.refused(t, sealedRequest(t, x.make(f, attack.body)), attack.code, string(x.state)+": "+name)
		}
		if x.state == StateOptionsSent {
			f.refused(t, sealedRequest(t, wire.SealedReady{Job: f.job, Body: f.body(t, x.seq, "x")}), "malformed_json", "a ready request with a text")
		}
		f.ask(t, sealedRequest(t, x.make(f, good)))
	}
}

// fieldsBody seals a field that is no text.
func (f *sealedAppFixture) fieldsBody(t *testing.T, seq uint32, field uint64) string {
	var x fp.Element
	x.SetUint64(field)
	c, err := elgamal.Seal(f.worker, f.app.PublicKey(), f.place(seq), []fp.Element{x})
	require.NoError(t, err)
	text, err := c.MarshalJSON()
	require.NoError(t, err)
	return string(text)
}

// TestSealedReplay: what was accepted once is repeated with the same bytes, and
// nothing else is.
//
// covers: HSK-34, HSK-35
func TestSealedReplay(t *testing.T) {
	f := sealedAppIn(t, StateListening)
	options := f.request(t, EventRequestOptions)
	spaced := func(request Request) Request { return Request{Data: append([]byte(" "), request.Data...)} }
	f.ask(t, options)
	f.refused(t, spaced(options), "out_of_order", "the same options request, spelled otherwise")
	ready := f.request(t, EventRequestReady)
	f.ask(t, ready)
	f.refused(t, options, "out_of_order", "an older request")
	f.refused(t, spaced(ready), "out_of_order", "the same ready request, spelled otherwise")
	done := f.request(t, EventRequestDone)
	_, effects := f.ask(t, done)
	require.Equal(t, Deliver{Result: testResult}, effects[1])
	again, out, err := f.machine.Step(done)
	require.NoError(t, err)
	require.Equal(t, OutcomeDuplicate, out.Code)
	require.Equal(t, effects[:1], again, "the reply again, the result not")
	f.refused(t, ready, "out_of_order", "an older request after the end")

	// The whole run again, at another app of the same job with the same keys but its
	// own: nothing is accepted.
	keys := f.sealedKeys
	keys.app = address.GeneratePrivateKey()
	other := startSealedApp(t, keys)
	other.refused(t, options, "worker_unauthenticated", "options of another run")
	other.refused(t, ready, "out_of_order", "ready of another run")
	other.ask(t, other.request(t, EventRequestOptions))
	other.refused(t, ready, "tag_mismatch", "ready of another run, in turn")
	other.ask(t, other.request(t, EventRequestReady))
	other.refused(t, done, "tag_mismatch", "done of another run")
}

// TestSealedReplayToTheSameKey: an app that begins again with its key and its job, which
// [HSK-23] forbids, gives its options to the worker of the first run once more, and no
// further message of that run is taken.
//
// covers: HSK-25
func TestSealedReplayToTheSameKey(t *testing.T) {
	f := sealedAppIn(t, StateListening)
	options := f.request(t, EventRequestOptions)
	f.ask(t, options)
	ready := f.request(t, EventRequestReady)
	f.ask(t, ready)
	done := f.request(t, EventRequestDone)
	f.ask(t, done)

	again := startSealedApp(t, f.sealedKeys)
	again.ask(t, options)
	again.refused(t, ready, "tag_mismatch", "ready of the first run")
	again.ask(t, again.request(t, EventRequestReady))
	again.refused(t, done, "tag_mismatch", "done of the first run")
}

// TestSealedForeignIdentityVouches: an identity that may have the job signs the key of
// another one's worker. The app binds itself to the two, and the worker, who knows
// better, does not open what the app seals to it.
//
// covers: HSK-25
func TestSealedForeignIdentityVouches(t *testing.T) {
	keys := newSealedKeys()
	ticket, err := readTicket(*keys.ticket(t, testNow()))
	require.NoError(t, err)
	worker, err := NewWorker(WorkerConfig{Profile: SealedV1, App: keys.app.PublicKey(), Identity: keys.identity, Ticket: ticket})
	require.NoError(t, err)
	sent, _, err := worker.Step(Start{})
	require.NoError(t, err)
	request, err := wire.DecodeSealedRequest(sent[0].(SendRequest).Data)
	require.NoError(t, err)
	hello := request.(wire.SealedOptions)

	mallory := keys
	mallory.identity = address.GeneratePrivateKey()
	h, err := Transcript(keys.job, keys.app.PublicKey(), worker.PublicKey(), mallory.identity.PublicKey())
	require.NoError(t, err)
	hello.Identity, hello.Signature = mallory.identity.PublicKey().String(), sign(t, mallory.identity, h)
	hello.Ticket = mallory.ticket(t, testNow().Add(time.Hour))
	app, err := NewApp(AppConfig{
		Profile: SealedV1, PrivateKey: keys.app, Job: keys.job, Trust: Trust{Launcher: keys.launcher.PublicKey(), Now: testNow}, Options: testOptions,
	})
	require.NoError(t, err)
	_, _, err = app.Step(Start{})
	require.NoError(t, err)
	effects, _, err := app.Step(sealedRequest(t, hello))
	require.NoError(t, err)

	_, out, err := worker.Step(Reply{Data: effects[0].(SendReply).Data})
	require.Error(t, err)
	require.Equal(t, Outcome{EventReplyUndecryptable, StateOptionsRequested, ActionFail, StateFailed, "tag_mismatch"}, out)
}

// TestSealedRepliesAttacked: what a worker does not take for its app's reply.
//
// covers: HSK-25, HSK-38, HSK-39, ENC-24
func TestSealedRepliesAttacked(t *testing.T) {
	mallory := address.GeneratePrivateKey()
	seqs := map[State]int{StateOptionsRequested: 1, StateReadyRequested: 3, StateDoneRequested: 5}
	for state, seq := range seqs {
		for name, x := range map[string]struct {
			reply func(f *sealedWorkerFixture) wire.SealedReply
			code  string
		}{
			"spoofing responder": {func(f *sealedWorkerFixture) wire.SealedReply {
				at := elgamal.Place{Transcript: f.h, Direction: elgamal.ToWorker, Sequence: uint32(seq)}
				return wire.SealedBody{Job: f.job, Seq: seq, Body: sealByHand(t, mallory, f.worker.PublicKey(), at, testOptions)}
			}, "tag_mismatch"},
			"replayed reply": {func(f *sealedWorkerFixture) wire.SealedReply {
				at := elgamal.Place{Transcript: f.transcript(t), Direction: elgamal.ToWorker, Sequence: uint32(seq)}
				if seq == 1 { // of another run
					at.Transcript.SetUint64(1)
				}
				return wire.SealedBody{Job: f.job, Seq: seq, Body: sealByHand(t, f.app, f.worker.PublicKey(), at, testOptions)}
			}, "tag_mismatch"},
			"reflected message": {func(f *sealedWorkerFixture) wire.SealedReply {
				at := elgamal.Place{Transcript: f.h, Direction: elgamal.ToApp, Sequence: uint32(seq)}
				return wire.SealedBody{Job: f.job, Seq: seq, Body: sealByHand(t, f.worker, f.app.PublicKey(), at, testOptions)}
			}, "tag_mismatch"},
			"wrong sequence": {func(f *sealedWorkerFixture) wire.SealedReply {
				return wire.SealedBody{Job: f.job, Seq: seq, Body: f.body(t, 1+(seq+1)%6, testOptions)}
			}, "tag_mismatch"},
			"another reply": {func(f *sealedWorkerFixture) wire.SealedReply {
				other := 1 + (seq+1)%6
				return wire.SealedBody{Job: f.job, Seq: other, Body: f.body(t, other, testOptions)}
			}, "out_of_order"},
			"foreign job": {func(f *sealedWorkerFixture) wire.SealedReply {
				return wire.SealedBody{Job: "job-2", Seq: seq, Body: f.body(t, seq, testOptions)}
			}, "unknown_job"},
			"foreign job in parts": {func(*sealedWorkerFixture) wire.SealedReply {
				return wire.Part{Job: "job-2", Seq: seq, Part: 0, Parts: 2, Data: "{"}
			}, "unknown_job"},
			"foreign pointer": {func(*sealedWorkerFixture) wire.SealedReply {
				return wire.Pointer{Job: "job-2", Seq: 4, Part: 0}
			}, "unknown_job"},
			"parts of another reply": {func(f *sealedWorkerFixture) wire.SealedReply {
				return wire.Part{Job: f.job, Seq: 1 + (seq+1)%6, Part: 0, Parts: 2, Data: "{"}
			}, "out_of_order"},
			"refused": {func(f *sealedWorkerFixture) wire.SealedReply {
				return wire.SealedRefusal{Job: f.job, Error: "ticket_expired"}
			}, "peer_refused"},
		} {
			f := sealedWorkerIn(t, state)
			effects, out, err := f.machine.Step(sealedReply(t, x.reply(f)))
			require.Error(t, err, name)
			require.Equal(t, x.code, out.Code, "%s: %s", state, name)
			require.Equal(t, StateFailed, f.machine.State(), name)
			require.Empty(t, effects)
		}
	}
	f := sealedWorkerIn(t, StateOptionsRequested)
	_, _, err := f.machine.Step(sealedReply(t, wire.SealedRefusal{Job: f.job, Error: "ticket_expired"}))
	require.ErrorContains(t, err, "ticket_expired")
}

// TestSealedProfilesDoNotMix: a message of another profile is refused by name or by
// form, and never read as one of this.
//
// covers: MSG-19, MSG-20
func TestSealedProfilesDoNotMix(t *testing.T) {
	f := sealedAppIn(t, StateListening)
	zkcw := encodedRequest(t, wire.OptionsRequest{Key: f.worker.PublicKey().String()})
	f.refused(t, zkcw, "malformed_json", "zkcw")
	f.refused(t, Request{Data: []byte(`{"v":"sealed-v2","type":"options"}`)}, "unknown_profile", "another version")
	old := appIn(t, ZKCWv2, StateListening)
	_, out, err := old.app.Step(f.request(t, EventRequestOptions))
	require.Error(t, err)
	require.Equal(t, "malformed_json", out.Code)
}
