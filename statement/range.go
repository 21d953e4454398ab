package statement

import (
	"crypto/subtle"
	"encoding/json"

	"github.com/minaseal/minaseal/pasta/fp"
)

// RangeDefinition defines the statement of the encryption example: a private value, an
// element of the Pallas base field, is at most [Bound] (SPEC 11.1). It has no public
// input.
type RangeDefinition struct{}

// Name returns [RangeName].
func (RangeDefinition) Name() string { return RangeName }

// Summary implements [Definition].
func (RangeDefinition) Summary() string { return "some value is at most 100" }

// ParseInstance returns [RangeInstance], or [ErrInputs] if there are inputs.
func (RangeDefinition) ParseInstance(inputs []fp.Element) (Instance, error) {
	if len(inputs) != 0 {
		return nil, ErrInputs
	}
	return RangeInstance{}, nil
}

// Sealed returns false: a proof is bound to no ciphertext.
func (RangeDefinition) Sealed() bool { return false }

// Witness reads the payload {"value":"77"} (SPEC 11.1). The error is [ErrPayload]; it
// does not repeat the payload.
func (RangeDefinition) Witness(job *Job) (Witness, error) {
	var members map[string]string
	if err := json.Unmarshal([]byte(job.Payload), &members); err != nil || len(members) != 1 {
		return nil, ErrPayload
	}
	w := new(RangeWitness)
	if _, err := w.value.SetDecimal(members["value"]); err != nil {
		return nil, ErrPayload
	}
	return w, nil
}

// RangeInstance is the one instance of range.
type RangeInstance struct{}

// Inputs returns nil.
func (RangeInstance) Inputs() []fp.Element { return nil }

// RangeWitness is the private value.
type RangeWitness struct{ value fp.Element }

// NewRangeWitness copies the value.
func NewRangeWitness(value *fp.Element) *RangeWitness { return &RangeWitness{value: *value} }

// Value returns the value that the witness holds, not a copy.
func (w *RangeWitness) Value() *fp.Element { return &w.value }

// Instance implements [Witness].
func (*RangeWitness) Instance() Instance { return RangeInstance{} }

// Check returns [ErrValueOutOfRange] if the value is greater than [Bound] [PRF-4]. Time
// does not depend on the value.
func (w *RangeWitness) Check() error {
	b := w.value.Bytes()
	defer clear(b[:])
	var high byte
	for _, x := range b[1:] {
		high |= x
	}
	if subtle.ConstantTimeByteEq(high, 0)&subtle.ConstantTimeLessOrEq(int(b[0]), Bound) != 1 {
		return ErrValueOutOfRange
	}
	return nil
}

// Erase implements [Witness].
func (w *RangeWitness) Erase() { w.value.Erase() }
