package circuit

import (
	"crypto/subtle"
	"math/big"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/emulated"

	"github.com/minaseal/minaseal/pasta/fp"
)

// rangeBound is the largest value for which "range" holds (SPEC 11.1 [PRF-1]).
const rangeBound = 100

// rangeCircuit is the circuit of [Range], with the private value.
type rangeCircuit struct {
	Value emulated.Element[PallasBase] `gnark:",secret"`
}

// Define adds the constraints.
func (c *rangeCircuit) Define(api frontend.API) error {
	value := assertCanonical(api, &c.Value)
	assertAtMost(api, &c.Value, value, rangeBound)
	return nil
}

// rangeStatement is the definition of [Range].
type rangeStatement struct{}

func (rangeStatement) name() string { return "range" }

func (rangeStatement) circuit() frontend.Circuit { return new(rangeCircuit) }

func (rangeStatement) public(input, output []string) (frontend.Circuit, error) {
	if len(input) != 0 || len(output) != 0 {
		return nil, ErrProof
	}
	return new(rangeCircuit), nil
}

// rangeAssignment is a witness of [Range].
type rangeAssignment struct {
	limbs [nbLimbs]*big.Int
}

// newRangeAssignment returns the witness for v, or ErrValueOutOfRange (SPEC 11.1
// [PRF-4]).
func newRangeAssignment(v *fp.Element) (*rangeAssignment, error) {
	b := v.Bytes()
	defer clear(b[:])
	var high byte
	for _, x := range b[1:] {
		high |= x
	}
	if subtle.ConstantTimeByteEq(high, 0)&subtle.ConstantTimeLessOrEq(int(b[0]), rangeBound) != 1 {
		return nil, ErrValueOutOfRange
	}
	return &rangeAssignment{limbs: limbsOf(v)}, nil
}

func (a *rangeAssignment) circuit() frontend.Circuit {
	return &rangeCircuit{Value: elementOf(a.limbs)}
}

func (*rangeAssignment) public() (input, output []string) { return nil, nil }

func (a *rangeAssignment) erase() {
	for _, limb := range a.limbs {
		eraseInt(limb)
	}
}
