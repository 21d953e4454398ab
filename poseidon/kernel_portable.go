//go:build !amd64 || purego

package poseidon

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

func (p *parametersFp) permuteKimchi(state *[3]fp.Element) { p.permuteSeventh(state) }

func (p *parametersFq) permuteKimchi(state *[3]fq.Element) { p.permuteSeventh(state) }

func (p *parametersFp) permuteGroup(states []*[3]fp.Element) { p.permuteEach(states) }

func (p *parametersFq) permuteGroup(states []*[3]fq.Element) { p.permuteEach(states) }
