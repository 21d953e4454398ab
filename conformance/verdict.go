package conformance

// Verdict is the end of a case.
type Verdict string

// The verdicts.
const (
	Pass         Verdict = "PASS"
	Fail         Verdict = "FAIL"          // the implementation, or its driver, is wrong
	Unsupported  Verdict = "UNSUPPORTED"   // it has no such thing; no failure
	Accepted     Verdict = "ACCEPTED"      // it accepts what SPEC refuses, as a released library does [DRV-2]
	Timeout      Verdict = "TIMEOUT"       // it did not answer within the deadline
	HarnessError Verdict = "HARNESS-ERROR" // the suite itself failed
)

// Verdicts returns all verdicts, best first.
func Verdicts() []Verdict {
	return []Verdict{Pass, Accepted, Unsupported, Fail, Timeout, HarnessError}
}

// Bad reports whether the verdict makes an implementation fail.
func (v Verdict) Bad() bool { return v == Fail || v == Timeout }
