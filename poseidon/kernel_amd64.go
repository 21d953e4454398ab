//go:build !purego

package poseidon

import (
	"unsafe"

	"github.com/minaseal/minaseal/internal/permutation"
	"github.com/minaseal/minaseal/pasta/fp"
)

// permuteKimchi permutes a state with the kimchi set.
func (p *parameters) permuteKimchi(state *[3]fp.Element) {
	switch {
	case permutation.UseIFMA:
		permutation.Lanes(unsafe.Pointer(state), &p.lanes[0], len(p.rows), &p.radix52)
	case permutation.UseMULX:
		permutation.Scaled(unsafe.Pointer(state), unsafe.Pointer(&p.scaled[0]), len(p.rows), &p.modulus)
	default:
		p.permuteSeventh(state)
	}
}

// permuteGroup permutes up to eight states with the kimchi set.
func (p *parameters) permuteGroup(states []*[3]fp.Element) {
	if !permutation.UseIFMA || len(states) < permutation.BatchFrom {
		p.permuteEach(states)
		return
	}
	var lanes [3][8]fp.Element
	for i, state := range states {
		for lane := range lanes {
			lanes[lane][i] = state[lane]
		}
	}
	permutation.Eight(unsafe.Pointer(&lanes), &p.batch[0], len(p.rows), &p.radix52)
	for i, state := range states {
		for lane := range lanes {
			state[lane] = lanes[lane][i]
		}
	}
	lanes = [3][8]fp.Element{} // they may be secret
}
