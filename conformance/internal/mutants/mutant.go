package mutants

import (
	"encoding/json"
	"slices"

	"github.com/minaseal/minaseal/internal/driver"
)

// Handler executes one request of the driver protocol (SPEC A.2). driver.Handle is
// the handler of this module's implementation.
type Handler func(driver.Request) driver.Response

// Mutant is an implementation with one fault.
type Mutant struct {
	Name        string // of words joined by hyphens, unique
	Description string // what it does wrong, as the rest of a sentence: "it …"
	Requirement string // the ID in SPEC.md that it breaks
	Killer      string // what has to notice: a flag of the vectors, or a case as in poseidon/hash/1
	fault       fault
}

// Touches reports whether the mutant answers op otherwise than a sound implementation
// for some input. Cases of other operations need not be run.
func (m *Mutant) Touches(op string) bool { return slices.Contains(m.fault.ops, op) }

// Wrap returns the mutant of a sound implementation.
func (m *Mutant) Wrap(sound Handler) Handler {
	faulty := m.fault.wrap(sound)
	return func(request driver.Request) driver.Response {
		if m.Touches(request.Op) {
			return faulty(request)
		}
		return sound(request)
	}
}

// Answer answers a line of the driver protocol, a request, with a line, as the driver
// of a sound implementation with the fault does. Neither line has its end.
func (m *Mutant) Answer(sound Handler, line []byte) []byte {
	var request driver.Request
	response := driver.Response{ID: json.RawMessage("null"), Status: driver.Error, Code: "bad_request"}
	if json.Unmarshal(line, &request) == nil && request.ID != nil {
		response = m.Wrap(sound)(request)
	}
	text, err := json.Marshal(response)
	if err != nil {
		panic(err)
	}
	return text
}

// Operations returns the mutants of the operations of SPEC A.2, in the order of the
// sections of SPEC.md.
func Operations() []Mutant {
	return slices.Concat(fields(), curves(), poseidons(), encodings(), keys(), signatures(), ciphers(), ciphertexts(), sealings())
}
