package statements

import (
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/statement"
)

// KeyInputs is keyInputs.
var KeyInputs = keyInputs

// Group is a group of constraints.
type Group = group

// HeaderElements is the first group of the header's elements.
const HeaderElements = headerElements

// PayloadGroups are the groups of the payload's constraints, by name.
var PayloadGroups = map[string]Group{
	"padding": padding, "one": oneBoolean, "one or two": oneOrTwo, "tens": tensDigit, "units": unitsDigit,
	"two of tens": twoOfTens, "tens of two": tensOfTwo, "sum": payloadSum,
}

// The other groups.
const (
	SchemeNumber = schemeNumber
	WorkerKey    = workerKey
	TagEqual     = tagEqual
)

// DishonestCircuit returns the circuit for a dishonest prover without some of its
// constraints. After the key's bits its secrets are the eleven elements of the header
// (with sealed-v1) and the shape of the payload: one, two, tens, units, inverse.
func DishonestCircuit(scheme statement.Scheme, fields int, without ...Group) *builder.Circuit {
	omit := &omitted{groups: map[group]bool{}}
	for _, g := range without {
		omit.groups[g] = true
	}
	b := builder.New()
	sealedCircuit(b, scheme, fields, omit)
	c, err := b.Compile()
	if err != nil {
		panic(err)
	}
	return c
}
