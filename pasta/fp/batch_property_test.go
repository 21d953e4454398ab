package fp_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestMultiplyBatch compares with the oracle and checks that the factors stay.
func TestMultiplyBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs, x := drawBoth(t)
		ys, y := make([]*big.Int, len(x)), make([]fp.Element, len(x))
		for i := range ys {
			ys[i] = testkit.Fp().Draw(t, "y")
			y[i].Set(testkit.ToFp(ys[i]))
		}
		z := drawElements(t, len(x))
		fp.MultiplyBatch(z, x, y)
		for i := range z {
			require.Equal(t, bigref.Fp().Multiply(xs[i], ys[i]).String(), z[i].Decimal())
			require.Equal(t, xs[i].String(), x[i].Decimal())
			require.Equal(t, ys[i].String(), y[i].Decimal())
		}
	})
}

func drawBoth(t *rapid.T) ([]*big.Int, []fp.Element) {
	xs := rapid.SliceOfN(testkit.Fp(), 0, 40).Draw(t, "xs")
	elements := make([]fp.Element, len(xs))
	for i := range xs {
		elements[i].Set(testkit.ToFp(xs[i]))
	}
	return xs, elements
}

// TestMultiplyBatchPanics on slices of other lengths, and on those that share
// elements but do not begin with the same.
func TestMultiplyBatchPanics(t *testing.T) {
	a, b := randomElements(20), randomElements(20)
	require.Panics(t, func() { fp.MultiplyBatch(a, b, b[1:]) })
	require.Panics(t, func() { fp.MultiplyBatch(a, b[1:], b) })
	require.Panics(t, func() { fp.MultiplyBatch(a[1:], b, b) })
	require.Panics(t, func() { fp.MultiplyBatch(a[1:11], a[:10], b[:10]) })
	require.Panics(t, func() { fp.MultiplyBatch(a[:10], b[:10], a[9:19]) })
	require.NotPanics(t, func() { fp.MultiplyBatch(a[:10], a[10:], b[:10]) })
	require.NotPanics(t, func() { fp.MultiplyBatch(nil, nil, nil) })
}
