package testkit_test

import (
	"math/big"
	"testing"
	"unicode/utf8"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestGeneratorsAreCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, f := range []*bigref.Field{bigref.Fp(), bigref.Fq()} {
			require.True(t, f.Contains(testkit.FieldElement(f).Draw(t, "element")))
			require.LessOrEqual(t, testkit.Integer256(f).Draw(t, "integer").BitLen(), 256)
		}
		for _, c := range []*bigref.Curve{bigref.Pallas(), bigref.Vesta()} {
			require.True(t, c.Scalars().Contains(testkit.Scalar(c).Draw(t, "scalar")))
			p := testkit.Point(c).Draw(t, "point")
			require.True(t, p.IsIdentity() || c.IsOnCurve(p))
			require.True(t, c.IsOnCurve(testkit.NonIdentity(c).Draw(t, "nonidentity")))
		}
	})
}

func TestTextGenerators(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		require.True(t, utf8.ValidString(testkit.Text().Draw(t, "text")))
		require.LessOrEqual(t, len(testkit.Bytes(40).Draw(t, "bytes")), 40)
	})
}

// reaches fails unless the generator yields a value with the property within
// some hundred draws.
func reaches[V any](t *testing.T, name string, g *rapid.Generator[V], property func(V) bool) {
	t.Helper()
	for seed := range 1000 {
		if property(g.Example(seed)) {
			return
		}
	}
	t.Errorf("%s is never generated", name)
}

func TestGeneratorsReachTheEdges(t *testing.T) {
	f, c := bigref.Fp(), bigref.Pallas()
	equals := func(x *big.Int) func(*big.Int) bool {
		return func(y *big.Int) bool { return x.Cmp(y) == 0 }
	}
	minusOne := f.Negate(big.NewInt(1))
	reaches(t, "0", testkit.Fp(), equals(new(big.Int)))
	reaches(t, "1", testkit.Fp(), equals(big.NewInt(1)))
	reaches(t, "p-1", testkit.Fp(), equals(minusOne))
	reaches(t, "(p-1)/2", testkit.Fp(), equals(new(big.Int).Rsh(f.Modulus(), 1)))
	reaches(t, "q-1", testkit.Fq(), equals(bigref.Fq().Negate(big.NewInt(1))))
	reaches(t, "p", testkit.Integer256(f), equals(f.Modulus()))
	reaches(t, "lambda", testkit.Scalar(c), equals(c.Lambda()))
	reaches(t, "the identity", testkit.Point(c), bigref.Point.IsIdentity)
	reaches(t, "the generator", testkit.Point(c), c.Generator().Equal)
	reaches(t, "the empty text", testkit.Text(), func(s string) bool { return s == "" })
	reaches(t, "a byte order mark in front", testkit.Text(), func(s string) bool { return len(s) > 3 && s[:3] == "\uFEFF" })
	reaches(t, "ill-formed text", testkit.AnyText(), func(s string) bool { return !utf8.ValidString(s) })
	reaches(t, "31 bytes", testkit.Bytes(100), func(b []byte) bool { return len(b) == 31 })
}

func TestConversions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := testkit.Fp().Draw(t, "x"), testkit.Fq().Draw(t, "y")
		require.Zero(t, x.Cmp(testkit.FromFp(testkit.ToFp(x))))
		require.Zero(t, y.Cmp(testkit.FromFq(testkit.ToFq(y))))
		require.Zero(t, x.Cmp(testkit.FromFpSlice(testkit.ToFpSlice([]*big.Int{x}))[0]))
		p, v := testkit.Point(bigref.Pallas()).Draw(t, "p"), testkit.Point(bigref.Vesta()).Draw(t, "v")
		require.True(t, p.Equal(testkit.FromPallas(testkit.ToPallas(p))))
		require.True(t, v.Equal(testkit.FromVesta(testkit.ToVesta(v))))
	})
	require.Panics(t, func() { testkit.ToFp(bigref.Fp().Modulus()) })
	require.Panics(t, func() { testkit.ToPallas(bigref.Point{X: big.NewInt(1), Y: big.NewInt(1)}) })
}
