//go:build !purego

package pallas

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestFoldKernels compares sums and doubles with those of the other path, for coordinates at
// the extremes of their limbs, and for equal, opposite and neutral points.
func TestFoldKernels(t *testing.T) {
	if !useIFMA {
		t.Log("not tested here: IFMA")
		return
	}
	rapid.Check(t, func(t *rapid.T) {
		chunk := foldLeast << rapid.IntRange(0, 2).Draw(t, "chunk")
		f := newFolder(nil, 0, chunk)
		require.NotEmpty(t, f.lanes)
		p, q := newLanes(chunk), newLanes(chunk)
		for i := range chunk {
			a, b := drawAffine(t), drawAffine(t)
			if rapid.IntRange(0, 3).Draw(t, "small") == 0 || a.x.Equal(&b.x)|a.x.IsZero()|b.x.IsZero()|a.y.IsZero() == 1 {
				a = affineOf(smallMultiple(rapid.IntRange(-2, 2).Draw(t, "a")))
				b = affineOf(smallMultiple(rapid.IntRange(-2, 2).Draw(t, "b")))
			}
			p.x[i], p.y[i], q.x[i], q.y[i] = a.x, a.y, b.x, b.y
		}
		want, have := newLanes(chunk), newLanes(chunk)
		check := func() {
			requireElements(t, want.x, have.x)
			requireElements(t, want.y, have.y)
		}
		want.copy(&p)
		have.copy(&p)
		f.addGeneric(&want, &q)
		f.add(&have, &q)
		check()
		want.copy(&p)
		have.copy(&p)
		f.doubleGeneric(&want)
		f.double(&have)
		check()
	})
}

// TestFoldSize gives every worker a chunk.
func TestFoldSize(t *testing.T) {
	for points := 1; points < 1<<14; points = points*3/2 + 1 {
		for _, workers := range []int{1, 2, 4, 64} {
			size := foldSize(points, workers)
			require.Zero(t, size&(size-1))
			require.GreaterOrEqual(t, size, foldLeast)
			require.LessOrEqual(t, size, foldChunk)
			require.True(t, size == foldChunk || size*workers >= points)
		}
	}
}
