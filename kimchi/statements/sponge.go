package statements

import "github.com/minaseal/minaseal/kimchi/builder"

// sponge is o1js's sponge in a circuit (SPEC 5.4).
type sponge struct {
	b         *builder.Builder
	state     [3]builder.Variable
	absorbed  int
	squeezing bool
	squeezed  int
}

func newSponge(b *builder.Builder) *sponge {
	zero := b.Constant(builder.Small(0))
	return &sponge{b: b, state: [3]builder.Variable{zero, zero, zero}}
}

func (s *sponge) permute() { s.state = s.b.Permute(s.state) }

func (s *sponge) absorb(x builder.Variable) {
	switch {
	case s.squeezing:
		s.squeezing, s.absorbed = false, 0
	case s.absorbed == 2:
		s.permute()
		s.absorbed = 0
	}
	if zero := s.b.Constant(builder.Small(0)); s.state[s.absorbed] == zero {
		s.state[s.absorbed] = x
	} else {
		s.state[s.absorbed] = s.b.Add(s.state[s.absorbed], x)
	}
	s.absorbed++
}

func (s *sponge) squeeze() builder.Variable {
	if !s.squeezing || s.squeezed == 2 {
		s.permute()
		s.squeezing, s.squeezed = true, 0
	}
	s.squeezed++
	return s.state[s.squeezed-1]
}
