package poseidon

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
)

func TestNoAllocations(t *testing.T) {
	var state [3]fp.Element
	var sponge Sponge
	var x, y fp.Element
	x.SetUint64(3)
	states := make([][3]fp.Element, 9)
	xs := make([]fp.Element, 9)
	var sponges []*Sponge
	for range xs {
		sponges = append(sponges, new(Sponge))
	}
	calls := map[string]func(){
		"Permute":       func() { Permute(&state) },
		"PermuteLegacy": func() { PermuteLegacy(&state) },
		"Update":        func() { Update(&state, x, y) },
		"Sponge":        func() { sponge.Absorb(&x); y = sponge.Squeeze(); sponge.Erase() },
		"PermuteMany":   func() { PermuteMany(states) },
		"sponges":       func() { AbsorbMany(sponges, xs); SqueezeMany(xs, sponges) },
	}
	for name, call := range calls {
		require.Zero(t, testing.AllocsPerRun(10, call), name)
	}
}
