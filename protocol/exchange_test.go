package protocol_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/protocol"
)

// carry steps app and worker until the worker is to prove, or has no reply.
func carry(t *testing.T, app *protocol.App, worker *protocol.Worker) *protocol.Prove {
	t.Helper()
	_, _, err := app.Step(protocol.Start{MaxMessage: 1 << 20})
	require.NoError(t, err)
	effects, _, err := worker.Step(protocol.Start{MaxMessage: 1 << 20})
	require.NoError(t, err)
	for {
		switch e := effects[0].(type) {
		case protocol.Prove:
			return &e
		case protocol.SendRequest:
			replies, _, err := app.Step(protocol.Request{Data: e.Data})
			require.NoError(t, err)
			effects, _, err = worker.Step(protocol.Reply{Data: replies[0].(protocol.SendReply).Data})
			require.NoError(t, err)
		default:
			return nil
		}
	}
}

// App and worker name the same exchange, and the key opens it.
//
// covers: PRF-21
func TestExchange(t *testing.T) {
	for _, profile := range []protocol.Profile{protocol.ZKCWv1, protocol.ZKCWv2, protocol.SealedV1} {
		key := address.GeneratePrivateKey()
		give := protocol.AppConfig{Profile: profile, PrivateKey: key, Payload: `{"value":"7"}`, Options: "{}"}
		take := protocol.WorkerConfig{Profile: profile, App: key.PublicKey(), KeepKey: true}
		if profile == protocol.SealedV1 {
			take.Identity, take.Job, give.Job = address.GeneratePrivateKey(), "job", "job"
			give.Trust.Identity = take.Identity.PublicKey()
		}
		app, err := protocol.NewApp(give)
		require.NoError(t, err)
		worker, err := protocol.NewWorker(take)
		require.NoError(t, err)
		require.Empty(t, app.Exchanges())
		_, _, err = worker.Opening()
		require.ErrorIs(t, err, protocol.ErrConfig, "nothing opened yet")

		require.NotNil(t, carry(t, app, worker))
		opened, sk, err := worker.Opening()
		require.NoError(t, err)
		require.Len(t, app.Exchanges(), 1)
		require.Equal(t, app.Exchanges()[0].Inputs(), opened.Inputs())
		require.True(t, opened.Worker().Equal(worker.PublicKey()))
		value, err := opened.Open(sk)
		require.NoError(t, err)
		require.EqualValues(t, 7, value)
		if profile == protocol.SealedV1 {
			require.True(t, opened.Sender().Equal(key.PublicKey()))
			require.Equal(t, elgamal.ToWorker, opened.Place().Direction)
			require.EqualValues(t, 3, opened.Place().Sequence)
		}
		sk.Erase()

		effects, _, err := worker.Step(protocol.Proved{Result: "done"})
		require.NoError(t, err)
		_, _, err = worker.Opening()
		require.ErrorIs(t, err, protocol.ErrConfig, "the key is gone with the result")
		_, _, err = app.Step(protocol.Request{Data: effects[0].(protocol.SendRequest).Data})
		require.NoError(t, err)
		require.Equal(t, protocol.StateCompleted, app.State())
		require.Equal(t, opened.Inputs(), app.Exchanges()[0].Inputs(), "it stays")
	}
}

// A worker that was not told to keep its key has none to give.
func TestExchangeWithoutKey(t *testing.T) {
	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(protocol.AppConfig{Profile: protocol.ZKCWv2, PrivateKey: key, Payload: "{}", Options: "{}"})
	require.NoError(t, err)
	worker, err := protocol.NewWorker(protocol.WorkerConfig{Profile: protocol.ZKCWv2, App: key.PublicKey()})
	require.NoError(t, err)
	require.NotNil(t, carry(t, app, worker))
	_, _, err = worker.Opening()
	require.ErrorIs(t, err, protocol.ErrConfig)
}

// A question that comes again is answered with another ciphertext; the app keeps the
// last ones.
func TestExchangesAreBounded(t *testing.T) {
	key := address.GeneratePrivateKey()
	app, err := protocol.NewApp(protocol.AppConfig{Profile: protocol.ZKCWv2, PrivateKey: key, Payload: "{}", Options: "{}"})
	require.NoError(t, err)
	_, _, err = app.Step(protocol.Start{MaxMessage: 1 << 20})
	require.NoError(t, err)
	worker := address.GeneratePrivateKey().PublicKey().String()
	_, _, err = app.Step(protocol.Request{Data: []byte(`{"post":"options","params":{"key":"` + worker + `"}}`)})
	require.NoError(t, err)
	for i := range 20 {
		_, _, err = app.Step(protocol.Request{Data: []byte(`{"post":"ready","params":{"key":"` + worker + `"}}`)})
		require.NoError(t, err)
		require.Len(t, app.Exchanges(), min(i+1, 16))
	}
	all := app.Exchanges()
	require.NotEqual(t, all[0].Inputs(), all[1].Inputs())
}
