package jobs_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
)

// TestResultWaitsForTheApp: the app's connection is cut when the result is stored, for
// longer than any one delivery of it takes. The app has the result when it is back.
//
// covers: JOB-26
func TestResultWaitsForTheApp(t *testing.T) {
	t.Parallel()
	for _, p := range []protocol.Profile{protocol.ZKCWv2, protocol.SealedV1} {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			url := natstest.RunServer(t, natstest.JetStream(t))
			link := natstest.NewLink(t, url)
			c, a, look := openHasty(t, url), startApp(t, p, link.URL()), peek(t, url)
			var missed atomic.Int32
			first := start(t, openHasty(t, url), p, func(w *jobs.Worker) {
				w.Observe = func(_ string, l jobs.Line) {
					if l.Event == "result" {
						link.Cut()
					}
				}
			})
			launch(t, c, a)
			require.Equal(t, jobs.StateFinished, wait(t, c, a.launch.ID).State)
			first.stop() // it has the request in its hands: another one delivers
			start(t, c, p, func(w *jobs.Worker) {
				w.Observe = func(_ string, l jobs.Line) {
					if l.Event == "redeliver" && l.Code == "no_responder" {
						missed.Add(1)
					}
				}
			})
			require.Eventually(t, func() bool { return missed.Load() >= 2 }, patience, 10*time.Millisecond)
			link.Mend()
			a.completes()
			look.drained()
			again, err := c.Retrieve(t.Context(), a.launch.ID)
			require.NoError(t, err)
			require.Equal(t, 1, again.Attempt)
		})
	}
}

// TestResultIsNotDeliveredForEver: an app that does not come back is not waited for after
// the deadline.
//
// covers: JOB-26
func TestResultIsNotDeliveredForEver(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	c, a, look := openHasty(t, url), startApp(t, protocol.ZKCWv2, url), peek(t, url)
	a.launch.Deadline = 3 * time.Second
	start(t, c, protocol.ZKCWv2, func(w *jobs.Worker) {
		w.RequestTimeout = 200 * time.Millisecond
		w.Observe = func(_ string, l jobs.Line) {
			if l.Event == "result" {
				a.stop()
			}
		}
	})
	launch(t, c, a)
	job := wait(t, c, a.launch.ID)
	require.Equal(t, jobs.StateFinished, job.State)
	look.drained()
	require.True(t, time.Now().After(job.Deadline))
}

// TestOvertakenWorkerFinishes: a worker is cut off in the middle of its run, for so long
// that it counts as dead and another one tries in vain; then it goes on, and its result
// counts.
//
// covers: JOB-16, NAT-29
func TestOvertakenWorkerFinishes(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"reply-options", "request-ready", "proved"} {
		for _, p := range []protocol.Profile{protocol.ZKCWv2, protocol.SealedV1} {
			t.Run(step+"/"+p.String(), func(t *testing.T) {
				t.Parallel()
				url := natstest.RunServer(t, natstest.JetStream(t))
				c, a, look := openHasty(t, url), startApp(t, p, url), peek(t, url)
				a.launch.Attempts = 100
				link := natstest.NewLink(t, url)
				cut, tried := make(chan struct{}), make(chan struct{})
				start(t, openHasty(t, link.URL()), p, func(w *jobs.Worker) {
					var once sync.Once
					w.Name = "first"
					w.Observe = func(_ string, l jobs.Line) {
						if l.Event == step {
							once.Do(func() {
								link.Cut()
								close(cut)
								<-tried
							})
						}
					}
				})
				launch(t, c, a)
				<-cut
				start(t, c, p, func(w *jobs.Worker) {
					var once sync.Once
					w.Name, w.RequestTimeout = "second", answer
					w.Observe = func(_ string, l jobs.Line) {
						if l.Event == "return" && l.Code == "second_worker" {
							once.Do(func() { close(tried) })
						}
					}
				})
				<-tried
				link.Mend()
				a.completes()
				job := wait(t, c, a.launch.ID)
				require.Equal(t, jobs.StateFinished, job.State)
				require.Contains(t, job.Worker, "first.")
				_, err := c.Retrieve(t.Context(), a.launch.ID)
				require.NoError(t, err)
				look.drained()
			})
		}
	}
}

// TestWorkerIsToldOfTheEnd: a worker whose job has failed without it ends its attempt, and
// says why, before it has the result.
//
// covers: JOB-28
func TestWorkerIsToldOfTheEnd(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	c, a := openHasty(t, url), startApp(t, protocol.ZKCWv2, url)
	proving, stale := make(chan struct{}), make(chan string, 1)
	start(t, c, protocol.ZKCWv2, func(w *jobs.Worker) {
		w.Prove = func(ctx context.Context, _, _ string) (string, error) {
			close(proving)
			<-ctx.Done()
			return "", ctx.Err()
		}
		w.Observe = func(_ string, l jobs.Line) {
			if l.Event == "stale" {
				stale <- l.Code
			}
		}
	})
	launch(t, c, a)
	<-proving
	_, err := c.Cancel(t.Context(), a.launch.ID)
	require.NoError(t, err)
	select {
	case code := <-stale:
		require.Equal(t, "closed", code)
	case <-time.After(patience):
		t.Fatal("the worker goes on")
	}
}

// TestWaitEnds: who waits for a job whose server has stopped for good ends within a second
// of the deadline.
//
// covers: JOB-29
func TestWaitEnds(t *testing.T) {
	t.Parallel()
	server := natstest.StartServer(t, natstest.JetStream(t))
	c, a := open(t, server.URL()), startApp(t, protocol.ZKCWv2, server.URL())
	a.launch.Deadline = 2 * time.Second
	launch(t, c, a)
	ended := make(chan error, 1)
	go func() {
		_, err := c.Wait(t.Context(), a.launch.ID)
		ended <- err
	}()
	time.Sleep(500 * time.Millisecond) // it has asked
	server.Stop()
	require.ErrorIs(t, <-ended, jobs.ErrStore)
	require.Less(t, time.Since(a.begun), 3*time.Second+testPause)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.Wait(ctx, a.launch.ID)
	require.Equal(t, "closed", coded.Code(err))
}

// testPause is what a busy machine may add.
const testPause = time.Second

// TestServerKills restarts the server again and again while jobs run, and while workers
// and apps have other connections than the client: every job is done, and no launcher has
// to try again.
//
// covers: JOB-27, JOB-30, NAT-29
func TestServerKills(t *testing.T) {
	t.Parallel()
	const kills, batch = 12, 24
	profiles := []protocol.Profile{protocol.ZKCWv2, protocol.SealedV1}
	server := natstest.StartServer(t, natstest.JetStream(t))
	c := openWith(t, server.URL(), jobs.Settings{AckWait: 3 * time.Second})
	for i, p := range append(profiles, profiles...) {
		start(t, open(t, server.URL()), p, func(w *jobs.Worker) {
			w.Parallel, w.RequestTimeout, w.Name = 4, 3*time.Second, fmt.Sprint("w", i)
			w.Prove = func(ctx context.Context, options, payload string) (string, error) {
				time.Sleep(30 * time.Millisecond)
				return prove(ctx, options, payload)
			}
		})
	}
	var all sync.WaitGroup
	for range kills {
		var apps []*app
		for i := range batch {
			a := startAppFor(t, profiles[i%len(profiles)], server.URL(), 40*time.Second)
			launch(t, c, a)
			apps = append(apps, a)
		}
		server.Stop()
		server.Start(t)
		for _, a := range apps {
			all.Go(func() {
				<-a.done
				job, err := c.Wait(t.Context(), a.launch.ID)
				if err != nil || a.err != nil || job.State != jobs.StateFinished {
					lines, _ := c.Logs(t.Context(), a.launch.ID)
					t.Errorf("app: %v; job %+v: %v\n%v", a.err, job, err, lines[max(0, len(lines)-12):])
					return
				}
				if _, err := c.Retrieve(t.Context(), a.launch.ID); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(300 * time.Millisecond)
	}
	all.Wait()
	peek(t, server.URL()).drained()
}
