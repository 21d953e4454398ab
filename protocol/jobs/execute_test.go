package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/protocol/jobs"
)

// execution returns one of the texts of the tests.
func execution(p protocol.Profile) jobs.Execution {
	e := jobs.Execution{Profile: p, Options: testOptions, Payload: testPayload, Deadline: patience}
	if p.Authenticated() {
		e.Launcher, e.Workers = testLauncher(), []*address.PublicKey{testIdentity().PublicKey()}
	}
	return e
}

func TestExecute(t *testing.T) {
	inAll(t, func(t *testing.T, p protocol.Profile, url string) {
		c := open(t, url)
		start(t, c, p)
		var states []jobs.State
		e := execution(p)
		e.OnJob = func(job *jobs.Job) { states = append(states, job.State) }
		done, err := c.Execute(t.Context(), e)
		require.NoError(t, err)
		require.Equal(t, testResult, done.Result)
		require.Equal(t, jobs.StateUsed, done.Job.State)
		require.NotEmpty(t, done.Exchanges)
		require.Equal(t, []jobs.State{jobs.StateCreated, jobs.StateFinished, jobs.StateUsed}, states)
	})
}

// TestExecuteTriesAgain when a worker dies in mid-run: the first one dies in its proof, and
// the app is bound to it.
func TestExecuteTriesAgain(t *testing.T) {
	inAll(t, func(t *testing.T, p protocol.Profile, url string) {
		dying, c := openHasty(t, url), openHasty(t, url)
		proving := make(chan struct{}, 1)
		start(t, dying, p, func(w *jobs.Worker) {
			w.Prove = func(ctx context.Context, _, _ string) (string, error) {
				proving <- struct{}{}
				<-ctx.Done()
				return "", ctx.Err()
			}
		})
		e := execution(p)
		e.Retries = 1
		seen := map[string]bool{}
		e.OnJob = func(job *jobs.Job) { seen[job.ID] = true }
		go func() {
			<-proving
			dying.Close() // it is silent from now on
			start(t, c, p, func(w *jobs.Worker) { w.RequestTimeout = answer })
		}()
		done, err := c.Execute(t.Context(), e)
		require.NoError(t, err)
		require.Equal(t, testResult, done.Result)
		require.Len(t, seen, 2)
	})
}

// TestExecuteEnds within a second of its deadline, and when it is cancelled; then the job
// has ended, too.
func TestExecuteEnds(t *testing.T) {
	inAll(t, func(t *testing.T, p protocol.Profile, url string) {
		c := open(t, url)
		e := execution(p) // which no worker does
		e.Deadline = 300 * time.Millisecond
		_, err := c.Execute(t.Context(), e)
		require.Equal(t, "timeout", coded.Code(err))

		ctx, cancel := context.WithCancel(t.Context())
		e.Deadline = patience
		var id string
		e.OnJob = func(job *jobs.Job) { id = job.ID; cancel() }
		_, err = c.Execute(ctx, e)
		require.Equal(t, "closed", coded.Code(err))
		job, err := c.Get(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, "closed", job.Code)
	})
}

func TestExecutionsThatCannotWork(t *testing.T) {
	inAll(t, func(t *testing.T, p protocol.Profile, url string) {
		c := open(t, url)
		for name, change := range map[string]func(*jobs.Execution){
			"profile": func(e *jobs.Execution) { e.Profile = 0 },
			"launcher": func(e *jobs.Execution) {
				e.Launcher = map[bool]*address.PrivateKey{false: testLauncher()}[p.Authenticated()]
			},
			"workers": func(e *jobs.Execution) {
				e.Workers = map[bool][]*address.PublicKey{false: {testIdentity().PublicKey()}}[p.Authenticated()]
			},
			"attempts": func(e *jobs.Execution) { e.Attempts = -1 },
			"retries":  func(e *jobs.Execution) { e.Retries = -1 },
			"deadline": func(e *jobs.Execution) { e.Deadline = -1 },
			"time":     func(e *jobs.Execution) { e.RequestTimeout = -1 },
		} {
			e := execution(p)
			e.OnJob = func(*jobs.Job) { t.Error("a job was launched") }
			change(&e)
			_, err := c.Execute(t.Context(), e)
			require.ErrorIs(t, err, jobs.ErrConfig, name)
		}
	})
}
