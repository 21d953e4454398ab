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

func draw(t *rapid.T, name string) *fp.Element {
	return testkit.ToFp(testkit.Fp().Draw(t, name))
}

// short spellings for the laws
func add(x, y *fp.Element) *fp.Element      { return new(fp.Element).Add(x, y) }
func multiply(x, y *fp.Element) *fp.Element { return new(fp.Element).Multiply(x, y) }

func requireEqual(t require.TestingT, x, y *fp.Element, law string) {
	require.Equal(t, 1, x.Equal(y), "%s: %v and %v", law, x, y)
}

func TestFieldLaws(t *testing.T) {
	zero, one := new(fp.Element), new(fp.Element).One()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := draw(t, "a"), draw(t, "b"), draw(t, "c")
		requireEqual(t, add(a, b), add(b, a), "a+b = b+a")
		requireEqual(t, add(a, add(b, c)), add(add(a, b), c), "a+(b+c) = (a+b)+c")
		requireEqual(t, add(a, zero), a, "a+0 = a")
		requireEqual(t, add(a, new(fp.Element).Negate(a)), zero, "a+(-a) = 0")
		requireEqual(t, multiply(a, b), multiply(b, a), "ab = ba")
		requireEqual(t, multiply(a, multiply(b, c)), multiply(multiply(a, b), c), "a(bc) = (ab)c")
		requireEqual(t, multiply(a, one), a, "a*1 = a")
		requireEqual(t, multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)), "a(b+c) = ab+ac")
		if a.IsZero() == 0 {
			requireEqual(t, multiply(a, new(fp.Element).Invert(a)), one, "a/a = 1")
		}
	})
}

func TestPredicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := testkit.Fp().Draw(t, "x"), testkit.Fp().Draw(t, "y")
		a, b := testkit.ToFp(x), testkit.ToFp(y)
		require.Equal(t, x.Cmp(y) == 0, a.Equal(b) == 1)
		require.Equal(t, 1, a.Equal(testkit.ToFp(x)))
		require.Equal(t, x.Sign() == 0, a.IsZero() == 1)
		require.EqualValues(t, x.Bit(0), a.IsOdd())
		for _, truth := range []int{a.Equal(b), a.IsZero(), a.IsOdd()} {
			require.Contains(t, []int{0, 1}, truth)
		}
	})
}

// TestEqualSeesEveryBit compares elements that differ in one bit.
func TestEqualSeesEveryBit(t *testing.T) {
	zero := new(fp.Element)
	for k := range uint(254) {
		x := testkit.ToFp(new(big.Int).Lsh(big.NewInt(1), k))
		require.Zero(t, x.Equal(zero))
		require.Zero(t, x.IsZero())
		inMontgomeryForm := bigref.Fp().Divide(new(big.Int).Lsh(big.NewInt(1), k), new(big.Int).Lsh(big.NewInt(1), 256))
		require.Zero(t, testkit.ToFp(inMontgomeryForm).Equal(zero))
		require.Zero(t, testkit.ToFp(inMontgomeryForm).IsZero())
	}
}

func TestSquareRootVarTime(t *testing.T) {
	f := bigref.Fp()
	rapid.Check(t, func(t *rapid.T) {
		x := testkit.Fp().Draw(t, "x")
		if rapid.Bool().Draw(t, "square") {
			x = f.Square(x)
		}
		want, isSquare := f.SquareRoot(x)
		dirty := testkit.Fp().Draw(t, "dirty")
		checkRoot := func(z, argument *fp.Element, before *big.Int) {
			root, ok := z.SquareRootVarTime(argument)
			require.Equal(t, isSquare, ok)
			if !ok {
				require.Nil(t, root)
				require.Equal(t, before.String(), z.Decimal(), "the receiver stays")
				return
			}
			require.True(t, root == z, "the result is the receiver")
			require.Equal(t, want.String(), z.Decimal())
		}
		checkRoot(new(fp.Element), testkit.ToFp(x), new(big.Int))
		checkRoot(testkit.ToFp(dirty), testkit.ToFp(x), dirty)
		aliased := testkit.ToFp(x)
		checkRoot(aliased, aliased, x)
	})
}

// TestSquareRootOfTwoPowerOrders takes roots of elements of every order 2^k.
func TestSquareRootOfTwoPowerOrders(t *testing.T) {
	f := bigref.Fp()
	odd := new(big.Int).Rsh(new(big.Int).Sub(f.Modulus(), big.NewInt(1)), 32)
	x := f.Power(big.NewInt(5), odd) // of order 2^32
	_, ok := new(fp.Element).SquareRootVarTime(testkit.ToFp(x))
	require.False(t, ok)
	for range 32 {
		x = f.Square(x)
		want, isSquare := f.SquareRoot(x)
		require.True(t, isSquare)
		root, ok := new(fp.Element).SquareRootVarTime(testkit.ToFp(x))
		require.True(t, ok)
		require.Equal(t, want.String(), root.Decimal())
	}
	require.Equal(t, "1", x.String())
}

func TestInvertBatch(t *testing.T) {
	fp.InvertBatch(nil)
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(testkit.Fp(), 0, 12).Draw(t, "xs")
		elements := make([]fp.Element, len(xs))
		for i, x := range xs {
			elements[i].Set(testkit.ToFp(x))
		}
		fp.InvertBatch(elements)
		for i, x := range xs {
			require.Equal(t, bigref.Fp().Invert(x).String(), elements[i].Decimal(), "%d of %v", i, xs)
		}
	})
}

func TestSetRandom(t *testing.T) {
	seen := map[string]bool{}
	var union, intersection [32]byte
	for i := range 100 {
		x := new(fp.Element).One()
		require.True(t, x.SetRandom() == x)
		seen[x.Decimal()] = true
		for j, v := range x.Bytes() {
			union[j] |= v
			if i == 0 {
				intersection[j] = v
			}
			intersection[j] &= v
		}
	}
	require.Len(t, seen, 100)
	require.Equal(t, byte(0x3F), union[31], "every bit is set sometimes")
	require.Zero(t, intersection[31])
	for j := range 31 {
		require.Equal(t, byte(0xFF), union[j], "every bit is set sometimes")
		require.Zero(t, intersection[j], "and clear sometimes")
	}
}

func TestErase(t *testing.T) {
	x := new(fp.Element).SetRandom()
	x.Erase()
	require.Equal(t, 1, x.IsZero())
}

func TestModulusIsACopy(t *testing.T) {
	fp.Modulus().SetInt64(7)
	require.Zero(t, fp.Modulus().Cmp(bigref.Fp().Modulus()))
}
