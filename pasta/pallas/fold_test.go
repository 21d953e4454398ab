package pallas_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// A fold is a sum and a multiple, for scalars of every kind and for the points at which
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
	for range 600 {
		points = append(points, *pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).SetRandom()))
	}
	high := pallas.BatchAffine(points)
	for _, s := range scalars {
		low := make([]pallas.Affine, len(high))
		copy(low, high)
		copy(low[1:], high[2:]) // opposite points, and others
		folded := pallas.FoldVarTime(low, high, &s)
		for i := range folded {
			want := pallas.NewIdentity().ScalarMultiply(&s, &points[i])
			want.Add(want, low[i].Point())
			require.Equal(t, 1, folded[i].Point().Equal(want), "point %d, scalar %v", i, s.Decimal())
		}
	}
	require.Panics(t, func() { pallas.FoldVarTime(high[:1], high[:2], &scalars[0]) })
}

func BenchmarkFold(b *testing.B) {
	points := make([]pallas.Point, 1<<12)
	for i := range points {
		points[i] = *pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).SetUint64(uint64(i + 1)))
	}
	affine := pallas.BatchAffine(points)
	s := new(fq.Element).SetRandom()
	b.ReportAllocs()
	for b.Loop() {
		pallas.FoldVarTime(affine, affine, s)
	}
}
