package fp

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestExponentiate compares powers to any exponent with big integers.
func TestExponentiate(t *testing.T) {
	p := Modulus()
	r := new(big.Int).Lsh(big.NewInt(1), 256)
	fromMontgomery := new(big.Int).ModInverse(r, p)
	rapid.Check(t, func(t *rapid.T) {
		x, e := drawReduced(t, "x"), drawLimbs(t, "e")
		e[rapid.IntRange(0, 3).Draw(t, "position")] |= 1
		value := big256(x)
		value.Mul(value, fromMontgomery)
		value.Exp(value, big256(e), p).Mul(value, r).Mod(value, p)
		exponentiate(&x, &x, windowsOf(e))
		require.Zero(t, value.Cmp(big256(x)))
	})
}
