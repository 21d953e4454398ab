package conformance

import "time"

// Outcome is what a job finds out about its case.
type Outcome struct {
	Verdict  Verdict
	Remark   string // why, or what deserves a look although it passed; one line
	Request  string // what was sent, as it was sent; empty where Case.In says it
	Expected string // empty where Case.Expect says it
	Got      string // the answer, or the offending line
	Detail   string // further lines: the wire, standard error
}

// Result is the outcome of one case for one subject.
type Result struct {
	Case    Case
	Layer   string
	Subject string // what was tested: an implementation's label, or a pair of them
	Outcome
	Duration time.Duration
	Known    string // reason of the baseline that expects this case to fail
	Stray    bool   // the baseline expects a failure, and there is none
}

// Failed reports whether the result makes the run fail: a bad verdict that no
// baseline expects, or a good one where the baseline expects a bad one.
func (r *Result) Failed() bool {
	return r.Stray || r.Verdict.Bad() && r.Known == ""
}
