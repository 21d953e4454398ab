package roles

import (
	"slices"

	"github.com/minaseal/minaseal/conformance"
)

// roleCase is a case of a profile. Exactly one of app, worker and pair is set: the
// script that the suite plays against an app or a worker under test, or for a pair.
type roleCase struct {
	name, comment string
	requirements  []string
	flags         []string
	expect        string // for people
	code          string // the outcome that SPEC gives, if there is one
	lenient       string // what the encryption example does in place of it

	maxPayload int32 // the server's limit for a message; 0: hubPayload
	app        func(*workerSide) error
	worker     func(*appSide) error
	pair       func(*pair) error
}

// op returns the case's operation in reports.
func (c *roleCase) op() string {
	switch {
	case c.app != nil:
		return "role.app"
	case c.worker != nil:
		return "role.worker"
	default:
		return "role.pair"
	}
}

// public returns the case as the suite reports it.
func (c *roleCase) public(p profile) conformance.Case {
	kind := conformance.Valid
	switch {
	case c.lenient != "":
		kind = conformance.Acceptable
	case c.code != "":
		kind = conformance.Invalid
	}
	text := c.expect
	if c.code != "" {
		text += " (" + c.code + ")"
	}
	return conformance.Case{
		ID: "roles/" + p.name + "/" + c.name, Op: c.op(), Comment: c.comment,
		Requirements: slices.Clone(c.requirements), Flags: slices.Clone(c.flags),
		Expect: conformance.Expectation{Kind: kind, Code: c.code, Text: text},
	}
}

// sealedCases returns the cases of sealed-v1.
func sealedCases() []roleCase { return slices.Concat(sealedApps(), sealedWorkers(), sealedPairs()) }

// zkcwCases returns the cases of zkcw-v1 and zkcw-v2.
func zkcwCases() []roleCase {
	return slices.Concat(workerRuns(), workerReplies(), workerWaits(), appRuns(), appRequests(), appOrder(), pairs())
}
