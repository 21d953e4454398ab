package builder

import (
	"runtime"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// Nothing of a private input is left in memory by the solver but the witness.
func TestSolveIsErased(t *testing.T) {
	_, c, cells := stepTable(t, "testdata/xor", Cell{13, 0})
	needles := testkit.NewNeedles()
	inputs := make([]Input, len(cells))
	erase.Stack(func() {
		gx, gy := pallas.NewGenerator().Affine()
		for i := range inputs {
			inputs[i] = Input{cells[i], gx}
			if i >= 3 && (i-3)%2 == 1 {
				inputs[i].Value = gy
			}
		}
		inputs[1].Value, inputs[2].Value = Small(3), Small(3)
		inputs[len(inputs)-1].Value = Small(0x12345678) // what the program asks for
		s := newSolver(c)
		for _, in := range inputs[1:] {
			s.put(in.Cell.Row, in.Cell.Column, in.Value)
		}
		s.run()
		hash, _ := s.get(0, 0)
		inputs[0].Value = *hash
		s.erase()
	})
	// The solver is kept, so that the memory is not used again before it is read.
	s := newSolver(c)
	var w *Witness
	var err error
	erase.Stack(func() { w, err = s.solve(inputs) })
	require.NoError(t, err)
	needles.Add((*[4]uint64)(unsafe.Pointer(&inputs[len(inputs)-1].Value)), "the private input")
	found, err := needles.InMemory()
	require.NoError(t, err)
	require.NotEmpty(t, found)
	places := len(found)
	clear(inputs)
	w.Erase()
	found, err = needles.InMemory()
	require.NoError(t, err)
	require.NotEmpty(t, found, "the solver has it, of %d places", places)
	s.erase()
	found, err = needles.InMemory()
	require.NoError(t, err)
	require.Empty(t, found)
	runtime.KeepAlive(s)
}
