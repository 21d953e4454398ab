//go:build !purego

package permutation

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// TestRadix52Bounds proves the bounds that the kernels in vectors rely on.
func TestRadix52Bounds(t *testing.T) {
	one := big.NewInt(1)
	shift := func(x *big.Int, n uint) *big.Int { return new(big.Int).Lsh(x, n) }
	sum := func(terms ...*big.Int) *big.Int {
		s := new(big.Int)
		for _, term := range terms {
			s.Add(s, term)
		}
		return s
	}
	product := func(x, y *big.Int) *big.Int { return new(big.Int).Mul(x, y) }
	limit := shift(one, 514)
	for _, p := range []*big.Int{fp.Modulus(), fq.Modulus()} {
		// What replaces the part above bit 410, two limbs, is less than the p added.
		tail := new(big.Int).Sub(p, shift(one, 254))
		require.Negative(t, shift(tail, 104).Cmp(p))

		// For one state, a row is two products with factors below p, and a power and a
		// constant times 2^156.
		below := sum(shift(one, 254), shift(one, 214))
		lane := sum(below, p, p, p)
		require.Negative(t, product(lane, lane).Cmp(limit))
		row := sum(product(lane, p), product(lane, p), shift(sum(lane, p), 156))
		require.Negative(t, row.Cmp(limit))

		// M, times what two rounds clear, is at most p times 2^156.
		m := new(big.Int).Mul(p, new(big.Int).SetUint64(NewRadix52(p)[0]))
		require.Zero(t, new(big.Int).Mod(sum(m, one), shift(one, 52)).Sign())
		require.Negative(t, shift(m, 104).Cmp(shift(p, 156)))

		// At the end, subtracting 2p, p and p, each if possible, reduces a lane fully.
		require.Negative(t, lane.Cmp(product(p, big.NewInt(5))))

		// For eight states, the power is not reduced before. At the end, 2p and p are
		// subtracted.
		lane = sum(below, shift(one, 230), p, p)
		require.Negative(t, shift(tail, 104).Cmp(shift(one, 230)))
		row = sum(product(lane, lane), product(lane, p), product(lane, p), shift(p, 156))
		require.Negative(t, row.Cmp(limit))
		require.Negative(t, lane.Cmp(product(p, big.NewInt(4))))
	}
}
