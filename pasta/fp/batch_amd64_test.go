//go:build !purego

package fp

import (
	"math/big"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/testkit/kernels"
)

func TestMain(m *testing.M) { os.Exit(kernels.Main(m, &useBMI2, &useIFMA)) }

// TestDispatch compares the choice of kernels with what the system says.
func TestDispatch(t *testing.T) {
	kernels.Require(t, "MULX", useBMI2, "bmi2")
	kernels.Require(t, "IFMA", useIFMA, "avx512f", "avx512vl", "avx512dq", "avx512ifma")
}

// TestRadix52 puts the constants of the kernels together.
func TestRadix52(t *testing.T) {
	sum := new(big.Int)
	for _, limb := range []int64{modulus52x4, 0, modulus52x2, modulus52x1, modulus52x0} {
		require.LessOrEqual(t, limb, int64(mask52))
		sum.Lsh(sum, 52).Add(sum, big.NewInt(limb))
	}
	require.Zero(t, sum.Cmp(Modulus()))
	product := sum.Mul(sum, big.NewInt(negInverse52))
	require.Zero(t, product.Add(product, big.NewInt(1)).Mod(product, big.NewInt(mask52+1)).Sign())
}

// onBatchPaths runs a test without and, where the processor has it, with the kernels
// for eight elements.
func onBatchPaths(t *testing.T, test func(t *testing.T)) {
	defer func(ifma bool) { useIFMA = ifma }(useIFMA)
	t.Run("IFMA", func(t *testing.T) {
		if !useIFMA {
			t.Log("not tested here: IFMA")
		}
		test(t)
	})
	useIFMA = false
	t.Run("one by one", test)
}

func drawElements(t *rapid.T, n int) []Element {
	out := make([]Element, n)
	for i := range out {
		out[i].n = drawReduced(t, "element")
	}
	return out
}

// TestMultiplyBatchEqualsPortable compares with the portable product, with dirty and
// aliased receivers.
func TestMultiplyBatchEqualsPortable(t *testing.T) {
	onBatchPaths(t, func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			n := rapid.IntRange(0, 26).Draw(t, "n")
			x, y, z := drawElements(t, n), drawElements(t, n), drawElements(t, n)
			var products, squares []limbs
			for i := range x {
				var product, square limbs
				mulGeneric(&product, &x[i].n, &y[i].n)
				squareGeneric(&square, &x[i].n)
				products, squares = append(products, product), append(squares, square)
			}
			MultiplyBatch(z, x, y)
			requireLimbs(t, products, z)
			MultiplyBatch(z, x, x)
			requireLimbs(t, squares, z)
			z = slices.Clone(x)
			MultiplyBatch(z, z, y)
			requireLimbs(t, products, z)
			z = slices.Clone(y)
			MultiplyBatch(z, x, z)
			requireLimbs(t, products, z)
			z = slices.Clone(x)
			MultiplyBatch(z, z, z)
			requireLimbs(t, squares, z)
		})
	})
}

func requireLimbs(t *rapid.T, want []limbs, have []Element) {
	require.Equal(t, len(want), len(have))
	for i := range want {
		require.Equal(t, want[i], have[i].n, "element %d of %d", i, len(want))
	}
}

// FuzzMultiplyBatch fills eight lanes from fuzzed limbs.
func FuzzMultiplyBatch(f *testing.F) {
	f.Add(uint64(0), uint64(1), uint64(2), uint64(3), uint64(modulus0), uint64(modulus1), uint64(0), uint64(1<<62-1))
	f.Fuzz(func(t *testing.T, x0, x1, x2, x3, y0, y1, y2, y3 uint64) {
		x, y, z := make([]Element, 8), make([]Element, 8), make([]Element, 8)
		for i := range x {
			// Each lane has other limbs, reduced by their top one.
			x[i].n = limbs{x0 + uint64(i), x1, x2 >> i, x3 >> 2}
			y[i].n = limbs{y0, y1 << i, y2 - uint64(i), y3 >> 2}
		}
		MultiplyBatch(z, x, y)
		for i := range z {
			var want limbs
			mulGeneric(&want, &x[i].n, &y[i].n)
			require.Equal(t, want, z[i].n, "lane %d", i)
		}
	})
}
