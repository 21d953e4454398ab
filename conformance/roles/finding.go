package roles

import (
	"errors"
	"fmt"

	"github.com/minaseal/minaseal/conformance"
)

// finding is the error of a script that ends a case with a verdict. Every other error
// is a fault of the suite.
type finding struct {
	verdict conformance.Verdict
	text    string
}

// Error returns what was found.
func (f *finding) Error() string { return f.text }

// failed is a breach of SPEC.
func failed(format string, arguments ...any) error {
	return &finding{conformance.Fail, fmt.Sprintf(format, arguments...)}
}

// silent is an answer that did not come in time.
func silent(format string, arguments ...any) error {
	return &finding{conformance.Timeout, fmt.Sprintf(format, arguments...)}
}

// accepted is a leniency that the encryption example has as well.
func accepted(text string) error { return &finding{conformance.Accepted, text} }

// unsupported is a case that this program cannot be put to.
func unsupported(text string) error { return &finding{conformance.Unsupported, text} }

// judge turns the end of a script into an outcome.
func judge(err error) conformance.Outcome {
	var f *finding
	switch {
	case err == nil:
		return conformance.Outcome{Verdict: conformance.Pass}
	case errors.As(err, &f):
		return conformance.Outcome{Verdict: f.verdict, Remark: f.text}
	default:
		return conformance.Outcome{Verdict: conformance.HarnessError, Remark: err.Error()}
	}
}
