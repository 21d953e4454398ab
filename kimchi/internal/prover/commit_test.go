package prover

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
)

// A commitment by values is that by coefficients, whatever values are 0, small or negative.
func TestCommitmentsByValues(t *testing.T) {
	for log := range 8 {
		d := fp.NewDomain(log)
		for pattern := range 5 {
			values := make([]fp.Element, d.Size())
			for i := range values {
				switch kind := (i + pattern) % 5; {
				case pattern == 4 || kind == 1:
					values[i].SetUint64(uint64(i) << 56)
				case kind == 2:
					values[i].SetUint64(uint64(i))
					values[i].Negate(&values[i])
				case kind >= 3:
					values[i].SetRandom()
				}
			}
			p := public.interpolate(d, values)
			p.blinder.SetRandom()
			have := public.commit(p)
			p.values = nil
			require.Equal(t, 1, have.Equal(public.commit(p)), "2^%d", log)
		}
	}
}
