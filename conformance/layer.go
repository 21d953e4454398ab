package conformance

import (
	"context"
	"time"
)

// Layer is a part of the suite. One that is an [io.Closer] is closed at the end of
// the run; one with a method Flags() map[string]vectors.Flag says what the flags of its
// cases mean.
type Layer interface {
	// Name is the layer's, as in "operations": one word.
	Name() string
	// Plan returns every job of the layer for the implementations of env, before
	// any of them runs. It may talk to nobody; what an implementation lacks is
	// planned too and ends as Unsupported.
	Plan(env *Environment) ([]Job, error)
}

// Job is one case for one subject.
type Job struct {
	Case    Case
	Subject string // label of an implementation, or of a pair, as in "app a, worker b"
	// Lane names what the job needs alone: jobs of one lane never run at the same
	// time and run in the order of the plan. Jobs of the empty lane run alone in
	// turn with each other. Operations use the implementation's label.
	Lane string
	// Run does the work and judges. It ends soon after ctx does. A panic in it is
	// a HARNESS-ERROR of this case alone. An implementation that gives no answer
	// is the job's to time: Outcome.Verdict is then Timeout.
	Run func(ctx context.Context) Outcome
}

// Environment is what the jobs of a run share.
type Environment struct {
	Implementations []*Implementation
	NATS            string        // URL of the run's server; nothing else talks there
	Deadline        time.Duration // for one answer
	Seed            uint64        // of everything random
	Trace           *Trace        // nil if nobody wants the wire
}

// Implementation is something under test.
type Implementation struct {
	// Label is unique in a run and heads a column of the report: name and version
	// as hello gives them.
	Label string
	// Driver answers operations; nil if the implementation has none. It belongs to
	// the lane of the label.
	Driver Driver
	Hello  *Hello // what Driver said about itself; nil without Driver or after a fault
	// StrictCodes makes an error code other than SPEC's a failure.
	StrictCodes bool
	// App and Worker are the command lines of the two sides of the handshake,
	// nil if there are none. The layer of the roles adds its arguments.
	App, Worker []string
	// Command is the driver's command line, for the frames of SPEC A.2; nil if the
	// driver is no program.
	Command []string
}
