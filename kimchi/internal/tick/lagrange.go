package tick

import (
	"sync"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

var lagrange [LogSize + 1]struct {
	once   sync.Once
	points []vesta.Affine
}

// Lagrange returns the points with which values on the domain of n = 2^log elements are
// committed to, times n ([vesta.LagrangeVarTime]). The first call for a domain derives
// them, in about as long as ten commitments of that size take; they are kept. It panics for
// a domain that is larger than the reference string.
func Lagrange(log int) []vesta.Affine {
	l := &lagrange[log]
	l.once.Do(func() { l.points = vesta.LagrangeVarTime(Reference().G[:1<<log], fp.NewDomain(log)) })
	return l.points
}
