package poseidon

import (
	"fmt"

	"github.com/minaseal/minaseal/pasta/fp"
)

// Sponge absorbs and squeezes elements in any order with the kimchi permutation
// over Fp (SPEC 5.4 [PSD-11]). The zero value is ready to use. Absorbing a list
// and squeezing once gives its hash. Nothing allocates, and time depends on the
// order of the calls alone. It formats as "[secret]".
//
// A permutation runs in Squeeze, unless exactly one element was squeezed since
// the last one, and in Absorb when two elements were absorbed since. Absorb
// after Squeeze starts again at the first position without a permutation.
//
// Source: ArithmeticSponge of o1-labs/proof-systems, which o1js uses.
type Sponge struct {
	state [3]fp.Element
	// squeezed tells squeezed(count) from absorbed(count).
	squeezed bool
	count    uint8
}

// Absorb adds x to the state.
func (s *Sponge) Absorb(x *fp.Element) {
	if s.squeezed {
		s.squeezed, s.count = false, 0
	} else if s.count == 2 {
		Permute(&s.state)
		s.count = 0
	}
	lane := &s.state[s.count]
	lane.Add(lane, x)
	s.count++
}

// Squeeze returns the next element of the output.
func (s *Sponge) Squeeze() fp.Element {
	if s.squeezed && s.count == 1 {
		s.count = 2
		return s.state[1]
	}
	Permute(&s.state)
	s.squeezed, s.count = true, 1
	return s.state[0]
}

// Erase overwrites the state with zeros; the sponge is then as new.
func (s *Sponge) Erase() {
	for i := range s.state {
		s.state[i].Erase()
	}
	s.squeezed, s.count = false, 0
}

// Format writes "[secret]" for every verb.
func (s Sponge) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[secret]")) }

// Update adds the inputs to state[0] and state[1], two at a time, with a zero
// after an odd number of them, and permutes the state with the kimchi
// permutation over Fp after each pair. No input at all permutes once. It does
// not allocate; time depends on the number of inputs alone (SPEC 5.3).
//
// Source: o1js Poseidon.update.
func Update(state *[3]fp.Element, inputs ...fp.Element) {
	kimchi().update(state, inputs)
}

func (p *parameters) update(state *[3]fp.Element, inputs []fp.Element) {
	if len(inputs) == 0 {
		p.permute(state)
	}
	for i := 0; i < len(inputs); i += 2 {
		addPair(state, inputs[i:])
		p.permute(state)
	}
}

// addPair adds the first two inputs, or as many as there are.
func addPair(state *[3]fp.Element, inputs []fp.Element) {
	for i := range min(2, len(inputs)) {
		state[i].Add(&state[i], &inputs[i])
	}
}

// finish returns the hash and erases the rest of the state: the permutation can
// be inverted, so a whole state gives the inputs away.
func finish(state *[3]fp.Element) fp.Element {
	out := state[0]
	for i := range state {
		state[i].Erase()
	}
	return out
}
