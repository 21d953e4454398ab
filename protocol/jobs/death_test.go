package jobs_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
)

// TestWorkerDies cuts a worker off the network at each step of a job, and lets another
// one take over; then the first comes back to life and goes on.
//
// covers: JOB-16, JOB-17, JOB-18
func TestWorkerDies(t *testing.T) {
	for _, x := range []struct {
		step   string // the line after which the worker is cut off
		end    jobs.State
		code   string
		served bool // whether the app has its result
	}{
		{"take", jobs.StateFinished, "", true},
		{"start", jobs.StateFinished, "", true},
		{"request-options", jobs.StateFinished, "", true}, // told before it is sent
		{"reply-options", jobs.StateFailed, "second_worker", false},
		{"request-ready", jobs.StateFailed, "second_worker", false},
		{"reply-execute", jobs.StateFailed, "second_worker", false},
		{"proved", jobs.StateFailed, "second_worker", false},
		{"result", jobs.StateFinished, "", true},
		{"request-done", jobs.StateFinished, "", true},
		{"reply-close", jobs.StateFinished, "", true},
		{"acknowledge", jobs.StateFinished, "", true},
	} {
		for _, p := range []protocol.Profile{protocol.ZKCWv2, protocol.SealedV1} {
			t.Run(x.step+"/"+p.String(), func(t *testing.T) {
				t.Parallel()
				url := natstest.RunServer(t, natstest.JetStream(t))
				c, a, look := openHasty(t, url), startApp(t, p, url), peek(t, url)
				link := natstest.NewLink(t, url)
				dead, alive := make(chan struct{}), make(chan struct{})
				first := start(t, openHasty(t, link.URL()), p, func(w *jobs.Worker) {
					var once sync.Once
					w.Name = "first"
					w.Observe = func(_ string, l jobs.Line) {
						if l.Event == x.step {
							once.Do(func() {
								link.Cut()
								close(dead)
								<-alive
							})
						}
					}
				})
				launch(t, c, a)
				<-dead
				start(t, c, p, func(w *jobs.Worker) { w.Name, w.RequestTimeout = "second", answer })
				job := wait(t, c, a.launch.ID)
				require.Equal(t, x.end, job.State)
				require.Equal(t, x.code, job.Code)
				if x.served {
					a.completes()
					var err error
					job, err = c.Retrieve(t.Context(), a.launch.ID) // which ends deliveries to an app that is content
					require.NoError(t, err)
				}
				look.drained()

				link.Mend()
				close(alive)
				time.Sleep(ackWait / 4) // what it does now is refused, or has been done
				first.stop()
				again, err := c.Get(t.Context(), a.launch.ID)
				require.NoError(t, err)
				require.Equal(t, job, again, "a dead worker's word does not count")
				if !x.served {
					a.stop()
					require.ErrorIs(t, a.err, protocol.ErrClosed, "a result that was refused is not sent")
				}
			})
		}
	}
}

// TestAttemptsAreUsedUp: a job whose workers all die ends with a name.
//
// covers: ERR-47
func TestAttemptsAreUsedUp(t *testing.T) {
	t.Parallel()
	url := natstest.RunServer(t, natstest.JetStream(t))
	c, a := openHasty(t, url), startApp(t, protocol.ZKCWv2, url)
	a.launch.Attempts = 2
	launch(t, c, a)
	for range a.launch.Attempts {
		link := natstest.NewLink(t, url)
		dead, forever := make(chan struct{}), make(chan struct{})
		start(t, openHasty(t, link.URL()), protocol.ZKCWv2, func(w *jobs.Worker) {
			var once sync.Once
			w.Observe = func(_ string, l jobs.Line) {
				once.Do(func() {
					link.Cut()
					close(dead)
					<-forever
				})
			}
		})
		t.Cleanup(func() {
			link.Mend()
			close(forever)
		})
		<-dead
	}
	start(t, c, protocol.ZKCWv2)
	job := wait(t, c, a.launch.ID)
	require.Equal(t, "worker_lost", job.Code)
	require.Equal(t, 2, job.Attempt)
	require.True(t, job.Lost)
}

// TestServerRestart stops the only server while jobs wait, while one is at work and while
// one is done: all of them end well when it is back.
func TestServerRestart(t *testing.T) {
	t.Parallel()
	server := natstest.StartServer(t, natstest.JetStream(t))
	c, link := open(t, server.URL()), natstest.NewLink(t, server.URL())
	done := startApp(t, protocol.ZKCWv2, server.URL())
	launch(t, c, done)
	proving, resume := make(chan struct{}, 10), make(chan struct{})
	w := start(t, open(t, link.URL()), protocol.ZKCWv2, func(w *jobs.Worker) {
		w.Prove = func(ctx context.Context, options, payload string) (string, error) {
			proving <- struct{}{}
			<-resume
			return prove(ctx, options, payload)
		}
	})
	<-proving
	resume <- struct{}{}
	require.Equal(t, jobs.StateFinished, wait(t, c, done.launch.ID).State)
	busy, waiting := startApp(t, protocol.ZKCWv2, server.URL()), startApp(t, protocol.ZKCWv2, server.URL())
	launch(t, c, busy)
	<-proving
	launch(t, c, waiting)

	before, err := c.Get(t.Context(), done.launch.ID)
	require.NoError(t, err)
	server.Stop()
	server.Start(t)
	close(resume)
	for _, a := range []*app{busy, waiting} {
		require.Equal(t, jobs.StateFinished, wait(t, c, a.launch.ID).State)
		a.completes()
	}
	after, err := c.Get(t.Context(), done.launch.ID)
	require.NoError(t, err)
	require.Equal(t, before, after)
	peek(t, server.URL()).drained()
	w.stop()
}
