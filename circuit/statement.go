package circuit

import (
	"fmt"

	"github.com/consensys/gnark/frontend"
)

// Statement names what a proof proves (SPEC 11.1).
type Statement uint8

const (
	// Range is the statement of the encryption example: a private value, an element
	// of the Pallas base field, is at most 100. It has no public input.
	Range Statement = iota + 1
	// SealedRange ties the value to an exchange: a ciphertext decrypts, under the
	// private key of a worker's public key, to a payload whose value is at most 100
	// (SPEC 11.5). Ciphertext and public key are public.
	SealedRange
)

// ParseStatement returns the statement with the given name, for example
// "range", or [ErrUnknownName].
func ParseStatement(name string) (Statement, error) {
	for s := Range; s.definition() != nil; s++ {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%w: no such statement", ErrUnknownName)
}

// String returns the statement's name.
func (s Statement) String() string {
	if d := s.definition(); d != nil {
		return d.name()
	}
	return "unknown"
}

// definition returns the statement's circuit, or nil if there is none.
func (s Statement) definition() definition {
	switch s {
	case Range:
		return rangeStatement{}
	case SealedRange:
		return sealedRangeStatement{fields: 1}
	default:
		return nil
	}
}

// definition is a statement: its circuit and its public side.
type definition interface {
	name() string
	// circuit returns a blank circuit, to be compiled.
	circuit() frontend.Circuit
	// public assigns the public inputs of a proof, decimal elements of the
	// Pallas base field. It returns ErrProof if their number is wrong.
	public(input, output []string) (frontend.Circuit, error)
}

// assignment is a witness: the values of all variables of a circuit. It is
// erased after one use.
type assignment interface {
	circuit() frontend.Circuit
	// public returns the public inputs and outputs as they stand in the proof.
	public() (input, output []string)
	erase()
}
