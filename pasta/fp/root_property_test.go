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

// tonelliShanks is the algorithm as arkworks has it, in ff/src/fields/sqrt.rs:
// T with p-1 = 2^32 T, z of order 2^32 from the non-residue 5.
func tonelliShanks(f *bigref.Field, x *big.Int) (root *big.Int, ok bool) {
	if x.Sign() == 0 {
		return new(big.Int), true
	}
	one, half := big.NewInt(1), new(big.Int).Rsh(f.Modulus(), 1)
	if f.Power(x, half).Cmp(one) != 0 {
		return nil, false
	}
	odd := new(big.Int).Rsh(f.Modulus(), 32)
	z := f.Power(big.NewInt(5), odd)
	w := f.Power(x, new(big.Int).Rsh(odd, 1))
	root = f.Multiply(w, x)
	b := f.Multiply(root, w)
	for v := 32; b.Cmp(one) != 0; {
		k := 0
		for power := b; power.Cmp(one) != 0; k++ {
			power = f.Square(power)
		}
		w = z
		for range v - k - 1 {
			w = f.Square(w)
		}
		z = f.Square(w)
		b = f.Multiply(b, z)
		root = f.Multiply(root, w)
		v = k
	}
	return root, true
}

func checkTonelliShanks(t require.TestingT, x *big.Int) {
	want, ok := tonelliShanks(bigref.Fp(), x)
	argument, dirty := testkit.ToFp(x), testkit.ToFp(big.NewInt(77))
	for _, z := range []*fp.Element{new(fp.Element), dirty, argument} {
		before := z.Decimal()
		root, isSquare := z.TonelliShanksRootVarTime(argument)
		require.Equal(t, ok, isSquare)
		if !ok {
			require.Nil(t, root)
			require.Equal(t, before, z.Decimal(), "the receiver stays")
			continue
		}
		require.True(t, root == z, "the result is the receiver")
		require.Equal(t, want.String(), z.Decimal())
	}
}

func TestTonelliShanksRootVarTime(t *testing.T) {
	f := bigref.Fp()
	rapid.Check(t, func(t *rapid.T) {
		x := testkit.Fp().Draw(t, "x")
		checkTonelliShanks(t, x)
		checkTonelliShanks(t, f.Square(x))
	})
}

// TestTonelliShanksOfTwoPowerOrders takes roots of elements of every order 2^k,
// and of their products with a square.
func TestTonelliShanksOfTwoPowerOrders(t *testing.T) {
	f := bigref.Fp()
	x := f.Power(big.NewInt(5), new(big.Int).Rsh(f.Modulus(), 32)) // of order 2^32
	for range 33 {
		checkTonelliShanks(t, x)
		checkTonelliShanks(t, f.Multiply(x, big.NewInt(9)))
		x = f.Square(x)
	}
	require.Equal(t, "1", x.String())
}
