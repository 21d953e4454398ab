package roles

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/minaseal/minaseal/conformance"
	"github.com/minaseal/minaseal/internal/coded"
)

// ErrProfile reports a profile that the layer does not know. Code unknown_profile.
var ErrProfile = coded.New("roles", "unknown_profile", "unknown profile")

// Defaults of [Layer].
const (
	DefaultStart   = time.Minute
	DefaultTimeout = time.Second
	defaultAnswer  = 10 * time.Second
)

// Layer is the layer of the roles. The zero value tests every profile.
type Layer struct {
	// Profiles are names of [Profiles]; none stands for all.
	Profiles []string

	// Start is how long a program may take to show the first sign of life.
	Start time.Duration

	// Timeout is the time-out for replies that workers are given in the cases that let
	// it run out; in the others it is the deadline of an answer. A worker whose command
	// line has no {timeout} is taken to have [DefaultTimeout].
	Timeout time.Duration

	// Lanes is how many cases run at the same time; by default two for each processor.
	Lanes int

	// Apps and Workers are programs in place of the command lines of the
	// implementations with these labels.
	Apps, Workers map[string]*Program
}

// Name implements [conformance.Layer].
func (*Layer) Name() string { return "roles" }

// Plan implements [conformance.Layer]. An implementation without an app or a worker
// has its cases planned all the same; pairs are made of those that there are.
//
// Errors: [ErrProfile].
func (l *Layer) Plan(env *conformance.Environment) ([]conformance.Job, error) {
	chosen, err := l.profiles()
	if err != nil {
		return nil, err
	}
	var jobs []conformance.Job
	for _, p := range chosen {
		for _, c := range p.cases() {
			for _, subject := range l.subjects(env, p, &c) {
				jobs = append(jobs, l.job(env, p, c, subject))
			}
		}
	}
	lanes := cmp.Or(l.Lanes, 2*runtime.NumCPU())
	for i := range jobs {
		jobs[i].Lane = fmt.Sprintf("roles %d", i%lanes)
	}
	return jobs, nil
}

// profiles returns the profiles of the layer.
func (l *Layer) profiles() ([]profile, error) {
	all := profiles()
	for _, name := range l.Profiles {
		if !slices.Contains(Profiles(), name) {
			return nil, fmt.Errorf("%w: %q", ErrProfile, name)
		}
	}
	if len(l.Profiles) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(all, func(p profile) bool { return !slices.Contains(l.Profiles, p.name) }), nil
}

// subject is who a case is run for.
type subject struct {
	label       string
	app, worker *Program
	missing     string // why the case cannot be run; empty if it can
	strict      bool
}

// subjects returns who a case is run for: an implementation, or every pair of them.
func (l *Layer) subjects(env *conformance.Environment, p profile, c *roleCase) []subject {
	var all []subject
	for _, i := range env.Implementations {
		if c.pair == nil {
			all = append(all, l.single(i, p, c))
			continue
		}
		for _, j := range env.Implementations {
			if app, worker := l.app(i), l.worker(j); app != nil && worker != nil {
				all = append(all, subject{
					label: "app " + i.Label + ", worker " + j.Label, app: app, worker: worker,
					missing: cmp.Or(lacks(i, p), lacks(j, p)),
				})
			}
		}
	}
	return all
}

func (l *Layer) single(i *conformance.Implementation, p profile, c *roleCase) subject {
	s := subject{label: i.Label, app: l.app(i), worker: l.worker(i), missing: lacks(i, p), strict: i.StrictCodes}
	switch {
	case c.app != nil && s.app == nil:
		s.missing = "no app is given"
	case c.worker != nil && s.worker == nil:
		s.missing = "no worker is given"
	}
	return s
}

// lacks says that the implementation's driver names its schemes, and not that of p.
func lacks(i *conformance.Implementation, p profile) string {
	if i.Hello == nil || len(i.Hello.Schemes) == 0 || slices.Contains(i.Hello.Schemes, p.schemeName()) {
		return ""
	}
	return i.Label + " has no " + p.schemeName()
}

func (l *Layer) app(i *conformance.Implementation) *Program {
	if p := l.Apps[i.Label]; p != nil || len(i.App) == 0 {
		return p
	}
	return AppCommand(i.App)
}

func (l *Layer) worker(i *conformance.Implementation) *Program {
	if p := l.Workers[i.Label]; p != nil || len(i.Worker) == 0 {
		return p
	}
	return WorkerCommand(i.Worker)
}

// job returns a case for a subject.
func (l *Layer) job(env *conformance.Environment, p profile, c roleCase, who subject) conformance.Job {
	job := conformance.Job{Case: c.public(p), Subject: who.label}
	waits := limits{
		start: cmp.Or(l.Start, DefaultStart), answer: cmp.Or(env.Deadline, defaultAnswer), timeout: cmp.Or(l.Timeout, DefaultTimeout),
	}
	if who.worker != nil && !who.worker.KeepsTimeout {
		waits.timeout = DefaultTimeout
	}
	job.Run = func(ctx context.Context) conformance.Outcome {
		if who.missing != "" {
			return conformance.Outcome{Verdict: conformance.Unsupported, Remark: who.missing}
		}
		return play(ctx, &session{
			ctx: ctx, profile: p, limits: waits, strict: who.strict, sent: map[string]bool{},
		}, &c, who, env.Trace)
	}
	return job
}

// play runs a case.
func play(ctx context.Context, s *session, c *roleCase, who subject, trace *conformance.Trace) conformance.Outcome {
	hub, err := newHub(cmp.Or(c.maxPayload, hubPayload))
	if err != nil {
		return judge(err)
	}
	s.hub = hub
	switch {
	case c.app != nil:
		err = c.app(newWorkerSide(s, who.app))
	case c.worker != nil:
		err = c.worker(newAppSide(s, who.worker))
	default:
		err = c.pair(&pair{s, who.app, who.worker})
	}
	s.record(trace, who.label)
	outcome := judge(err)
	if err := s.close(); err != nil && outcome.Verdict == conformance.Pass {
		outcome = judge(silent("%v", err))
	}
	if outcome.Verdict != conformance.Pass && outcome.Verdict != conformance.Unsupported {
		outcome.Got, outcome.Detail = outcome.Remark, s.detail()
	}
	return outcome
}

// record writes the case's messages to the trace: requests go to an app under test and
// come from a worker, replies the other way; both come from a pair.
func (s *session) record(trace *conformance.Trace, peer string) {
	for _, m := range s.hub.log {
		line := strings.Join([]string{m.Subject, m.Reply, string(m.Data)}, " ")
		if s.sent[m.Subject] {
			trace.To(peer, line)
		} else {
			trace.From(peer, line)
		}
	}
}
