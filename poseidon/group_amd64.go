//go:build !purego

package poseidon

import (
	"unsafe"

	"github.com/minaseal/minaseal/pasta/fp"
)

// permuteGroup permutes up to eight states with the kimchi set.
func (p *parametersFp) permuteGroup(states []*[3]fp.Element) {
	if !useIFMA || len(states) < batchFrom {
		p.permuteEach(states)
		return
	}
	var lanes [3][8]fp.Element
	for i, state := range states {
		for lane := range lanes {
			lanes[lane][i] = state[lane]
		}
	}
	permuteBatchIFMA(unsafe.Pointer(&lanes), &p.batch[0], len(p.rows), &p.radix52)
	for i, state := range states {
		for lane := range lanes {
			state[lane] = lanes[lane][i]
		}
	}
	lanes = [3][8]fp.Element{} // they may be secret
}
