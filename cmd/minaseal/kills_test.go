//go:build trials

package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/testkit/natstest"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
	"github.com/minaseal/minaseal/protocol/natstransport"
)

const (
	trialJobs    = 280
	trialKills   = 12
	trialWorkers = 4
	trialAtOnce  = 16
)

// TestServerIsKilledAgainAndAgain: jobs, launched sixteen at a time, while `minaseal serve` is
// killed and started again. All are done, without a retry, each once from its app's view.
func TestServerIsKilledAgainAndAgain(t *testing.T) {
	for _, profile := range []protocol.Profile{protocol.ZKCWv2, protocol.ZKCWv1} {
		t.Run(profile.String(), func(t *testing.T) { killTrial(t, profile) })
	}
}

func killTrial(t *testing.T, profile protocol.Profile) {
	serve := []string{"serve", "--listen", fmt.Sprintf("127.0.0.1:%d", natstest.FreePort(t)), "--store", t.TempDir(), "--ack-wait", "5s"}
	server := spawn(t, serve...)
	options := natstransport.Options{URL: server.events.await(t, event("server")).URL}
	open := func() *jobs.Client {
		c, err := jobs.Open(context.Background(), options, jobs.Settings{})
		require.NoError(t, err)
		t.Cleanup(c.Close)
		return c
	}
	working, stop := context.WithCancel(t.Context())
	var workers sync.WaitGroup
	for range trialWorkers {
		c := open()
		workers.Go(func() {
			_ = c.Work(working, jobs.Worker{Profile: profile, Prove: func(ctx context.Context, _, payload string) (string, error) {
				time.Sleep(20 * time.Millisecond) // a proof
				return "result of " + payload, nil
			}})
		})
	}
	defer workers.Wait()
	defer stop()

	var done atomic.Int32
	var launchers sync.WaitGroup
	numbers := make(chan int)
	for range trialAtOnce {
		c := open()
		launchers.Go(func() {
			for i := range numbers {
				payload := fmt.Sprintf(`{"value":"%d"}`, i)
				executed, err := c.Execute(t.Context(), jobs.Execution{Profile: profile, Payload: payload, Deadline: 2 * time.Minute, Attempts: 20})
				if err != nil {
					t.Errorf("job %d: %v", i, err)
				} else if executed.Result != "result of "+payload {
					t.Errorf("job %d has the result %q", i, executed.Result)
				} else {
					done.Add(1)
				}
			}
		})
	}
	kills := make(chan struct{})
	go func() {
		defer close(kills)
		for range trialKills {
			time.Sleep(700 * time.Millisecond)
			server.kill()
			server = spawn(t, serve...)
			server.events.await(t, event("server"))
		}
	}()
	for i := range trialJobs {
		numbers <- i
		time.Sleep(40 * time.Millisecond) // so that the kills fall among them
	}
	close(numbers)
	launchers.Wait()
	<-kills
	require.EqualValues(t, trialJobs, done.Load())
}
