package programs

import (
	_ "embed"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// Program is an o1js program that proves a statement.
type Program struct {
	statement statement.Definition
	gates     []byte
	key       *pickles.VerificationKey

	// inputs returns the cells of the program's private inputs.
	inputs func(w statement.Witness) ([]builder.Input, error)
}

//go:embed range.gates
var rangeGates []byte

//go:embed range.key.json
var rangeKey []byte

// Range returns the program of the encryption example.
func Range() *Program {
	key, err := pickles.ParseVerificationKey(rangeKey)
	if err != nil {
		panic(err) // it is embedded
	}
	return &Program{statement: statement.RangeDefinition{}, gates: rangeGates, key: key, inputs: rangeInputs}
}

// Statement returns what the program proves.
func (p *Program) Statement() statement.Definition { return p.statement }

// Key returns the program's verification key.
func (p *Program) Key() *pickles.VerificationKey { return p.key }

// rangeInputs are the three limbs of the value in the program's subtraction: it is below
// 2^88, as the witness was checked to be at most 100.
func rangeInputs(w statement.Witness) ([]builder.Input, error) {
	r, ok := w.(*statement.RangeWitness)
	if !ok {
		return nil, proof.ErrWitness
	}
	return []builder.Input{
		{Cell: builder.Cell{Row: 17, Column: 3}, Value: *r.Value()},
		{Cell: builder.Cell{Row: 16, Column: 0}},
		{Cell: builder.Cell{Row: 16, Column: 1}},
	}, nil
}
