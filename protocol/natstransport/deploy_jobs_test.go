package natstransport_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// jobsOf opens the jobs for a user. What the server refuses it is in the answer.
func (s site) jobsOf(t *testing.T, user string) *jobs.Client {
	t.Helper()
	c, err := jobs.Open(context.WithoutCancel(t.Context()), s.users[user], jobs.Settings{})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

// TestSampleConfigurationCarriesJobs: launcher and workers of the sample configuration do
// what jobs need, from the making of the streams to the reading of logs.
//
// covers: NAT-28, JOB-25
func TestSampleConfigurationCarriesJobs(t *testing.T) {
	s := startSite(t)
	launcher := s.jobsOf(t, "launcher") // makes the streams
	ctx, stop := context.WithCancel(t.Context())
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()
	for _, name := range []string{"worker-1", "worker-2"} {
		client := s.jobsOf(t, name)
		workers.Go(func() {
			err := client.Work(ctx, jobs.Worker{Profile: protocol.SealedV1, Identity: testIdentity(), Name: name, Prove: prover(t)})
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
	}

	signer, key := address.GeneratePrivateKey(), address.GeneratePrivateKey()
	job := appConfig(protocol.SealedV1, key)
	job.Trust = protocol.Trust{Launcher: signer.PublicKey()}
	app := startAppWith(t, key, job, natstransport.Config{Server: s.users["app"]})
	ticket, err := protocol.IssueTicket(signer, testJob, key.PublicKey(), testIdentity().PublicKey(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	_, err = launcher.Launch(t.Context(), jobs.Launch{
		ID: testJob, Profile: protocol.SealedV1, App: key.PublicKey(), Tickets: []*protocol.Ticket{ticket}, Deadline: patience,
	})
	require.NoError(t, err)
	done, err := launcher.Wait(t.Context(), testJob)
	require.NoError(t, err)
	require.Equal(t, jobs.StateFinished, done.State, done.Code)
	app.wait(t)
	require.NoError(t, app.err)
	require.Equal(t, testResult, app.result)

	_, err = launcher.Retrieve(t.Context(), testJob)
	require.NoError(t, err)
	all, bad, err := launcher.List(t.Context())
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Zero(t, bad)
	lines, err := launcher.Logs(t.Context(), testJob)
	require.NoError(t, err)
	require.NotEmpty(t, lines)

	late, err := launcher.Launch(t.Context(), jobs.Launch{ID: "late", Profile: protocol.ZKCWv2, App: key.PublicKey(), Deadline: patience})
	require.NoError(t, err)
	_, err = launcher.Cancel(t.Context(), late.ID)
	require.NoError(t, err)
	s.requireJobsRefused(t)
}

// requireJobsRefused: a worker asks JetStream for what it may not have, and gets no
// answer but the server's refusal.
func (s site) requireJobsRefused(t *testing.T) {
	t.Helper()
	for _, user := range []string{"worker-1", "app"} {
		conn, refused := s.connect(t, user)
		js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(200*time.Millisecond))
		require.NoError(t, err)
		for name, do := range map[string]func() error{
			"launches a job": func() error {
				_, err := js.Publish(t.Context(), "minaseal.jobs.v1.queue.sealed-v1.mine", []byte("{}"), jetstream.WithRetryAttempts(0))
				return err
			},
			"deletes the queue": func() error { return js.DeleteStream(t.Context(), "MINASEAL_JOBS") },
			"deletes the log":   func() error { return js.DeleteStream(t.Context(), "MINASEAL_JOB_LOGS") },
			"deletes records":   func() error { return js.DeleteKeyValue(t.Context(), "minaseal-jobs") },
			"takes the queue's consumer away": func() error {
				return js.DeleteConsumer(t.Context(), "MINASEAL_JOBS", "workers-sealed-v1")
			},
			"makes a stream of its own": func() error {
				_, err := js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "OVERHEARD", Subjects: []string{"minaseal.v1.*"}})
				return err
			},
		} {
			require.Error(t, do(), "%s: %s", user, name)
			select {
			case err := <-refused:
				require.ErrorIs(t, err, nats.ErrPermissionViolation, "%s: %s", user, name)
			case <-time.After(patience):
				t.Fatalf("%s: %s: the server does not refuse it", user, name)
			}
		}
	}
}
