package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// edgeScalars holds the scalars at which windows, signed digits and split
// scalars carry, overflow or vanish.
func edgeScalars() []*big.Int {
	c := bigref.Pallas()
	f := c.Scalars()
	half := new(big.Int).Rsh(f.Modulus(), 1)
	scalars := []*big.Int{new(big.Int), half, f.Add(half, big.NewInt(1)), c.Lambda(), f.Negate(c.Lambda()), f.Square(c.Lambda())}
	for i := range int64(20) {
		scalars = append(scalars, big.NewInt(i), f.Negate(big.NewInt(i)), f.Add(c.Lambda(), big.NewInt(i)))
	}
	for _, k := range []uint{64, 126, 127, 128, 129, 192, 253, 254} {
		power := new(big.Int).Lsh(big.NewInt(1), k)
		scalars = append(scalars, power, new(big.Int).Sub(power, big.NewInt(1)), f.Negate(power))
	}
	for _, digit := range []int64{0x11, 0x77, 0x78, 0x87, 0x88, 0x89, 0xFF} { // the same byte 31 times
		repeated := new(big.Int).Lsh(big.NewInt(1), 248)
		repeated.Sub(repeated, big.NewInt(1)).Div(repeated, big.NewInt(255)).Mul(repeated, big.NewInt(digit))
		scalars = append(scalars, repeated)
	}
	return scalars
}

func TestEdgeScalars(t *testing.T) {
	c := bigref.Pallas()
	x, err := c.Decompress(c.ScaleBase(big.NewInt(77)).X, 0)
	require.NoError(t, err)
	p := testkit.ToPallas(x)
	one := new(fq.Element).One()
	for _, k := range edgeScalars() {
		s := testkit.ToFq(k)
		want, wantBase := c.Scale(k, x), c.ScaleBase(k)
		z := pallas.NewIdentity()
		requirePoint(t, want, z.ScalarMultiply(s, p), "%v", k)
		requirePoint(t, want, z.ScalarMultiplyVarTime(s, p), "%v", k)
		requirePoint(t, wantBase, z.ScalarBaseMultiply(s), "%v", k)
		requirePoint(t, c.Add(want, c.Generator()), z.DoubleScalarBaseMultiplyVarTime(s, p, one), "%v", k)
		requirePoint(t, c.Add(x, wantBase), z.DoubleScalarBaseMultiplyVarTime(one, p, s), "%v", k)
		requirePoint(t, want, z.MultiScalarMultiplyVarTime([]fq.Element{*s}, []pallas.Point{*p}), "%v", k)
		for _, multiply := range []func(*fq.Element, *pallas.Point) *pallas.Point{z.ScalarMultiply, z.ScalarMultiplyVarTime} {
			require.Equal(t, 1, multiply(s, pallas.NewIdentity()).IsIdentity(), "%v times the identity", k)
		}
	}
}

// multiples returns the points k*G for the given k, cheaply.
func multiples(ks []int64) []pallas.Point {
	points := make([]pallas.Point, len(ks))
	for i, k := range ks {
		points[i].ScalarMultiplyVarTime(testkit.ToFq(bigref.Fq().Reduce(big.NewInt(k))), pallas.NewGenerator())
	}
	return points
}

// checkMultiScalar compares a sum of multiples of the generator with the one
// multiple that it must be.
func checkMultiScalar(t require.TestingT, scalars []*big.Int, ks []int64) {
	f, sum := bigref.Fq(), new(big.Int)
	elements := make([]fq.Element, len(scalars))
	for i, s := range scalars {
		sum = f.Add(sum, f.Multiply(s, f.Reduce(big.NewInt(ks[i]))))
		elements[i].Set(testkit.ToFq(s))
	}
	points := multiples(ks)
	z := pallas.NewGenerator()
	require.True(t, z.MultiScalarMultiplyVarTime(elements, points) == z)
	want := pallas.NewIdentity().ScalarBaseMultiply(testkit.ToFq(sum))
	requireEqual(t, want, z, "sum of scalars[i]*points[i]")
	affine := pallas.BatchAffine(points)
	require.True(t, z.MultiScalarMultiplyAffineVarTime(elements, affine) == z)
	requireEqual(t, want, z, "sum of scalars[i]*points[i], affine")
	for i, p := range multiples(ks) {
		require.Equal(t, 1, p.Equal(&points[i]), "a point was changed")
		require.Equal(t, 1, p.Equal(affine[i].Point()), "a point was changed")
		require.Equal(t, scalars[i].String(), elements[i].Decimal(), "a scalar was changed")
	}
}

func TestMultiScalarMultiplyVarTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ks := rapid.SliceOfN(rapid.Int64Range(-3, 3), 0, 12).Draw(t, "points")
		scalars := make([]*big.Int, len(ks))
		for i := range scalars {
			scalars[i] = testkit.Scalar(bigref.Pallas()).Draw(t, "scalar")
		}
		checkMultiScalar(t, scalars, ks)
	})
}

// TestMultiScalarSizes goes through sizes where an implementation may choose
// another method.
func TestMultiScalarSizes(t *testing.T) {
	edges := edgeScalars()
	for _, size := range []int{0, 1, 2, 3, 15, 16, 17, 31, 32, 33, 64, 127, 128, 129, 300} {
		scalars, ks := make([]*big.Int, size), make([]int64, size)
		for i := range scalars {
			scalars[i] = edges[(i*i+size)%len(edges)]
			ks[i] = int64((i*31 + size) % 97)
		}
		checkMultiScalar(t, scalars, ks)
	}
}

func TestMultiScalarReceiverAmongThePoints(t *testing.T) {
	points := multiples([]int64{5, 7})
	scalars := []fq.Element{*testkit.ToFq(big.NewInt(100)), *testkit.ToFq(big.NewInt(1))}
	points[1].MultiScalarMultiplyVarTime(scalars, points)
	requirePoint(t, bigref.Pallas().ScaleBase(big.NewInt(507)), &points[1])
}

func TestMultiScalarLengths(t *testing.T) {
	require.Panics(t, func() {
		pallas.NewIdentity().MultiScalarMultiplyVarTime(make([]fq.Element, 2), multiples([]int64{1}))
	})
	require.Panics(t, func() {
		pallas.NewIdentity().MultiScalarMultiplyVarTime(nil, multiples([]int64{1}))
	})
	require.Panics(t, func() {
		pallas.NewIdentity().MultiScalarMultiplyAffineVarTime(make([]fq.Element, 2), make([]pallas.Affine, 1))
	})
}
