//go:build !amd64 || purego

package poseidon

import "github.com/minaseal/minaseal/pasta/fp"

func (p *parameters) permuteKimchi(state *[3]fp.Element) { p.permuteSeventh(state) }

func (p *parameters) permuteGroup(states []*[3]fp.Element) { p.permuteEach(states) }
