package pickles

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/gatetable"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
)

// instance is an o1js program of vectors/generate/proofs/programs.mjs, with inputs.
type instance struct {
	name                      string // of the table
	publicInput, publicOutput []fp.Element
	cells                     []builder.Cell
	values                    []fp.Element
}

func (i *instance) inputs() []builder.Input {
	out := make([]builder.Input, len(i.cells))
	for k := range out {
		out[k] = builder.Input{Cell: i.cells[k], Value: i.values[k]}
	}
	return out
}

func numbers(values ...uint64) []fp.Element {
	out := make([]fp.Element, len(values))
	for i, v := range values {
		out[i].SetUint64(v)
	}
	return out
}

func rangeInstance(v uint64) instance {
	return instance{name: "programs/range", cells: []builder.Cell{{Row: 17, Column: 3}, {Row: 16, Column: 0}, {Row: 16, Column: 1}}, values: numbers(v, 0, 0)}
}

func xorInstance() instance {
	return instance{name: "testdata/xor", cells: []builder.Cell{{Row: 13, Column: 0}}, values: numbers(0x12345678)}
}

// hashInstance has no lookups, and a public input and output.
func hashInstance() instance {
	values := numbers(1, 7, 9)
	return instance{
		name: "testdata/input-output", publicInput: values[:2], publicOutput: []fp.Element{poseidon.Hash(values...)},
		cells: []builder.Cell{{Row: 12, Column: 0}, {Row: 12, Column: 1}, {Row: 24, Column: 0}}, values: values,
	}
}

func readProgram(t testing.TB, name string) (table []byte, key *VerificationKey) {
	t.Helper()
	table, err := os.ReadFile(name + ".gates")
	require.NoError(t, err)
	text, err := os.ReadFile(name + ".key.json")
	require.NoError(t, err)
	key, err = ParseVerificationKey(text)
	require.NoError(t, err)
	return table, key
}

func newProgram(t testing.TB, name string) *Program {
	t.Helper()
	table, key := readProgram(t, name)
	p, err := NewProgram(kimchi.Berkeley, table, key)
	require.NoError(t, err)
	return p
}

// The tables' circuits have all 28 commitments of o1js's keys, and their proofs verify
// under them: for the statement alone, and written and read again.
//
// covers: PIC-17, PIC-19
func TestProveUnderO1jsKeys(t *testing.T) {
	newProgram(t, "testdata/foreign-field-mul")
	for _, i := range []instance{rangeInstance(77), xorInstance(), hashInstance()} {
		p := newProgram(t, i.name)
		proof, err := p.Prove(i.publicInput, i.publicOutput, i.inputs())
		require.NoError(t, err)
		require.NoError(t, Verify(kimchi.Berkeley, proof, p.Key(), i.publicInput, i.publicOutput))
		text, err := json.Marshal(proof)
		require.NoError(t, err)
		again, err := ParseProof(text)
		require.NoError(t, err)
		require.NoError(t, Verify(kimchi.Berkeley, again, p.Key(), i.publicInput, i.publicOutput))
		require.Error(t, Verify(kimchi.Berkeley, again, p.Key(), i.publicInput, append(i.publicOutput, numbers(1)...)))
		for k := range i.values {
			wrong := i
			wrong.values = numbers(101, 1<<20, 1<<40)[:len(i.values)]
			copy(wrong.values[k+1:], i.values[k+1:])
			_, err = p.Prove(i.publicInput, i.publicOutput, wrong.inputs())
			require.ErrorIs(t, err, builder.ErrUnsatisfied, "%s", i.name)
			require.Equal(t, "statement_unsatisfied", coded.Code(err))
		}
	}
}

// The values that the program refuses are refused before anything is proved.
func TestRefusedValues(t *testing.T) {
	p := newProgram(t, "programs/range")
	for _, v := range []uint64{101, 1 << 20, 1 << 63} {
		i := rangeInstance(v)
		proof, err := p.Prove(nil, nil, i.inputs())
		require.Nil(t, proof)
		require.ErrorIs(t, err, builder.ErrUnsatisfied)
		require.NotContains(t, err.Error(), fmt.Sprint(v))
	}
	_, err := p.Prove(nil, nil, nil)
	require.ErrorIs(t, err, builder.ErrOpen)
}

// A table that is cut or changed, or is of another program, makes no program.
//
// covers: PIC-17, PIC-18
func TestWrongTables(t *testing.T) {
	table, key := readProgram(t, "programs/range")
	other, otherKey := readProgram(t, "testdata/xor")
	refuse := func(name string, table []byte, key *VerificationKey) {
		p, err := NewProgram(kimchi.Berkeley, table, key)
		require.ErrorIs(t, err, ErrProgram, name)
		require.Nil(t, p, name)
	}
	refuse("empty", nil, key)
	refuse("cut", table[:len(table)/2], key)
	refuse("key of another program", table, otherKey)
	refuse("table of another program", other, key)
	changes := map[string]func(g *gatetable.Table){
		"the other program's key hash":    func(g *gatetable.Table) { g.KeyHash = otherKey.hash.Bytes() },
		"a step coefficient":              func(g *gatetable.Table) { g.Step.Constants[1][0] ^= 1 },
		"a wrap wire":                     func(g *gatetable.Table) { g.Wrap.Rows[6000].Back[0] ^= 1 },
		"no wrap public input":            func(g *gatetable.Table) { g.Wrap.Public-- },
		"two step public inputs":          func(g *gatetable.Table) { g.Step.Public++ },
		"a lookup in the wrap circuit":    func(g *gatetable.Table) { g.Wrap.Rows[6000].Gate = byte(builder.RangeCheck0) },
		"the step circuit of another one": func(g *gatetable.Table) { o, _ := gatetable.Decode(other); g.Step = o.Step },
	}
	for name, change := range changes {
		g, err := gatetable.Decode(table)
		require.NoError(t, err)
		change(g)
		changed, err := g.Encode()
		require.NoError(t, err)
		refuse(name, changed, key)
	}
	_, err := NewProgram(0, table, key)
	require.ErrorIs(t, err, ErrEra)
}
