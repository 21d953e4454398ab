package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/blake2b"
	"pgregory.net/rapid"
)

// mapCandidates returns the three candidates for x of the map, with u = 1.
func mapCandidates(f *bigref.Field, t *big.Int) [3]*big.Int {
	root, _ := f.SquareRoot(f.Reduce(big.NewInt(-3)))
	if root.String() != mapRoot {
		root = f.Negate(root)
	}
	one, tt := big.NewInt(1), f.Square(t)
	sum := f.Add(tt, big.NewInt(6))
	alpha := f.Invert(f.Multiply(sum, tt))
	x1 := f.Subtract(
		f.Divide(f.Subtract(root, one), big.NewInt(2)),
		f.Multiply(f.Multiply(f.Square(tt), alpha), root))
	cube := f.Multiply(f.Square(sum), sum)
	return [3]*big.Int{
		x1,
		f.Negate(f.Add(x1, one)),
		f.Subtract(one, f.Divide(f.Multiply(cube, alpha), big.NewInt(3))),
	}
}

// checkMap compares x with the first candidate that the curve has. The sign of
// y is arkworks': that of the root that package fp tests.
func checkMap(t require.TestingT, x *big.Int) int {
	c := bigref.Pallas()
	p := pallas.NewGenerator()
	require.True(t, p.MapToGroupVarTime(testkit.ToFp(x)) == p)
	have := testkit.FromPallas(p)
	require.True(t, c.IsOnCurve(have))
	for i, candidate := range mapCandidates(c.Base(), x) {
		if _, err := c.Decompress(candidate, 0); err == nil {
			require.Equal(t, candidate.String(), have.X.String())
			return i
		}
	}
	require.Fail(t, "no candidate is on the curve")
	return 0
}

func TestMapToGroupVarTime(t *testing.T) {
	f := bigref.Fp()
	chosen := map[int]bool{}
	rapid.Check(t, func(t *rapid.T) {
		chosen[checkMap(t, testkit.Fp().Draw(t, "t"))] = true
	})
	require.Len(t, chosen, 3, "every candidate is chosen at times")
	checkMap(t, new(big.Int)) // here and for t^2 = -6 the denominator is 0
	if root, ok := f.SquareRoot(f.Reduce(big.NewInt(-6))); ok {
		checkMap(t, root)
		checkMap(t, f.Negate(root))
	}
}

// referencePoint returns the point of Kimchi's reference string that is derived
// from the input (o1-labs/proof-systems, poly-commitment/src/ipa.rs:
// point_of_random_bytes). The first 31 bytes of the hash, the lowest bit of each
// first, are a number with the highest bit first.
func referencePoint(input []byte) *pallas.Point {
	hash := blake2b.Sum512(input)
	t := new(big.Int)
	for _, b := range hash[:31] {
		for j := range 8 {
			t.Lsh(t, 1).SetBit(t, 0, uint(b>>j&1))
		}
	}
	return pallas.NewIdentity().MapToGroupVarTime(testkit.ToFp(t))
}

// TestReferenceString derives points of the reference strings with the map. The
// expected ones are those of o1-labs/proof-systems.
func TestReferenceString(t *testing.T) {
	for name, want := range map[string]string{
		"\x00\x00\x00\x00":         referenceG0,
		"srs_misc\x00\x00\x00\x00": referenceH,
	} {
		x, _ := referencePoint([]byte(name)).Affine()
		require.Equal(t, want, x.Decimal(), "%q", name)
	}
}

func TestMapToGroupBatchVarTime(t *testing.T) {
	const size = 1500 // more than a chunk
	ts, ys, want := make([]fp.Element, size), make([]fp.Element, size), make([]pallas.Point, size)
	for i := range ts {
		if i > 0 { // the first is 0, where the denominator is 0
			ts[i].SetRandom()
		}
		_, ys[i] = want[i].MapToGroupVarTime(&ts[i]).Affine()
	}
	have, err := pallas.MapToGroupBatchVarTime(ts, ys)
	require.NoError(t, err)
	for i := range have {
		require.Equal(t, 1, have[i].Point().Equal(&want[i]))
	}
	ys[size-1].Add(&ys[size-1], new(fp.Element).One())
	_, err = pallas.MapToGroupBatchVarTime(ts, ys)
	require.ErrorIs(t, err, pallas.ErrNotOnCurve)
	require.Panics(t, func() { _, _ = pallas.MapToGroupBatchVarTime(ts, ys[1:]) })
}
