package pickles

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/builder"
	fqbuilder "github.com/minaseal/minaseal/kimchi/internal/fq/builder"
	"github.com/minaseal/minaseal/kimchi/internal/gatetable"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

var witnesses = flag.String("witnesses", "", "directory of vectors/generate/proofs/witnesses.mjs, of which testdata/witnesses.json is made anew")

// record is what is kept of a witness of o1js: the cells that are given, and the hashes of the
// columns' cells that constraints are about.
type record struct {
	Inputs  []string `json:"inputs"`
	Columns []string `json:"columns"`
}

// part is a circuit of a program, with the cells that are given.
type part struct {
	rows        int
	cells       []builder.Cell
	constrained func(builder.Cell) bool
	solve       func(t *testing.T, inputs [][]byte) (columns [][]byte)
}

// columns returns the hashes of the constrained cells of a witness. The inverse of EndoMul
// is for the era mesa alone.
func (p *part) hashes(columns [][]byte) (hashes []string) {
	for c := range columns {
		hash := sha256.New()
		for r := range p.rows {
			if p.constrained(builder.Cell{Row: r, Column: c}) {
				hash.Write(columns[c][32*r : 32*r+32])
			}
		}
		hashes = append(hashes, hex.EncodeToString(hash.Sum(nil)))
	}
	return hashes
}

func (p *part) record(t *testing.T, file string) (out record) {
	data, err := os.ReadFile(filepath.Join(*witnesses, file))
	require.NoError(t, err)
	require.Len(t, data, 32*builder.Columns*p.rows)
	var columns [][]byte
	for c := range builder.Columns {
		columns = append(columns, data[32*p.rows*c:32*p.rows*(c+1)])
	}
	for _, cell := range p.cells {
		out.Inputs = append(out.Inputs, hex.EncodeToString(columns[cell.Column][32*cell.Row:32*cell.Row+32]))
	}
	out.Columns = p.hashes(columns)
	return out
}

func stepPart(p *Program, c *builder.Circuit, own []builder.Cell) *part {
	out := &part{rows: c.Rows(), cells: []builder.Cell{{}, {Row: 4, Column: 1}, {Row: 11, Column: 6}}, constrained: func(cell builder.Cell) bool {
		return c.Constrained(cell) && (c.Gate(cell.Row) != builder.EndoMul || cell.Column != 2)
	}}
	for _, point := range p.stepKey {
		out.cells = append(out.cells, point.X, point.Y)
	}
	out.cells = append(out.cells, own...)
	out.solve = func(t *testing.T, inputs [][]byte) (columns [][]byte) {
		list := make([]builder.Input, len(inputs))
		for i := range inputs {
			list[i].Cell = out.cells[i]
			_, err := list[i].Value.SetCanonicalBytes(inputs[i])
			require.NoError(t, err)
		}
		w, err := c.Solve(list)
		require.NoError(t, err)
		for i := range w.Columns {
			columns = append(columns, packed(w.Columns[i], (*fp.Element).Bytes))
		}
		return columns
	}
	return out
}

func wrapPart(p *Program, c *fqbuilder.Circuit) *part {
	out := &part{rows: c.Rows(), constrained: func(cell builder.Cell) bool {
		return c.Constrained(fqbuilder.Cell(cell)) && (c.Gate(cell.Row) != fqbuilder.EndoMul || cell.Column != 2)
	}}
	for i := range wrapInputs {
		out.cells = append(out.cells, builder.Cell{Row: i})
	}
	for _, cell := range p.shifted {
		out.cells = append(out.cells, builder.Cell(cell))
	}
	for _, point := range p.points {
		out.cells = append(out.cells, builder.Cell(point.X), builder.Cell(point.Y))
	}
	out.solve = func(t *testing.T, inputs [][]byte) (columns [][]byte) {
		list := make([]fqbuilder.Input, len(inputs))
		for i := range inputs {
			list[i].Cell = fqbuilder.Cell(out.cells[i])
			_, err := list[i].Value.SetCanonicalBytes(inputs[i])
			require.NoError(t, err)
		}
		w, err := c.Solve(list)
		require.NoError(t, err)
		for i := range w.Columns {
			columns = append(columns, packed(w.Columns[i], (*fq.Element).Bytes))
		}
		return columns
	}
	return out
}

func packed[E any](column []E, encode func(*E) [32]byte) []byte {
	var out bytes.Buffer
	for i := range column {
		b := encode(&column[i])
		out.Write(b[:])
	}
	return out.Bytes()
}

// Every cell that a constraint is about is that of o1js's own witness.
//
// covers: PIC-19
func TestWitnessesOfO1js(t *testing.T) {
	const file = "testdata/witnesses.json"
	records := make(map[string]record)
	if *witnesses == "" {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &records))
	}
	labels := map[string]instance{
		"range-0": rangeInstance(0), "range-77": rangeInstance(77), "range-100": rangeInstance(100),
		"xor": xorInstance(), "input-output": hashInstance(),
	}
	for label, i := range labels {
		table, key := readProgram(t, i.name)
		gates, err := gatetable.Decode(table)
		require.NoError(t, err)
		step, wrap, err := circuitsOf(gates)
		require.NoError(t, err)
		p := &Program{key: key}
		require.NoError(t, p.setCells(step, wrap))
		for name, part := range map[string]*part{label + ".step": stepPart(p, step, i.cells), label + ".wrap": wrapPart(p, wrap)} {
			if *witnesses != "" {
				records[name] = part.record(t, name)
			}
			kept := records[name]
			require.Len(t, kept.Inputs, len(part.cells), name)
			inputs := make([][]byte, len(kept.Inputs))
			for k := range inputs {
				inputs[k], err = hex.DecodeString(kept.Inputs[k])
				require.NoError(t, err)
			}
			require.Equal(t, kept.Columns, part.hashes(part.solve(t, inputs)), name)
		}
	}
	if *witnesses != "" {
		text, err := json.MarshalIndent(records, "", " ")
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(file, append(text, '\n'), 0o644))
	}
}
