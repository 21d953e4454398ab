package circuit

import (
	"math/big"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/emulated"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// rangeCircuit is the circuit of [Range], with the private value.
type rangeCircuit struct {
	Value emulated.Element[pallasBase] `gnark:",secret"`
}

// Define adds the constraints.
func (c *rangeCircuit) Define(api frontend.API) error {
	value := assertCanonical(api, &c.Value)
	assertAtMost(api, &c.Value, value, statement.Bound) // [PRF-1]
	return nil
}

// Range is the circuit of the statement of the encryption example: a private value, an
// element of the Pallas base field, is at most 100. It has no public input.
type Range struct{}

// Statement implements [Circuit].
func (Range) Statement() statement.Definition { return statement.RangeDefinition{} }

// Schemes returns none: the statement is about no ciphertext.
func (Range) Schemes() []statement.Scheme { return nil }

func (Range) check() error { return nil }

func (Range) blank() frontend.Circuit { return new(rangeCircuit) }

func (Range) public(inputs []fp.Element) (frontend.Circuit, error) {
	if len(inputs) != 0 {
		return nil, ErrProof
	}
	return new(rangeCircuit), nil
}

func (Range) assign(w statement.Witness) (assignment, error) {
	r, ok := w.(*statement.RangeWitness)
	if !ok {
		return nil, ErrWitness
	}
	return &rangeAssignment{limbs: limbsOf(r.Value())}, nil
}

// rangeAssignment is an assignment of [Range].
type rangeAssignment struct {
	limbs [nbLimbs]*big.Int
}

func (a *rangeAssignment) circuit() frontend.Circuit {
	return &rangeCircuit{Value: elementOf(a.limbs)}
}

func (a *rangeAssignment) erase() {
	for _, limb := range a.limbs {
		eraseInt(limb)
	}
}
