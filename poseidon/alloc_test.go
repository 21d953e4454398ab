package poseidon

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

func TestNoAllocations(t *testing.T) {
	var state [3]fp.Element
	var stateFq [3]fq.Element
	var sponge Sponge
	var spongeFq SpongeFq
	var x, y fp.Element
	var u fq.Element
	x.SetUint64(3)
	states, statesFq := make([][3]fp.Element, 9), make([][3]fq.Element, 9)
	xs, us := make([]fp.Element, 9), make([]fq.Element, 9)
	var sponges []*Sponge
	var spongesFq []*SpongeFq
	for range xs {
		sponges, spongesFq = append(sponges, new(Sponge)), append(spongesFq, new(SpongeFq))
	}
	calls := map[string]func(){
		"Permute":         func() { Permute(&state) },
		"PermuteLegacy":   func() { PermuteLegacy(&state) },
		"PermuteFq":       func() { PermuteFq(&stateFq) },
		"PermuteLegacyFq": func() { PermuteLegacyFq(&stateFq) },
		"Update":          func() { Update(&state, x, y) },
		"Hash":            func() { y = Hash(x, y) },
		"HashLegacy":      func() { y = HashLegacy(x, y, x) },
		"HashAnyLength":   func() { y = HashAnyLength(x, y, x) },
		"HashWithPrefix":  func() { y, _ = HashWithPrefix("prefix", x, y) },
		"Sponge":          func() { sponge.Absorb(&x); y = sponge.Squeeze(); sponge.Erase() },
		"PermuteMany":     func() { PermuteMany(states) },
		"PermuteManyFq":   func() { PermuteManyFq(statesFq) },
		"sponges":         func() { AbsorbMany(sponges, xs); SqueezeMany(xs, sponges) },
		"spongesFq":       func() { AbsorbManyFq(spongesFq, us); SqueezeManyFq(us, spongesFq) },
		"SpongeFq":        func() { spongeFq.Absorb(&u); u = spongeFq.Squeeze(); spongeFq.Erase() },
	}
	for name, call := range calls {
		require.Zero(t, testing.AllocsPerRun(10, call), name)
	}
}
