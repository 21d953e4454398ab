package protocol

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol/wire"
)

// converse runs a worker against an app, machine to machine, and returns the
// messages in order.
func converse(t *testing.T, app *App, worker *Worker, prove func(options, payload string) string) (result, status string, messages []string) {
	_, _, err := app.Step(Start{})
	require.NoError(t, err)
	var event WorkerEvent = Start{}
	for {
		effects, _, err := worker.Step(event)
		require.NoError(t, err)
		require.Len(t, effects, 1)
		switch e := effects[0].(type) {
		case SendRequest:
			messages = append(messages, string(e.Data))
			replies, _, err := app.Step(Request{Data: e.Data})
			require.NoError(t, err)
			answer := replies[0].(SendReply).Data
			messages = append(messages, string(answer))
			event = Reply{Data: answer}
			if len(replies) == 2 {
				result = replies[1].(Deliver).Result
			}
		case Prove:
			event = Proved{Result: prove(e.Options, e.Payload)}
		case Finish:
			return result, e.Status, messages
		}
	}
}

// covers: HSK-3, HSK-12, HSK-14, MSG-1, MSG-8, MSG-12, NAT-1
func TestHandshake(t *testing.T) {
	for _, p := range testProfiles {
		t.Run(p.String(), func(t *testing.T) {
			sk := address.GeneratePrivateKey()
			app, err := NewApp(AppConfig{Profile: p, PrivateKey: sk, Options: testOptions, Payload: testPayload})
			require.NoError(t, err)
			worker, err := NewWorker(WorkerConfig{Profile: p, App: sk.PublicKey()})
			require.NoError(t, err)
			result, status, messages := converse(t, app, worker, func(options, payload string) string {
				require.Equal(t, testOptions, options)
				require.Equal(t, testPayload, payload)
				return testResult
			})
			require.Equal(t, testResult, result)
			require.Equal(t, `{"success":true}`, status)
			require.Equal(t, StateCompleted, app.State())
			require.Equal(t, StateCompleted, worker.State())
			require.False(t, sk.Erased(), "the caller's key is the caller's")

			key := worker.PublicKey().String()
			require.Len(t, messages, 6)
			require.Equal(t, `{"post":"options","params":{"key":"`+key+`"}}`, messages[0])
			require.Equal(t, `{"post":"ready","params":{"key":"`+key+`"}}`, messages[2])
			require.Equal(t, `{"success":true,"data":{"command":"close","status":"{\"success\":true}"}}`, messages[5])
			const c = `"{\"publicKey\":{\"x\":\"`
			require.True(t, strings.HasPrefix(messages[1], `{"success":true,"data":{"command":"options","encrypted":`+c))
			require.True(t, strings.HasPrefix(messages[3], `{"success":true,"data":{"command":"execute","encrypted":`+c))
			require.True(t, strings.HasPrefix(messages[4], `{"post":"done","params":{"result":`+c))
		})
	}
}

// TestDuplicatesAreEncryptedAfresh repeats a request: the same text comes back
// under another ephemeral key.
//
// covers: HSK-7
func TestDuplicatesAreEncryptedAfresh(t *testing.T) {
	for _, x := range []struct {
		from  State
		event Event
		text  string
	}{
		{StateListening, EventRequestOptions, testOptions},
		{StateOptionsSent, EventRequestReady, testPayload},
	} {
		f := appIn(t, ZKCWv2, x.from)
		seen := map[string]bool{}
		for i := range 3 {
			effects, out, err := f.app.Step(f.request(t, x.event))
			require.NoError(t, err)
			require.Equal(t, i > 0, out.Code == OutcomeDuplicate)
			sealed := sealedText(t, effects[0].(SendReply).Data)
			require.False(t, seen[sealed])
			seen[sealed] = true
			text, err := decrypt(f.scheme, f.worker, sealed, true)
			require.NoError(t, err)
			require.Equal(t, x.text, text)
		}
	}
}

func sealedText(t *testing.T, data []byte) string {
	reply, err := wire.DecodeReply(data)
	require.NoError(t, err)
	switch p := reply.(type) {
	case wire.OptionsReply:
		return p.Encrypted
	case wire.ExecuteReply:
		return p.Encrypted
	default:
		t.Fatalf("reply %T carries no ciphertext", reply)
		return ""
	}
}

// TestWrongKeyOrScheme sends ciphertexts that are well formed and meant for
// somebody, or something, else.
//
// covers: MSG-11, MSG-14
func TestWrongKeyOrScheme(t *testing.T) {
	stranger := address.GeneratePrivateKey().PublicKey()
	f := appIn(t, ZKCWv2, StatePayloadSent)
	before := snapshotApp(f.app)
	v1, err := ZKCWv1.Scheme()
	require.NoError(t, err)
	for _, make := range []func() (string, error){
		func() (string, error) { return encrypt(f.scheme, stranger, []byte(testResult)) },
		func() (string, error) { return encrypt(v1, f.private.PublicKey(), []byte(testResult)) },
	} {
		sealed, err := make()
		require.NoError(t, err)
		_, out, err := f.app.Step(encodedRequest(t, wire.DoneRequest{Result: sealed}))
		require.Error(t, err)
		require.Equal(t, Outcome{EventRequestUndecryptable, StatePayloadSent, ActionIgnore, StatePayloadSent, "tag_mismatch"}, out)
		require.Equal(t, before, snapshotApp(f.app))
	}
	effects, _, err := f.app.Step(f.request(t, EventRequestDone))
	require.NoError(t, err, "the right result still arrives")
	require.Equal(t, Deliver{Result: testResult}, effects[1])

	w := workerIn(t, ZKCWv2, StateReadyRequested)
	sealed, err := encrypt(w.scheme, stranger, []byte(testPayload))
	require.NoError(t, err)
	_, out, err := w.worker.Step(encodedReply(t, wire.ExecuteReply{Encrypted: sealed}))
	require.Error(t, err)
	require.Equal(t, Outcome{EventReplyUndecryptable, StateReadyRequested, ActionFail, StateFailed, "tag_mismatch"}, out)
}

// TestNothingIsDecryptedOutOfTurn sends ciphertexts for another key where no text
// is awaited: that they do not decrypt is not found out.
//
// covers: HSK-6, HSK-13
func TestNothingIsDecryptedOutOfTurn(t *testing.T) {
	stranger := address.GeneratePrivateKey().PublicKey()
	scheme, err := ZKCWv2.Scheme()
	require.NoError(t, err)
	sealed, err := encrypt(scheme, stranger, []byte(testResult))
	require.NoError(t, err)
	for _, s := range allAppStates {
		if s != StatePayloadSent {
			_, out, err := appIn(t, ZKCWv2, s).app.Step(encodedRequest(t, wire.DoneRequest{Result: sealed}))
			require.Error(t, err)
			require.Equal(t, EventRequestDone, out.Event)
		}
	}
	for _, s := range allWorkerStates {
		for reply, awaitedIn := range map[wire.Reply]State{
			wire.OptionsReply{Encrypted: sealed}: StateOptionsRequested,
			wire.ExecuteReply{Encrypted: sealed}: StateReadyRequested,
		} {
			_, out, err := workerIn(t, ZKCWv2, s).worker.Step(encodedReply(t, reply))
			require.Error(t, err)
			require.Equal(t, s == awaitedIn, out.Event == EventReplyUndecryptable)
		}
	}
}

// TestWorkerKeys: a worker key that is none keeps its own code.
//
// covers: MSG-10
func TestWorkerKeys(t *testing.T) {
	f := appIn(t, ZKCWv1, StateListening)
	for key, code := range map[string]string{
		"": "base58_length", strings.Repeat("0", 55): "base58_alphabet", f.private.Base58(): "base58_version",
	} {
		effects, out, err := f.app.Step(encodedRequest(t, wire.OptionsRequest{Key: key}))
		require.Error(t, err)
		require.Empty(t, effects)
		require.Equal(t, Outcome{EventRequestUndecryptable, StateListening, ActionIgnore, StateListening, code}, out)
	}
}

func TestNilEventsEndTheRun(t *testing.T) {
	f := appIn(t, ZKCWv2, StateListening)
	_, out, err := f.app.Step(nil)
	require.ErrorIs(t, err, ErrClosed)
	require.Equal(t, StateFailed, out.To)
	w := workerIn(t, ZKCWv2, StateProving)
	_, out, err = w.worker.Step(nil)
	require.ErrorIs(t, err, ErrClosed)
	require.Equal(t, StateFailed, out.To)
}

// covers: MSG-17
func TestConfigurations(t *testing.T) {
	sk := address.GeneratePrivateKey()
	gone := address.GeneratePrivateKey()
	gone.Erase()
	for _, x := range []struct {
		config AppConfig
		err    error
	}{
		{AppConfig{PrivateKey: sk}, ErrUnknownProfile},
		{AppConfig{Profile: 99, PrivateKey: sk}, ErrUnknownProfile},
		{AppConfig{Profile: ZKCWv1}, ErrConfig},
		{AppConfig{Profile: ZKCWv1, PrivateKey: gone}, ErrConfig},
		{AppConfig{Profile: ZKCWv1, PrivateKey: sk, Options: strings.Repeat("x", ZKCWv2.MaxText()+1)}, ErrTextSize},
		{AppConfig{Profile: ZKCWv1, PrivateKey: sk, Payload: "\xff"}, ErrTextUTF8},
		{AppConfig{Profile: ZKCWv1, PrivateKey: sk, Status: "\xff"}, ErrTextUTF8},
		{AppConfig{Profile: ZKCWv1, PrivateKey: sk, Status: strings.Repeat("\x01", ZKCWv2.MaxText())}, wire.ErrSize},
	} {
		app, err := NewApp(x.config)
		require.ErrorIs(t, err, x.err)
		require.Nil(t, app)
	}
	_, err := NewWorker(WorkerConfig{App: sk.PublicKey()})
	require.ErrorIs(t, err, ErrUnknownProfile)
	_, err = NewWorker(WorkerConfig{Profile: ZKCWv2})
	require.ErrorIs(t, err, ErrConfig)
}

// covers: HSK-1
func TestProfileNames(t *testing.T) {
	for _, p := range testProfiles {
		q, err := ParseProfile(p.String())
		require.NoError(t, err)
		require.Equal(t, p, q)
	}
	for _, name := range []string{"", "unknown", "ZKCW-V1", "zkcw-v3", " zkcw-v1"} {
		_, err := ParseProfile(name)
		require.ErrorIs(t, err, ErrUnknownProfile)
	}
	require.Equal(t, "unknown", Profile(0).String())
}

// TestLargestText sends the longest text each way: it fits a message, and the
// bound on its size holds.
//
// covers: MSG-17
func TestLargestText(t *testing.T) {
	require.LessOrEqual(t, MessageBound(ZKCWv2.MaxText()), wire.MaxSize)
	sk := address.GeneratePrivateKey()
	for _, length := range []int{0, 30, 31, 32, 1000, ZKCWv2.MaxText()} {
		scheme, err := ZKCWv1.Scheme()
		require.NoError(t, err)
		sealed, err := encrypt(scheme, sk.PublicKey(), bytes.Repeat([]byte("x"), length))
		require.NoError(t, err)
		reply, err := wire.EncodeReply(wire.ExecuteReply{Encrypted: sealed})
		require.NoError(t, err)
		request, err := wire.EncodeRequest(wire.DoneRequest{Result: sealed})
		require.NoError(t, err)
		require.LessOrEqual(t, max(len(reply), len(request)), MessageBound(length))
	}
}

// TestUnsendableResult: a result that no message can carry is a failed proof.
//
// covers: MSG-17
func TestUnsendableResult(t *testing.T) {
	for result, code := range map[string]string{
		strings.Repeat("x", ZKCWv2.MaxText()+1): "wrong_length",
		"\xff":                                  "malformed_json",
	} {
		f := workerIn(t, ZKCWv2, StateProving)
		effects, out, err := f.worker.Step(Proved{Result: result})
		requireError(t, out, err)
		require.Empty(t, effects)
		require.Equal(t, Outcome{EventProveFailed, StateProving, ActionFail, StateFailed, code}, out)
	}
}

// TestProverCodes: of the prover's error only the stable code passes.
func TestProverCodes(t *testing.T) {
	for _, x := range []struct {
		err  error
		want error
	}{
		{nil, ErrStatement},
		{errors.New(testPayload), ErrStatement},
		{fmt.Errorf("%w: %s", wire.ErrMalformed, testPayload), wire.ErrMalformed},
	} {
		f := workerIn(t, ZKCWv2, StateProving)
		_, _, err := f.worker.Step(ProveFailed{Err: x.err})
		require.Equal(t, x.want, err)
	}
}

// TestStepThatCannotBeCarriedOut takes the scheme away from the machines: the app
// stays as it was, the worker ends.
//
// covers: HSK-18
func TestStepThatCannotBeCarriedOut(t *testing.T) {
	for from, event := range map[State]Event{StateListening: EventRequestOptions, StateOptionsSent: EventRequestReady} {
		f := appIn(t, ZKCWv2, from)
		f.app.dialect.(*zkcwApp).scheme = 0
		before := snapshotApp(f.app)
		effects, out, err := f.app.Step(f.request(t, event))
		require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
		require.Empty(t, effects)
		require.Equal(t, Outcome{event, from, ActionIgnore, from, "unknown_scheme"}, out)
		require.Equal(t, before, snapshotApp(f.app))
	}
	w := workerIn(t, ZKCWv2, StateProving)
	w.worker.dialect.(*zkcwWorker).scheme = 0
	effects, out, err := w.worker.Step(Proved{Result: testResult})
	require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
	require.Empty(t, effects)
	require.Equal(t, Outcome{EventProved, StateProving, ActionFail, StateFailed, "unknown_scheme"}, out)
}
