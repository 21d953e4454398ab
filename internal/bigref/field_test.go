package bigref_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/stretchr/testify/require"
)

func number(t testing.TB, text string) *big.Int {
	t.Helper()
	x, ok := new(big.Int).SetString(text, 10)
	require.True(t, ok, text)
	return x
}

func fields() []*bigref.Field { return []*bigref.Field{bigref.Fp(), bigref.Fq()} }

func TestModuli(t *testing.T) {
	p, q := bigref.Fp().Modulus(), bigref.Fq().Modulus()
	for _, m := range []*big.Int{p, q} {
		require.True(t, m.ProbablyPrime(20))
		require.Equal(t, 255, m.BitLen())
		require.EqualValues(t, 32, new(big.Int).Sub(m, big.NewInt(1)).TrailingZeroBits())
	}
	require.Equal(t, "86663725065984043395317760", new(big.Int).Sub(q, p).String())
}

func TestFieldOperations(t *testing.T) {
	for _, f := range fields() {
		t.Run(f.String(), func(t *testing.T) {
			minusOne := new(big.Int).Sub(f.Modulus(), big.NewInt(1))
			require.Equal(t, minusOne, f.Negate(big.NewInt(1)))
			require.Zero(t, f.Negate(new(big.Int)).Sign())
			require.Zero(t, f.Add(minusOne, big.NewInt(1)).Sign())
			require.Equal(t, minusOne, f.Subtract(new(big.Int), big.NewInt(1)))
			require.Equal(t, big.NewInt(1), f.Square(minusOne))
			require.Zero(t, f.Invert(new(big.Int)).Sign())
			require.Equal(t, big.NewInt(1), f.Multiply(f.Invert(big.NewInt(7)), big.NewInt(7)))
		})
	}
}

func TestSquareRoot(t *testing.T) {
	for _, f := range fields() {
		t.Run(f.String(), func(t *testing.T) {
			require.False(t, f.IsSquare(big.NewInt(5)), "5 generates the multiplicative group")
			for i := range int64(50) {
				x := big.NewInt(i)
				root, ok := f.SquareRoot(x)
				require.Equal(t, f.IsSquare(x), ok)
				if ok {
					require.Zero(t, f.Square(root).Cmp(x))
					require.Zero(t, root.Bit(0), "the even root of %d", i)
				}
			}
		})
	}
}

func TestFieldDecoders(t *testing.T) {
	for _, f := range fields() {
		t.Run(f.String(), func(t *testing.T) {
			last := new(big.Int).Sub(f.Modulus(), big.NewInt(1))
			encoded := f.Bytes(last)
			x, err := f.FromBytes(encoded[:])
			require.NoError(t, err)
			require.Equal(t, last, x)
			x, err = f.FromDecimal(last.String())
			require.NoError(t, err)
			require.Equal(t, last, x)

			_, err = f.FromBytes(bigref.ToLittleEndian(f.Modulus(), 32))
			require.Equal(t, bigref.NonCanonical, err)
			_, err = f.FromBytes(encoded[:31])
			require.Equal(t, bigref.WrongLength, err)
			_, err = f.FromUniformBytes(encoded[:])
			require.Equal(t, bigref.WrongLength, err)
			for _, text := range []string{"", "00", "01", "+1", "-1", " 1", "1 ", "0x1", "1_0", "1e3", f.Modulus().String()} {
				_, err = f.FromDecimal(text)
				require.Equal(t, bigref.NonCanonical, err, "%q", text)
			}
		})
	}
}
