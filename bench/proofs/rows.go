package main

import (
	"encoding/json"
	"io"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// rowsArgument makes the program print the rows of a statement's circuit for Kimchi and a
// witness, for bench/peers/node/rows.mjs.
const rowsArgument = "rows"

// circuitRows is a circuit row by row: the gate's number in o1js, coefficients, and for
// each cell the variable, or -1.
type circuitRows struct {
	Public []int    `json:"public"` // variables
	Values []string `json:"values"` // of the variables
	Rows   []struct {
		Gate         int      `json:"gate"`
		Coefficients []string `json:"coefficients"`
		Cells        []int    `json:"cells"`
	} `json:"rows"`
}

// printRows writes the circuit of a statement as JSON.
func printRows(name string, out io.Writer) error {
	prover, witness, err := kimchiWitness(name)
	if err != nil {
		return err
	}
	circuit := prover.Circuit()
	c := circuitRows{Public: []int{}}
	variables := map[int32]int{}
	for r := range circuit.Rows() {
		row := struct {
			Gate         int      `json:"gate"`
			Coefficients []string `json:"coefficients"`
			Cells        []int    `json:"cells"`
		}{Gate: int(circuit.Gate(r))}
		for _, q := range circuit.Coefficients(r) {
			row.Coefficients = append(row.Coefficients, q.Decimal())
		}
		for column := range builder.Columns {
			class, ok := circuit.Class(builder.Cell{Row: r, Column: column})
			v, known := variables[class]
			switch {
			case !ok:
				v = -1
			case !known:
				v = len(c.Values)
				variables[class] = v
				c.Values = append(c.Values, witness.Columns[column][r].Decimal())
			}
			row.Cells = append(row.Cells, v)
		}
		if r < circuit.Public() {
			c.Public = append(c.Public, row.Cells[0])
		}
		c.Rows = append(c.Rows, row)
	}
	return json.NewEncoder(out).Encode(c)
}

// kimchiWitness returns the prover of a statement and a witness.
func kimchiWitness(name string) (*statements.Prover, *builder.Witness, error) {
	if name == statement.RangeName {
		p := statements.NewRange()
		w, err := p.Circuit().Assign(nil, []fp.Element{builder.Small(77)})
		return p, w, err
	}
	p, instance, key, err := sealedInstance()
	if err != nil {
		return nil, nil, err
	}
	w, err := p.Assign(instance, key)
	return p, w, err
}

// sealedInstance returns the prover of sealed-range, and something to prove.
func sealedInstance() (*statements.Prover, *statement.SealedRange, *address.PrivateKey, error) {
	p, err := statements.NewSealedRange(statement.O1jsV2, 1)
	if err != nil {
		return nil, nil, nil, err
	}
	key := address.GeneratePrivateKey()
	ciphertext, err := elgamal.O1jsV2.EncryptText(key.PublicKey(), string(statement.Payload(77, 1)))
	if err != nil {
		return nil, nil, nil, err
	}
	instance, err := statement.NewSealedRange(elgamal.O1jsV2, key.PublicKey(), ciphertext)
	return p, instance, key, err
}
