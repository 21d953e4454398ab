package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// smallMultiples maps the text of d*G to d, for d from -15 to 15.
func smallMultiples() map[string]int64 {
	c := bigref.Pallas()
	multiples := map[string]int64{}
	for d := range int64(16) {
		p := c.ScaleBase(big.NewInt(d))
		multiples[p.String()] = d
		multiples[c.Negate(p).String()] = -d
	}
	return multiples
}

func TestOddDigits(t *testing.T) {
	multiples := smallMultiples()
	check := func(t require.TestingT, s *big.Int) {
		a, b := pallas.Split(testkit.ToFq(s), true)
		digits := pallas.OddDigits(testkit.ToFq(s))
		for i, want := range []*big.Int{a, b} {
			sum := new(big.Int)
			for j := len(digits[i]) - 1; j >= 0; j-- {
				d := multiples[testkit.FromPallas(digits[i][j].Point()).String()]
				require.Equal(t, int64(1), d&1, "digits are odd")
				sum.Lsh(sum, 4).Add(sum, big.NewInt(d))
			}
			require.Equal(t, want.String(), sum.String())
		}
	}
	for _, s := range edgeScalars() {
		check(t, s)
	}
	rapid.Check(t, func(t *rapid.T) { check(t, testkit.Scalar(bigref.Pallas()).Draw(t, "s")) })
}

func TestNonAdjacentForm(t *testing.T) {
	check := func(t require.TestingT, s *big.Int, width int) {
		a, b := pallas.Split(testkit.ToFq(s), false)
		digits := pallas.NonAdjacentForms(testkit.ToFq(s), width)
		for i, want := range []*big.Int{a, b} {
			sum, last := new(big.Int), -width
			for j, d := range digits[i] {
				if d == 0 {
					continue
				}
				require.NotZero(t, d&1, "digits are zero or odd")
				require.Less(t, max(d, -d), int16(1)<<(width-1))
				require.GreaterOrEqual(t, j-last, width, "one digit of %d is not zero", width)
				last = j
				sum.Add(sum, new(big.Int).Lsh(big.NewInt(int64(d)), uint(j)))
			}
			require.Equal(t, want.String(), sum.String())
			if len(digits[i]) > 0 {
				require.Equal(t, len(digits[i])-1, last, "the last digit is not zero")
			}
		}
	}
	for _, s := range edgeScalars() {
		check(t, s, 5)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, testkit.Scalar(bigref.Pallas()).Draw(t, "s"), rapid.IntRange(2, 12).Draw(t, "width"))
	})
}
