package conformance

import (
	"errors"
	"fmt"
)

// Judge compares an answer with what the case expects (SPEC A.1, A.2 [DRV-2]
// [DRV-8]). The status always counts; an error code counts if strict, and is
// remarked upon otherwise: an implementation that checks in another order refuses
// the same inputs with other codes.
func Judge(c *Case, r *Response, strict bool) Outcome {
	outcome := Outcome{Got: r.Raw}
	switch r.Status {
	case StatusUnsupported:
		outcome.Verdict, outcome.Remark = Unsupported, r.Message
	case StatusError:
		outcome.Verdict, outcome.Remark = Fail, "the driver reports an error of its own"
	case StatusInvalid:
		outcome.judgeRefusal(c, r, strict)
	case StatusOK:
		outcome.judgeOutput(c, r)
	}
	return outcome
}

// judgeRefusal judges the answer invalid.
func (o *Outcome) judgeRefusal(c *Case, r *Response, strict bool) {
	switch {
	case c.Expect.Kind == Valid:
		o.Verdict, o.Remark = Fail, "refused, but valid"
	case r.Code == c.Expect.Code:
		o.Verdict = Pass
	default:
		o.Verdict, o.Remark = Pass, fmt.Sprintf("code %q, SPEC has %q", r.Code, c.Expect.Code)
		if strict {
			o.Verdict = Fail
		}
	}
}

// judgeOutput judges the answer ok.
func (o *Outcome) judgeOutput(c *Case, r *Response) {
	wrong := CheckOut(c.Op, r.Out)
	same := c.Expect.Kind != Invalid && sameJSON(r.Out, c.Expect.Out)
	switch {
	case wrong != nil:
		o.Verdict, o.Remark = Fail, "out has a wrong form: "+wrong.Error()
	case c.Expect.Kind == Invalid:
		o.Verdict, o.Remark = Fail, "accepted, but invalid"
	case same && c.Expect.Kind == Acceptable:
		o.Verdict, o.Remark = Accepted, "SPEC refuses it, with "+c.Expect.Code
	case same:
		o.Verdict = Pass
	default:
		o.Verdict, o.Remark = Fail, "another output"
	}
}

// judgeError judges a call that brought no response.
func judgeError(err error) Outcome {
	var fault *Fault
	if !errors.As(err, &fault) {
		return Outcome{Verdict: HarnessError, Remark: err.Error()}
	}
	outcome := Outcome{Verdict: Fail, Remark: fault.Text, Got: fault.Line, Detail: fault.Stderr}
	if fault.Kind == FaultTimeout {
		outcome.Verdict = Timeout
	}
	return outcome
}
