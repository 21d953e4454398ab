package pallas_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// A commitment by values is n times that by coefficients, for all sizes, also if some of
// the points are the identity or each other's opposites.
func TestLagrangeVarTime(t *testing.T) {
	for log := range 9 {
		d := fq.NewDomain(log)
		points := make([]pallas.Point, d.Size())
		for i := range points {
			points[i] = *pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).SetRandom())
		}
		if log > 1 {
			points[0] = *pallas.NewIdentity()
			points[2].Negate(&points[1])
		}
		base := pallas.BatchAffine(points)
		lagrange := pallas.LagrangeVarTime(base, d)
		values := make([]fq.Element, d.Size())
		for i := range values {
			values[i].SetRandom()
		}
		have := pallas.NewIdentity().MultiScalarMultiplyAffineVarTime(values, lagrange)
		d.InverseFFT(values)
		want := pallas.NewIdentity().MultiScalarMultiplyAffineVarTime(values, base)
		want.ScalarMultiply(new(fq.Element).SetUint64(uint64(d.Size())), want)
		require.Equal(t, 1, have.Equal(want), "2^%d", log)
	}
	require.Panics(t, func() { pallas.LagrangeVarTime(make([]pallas.Affine, 3), fq.NewDomain(2)) })
}

func BenchmarkLagrange(b *testing.B) {
	d := fq.NewDomain(10)
	points := make([]pallas.Point, d.Size())
	for i := range points {
		points[i] = *pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).SetUint64(uint64(i + 1)))
	}
	affine := pallas.BatchAffine(points)
	for b.Loop() {
		pallas.LagrangeVarTime(affine, d)
	}
}
