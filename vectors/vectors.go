package vectors

import (
	"encoding/json"
	"strconv"
)

// Schema is the value of the member schema of every file.
const Schema = "minaseal-vectors/1"

// Result is the verdict of a case.
type Result string

// The verdicts (SPEC A.1).
const (
	Valid      Result = "valid"      // to be accepted, with Out
	Invalid    Result = "invalid"    // to be refused, with Code
	Acceptable Result = "acceptable" // refused with Code by SPEC, accepted with Out by the producers
)

// File is one file of vectors.
type File struct {
	Schema        string          `json:"schema"`
	Name          string          `json:"name"` // <area>/<name>, as in elgamal/o1js-v2
	Producers     []Producer      `json:"producers"`
	Flags         map[string]Flag `json:"flags"` // all flags that cases of the file carry
	NumberOfTests int             `json:"numberOfTests"`
	TestGroups    []TestGroup     `json:"testGroups"`
}

// Producer is a released library that made outputs of a file.
type Producer struct {
	Package string `json:"package"` // name in the npm registry
	Version string `json:"version"`
}

// Flag says why cases exist.
type Flag struct {
	BugType     string `json:"bugType"`
	Description string `json:"description"` // what is special about the input
	Effect      string `json:"effect"`      // what follows where it is got wrong
}

// TestGroup is a list of cases of one operation that exercise the same requirements.
type TestGroup struct {
	Op           string   `json:"op"`           // operation of SPEC A.2
	Requirements []string `json:"requirements"` // IDs of SPEC.md
	Tests        []Test   `json:"tests"`
}

// Test is one case.
type Test struct {
	ID      int             `json:"id"` // unique within its file, never reused
	Comment string          `json:"comment"`
	In      json.RawMessage `json:"in"` // the operation's input, a JSON object
	Result  Result          `json:"result"`
	Out     json.RawMessage `json:"out"`   // the operation's output, of a chain the last one; absent if Invalid
	Code    string          `json:"code"`  // error code of SPEC 2.3; empty if Valid
	Chain   *Chain          `json:"chain"` // nil for a single call
	Flags   []string        `json:"flags"` // not empty if Acceptable
	Peer    *Peer           `json:"peer"`  // what the producers did; nil for a Valid case without a flag
}

// Peer is what the producers did with an input.
type Peer struct {
	Verdict string `json:"verdict"` // ok or threw
	Detail  string `json:"detail"`  // the error, or what each producer did where they differ
}

// CaseName returns the stable name of a case of the file, as in elgamal/o1js-v2/12.
func (f *File) CaseName(t *Test) string {
	return f.Name + "/" + strconv.Itoa(t.ID)
}
