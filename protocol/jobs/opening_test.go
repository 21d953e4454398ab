package jobs_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// proverOf does the job only if its machine's key opens the payload's ciphertext.
func proverOf(machine *protocol.Worker) natstransport.ProveFunc {
	return func(ctx context.Context, options, payload string) (string, error) {
		exchange, key, err := machine.Opening()
		if err != nil {
			return "", err
		}
		defer key.Erase()
		message, err := exchange.Decrypt(key)
		if err != nil {
			return "", err
		}
		if text, err := elgamal.DecodeText(message); err != nil || text != payload {
			return "", protocol.ErrStatement
		}
		return prove(ctx, options, payload)
	}
}

// A worker can prove a statement about the ciphertext of a job.
//
// covers: PRF-21
func TestProverOf(t *testing.T) {
	t.Parallel()
	for _, p := range []protocol.Profile{protocol.ZKCWv1, protocol.ZKCWv2, protocol.SealedV1} {
		url := natstest.RunServer(t, natstest.JetStream(t))
		c, a := open(t, url), startApp(t, p, url)
		launch(t, c, a)
		start(t, c, p, func(w *jobs.Worker) { w.Prove, w.ProverOf = nil, proverOf })
		job := wait(t, c, a.launch.ID)
		require.NoError(t, job.Err())
		require.Equal(t, jobs.StateFinished, job.State)
		a.completes()
	}
}
