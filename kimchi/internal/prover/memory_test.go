package prover

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// size returns the bytes that the arena owns.
func (a *arena) size() (bytes int) {
	for _, b := range a.blocks {
		v := reflect.ValueOf(b)
		bytes += v.Len() * int(v.Type().Elem().Size())
	}
	return bytes
}

// The memory of a proof is that of a bounded number of columns: the cosets are not all
// there at once.
func TestMemoryOfAProof(t *testing.T) {
	b := builder.New()
	x := b.Secret()
	for range 1900 {
		x = b.Multiply(x, x)
	}
	circuit, err := b.Compile()
	require.NoError(t, err)
	w, err := circuit.Assign(nil, []fp.Element{builder.Small(3)})
	require.NoError(t, err)
	s := &session{Index: NewIndex(layout.Berkeley, circuit), witness: w, proof: new(tick.Proof)}
	_, err = s.prove()
	require.NoError(t, err)
	columns := float64(s.secret.size()) / float64(32*s.n)
	t.Logf("%d rows: %.0f columns", s.n, columns)
	require.Less(t, columns, 180.)
}
