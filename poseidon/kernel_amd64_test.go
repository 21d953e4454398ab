//go:build !purego

package poseidon

import (
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit/kernels"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

func TestMain(m *testing.M) { os.Exit(kernels.Main(m, &useBMI2, &useIFMA)) }

// TestDispatch compares the choice of kernels with what the system says.
func TestDispatch(t *testing.T) {
	kernels.Require(t, "MULX", useBMI2, "bmi2")
	kernels.Require(t, "IFMA", useIFMA, "avx512f", "avx512vl", "avx512dq", "avx512ifma")
}

// TestAssemblyEqualsPortable compares the assembly permutations, on every path, with
// the portable one over both fields.
func TestAssemblyEqualsPortable(t *testing.T) {
	defer func(ifma bool) { useIFMA = ifma }(useIFMA)
	for _, ifma := range []bool{false, useIFMA} {
		useIFMA = ifma
		compareWithPortable(t)
	}
}

func compareWithPortable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := stateToFp(states(bigref.Fp()).Draw(t, "state over Fp"))
		wantP := p
		kimchiFp().permuteKimchi(&p) // which chooses
		kimchiFp().permuteSeventh(&wantP)
		require.Equal(t, textsFp(wantP[:]...), textsFp(p[:]...))

		q := stateToFq(states(bigref.Fq()).Draw(t, "state over Fq"))
		wantQ := q
		kimchiFq().permuteKimchi(&q)
		kimchiFq().permuteSeventh(&wantQ)
		require.Equal(t, textsFq(wantQ[:]...), textsFq(q[:]...))
	})
}

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
		m := new(big.Int).Mul(p, new(big.Int).SetUint64(newRadix52(p)[0]))
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

// TestBatchEqualsPortable compares the kernel for eight states with the portable
// permutation, for each number of states, and the path without that kernel.
func TestBatchEqualsPortable(t *testing.T) {
	defer func(ifma bool) { useIFMA = ifma }(useIFMA)
	for _, ifma := range []bool{false, useIFMA} {
		useIFMA = ifma
		rapid.Check(t, func(t *rapid.T) {
			n := rapid.IntRange(0, 8).Draw(t, "states")
			var p [8][3]fp.Element
			var q [8][3]fq.Element
			var pointersP [8]*[3]fp.Element
			var pointersQ [8]*[3]fq.Element
			for i := range p {
				p[i] = stateToFp(states(bigref.Fp()).Draw(t, "state over Fp"))
				q[i] = stateToFq(states(bigref.Fq()).Draw(t, "state over Fq"))
				pointersP[i], pointersQ[i] = &p[i], &q[i]
			}
			wantP, wantQ := p, q
			for i := range n {
				kimchiFp().permuteSeventh(&wantP[i])
				kimchiFq().permuteSeventh(&wantQ[i])
			}
			kimchiFp().permuteGroup(pointersP[:n])
			kimchiFq().permuteGroup(pointersQ[:n])
			for i := range p {
				require.Equal(t, textsFp(wantP[i][:]...), textsFp(p[i][:]...), "state %d of %d, IFMA %v", i, n, ifma)
				require.Equal(t, textsFq(wantQ[i][:]...), textsFq(q[i][:]...), "state %d of %d, IFMA %v", i, n, ifma)
			}
		})
	}
}

// TestMixBound proves the bound that the kernel's MIX relies on: with lanes 1 and 2
// below 2p + 2^132 and the product for lane 0, divided by 2^256, below p + 2^132, that,
// the inner product divided by 2^256, p for the reduction and the round constant add up
// to less than 2^256.
func TestMixBound(t *testing.T) {
	r := new(big.Int).Lsh(big.NewInt(1), 256)
	slack := new(big.Int).Lsh(big.NewInt(1), 132)
	check := func(modulus *big.Int, schedule []string) {
		representative := func(i int) *big.Int {
			x, ok := new(big.Int).SetString(schedule[i], 10)
			require.True(t, ok)
			return x.Mul(x, r).Mod(x, modulus)
		}
		lane := new(big.Int).Add(new(big.Int).Lsh(modulus, 1), slack)
		for round := 0; round+9 <= len(schedule); round += 9 {
			for i := range 3 {
				sum := new(big.Int).Add(representative(round+2*i), representative(round+2*i+1))
				sum.Mul(sum, lane).Rsh(sum, 256)
				sum.Add(sum, modulus).Add(sum, modulus).Add(sum, slack)
				sum.Add(sum, representative(round+6+i))
				require.Negative(t, sum.Cmp(r))
			}
		}
	}
	check(fp.Modulus(), textsFp(kimchiFp().scaled...))
	check(fq.Modulus(), textsFq(kimchiFq().scaled...))
}
