package conformance_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/internal/coded"
)

// fixed is a layer with given jobs.
type fixed struct {
	jobs   []conformance.Job
	err    error
	closed bool
}

func (*fixed) Name() string                                               { return "fixed" }
func (f *fixed) Plan(*conformance.Environment) ([]conformance.Job, error) { return f.jobs, f.err }
func (f *fixed) Close() error                                             { f.closed = true; return nil }

// job makes a job of a function.
func job(id, lane string, run func(context.Context) conformance.Outcome) conformance.Job {
	return conformance.Job{Case: conformance.Case{ID: id, Requirements: []string{"DRV-1"}}, Subject: "s", Lane: lane, Run: run}
}

// ends makes a job that ends with a verdict.
func ends(id string, v conformance.Verdict) conformance.Job {
	return job(id, "", func(context.Context) conformance.Outcome { return conformance.Outcome{Verdict: v} })
}

func runFixed(t *testing.T, jobs ...conformance.Job) *conformance.Report {
	t.Helper()
	layer := &fixed{jobs: jobs}
	report, err := conformance.Run(t.Context(), conformance.Config{Layers: []conformance.Layer{layer}, JobLimit: 100 * time.Millisecond})
	require.NoError(t, err)
	require.True(t, layer.closed)
	require.Equal(t, len(jobs), report.Planned)
	require.Len(t, report.Results, report.Planned)
	return report
}

// Whatever a job does, its case is reported, exactly once, and so are the others.
func TestEveryJobIsReported(t *testing.T) {
	report := runFixed(t,
		ends("a/1", conformance.Pass),
		job("a/2", "", func(context.Context) conformance.Outcome { panic("out of luck") }),
		job("a/3", "", func(context.Context) conformance.Outcome { runtime.Goexit(); return conformance.Outcome{} }),
		job("a/4", "", func(ctx context.Context) conformance.Outcome {
			<-ctx.Done()
			return conformance.Outcome{Verdict: conformance.Timeout}
		}),
		ends("a/5", ""),
		ends("a/6", conformance.Unsupported),
	)
	want := []conformance.Verdict{
		conformance.Pass, conformance.HarnessError, conformance.HarnessError, conformance.Timeout, conformance.HarnessError, conformance.Unsupported,
	}
	for i, r := range report.Results {
		require.Equal(t, fmt.Sprintf("a/%d", i+1), r.Case.ID)
		require.Equal(t, want[i], r.Verdict, r.Case.ID)
	}
	require.Contains(t, report.Results[1].Remark, "out of luck")
	require.Contains(t, report.Results[1].Detail, "runner_test.go")
	require.Equal(t, conformance.ExitHarness, report.Exit())
}

func TestExit(t *testing.T) {
	require.Equal(t, conformance.ExitConforms, runFixed(t, ends("a/1", conformance.Pass), ends("a/2", conformance.Unsupported), ends("a/3", conformance.Accepted)).Exit())
	require.Equal(t, conformance.ExitFails, runFixed(t, ends("a/1", conformance.Pass), ends("a/2", conformance.Fail)).Exit())
	require.Equal(t, conformance.ExitFails, runFixed(t, ends("a/1", conformance.Pass), ends("a/2", conformance.Timeout)).Exit())
	require.Equal(t, conformance.ExitHarness, runFixed(t, ends("a/1", conformance.Fail), ends("a/2", conformance.HarnessError)).Exit())
	lost := runFixed(t, ends("a/1", conformance.Pass), ends("a/2", conformance.Pass))
	lost.Results = lost.Results[:1]
	require.Equal(t, conformance.ExitHarness, lost.Exit(), "planned != reported")
}

func TestFaultyPlans(t *testing.T) {
	for name, c := range map[string]struct {
		layer *fixed
		want  error
	}{
		"a case twice": {&fixed{jobs: []conformance.Job{ends("a/1", conformance.Pass), ends("a/1", conformance.Pass)}}, conformance.ErrPlan},
		"no function":  {&fixed{jobs: []conformance.Job{job("a/1", "", nil)}}, conformance.ErrPlan},
		"no id":        {&fixed{jobs: []conformance.Job{ends("", conformance.Pass)}}, conformance.ErrPlan},
		"no case":      {&fixed{}, conformance.ErrEmpty},
		"own error":    {&fixed{err: context.Canceled}, context.Canceled},
	} {
		report, err := conformance.Run(t.Context(), conformance.Config{Layers: []conformance.Layer{c.layer}})
		require.ErrorIs(t, err, c.want, name)
		require.Nil(t, report, name)
		if !errors.Is(c.want, context.Canceled) {
			require.Equal(t, "bad_request", coded.Code(err))
		}
	}
}

// Jobs of one lane run in turn and in order, lanes side by side.
func TestLanes(t *testing.T) {
	var mu sync.Mutex
	running, order := map[string]int{}, map[string][]int{}
	together := make(chan struct{})
	var met sync.Once
	var jobs []conformance.Job
	for _, lane := range []string{"x", "y"} {
		for i := range 20 {
			jobs = append(jobs, job(fmt.Sprintf("%s/%d", lane, i), lane, func(context.Context) conformance.Outcome {
				mu.Lock()
				running[lane]++
				alone := running[lane] == 1
				if running["x"] == 1 && running["y"] == 1 {
					met.Do(func() { close(together) })
				}
				order[lane] = append(order[lane], i)
				mu.Unlock()
				<-together
				mu.Lock()
				running[lane]--
				mu.Unlock()
				if !alone {
					return conformance.Outcome{Verdict: conformance.Fail}
				}
				return conformance.Outcome{Verdict: conformance.Pass}
			}))
		}
	}
	seen := 0
	report, err := conformance.Run(t.Context(), conformance.Config{
		Layers: []conformance.Layer{&fixed{jobs: jobs}}, Parallel: 2,
		Observe: func(done, planned int, _ *conformance.Result) {
			seen++
			if done != seen || planned != len(jobs) {
				t.Errorf("%d of %d at call %d", done, planned, seen)
			}
		},
	})
	require.NoError(t, err)
	require.Zero(t, report.Exit())
	require.Equal(t, len(jobs), seen)
	for _, lane := range order {
		for i, n := range lane {
			require.Equal(t, i, n)
		}
	}
}

// Drivers without a name, or with the same one, have labels of their own.
func TestLabels(t *testing.T) {
	layer, err := conformance.Vectors()
	require.NoError(t, err)
	mute := conformance.NewHandler("mute", func([]byte) []byte { return []byte("?") })
	report, err := conformance.Run(t.Context(), conformance.Config{
		Environment: conformance.Environment{Implementations: []*conformance.Implementation{
			{Driver: conformance.Own()}, {Driver: conformance.Own()}, {Driver: mute},
		}},
		Layers: []conformance.Layer{layer}, Selection: &conformance.Selection{Only: []string{"field/fp/1"}},
	})
	require.NoError(t, err)
	subjects := report.Subjects()
	require.Len(t, subjects, 3)
	require.Equal(t, subjects[0]+" (2)", subjects[1])
	require.Equal(t, "driver 3", subjects[2])
	require.Equal(t, []string{"driver 3"}, report.Untested())
	require.Equal(t, conformance.ExitFails, report.Exit())
}
