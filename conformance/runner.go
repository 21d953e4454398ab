package conformance

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"

	"github.com/minaseal/minaseal/internal/coded"
)

// Errors of [Run].
var (
	// ErrPlan reports a layer that planned the same case twice for one subject, or
	// a job without a function: a fault of the suite.
	ErrPlan = coded.New("conformance", "bad_request", "a faulty plan")
	// ErrEmpty reports a selection that leaves no case.
	ErrEmpty = coded.New("conformance", "bad_request", "no case is left to run")
)

// Config says what to run.
type Config struct {
	Environment
	Layers    []Layer
	Selection *Selection // which of the cases; nil for all
	Baselines []*Baseline
	Complete  bool // what an implementation does not support makes it fail
	// Suite and Again are for the report: the version of the suite, and the command that
	// makes the report again.
	Suite, Again string
	// StrictCodes overrides what the drivers say about their error codes; nil does
	// not.
	StrictCodes *bool
	// Parallel is how many lanes run at the same time; 0 is one.
	Parallel int
	// JobLimit bounds one job; 0 is five minutes. A job that does not end then is a
	// HARNESS-ERROR: jobs have deadlines of their own.
	JobLimit time.Duration
	// Observe is told of every result, by one goroutine at a time; it may be nil.
	Observe func(done, planned int, r *Result)
}

const (
	defaultJobLimit = 5 * time.Minute
	jobGrace        = 5 * time.Second // from the end of a job's context to its end
)

// Run plans all jobs, carries them out and reports each exactly once. It says hello
// to the drivers first; one that does not answer fails all of its cases. The error
// is not nil if the suite could not plan, or if ctx ended: then there is no report.
func Run(ctx context.Context, config Config) (*Report, error) {
	for _, implementation := range config.Implementations {
		implementation.Greet(ctx)
		if config.StrictCodes != nil {
			implementation.StrictCodes = *config.StrictCodes
		}
	}
	label(config.Implementations)
	r := &run{config: config}
	if err := r.plan(); err != nil {
		return nil, err
	}
	r.execute(ctx)
	if err := closeLayers(config.Layers); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped after %d of %d cases: %w", r.done, len(r.jobs), err)
	}
	return newReport(&config, r.results, r.skipped), nil
}

// List returns the cases that Run would run for the implementations of config,
// each once, in the order of the plan. It starts nothing.
func List(config *Config) ([]Case, error) {
	label(config.Implementations)
	r := &run{config: *config}
	if err := r.plan(); err != nil {
		return nil, err
	}
	var cases []Case
	seen := map[string]bool{}
	for _, job := range r.jobs {
		if !seen[job.Case.ID] {
			seen[job.Case.ID] = true
			cases = append(cases, job.Case)
		}
	}
	return cases, nil
}

// closeLayers ends what the layers left running.
func closeLayers(layers []Layer) error {
	var all []error
	for _, layer := range layers {
		if closer, ok := layer.(io.Closer); ok {
			all = append(all, closer.Close())
		}
	}
	return errors.Join(all...)
}

// Greet asks who the implementation is, if nobody did so yet, and takes its name
// for a label and its claim about codes. It guards the driver. Run greets all.
func (i *Implementation) Greet(ctx context.Context) {
	if i.Driver == nil {
		return
	}
	i.Driver = newGuard(i.Driver, 0) // layers may share it
	if i.Hello != nil {
		return
	}
	hello, err := i.Driver.Hello(ctx)
	if err != nil {
		return // the first case says it again, and why
	}
	i.Hello = hello
	i.StrictCodes = i.StrictCodes || hello.Codes
	if i.Label == "" {
		i.Label = hello.Name + " " + hello.Version
	}
}

// run is one execution of Run.
type run struct {
	config  Config
	jobs    []Job
	results []*Result // one for each job; nil until it ended
	skipped []planned // planned by a layer, left out by the selection

	mu   sync.Mutex
	done int
}

// plan asks the layers for their jobs and makes an open result for each selected
// one.
func (r *run) plan() error {
	seen := map[planned]bool{}
	for _, layer := range r.config.Layers {
		jobs, err := layer.Plan(&r.config.Environment)
		if err != nil {
			return fmt.Errorf("layer %s: %w", layer.Name(), err)
		}
		for _, job := range jobs {
			key := planned{job.Subject, job.Case.ID}
			if seen[key] || job.Run == nil || job.Case.ID == "" {
				return fmt.Errorf("%w: layer %s, case %q of %q", ErrPlan, layer.Name(), job.Case.ID, job.Subject)
			}
			seen[key] = true
			if !r.config.Selection.Has(&job.Case) {
				r.skipped = append(r.skipped, key)
				continue
			}
			r.jobs = append(r.jobs, job)
			r.results = append(r.results, &Result{Case: job.Case, Layer: layer.Name(), Subject: job.Subject})
		}
	}
	if len(r.jobs) == 0 {
		return ErrEmpty
	}
	return nil
}

// label gives a name to implementations that said none, and a number to those that
// have another one's.
func label(implementations []*Implementation) {
	taken := map[string]bool{}
	for n, i := range implementations {
		if i.Label == "" {
			i.Label = fmt.Sprintf("driver %d", n+1)
		}
		name := i.Label
		for again := 2; taken[i.Label]; again++ {
			i.Label = fmt.Sprintf("%s (%d)", name, again)
		}
		taken[i.Label] = true
	}
}

// execute carries the jobs out: the lanes side by side, the jobs of a lane in turn.
func (r *run) execute(ctx context.Context) {
	lanes := map[string][]int{}
	var order []string
	for i, job := range r.jobs {
		if _, ok := lanes[job.Lane]; !ok {
			order = append(order, job.Lane)
		}
		lanes[job.Lane] = append(lanes[job.Lane], i)
	}
	slots := make(chan struct{}, max(1, r.config.Parallel))
	var all sync.WaitGroup
	for _, lane := range order {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			for _, i := range lanes[lane] {
				if ctx.Err() != nil {
					return
				}
				r.runJob(ctx, i)
			}
		})
	}
	all.Wait()
}

// runJob runs one job and completes its result.
func (r *run) runJob(ctx context.Context, i int) {
	limit := r.config.JobLimit
	if limit == 0 {
		limit = defaultJobLimit
	}
	start := time.Now()
	outcome := attempt(ctx, r.jobs[i].Run, limit)
	if ctx.Err() != nil {
		return // the outcome may be that of the interruption
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	result := r.results[i]
	result.Outcome, result.Duration = outcome, time.Since(start)
	if result.Expected == "" {
		result.Expected = result.Case.Expect.String()
	}
	r.done++
	if r.config.Observe != nil {
		r.config.Observe(r.done, len(r.jobs), result)
	}
}

// attempt calls a job's function and makes an outcome of whatever it does: a panic,
// an exit of its goroutine, an end that does not come, no verdict at all.
func attempt(ctx context.Context, f func(context.Context) Outcome, limit time.Duration) Outcome {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	ended := make(chan Outcome, 1)
	go func() {
		outcome := Outcome{Verdict: HarnessError, Remark: "the case ended its goroutine"}
		defer func() {
			if p := recover(); p != nil {
				outcome = Outcome{Verdict: HarnessError, Remark: fmt.Sprintf("the case panicked: %v", p), Detail: string(debug.Stack())}
			}
			ended <- outcome
		}()
		outcome = f(ctx)
		if outcome.Verdict == "" {
			outcome = Outcome{Verdict: HarnessError, Remark: "the case has no verdict"}
		}
	}()
	select {
	case outcome := <-ended:
		return outcome
	case <-ctx.Done():
	}
	select {
	case outcome := <-ended:
		return outcome
	case <-time.After(jobGrace):
		return Outcome{Verdict: HarnessError, Remark: "the case did not end: " + ctx.Err().Error()}
	}
}

// planned names a job.
type planned struct{ subject, id string }
