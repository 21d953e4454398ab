// Package coded makes the error values of minaseal: sentinels that carry, beside
// a text for people, the stable code that SPEC.md, the test vectors and the wire
// use for the same failure (SPEC 2.3).
package coded

import "errors"

// Error is a sentinel error. Compare with errors.Is; read the code with [Code].
type Error struct {
	pkg, code, text string
}

// New returns a sentinel of package pkg with a stable code and a text that
// contains no secret.
func New(pkg, code, text string) error {
	return &Error{pkg: pkg, code: code, text: text}
}

// Error returns "pkg: text".
func (e *Error) Error() string { return e.pkg + ": " + e.text }

// Code returns the stable code, for example "tag_mismatch".
func (e *Error) Code() string { return e.code }

// Code returns the stable code of the first error in err's chain that has one,
// or "" if none has.
func Code(err error) string {
	var c interface{ Code() string }
	if errors.As(err, &c) {
		return c.Code()
	}
	return ""
}
