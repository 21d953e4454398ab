package proof

import (
	"context"
	"time"
)

// Stage is a step that takes time.
type Stage uint8

// The stages, in their order. StageVerify is also the prover's check of its own proof.
const (
	StageCompile Stage = iota + 1 // the statement becomes constraints
	StageSetup                    // keys are read or made
	StageProve                    // the witness is solved and proved
	StageVerify                   // a proof is checked
)

// String returns compile, setup, prove or verify.
func (s Stage) String() string {
	switch s {
	case StageCompile:
		return "compile"
	case StageSetup:
		return "setup"
	case StageProve:
		return "prove"
	case StageVerify:
		return "verify"
	default:
		return "unknown"
	}
}

// Event is the begin (Done is false) or the end of a stage.
type Event struct {
	Stage   Stage
	Done    bool
	Elapsed time.Duration // since the stage began; 0 at the begin
	Err     error         // why the stage failed; nil at the begin and on success
	// Cached says, at the end of setup, that the keys were read from the cache.
	Cached bool
	// Rejected says, at the end of setup, why a file in the key cache was
	// refused and other keys were taken in its stead; otherwise it is nil.
	Rejected error
}

// Progress is told how far a Prover or a Verifier is.
type Progress interface {
	// Report is called in the goroutine that does the work, and must return soon.
	Report(Event)
}

// ProgressFunc is a function as a Progress.
type ProgressFunc func(Event)

// Report calls f.
func (f ProgressFunc) Report(e Event) { f(e) }

// RunStage runs one stage and reports its begin and end to p, which may be nil.
// gnark cannot be interrupted, so ctx is looked at only before the begin.
func RunStage(ctx context.Context, p Progress, stage Stage, run func(*Event) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if p == nil {
		return run(new(Event))
	}
	p.Report(Event{Stage: stage})
	start := time.Now()
	e := Event{Stage: stage, Done: true}
	e.Err = run(&e)
	e.Elapsed = time.Since(start)
	p.Report(e)
	return e.Err
}
