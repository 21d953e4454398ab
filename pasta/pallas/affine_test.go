package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestNewAffine(t *testing.T) {
	f := bigref.Fp()
	check := func(t require.TestingT, x, y *big.Int) {
		argumentX, argumentY := testkit.ToFp(x), testkit.ToFp(y)
		a, err := pallas.NewAffine(argumentX, argumentY)
		p, wantErr := new(pallas.Point).SetAffine(argumentX, argumentY)
		if wantErr != nil {
			require.ErrorIs(t, err, wantErr)
			require.Nil(t, a)
			return
		}
		require.NoError(t, err)
		require.Equal(t, 1, p.Equal(a.Point()))
		argumentX.Erase() // the point keeps nothing of its arguments
		haveX, haveY := a.Coordinates()
		require.Equal(t, []string{x.String(), y.String()}, []string{haveX.Decimal(), haveY.Decimal()})
	}
	rapid.Check(t, func(t *rapid.T) {
		p := testkit.Point(bigref.Pallas()).Draw(t, "p")
		check(t, p.X, p.Y) // also the identity's (0, 0), which is refused
		check(t, f.Add(p.X, big.NewInt(1)), p.Y)
		check(t, p.X, testkit.Fp().Draw(t, "y"))
	})
	_, err := pallas.NewAffine(new(fp.Element), new(fp.Element))
	require.ErrorIs(t, err, pallas.ErrIdentity)
	_, err = pallas.NewAffine(new(fp.Element).One(), new(fp.Element).One())
	require.ErrorIs(t, err, pallas.ErrNotOnCurve)
}

func TestBatchAffine(t *testing.T) {
	require.Empty(t, pallas.BatchAffine(nil))
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(testkit.Point(bigref.Pallas()), 1, 8).Draw(t, "points")
		points := make([]pallas.Point, len(want))
		for i := range points {
			points[i].Set(projective(t, want[i]))
		}
		affine := pallas.BatchAffine(points)
		require.Len(t, affine, len(points))
		for i := range affine {
			requirePoint(t, want[i], affine[i].Point())
			requirePoint(t, want[i], &points[i], "an argument was changed")
			x, y := affine[i].Coordinates()
			require.Equal(t, []string{want[i].X.String(), want[i].Y.String()}, []string{x.Decimal(), y.Decimal()})
			require.Equal(t, want[i].IsIdentity(), affine[i].IsIdentity() == 1)
			for j := range affine {
				require.Equal(t, want[i].Equal(want[j]), affine[i].Equal(&affine[j]) == 1)
			}
		}
	})
}

// TestLongBatchAffine has several pieces, with identities at their ends.
func TestLongBatchAffine(t *testing.T) {
	points := make([]pallas.Point, 2500)
	sum := pallas.NewIdentity()
	for i := range points {
		points[i].Set(sum)
		if i%1023 == 0 {
			points[i].Set(pallas.NewIdentity())
		}
		sum.Add(sum, pallas.NewGenerator())
	}
	for i, a := range pallas.BatchAffine(points) {
		require.Equal(t, 1, points[i].Equal(a.Point()))
	}
}

func TestZeroAffine(t *testing.T) {
	var zero pallas.Affine
	require.Equal(t, 1, zero.IsIdentity())
	require.Equal(t, 1, zero.Point().IsIdentity())
	a, err := pallas.NewAffine(new(fp.Element).One(), testkit.ToFp(bigref.Pallas().Generator().Y))
	require.NoError(t, err)
	require.Zero(t, a.IsIdentity())
	require.Zero(t, a.Equal(&zero))
}
