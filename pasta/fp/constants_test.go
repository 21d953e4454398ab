package fp

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
)

func big256(n limbs) *big.Int {
	v := new(big.Int)
	for i := 3; i >= 0; i-- {
		v.Lsh(v, 64).Or(v, new(big.Int).SetUint64(n[i]))
	}
	return v
}

// TestConstants derives every constant of the package from the modulus.
func TestConstants(t *testing.T) {
	p, _ := new(big.Int).SetString("28948022309329048855892746252171976963363056481941560715954676764349967630337", 10)
	require.Equal(t, 0, Modulus().Cmp(p))
	require.True(t, p.ProbablyPrime(40))
	require.Zero(t, big256(limbs{modulus0, modulus1, 0, modulus3}).Cmp(p))

	r := new(big.Int).Lsh(big.NewInt(1), 256)
	power := new(big.Int).Set(r)
	for _, n := range []limbs{montgomeryOne, rSquare, rCube} {
		require.Zero(t, big256(n).Cmp(new(big.Int).Mod(power, p)))
		power.Mul(power, r)
	}
	words := new(big.Int).Lsh(big.NewInt(1), 128)
	inverse := new(big.Int).ModInverse(new(big.Int).Neg(p), words)
	require.Zero(t, big256(limbs{negInverse, negInverseHigh}).Cmp(inverse))

	// What the reduction of the assembly kernels relies on.
	require.Less(t, uint64(modulus0), ^uint64(modulus1))
	require.Less(t, uint64(modulus1), uint64(1<<62))

	minusOne := new(big.Int).Sub(p, big.NewInt(1))
	odd := new(big.Int).Rsh(minusOne, twoAdicity)
	require.EqualValues(t, twoAdicity, minusOne.TrailingZeroBits())
	require.Zero(t, big256(exponentOdd).Cmp(odd))
	require.Zero(t, big256(exponentRoot).Cmp(new(big.Int).Rsh(odd, 1)))
	for k := int64(2); k < nonResidue; k++ {
		require.Equal(t, 1, big.Jacobi(big.NewInt(k), p))
	}
	require.Equal(t, -1, big.Jacobi(big.NewInt(nonResidue), p))
}

// TestRootTables looks every digit of a logarithm up.
func TestRootTables(t *testing.T) {
	tables := squareRootTables()
	for j := range 256 {
		x := tables.power[3][(256-j)%256] // g^(j * 2^24)
		require.EqualValues(t, j, tables.digit[tables.slot(&x)])
		require.Equal(t, uint32(j)<<24, tables.logarithm(&x))
	}
}

// TestRootOfUnity compares with the root of order 2^32 of Kimchi's domains.
func TestRootOfUnity(t *testing.T) {
	p := Modulus()
	root, _ := new(big.Int).SetString("19814229590243028906643993866117402072516588566294623396325693409366934201135", 10)
	require.Zero(t, root.Cmp(new(big.Int).Exp(big.NewInt(nonResidue), new(big.Int).Rsh(p, twoAdicity), p)))
	for k := range 14 {
		omega := new(big.Int).Exp(root, new(big.Int).Lsh(big.NewInt(1), uint(twoAdicity-k)), p)
		require.Equal(t, omega.String(), NewDomain(k).Root(1).Decimal())
	}
}
