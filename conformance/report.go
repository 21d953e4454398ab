package conformance

import (
	"maps"
	"slices"

	"github.com/minaseal/minaseal/vectors"
)

// Exit codes of a run.
const (
	ExitConforms = 0 // every case passed, or failed as a baseline says
	ExitFails    = 1
	ExitUsage    = 2 // nothing ran: the command line is wrong
	ExitHarness  = 3 // the suite failed: a case was not reported, or its own fault
)

// Report is the end of a run.
type Report struct {
	Suite, Again    string // the version of the suite; the command that makes this again
	Implementations []*Implementation
	Profiles        []Profile // those asked for; none for all cases
	Seed            uint64
	Planned         int
	Results         []*Result // in the order of the plan
	Stale           []string  // entries of baselines that match no case
	Flags           map[string]vectors.Flag
	complete        bool
}

// newReport makes the report of results, which the baselines mark.
func newReport(config *Config, results []*Result, skipped []planned) *Report {
	r := &Report{
		Suite: config.Suite, Again: config.Again, Implementations: config.Implementations, Seed: config.Seed,
		Planned: len(results), complete: config.Complete, Flags: map[string]vectors.Flag{},
	}
	for _, layer := range config.Layers {
		if flagged, ok := layer.(interface {
			Flags() map[string]vectors.Flag
		}); ok {
			maps.Copy(r.Flags, flagged.Flags())
		}
	}
	if config.Selection != nil {
		r.Profiles = config.Selection.Profiles
	}
	for _, result := range results {
		if result.Verdict != "" {
			r.Results = append(r.Results, result)
		}
	}
	for _, baseline := range config.Baselines {
		r.Stale = append(r.Stale, baseline.apply(r.Results, skipped)...)
	}
	return r
}

// Subjects returns what was tested, in the order of the plan.
func (r *Report) Subjects() []string {
	var subjects []string
	seen := map[string]bool{}
	for _, result := range r.Results {
		if !seen[result.Subject] {
			seen[result.Subject] = true
			subjects = append(subjects, result.Subject)
		}
	}
	return subjects
}

// Counts are numbers of results.
type Counts struct {
	Verdicts map[Verdict]int
	Known    int // of the bad ones, those that a baseline expects
	Stray    int // good ones that a baseline expects to be bad
	Remarks  int // passes with a remark
	Total    int
}

// Count counts the results for which keep is true.
func (r *Report) Count(keep func(*Result) bool) Counts {
	c := Counts{Verdicts: map[Verdict]int{}}
	for _, result := range r.Results {
		if !keep(result) {
			continue
		}
		c.Total++
		c.Verdicts[result.Verdict]++
		if result.Known != "" {
			c.Known++
		}
		if result.Stray {
			c.Stray++
		}
		if result.Verdict == Pass && result.Remark != "" {
			c.Remarks++
		}
	}
	return c
}

// Of counts the results of a subject.
func (r *Report) Of(subject string) Counts {
	return r.Count(func(result *Result) bool { return result.Subject == subject })
}

// Failures returns the results that make the run fail.
func (r *Report) Failures() []*Result {
	var failures []*Result
	for _, result := range r.Results {
		if result.Failed() || r.complete && result.Verdict == Unsupported {
			failures = append(failures, result)
		}
	}
	return failures
}

// Untested returns the implementations that passed nothing at all: that nothing
// failed says nothing about them.
func (r *Report) Untested() []string {
	var untested []string
	for _, i := range r.Implementations {
		counts := r.Of(i.Label)
		if counts.Total > 0 && counts.Verdicts[Pass]+counts.Verdicts[Accepted] == 0 {
			untested = append(untested, i.Label)
		}
	}
	return untested
}

// Exit returns the exit code of the run.
func (r *Report) Exit() int {
	broken := slices.ContainsFunc(r.Results, func(result *Result) bool { return result.Verdict == HarnessError })
	switch {
	case broken || len(r.Results) != r.Planned:
		return ExitHarness
	case len(r.Failures())+len(r.Stale)+len(r.Untested()) > 0:
		return ExitFails
	default:
		return ExitConforms
	}
}
