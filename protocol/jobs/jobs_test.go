package jobs_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

// TestJob follows a job from its launch until its result is used.
//
// covers: JOB-11, JOB-12, JOB-14, JOB-17
func TestJob(t *testing.T) {
	inAll(t, func(t *testing.T, p protocol.Profile, url string) {
		c, a, look := open(t, url), startApp(t, p, url), peek(t, url)
		launch(t, c, a)
		require.EqualValues(t, 1, look.messages("MINASEAL_JOBS"))
		queue, err := look.js.Stream(t.Context(), "MINASEAL_JOBS")
		require.NoError(t, err)
		message, err := queue.GetMsg(t.Context(), 1)
		require.NoError(t, err)
		require.Equal(t, "minaseal.jobs.v1.queue."+p.String()+"."+a.launch.ID, message.Subject)
		require.Equal(t, a.launch.ID, message.Header.Get("Nats-Msg-Id"))
		require.Equal(t, `{"clientAddress":"`+a.key.PublicKey().String()+`"}`, string(message.Data))
		_, err = c.Retrieve(t.Context(), a.launch.ID)
		require.ErrorIs(t, err, jobs.ErrOutOfOrder)

		start(t, c, p)
		job := wait(t, c, a.launch.ID)
		require.NoError(t, job.Err())
		require.Equal(t, jobs.StateFinished, job.State)
		require.Equal(t, 1, job.Attempt)
		require.False(t, job.Lost)
		a.completes()
		look.drained()

		used, err := c.Retrieve(t.Context(), a.launch.ID)
		require.NoError(t, err)
		require.Equal(t, jobs.StateUsed, used.State)
		again, err := c.Retrieve(t.Context(), a.launch.ID)
		require.NoError(t, err)
		require.Equal(t, used, again, "a result can be retrieved twice")
		if scheme, err := p.Scheme(); err == nil {
			ciphertext, err := elgamal.ParseCiphertext([]byte(used.Result))
			require.NoError(t, err)
			text, err := scheme.DecryptText(a.key, ciphertext)
			require.NoError(t, err)
			require.Equal(t, testResult, text)
		}

		lines, err := c.Logs(t.Context(), a.launch.ID)
		require.NoError(t, err)
		var events []string
		for _, l := range lines {
			require.Empty(t, l.Code)
			events = append(events, l.Event)
		}
		require.Equal(t, strings.Fields("take start request-options reply-options request-ready reply-execute proved result request-done reply-close acknowledge"), events)
		all, bad, err := c.List(t.Context())
		require.NoError(t, err)
		require.Equal(t, []*jobs.Job{again}, all)
		require.Zero(t, bad)
	})
}

// TestWorkersShareJobs: each of several workers, on connections of their own, does some
// of the jobs, and each job is done once.
func TestWorkersShareJobs(t *testing.T) {
	t.Parallel()
	const workers, each = 3, 4
	url := natstest.RunServer(t, natstest.JetStream(t))
	c := open(t, url)
	var proofs atomic.Int32
	var together sync.WaitGroup // all workers are at work before the first one is done
	together.Add(workers)
	for range workers {
		var first sync.Once
		start(t, open(t, url), protocol.ZKCWv2, func(w *jobs.Worker) {
			w.Parallel = 2
			w.Prove = func(ctx context.Context, options, payload string) (string, error) {
				proofs.Add(1)
				first.Do(func() { together.Done(); together.Wait() })
				return prove(ctx, options, payload)
			}
		})
	}
	var apps []*app
	for range workers * each {
		apps = append(apps, startApp(t, protocol.ZKCWv2, url))
		launch(t, c, apps[len(apps)-1])
	}
	for _, a := range apps {
		require.Equal(t, jobs.StateFinished, wait(t, c, a.launch.ID).State)
		a.completes()
	}
	require.EqualValues(t, workers*each, proofs.Load())
	peek(t, url).drained()
}

// TestLaunchIsIdempotent launches one job many times at once, and after its end.
//
// covers: JOB-5, JOB-7, JOB-10, JOB-13
func TestLaunchIsIdempotent(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	a := startApp(t, protocol.SealedV1, url)
	c, look := open(t, url), peek(t, url)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			job, err := c.Launch(t.Context(), a.launch)
			if err != nil || job.ID != a.launch.ID {
				t.Errorf("Launch: %v, %v", job, err)
			}
		})
	}
	all.Wait()
	require.EqualValues(t, 1, look.messages("MINASEAL_JOBS"))
	// The window in which JetStream knows a message's id may be over: the subject still
	// has room for one message.
	_, err := look.js.Publish(t.Context(), "minaseal.jobs.v1.queue.sealed-v1."+a.launch.ID, []byte("{}"))
	require.ErrorContains(t, err, "maximum messages per subject exceeded")

	other := a.launch
	other.Attempts = 7
	_, err = c.Launch(t.Context(), other)
	require.ErrorIs(t, err, jobs.ErrDuplicate)
	other = a.launch
	other.Tickets = nil
	_, err = c.Launch(t.Context(), other)
	require.ErrorIs(t, err, jobs.ErrDuplicate)

	start(t, c, protocol.SealedV1)
	require.Equal(t, jobs.StateFinished, wait(t, c, a.launch.ID).State)
	look.drained()
	job, err := c.Launch(t.Context(), a.launch)
	require.NoError(t, err)
	require.Equal(t, jobs.StateFinished, job.State)
	require.Zero(t, look.messages("MINASEAL_JOBS"), "a job that has ended is not queued")
}

// TestTickets: a worker leaves a job alone for which it has no ticket.
//
// covers: JOB-22
func TestTickets(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	c, a := open(t, url), startApp(t, protocol.SealedV1, url)
	launch(t, c, a)
	turned := make(chan struct{}, 1000)
	start(t, open(t, url), protocol.SealedV1, func(w *jobs.Worker) {
		w.Identity = address.GeneratePrivateKey()
		w.Observe = func(_ string, l jobs.Line) {
			if l.Event != "no-ticket" {
				t.Errorf("a worker without a ticket: %v", l)
			}
			turned <- struct{}{}
		}
	})
	<-turned
	<-turned // the job came back to it
	start(t, c, protocol.SealedV1)
	job := wait(t, c, a.launch.ID)
	require.Equal(t, jobs.StateFinished, job.State)
	require.Equal(t, 1, job.Attempt)
	a.completes()
}

// TestFailures: what ends a job without a result has a name.
//
// covers: JOB-15, JOB-20, JOB-21
func TestFailures(t *testing.T) {
	inAll(t, func(t *testing.T, p protocol.Profile, url string) {
		c := open(t, url)
		results := make(chan func() (string, error), 1)
		start(t, c, p, func(w *jobs.Worker) {
			w.Prove = func(context.Context, string, string) (string, error) { return (<-results)() }
		})

		a := startApp(t, p, url)
		results <- func() (string, error) { return "", protocol.ErrStatement }
		launch(t, c, a)
		job := wait(t, c, a.launch.ID)
		require.Equal(t, "statement_unsatisfied", job.Code)
		require.Equal(t, 1, job.Attempt)
		_, err := c.Retrieve(t.Context(), a.launch.ID)
		require.Equal(t, "statement_unsatisfied", coded.Code(err))
		require.Equal(t, "statement_unsatisfied", coded.Code(job.Err()))

		a = startApp(t, p, url)
		results <- func() (string, error) { return strings.Repeat("x", protocol.ZKCWv2.MaxText()+10_000), nil }
		launch(t, c, a)
		require.Equal(t, "wrong_length", wait(t, c, a.launch.ID).Code)
		a = startApp(t, p, url)
		results <- func() (string, error) { return strings.Repeat("x", protocol.ZKCWv2.MaxText()), nil }
		launch(t, c, a)
		require.Equal(t, jobs.StateFinished, wait(t, c, a.launch.ID).State)

		a = startApp(t, p, url)
		a.stop()
		a.launch.Deadline = 2 * time.Second
		launch(t, c, a)
		require.Eventually(t, func() bool {
			job, err := c.Get(t.Context(), a.launch.ID)
			return err == nil && job.State == jobs.StateCreated && job.Code == "no_responder"
		}, patience, time.Millisecond)
		job = wait(t, c, a.launch.ID)
		require.Equal(t, "timeout", job.Code)
		require.Zero(t, job.Attempt, "an app may yet come: no attempt reached it")

		a = startApp(t, p, url)
		look := peek(t, url)
		subject := "minaseal.jobs.v1.queue." + p.String() + "." + a.launch.ID
		_, err = look.js.Publish(t.Context(), subject, []byte(`{"clientAddress":"`+testIdentity().PublicKey().String()+`"}`))
		require.NoError(t, err)
		launch(t, c, a)
		require.Equal(t, "malformed_json", wait(t, c, a.launch.ID).Code)
		look.drained()
	})
}

// TestDeadline: a job ends at its deadline, whoever sees it first.
//
// covers: JOB-19, JOB-24
func TestDeadline(t *testing.T) {
	t.Parallel()
	const deadline = 300 * time.Millisecond
	url := natstest.RunServer(t, natstest.JetStream(t))
	c, look := open(t, url), peek(t, url)
	timedOut := func(id string) {
		t.Helper()
		job, err := c.Get(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, jobs.StateFailed, job.State)
		require.Equal(t, "timeout", job.Code)
		require.False(t, job.Ended.Before(job.Deadline))
	}

	waited := startApp(t, protocol.ZKCWv2, url)
	waited.launch.Deadline = deadline
	launch(t, c, waited)
	begin := time.Now()
	wait(t, c, waited.launch.ID)
	require.Less(t, time.Since(begin), deadline+recheck)
	timedOut(waited.launch.ID)
	require.Zero(t, look.messages("MINASEAL_JOBS"))

	// The worker of the third job sees the second one's end.
	forgotten, slow := startApp(t, protocol.SealedV1, url), startApp(t, protocol.ZKCWv2, url)
	forgotten.launch.Deadline, slow.launch.Deadline = deadline, deadline
	launch(t, c, forgotten)
	ended := make(chan struct{})
	start(t, c, protocol.ZKCWv2, func(w *jobs.Worker) {
		w.Prove = func(ctx context.Context, _, _ string) (string, error) {
			<-ctx.Done()
			return testResult, nil
		}
		w.Observe = func(_ string, l jobs.Line) {
			if l.Event == "acknowledge" {
				close(ended)
			}
		}
	})
	launch(t, c, slow)
	<-ended
	timedOut(slow.launch.ID)
	require.Eventually(t, func() bool {
		job, err := c.Get(t.Context(), forgotten.launch.ID)
		return err == nil && job.State.Ended()
	}, patience, 20*time.Millisecond)
	timedOut(forgotten.launch.ID)
	look.drained()
}

// recheck is a bit more than how often waiters look.
const recheck = 1500 * time.Millisecond

// TestCancel gives jobs up before and while a worker has them.
func TestCancel(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	c, look := open(t, url), peek(t, url)
	waiting, working := startApp(t, protocol.ZKCWv2, url), startApp(t, protocol.ZKCWv2, url)
	launch(t, c, waiting)
	job, err := c.Cancel(t.Context(), waiting.launch.ID)
	require.NoError(t, err)
	require.Equal(t, "closed", job.Code)
	require.Zero(t, look.messages("MINASEAL_JOBS"))

	proving, canceled, stale := make(chan struct{}), make(chan struct{}), make(chan struct{})
	start(t, c, protocol.ZKCWv2, func(w *jobs.Worker) {
		w.Prove = func(context.Context, string, string) (string, error) {
			close(proving)
			<-canceled
			return testResult, nil
		}
		w.Observe = func(_ string, l jobs.Line) {
			if l.Event == "stale" {
				close(stale)
			}
		}
	})
	launch(t, c, working)
	<-proving
	_, err = c.Cancel(t.Context(), working.launch.ID)
	require.NoError(t, err)
	close(canceled)
	<-stale
	require.Equal(t, "closed", wait(t, c, working.launch.ID).Code)
	working.stop()
	require.ErrorIs(t, working.err, protocol.ErrClosed, "the worker sent no result")
	_, err = c.Cancel(t.Context(), "nobody-launched-this")
	require.ErrorIs(t, err, jobs.ErrUnknownJob)
}

// TestSecretsStayOut looks for the texts in everything that the servers store.
//
// covers: JOB-4, JOB-23
func TestSecretsStayOut(t *testing.T) {
	inAll(t, func(t *testing.T, p protocol.Profile, url string) {
		c, a, look := open(t, url), startApp(t, p, url), peek(t, url)
		stored := func() (all string) {
			for _, name := range []string{"MINASEAL_JOBS", "KV_minaseal-jobs", "MINASEAL_JOB_LOGS"} {
				stream, err := look.js.Stream(t.Context(), name)
				require.NoError(t, err)
				info, err := stream.Info(t.Context())
				require.NoError(t, err)
				for i := info.State.FirstSeq; i != 0 && i <= info.State.LastSeq; i++ {
					message, err := stream.GetMsg(t.Context(), i)
					if err == nil {
						all += message.Subject + " " + string(message.Data) + "\n"
					}
				}
			}
			return all
		}
		held := ""
		start(t, c, p, func(w *jobs.Worker) {
			w.Observe = func(_ string, l jobs.Line) {
				if l.Event == "request-done" {
					held = stored()
				}
			}
			w.Name = "canary"
		})
		launch(t, c, a)
		a.completes()
		look.drained()
		all := held + stored()
		require.Contains(t, all, "canary.", "the search finds what is there")
		for _, secret := range []string{"OPTIONS-q7Zk", "PAYLOAD-x3Wd", "RESULT-p9Rt", `"success"`} {
			require.NotContains(t, all, secret)
		}
		for _, key := range []*address.PrivateKey{a.key, testIdentity(), testLauncher()} {
			require.NotContains(t, all, key.Base58())
		}
	})
}

// TestStop: a worker that is stopped finishes the job it has, and takes no other.
func TestStop(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	c := open(t, url)
	first, second := startApp(t, protocol.ZKCWv2, url), startApp(t, protocol.ZKCWv2, url)
	proving, stopped := make(chan struct{}), make(chan struct{})
	w := start(t, c, protocol.ZKCWv2, func(w *jobs.Worker) {
		w.Grace = patience
		w.Prove = func(ctx context.Context, options, payload string) (string, error) {
			close(proving)
			<-stopped
			return prove(ctx, options, payload)
		}
	})
	launch(t, c, first)
	<-proving
	launch(t, c, second)
	w.cancel()
	close(stopped)
	<-w.done
	first.completes()
	job, err := c.Get(t.Context(), second.launch.ID)
	require.NoError(t, err)
	require.Equal(t, jobs.StateCreated, job.State)

	// One without grace gives its job up by name.
	proving = make(chan struct{})
	w = start(t, c, protocol.ZKCWv2, func(w *jobs.Worker) {
		w.Prove = func(ctx context.Context, _, _ string) (string, error) {
			close(proving)
			<-ctx.Done()
			return "", ctx.Err()
		}
	})
	<-proving
	w.stop()
	require.Equal(t, "closed", wait(t, c, second.launch.ID).Code)
}

// TestSpoiledStore: what others write in the streams harms no other job.
func TestSpoiledStore(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	c, look := open(t, url), peek(t, url)
	a := startApp(t, protocol.ZKCWv2, url)
	records, err := look.js.KeyValue(t.Context(), "minaseal-jobs")
	require.NoError(t, err)
	_, err = records.Put(t.Context(), "spoiled", []byte(`{"v":"minaseal-job-v1"}`))
	require.NoError(t, err)
	for _, id := range []string{"spoiled", "missing"} {
		_, err = look.js.Publish(t.Context(), "minaseal.jobs.v1.queue.zkcw-v2."+id, []byte(`{}`))
		require.NoError(t, err)
	}
	_, err = look.js.Publish(t.Context(), "minaseal.jobs.v1.log."+a.launch.ID, []byte("\x1b[2J not a line"))
	require.NoError(t, err)
	start(t, c, protocol.ZKCWv2)
	launch(t, c, a)
	a.completes()
	look.drained()
	_, err = c.Get(t.Context(), "spoiled")
	require.ErrorIs(t, err, jobs.ErrMalformed)
	_, err = c.Get(t.Context(), "missing")
	require.ErrorIs(t, err, jobs.ErrUnknownJob)
	_, err = c.Wait(t.Context(), "no such id")
	require.ErrorIs(t, err, jobs.ErrConfig)
	all, bad, err := c.List(t.Context())
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, 1, bad)
	lines, err := c.Logs(t.Context(), a.launch.ID)
	require.NoError(t, err)
	require.Equal(t, "take", lines[0].Event)
}

// covers: JOB-8
func TestUnusableConfigurations(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	server := natstransport.Options{URL: url}
	for _, s := range []jobs.Settings{{Replicas: -1}, {Replicas: 6}, {AckWait: -1}, {Retention: -1}, {LogLines: -1}} {
		_, err := jobs.Open(t.Context(), server, s)
		require.ErrorIs(t, err, jobs.ErrConfig)
	}
	_, err := jobs.Open(t.Context(), natstransport.Options{}, settings)
	require.ErrorIs(t, err, natstransport.ErrConfig)
	_, err = jobs.Open(t.Context(), natstransport.Options{URL: natstest.RunServer(t)}, settings)
	require.ErrorIs(t, err, jobs.ErrConfig)
	require.ErrorContains(t, err, "no JetStream")

	c, key := open(t, url), address.GeneratePrivateKey().PublicKey()
	ticket, err := protocol.IssueTicket(testLauncher(), "j", key, key, time.Now())
	require.NoError(t, err)
	for _, l := range []jobs.Launch{
		{}, {Profile: protocol.ZKCWv2}, {App: key}, {Profile: 9, App: key},
		{Profile: protocol.ZKCWv2, App: key, ID: "a.b"},
		{Profile: protocol.ZKCWv2, App: key, ID: strings.Repeat("a", 65)},
		{Profile: protocol.ZKCWv2, App: key, Attempts: 101},
		{Profile: protocol.ZKCWv2, App: key, Attempts: -1},
		{Profile: protocol.ZKCWv2, App: key, Deadline: -1},
		{Profile: protocol.ZKCWv2, App: key, Deadline: jobs.DefaultRetention + 1},
		{Profile: protocol.ZKCWv2, App: key, ID: "j", Tickets: []*protocol.Ticket{ticket}},
		{Profile: protocol.SealedV1, App: key, ID: "k", Tickets: []*protocol.Ticket{ticket}},
	} {
		_, err := c.Launch(t.Context(), l)
		require.ErrorIs(t, err, jobs.ErrConfig, "%+v", l)
	}
	for _, w := range []jobs.Worker{
		{}, {Profile: protocol.ZKCWv2}, {Prove: prove},
		{Profile: protocol.ZKCWv2, Prove: prove, ProverOf: proverOf},
		{Profile: protocol.SealedV1, Prove: prove},
		{Profile: protocol.ZKCWv2, Prove: prove, Identity: testIdentity()},
		{Profile: protocol.ZKCWv2, Prove: prove, Parallel: -1},
		{Profile: protocol.ZKCWv2, Prove: prove, Parallel: 1001},
		{Profile: protocol.ZKCWv2, Prove: prove, Name: "a b"},
		{Profile: protocol.ZKCWv2, Prove: prove, Name: strings.Repeat("a", 49)},
	} {
		require.ErrorIs(t, c.Work(t.Context(), w), jobs.ErrConfig)
	}
	require.Empty(t, peek(t, url).messages("MINASEAL_JOBS"))
}

// TestConsumer looks at what the queue promises.
//
// covers: JOB-6
func TestConsumer(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	w := start(t, open(t, url), protocol.ZKCWv1)
	look := peek(t, url)
	var consumer jetstream.Consumer
	require.Eventually(t, func() (ok bool) {
		var err error
		consumer, err = look.js.Consumer(t.Context(), "MINASEAL_JOBS", "workers-zkcw-v1")
		return err == nil
	}, patience, 10*time.Millisecond)
	config := consumer.CachedInfo().Config
	require.Equal(t, -1, config.MaxDeliver)
	require.Equal(t, calm, config.AckWait)
	require.Equal(t, jetstream.AckExplicitPolicy, config.AckPolicy)
	w.stop()
	queue, err := look.js.Stream(t.Context(), "MINASEAL_JOBS")
	require.NoError(t, err)
	require.Equal(t, jetstream.WorkQueuePolicy, queue.CachedInfo().Config.Retention)
	require.Equal(t, jetstream.FileStorage, queue.CachedInfo().Config.Storage)
}
