package protocol

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol/wire"
)

// requireNoSecret prints v in every way that a log might and looks for the texts
// and the keys.
func requireNoSecret(t *testing.T, v any, keys ...*address.PrivateKey) {
	t.Helper()
	secrets := []string{"OPTIONS-q7Zk", "PAYLOAD-x3Wd", "RESULT-p9Rt"}
	for _, sk := range keys {
		secrets = append(secrets, sk.Base58(), sk.Scalar().Decimal())
	}
	var prints []string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X"} {
		prints = append(prints, fmt.Sprintf(verb, v))
	}
	if text, err := json.Marshal(v); err == nil {
		prints = append(prints, string(text))
	}
	for _, secret := range secrets {
		for _, form := range []string{secret, fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret), fmt.Sprint([]byte(secret))} {
			for _, print := range prints {
				require.NotContains(t, print, strings.Trim(form, "[]"))
			}
		}
	}
}

// TestNothingPrintsSecrets prints whatever the package hands out or takes.
func TestNothingPrintsSecrets(t *testing.T) {
	sk := address.GeneratePrivateKey()
	config := AppConfig{Profile: ZKCWv2, PrivateKey: sk, Options: testOptions, Payload: testPayload}
	app, err := NewApp(config)
	require.NoError(t, err)
	worker := workerIn(t, ZKCWv2, StateReadyRequested)
	for _, v := range []any{
		config, &config, app, *app, worker.worker, *worker.worker, worker.worker.sk,
		Proved{Result: testResult}, &Proved{Result: testResult}, ProveFailed{Err: fmt.Errorf("bad %s", testPayload)},
		Deliver{Result: testResult}, Prove{Options: testOptions, Payload: testPayload},
		[]AppEffect{Deliver{Result: testResult}}, []WorkerEffect{Prove{Options: testOptions, Payload: testPayload}},
	} {
		requireNoSecret(t, v, sk, worker.worker.sk)
	}
}

// TestErrorsAndOutcomesHoldNoSecret refuses in every way, with the secrets in the
// input and in the machine.
//
// covers: ERR-3
func TestErrorsAndOutcomesHoldNoSecret(t *testing.T) {
	secret := testOptions + testPayload + testResult
	for _, s := range allAppStates {
		f := appIn(t, ZKCWv2, s)
		truncated := f.request(t, EventRequestDone).Data
		for _, data := range [][]byte{
			nil, []byte(secret), []byte(`{"post":` + secret), []byte(`{"post":"` + "OPTIONS-q7Zk" + `","params":{}}`),
			[]byte(`{"post":"options","params":{"PAYLOAD-x3Wd":"x"}}`), truncated[:len(truncated)-2],
			encodedRequest(t, wire.OptionsRequest{Key: secret}).Data,
			encodedRequest(t, wire.ReadyRequest{Key: f.private.Base58()}).Data,
			encodedRequest(t, wire.DoneRequest{Result: secret}).Data,
			encodedRequest(t, wire.DoneRequest{Result: `{"publicKey":{"x":"1","y":"RESULT-p9Rt"},"cipherText":["1"]}`}).Data,
		} {
			_, out, err := f.app.Step(Request{Data: data})
			require.Error(t, err)
			requireNoSecret(t, err.Error(), f.private, f.worker)
			requireNoSecret(t, out, f.private, f.worker)
			require.NotEmpty(t, out.Code)
		}
	}
	for _, s := range allWorkerStates {
		for _, event := range []WorkerEvent{
			Reply{}, Reply{Data: []byte(secret)}, Reply{Data: []byte(`{"success":true,"data":{"command":"OPTIONS-q7Zk"}}`)},
			encodedReply(t, wire.Refusal{Error: secret}), encodedReply(t, wire.OptionsReply{Encrypted: secret}),
			encodedReply(t, wire.ExecuteReply{Encrypted: secret}), ProveFailed{Err: fmt.Errorf("bad %s", secret)},
			Proved{Result: secret + "\xff"},
		} {
			f := workerIn(t, ZKCWv2, s)
			_, out, err := f.worker.Step(event)
			require.Error(t, err)
			requireNoSecret(t, err.Error(), f.app)
			requireNoSecret(t, out, f.app)
			require.NotEmpty(t, out.Code)
		}
	}
}
