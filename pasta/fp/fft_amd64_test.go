//go:build !purego

package fp

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestButterfliesEqualPortable compares the assembly with the portable code, for
// all steps that occur, and checks that nothing but the n pairs is written.
func TestButterfliesEqualPortable(t *testing.T) {
	onBatchPaths(t, compareButterflies)
}

func compareButterflies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 19).Draw(t, "n")
		distance := rapid.IntRange(1, 24).Draw(t, "distance")
		step, twiddleStep := 2*distance, rapid.IntRange(0, 2).Draw(t, "twiddleStep")
		if distance >= n && rapid.Bool().Draw(t, "adjacent") {
			step = 1
		}
		a := make([]Element, (max(n, 1)-1)*step+distance+2)
		for i := range a {
			a[i].n = drawReduced(t, "a")
		}
		twiddles := make([]Element, (max(n, 1)-1)*twiddleStep+1)
		for i := range twiddles {
			twiddles[i].n = drawReduced(t, "twiddle")
		}
		want := append([]Element(nil), a...)
		butterfliesGeneric(want, distance, step, twiddles, twiddleStep, n)
		butterflies(a, distance, step, twiddles, twiddleStep, n)
		for i := range a {
			require.Equal(t, want[i].n, a[i].n, "element %d", i)
		}
		require.Panics(t, func() { butterflies(a, len(a), 1, twiddles, 0, 1) })
	})
}
