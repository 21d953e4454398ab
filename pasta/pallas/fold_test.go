package pallas_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// A fold is a sum of multiples, for scalars of every kind and for the points at which
// additions are special.
func TestFoldVarTime(t *testing.T) {
	var scalars []fq.Element
	for _, v := range []uint64{0, 1, 2, 3, 31} {
		x := *new(fq.Element).SetUint64(v)
		scalars = append(scalars, x, *new(fq.Element).Negate(&x))
	}
	for range 3 {
		scalars = append(scalars, *new(fq.Element).SetRandom())
	}
	generator := pallas.NewGenerator()
	points := []pallas.Point{*pallas.NewIdentity(), *generator, *pallas.NewIdentity().Negate(generator)}
	for range 200 {
		points = append(points, *pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).SetRandom()))
	}
	high := pallas.BatchAffine(points)
	low := append(append([]pallas.Affine{high[0]}, high[2:]...), high[0]) // opposite points, and others
	one := *new(fq.Element).One()
	check := func(blocks [][]pallas.Affine, scalars ...fq.Element) {
		folded := pallas.FoldVarTime(slices.Concat(blocks...), scalars)
		require.Len(t, folded, len(points))
		for i := range folded {
			want := pallas.NewIdentity()
			for j := range blocks {
				p := blocks[j][i].Point()
				want.Add(want, p.ScalarMultiply(&scalars[j], p))
			}
			require.Equal(t, 1, folded[i].Point().Equal(want), "point %d", i)
		}
	}
	for _, s := range scalars {
		check([][]pallas.Affine{high}, s)
		check([][]pallas.Affine{low, high}, one, s)
		check([][]pallas.Affine{high, low, high, high}, s, one, scalars[11], s)
	}
	require.Panics(t, func() { pallas.FoldVarTime(high[:3], scalars[:2]) })
	require.Panics(t, func() { pallas.FoldVarTime(high, nil) })
}

func BenchmarkFold(b *testing.B) {
	points := make([]pallas.Point, 1<<13)
	for i := range points {
		points[i] = *pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).SetUint64(uint64(i + 1)))
	}
	affine := pallas.BatchAffine(points)
	scalars := make([]fq.Element, 2)
	scalars[0].One()
	scalars[1].SetRandom()
	b.ReportAllocs()
	for b.Loop() {
		pallas.FoldVarTime(affine, scalars)
	}
}
