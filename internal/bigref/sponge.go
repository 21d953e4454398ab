package bigref

import "math/big"

// Sponge is o1js's Poseidon.Sponge (SPEC 5.4). Make one with [Poseidon.NewSponge].
type Sponge struct {
	permutation *Poseidon
	state       [width]*big.Int
	squeezing   bool // the last operation was a squeeze
	used        int  // lanes absorbed into, or squeezed from, since the last permutation or turn
}

// NewSponge returns a fresh sponge.
func (p *Poseidon) NewSponge() *Sponge {
	return &Sponge{permutation: p, state: zeroState()}
}

// Absorb adds x into the next lane of the rate. It permutes first only if both
// lanes were absorbed into; coming from a squeeze it starts again at lane 0
// without permuting.
func (s *Sponge) Absorb(x *big.Int) {
	switch {
	case s.squeezing:
		s.squeezing, s.used = false, 0
	case s.used == 2:
		s.state, s.used = s.permutation.Permute(s.state), 0
	}
	s.state[s.used] = s.permutation.field.Add(s.state[s.used], x)
	s.used++
}

// Squeeze returns the next lane of the rate. It permutes unless exactly one
// lane was squeezed since the last permutation.
func (s *Sponge) Squeeze() *big.Int {
	if s.squeezing && s.used == 1 {
		s.used = 2
		return new(big.Int).Set(s.state[1])
	}
	s.state = s.permutation.Permute(s.state)
	s.squeezing, s.used = true, 1
	return new(big.Int).Set(s.state[0])
}
