package main

import (
	"encoding/json"
	"io"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/statements"
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
	index, witness, err := kimchiWitness(name)
	if err != nil {
		return err
	}
	circuit := index.Circuit()
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

// kimchiWitness returns a statement's circuit for Kimchi and a witness.
func kimchiWitness(name string) (*statements.Index, *builder.Witness, error) {
	var circuit statements.Circuit = statements.Range{}
	if name == statement.SealedRangeName {
		circuit = statements.SealedRange{Scheme: statement.O1jsV2, Fields: 1}
	}
	index, err := statements.Compile(circuit)
	if err != nil {
		return nil, nil, err
	}
	known, err := newWitness(circuit.Statement(), 1)
	if err != nil {
		return nil, nil, err
	}
	w, err := index.Assign(known)
	return index, w, err
}
