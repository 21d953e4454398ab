package conformance

import (
	"encoding/json"

	"github.com/minaseal/minaseal/vectors"
)

// Case is one question of the suite and the right answer to it.
type Case struct {
	ID           string   // stable and unique: <vector file>/<n>, as in elgamal/o1js-v2/12
	Op           string   // operation of SPEC A.2; of other layers a name of theirs, as in role.worker
	Comment      string   // what is special about it, for people
	Requirements []string // IDs of SPEC.md that it exercises
	Flags        []string // names of what goes wrong where it is got wrong
	In           json.RawMessage
	Chain        *vectors.Chain // nil for a single call
	Expect       Expectation
}

// Expected is the kind of answer that a case wants.
type Expected string

// The kinds (SPEC A.1).
const (
	Valid      Expected = "valid"      // accepted, with exactly Out
	Invalid    Expected = "invalid"    // refused, with Code
	Acceptable Expected = "acceptable" // refused with Code; Out is a known leniency
)

// Expectation is the right answer. Cases of layers that judge by themselves have
// Text alone.
type Expectation struct {
	Kind Expected
	Out  json.RawMessage // for Valid and Acceptable
	Code string          // for Invalid and Acceptable
	Text string          // for people, where the above does not say it
}

// String says what was expected, for a report.
func (e Expectation) String() string {
	switch {
	case e.Text != "":
		return e.Text
	case e.Kind == Valid:
		return "ok " + string(e.Out)
	default:
		return "invalid, code " + e.Code
	}
}
