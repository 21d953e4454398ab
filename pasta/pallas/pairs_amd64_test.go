//go:build !purego

package pallas

import (
	"math/big"
	"slices"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit/kernels"
	"github.com/minaseal/minaseal/pasta/fp"
)

func TestPairDispatch(t *testing.T) {
	kernels.Require(t, "IFMA", useIFMA, "avx512f", "avx512vl", "avx512dq", "avx512ifma")
}

// TestPairConstants puts the constants of the kernels together.
func TestPairConstants(t *testing.T) {
	sum := new(big.Int)
	for _, limb := range []int64{modulus52x4, 0, modulus52x2, modulus52x1, modulus52x0} {
		require.LessOrEqual(t, limb, int64(mask52))
		sum.Lsh(sum, 52).Add(sum, big.NewInt(limb))
	}
	require.Equal(t, fp.Modulus().String(), sum.String())
	product := sum.Mul(sum, big.NewInt(negInverse52))
	require.Zero(t, product.Add(product, big.NewInt(1)).Mod(product, big.NewInt(mask52+1)).Sign())
}

// withPairKernels lets the kernels add any number of pairs. It reports whether there are any.
func withPairKernels(t *testing.T) bool {
	least := pairsIFMA
	t.Cleanup(func() { pairsIFMA = least })
	pairsIFMA = 1
	if !useIFMA {
		t.Log("not tested here: IFMA")
	}
	return useIFMA
}

// TestPairKernels compares with the pairs added one by one. Coordinates are at the
// extremes of their limbs, and in some pairs equal.
func TestPairKernels(t *testing.T) {
	if !withPairKernels(t) {
		return
	}
	rapid.Check(t, func(t *rapid.T) {
		pairs := rapid.IntRange(1, 90).Draw(t, "pairs")
		adder := newBucketAdder(2*pairs, 2*pairs)
		points, keys := adder.space(2 * pairs)
		for i := range pairs {
			p, q := drawAffine(t), drawAffine(t)
			if rapid.IntRange(0, 3).Draw(t, "equal") == 0 {
				p.y.One()
				q = p
			}
			points[2*i], points[2*i+1] = *p, *q
			keys[2*i], keys[2*i+1] = uint32(2*i), uint32(2*i)
			if rapid.IntRange(0, 2).Draw(t, "singles") == 0 {
				keys[2*i+1]++
			}
		}
		want := newBucketAdder(2*pairs, 2*pairs)
		want.denominator, want.prefix = make([]fp.Element, pairs), make([]fp.Element, pairs)
		same, sameKeys := want.space(2 * pairs)
		copy(same, points)
		copy(sameKeys, keys)
		require.Equal(t, want.findPairs(), adder.findPairs())
		require.Equal(t, want.keys, adder.keys)
		adder.addPairs()
		want.addPairsGeneric()
		for i := range want.keys {
			requireElements(t, []fp.Element{same[i].x, same[i].y}, []fp.Element{points[i].x, points[i].y})
		}
	})
}

// TestBucketAdderKernels leaves no pair to the other path.
func TestBucketAdderKernels(t *testing.T) {
	if withPairKernels(t) {
		TestBucketAdder(t)
		TestLongSum(t)
		TestEqualScalars(t)
	}
}

// integer52 returns the number in a lane, whose last limb has no limit.
func (v *vector) integer52(lane int) *big.Int {
	n := new(big.Int).SetUint64(v[4][lane])
	for row := 3; row >= 0; row-- {
		n.Lsh(n, 52).Or(n, new(big.Int).SetUint64(v[row][lane]&mask52))
	}
	return n
}

// TestMultiplyLanes multiplies numbers up to 32 times the modulus, whose limbs are at
// their extremes and dirty above, by the oracle: the product is bounded as promised.
func TestMultiplyLanes(t *testing.T) {
	if !useIFMA {
		t.Log("not tested here: IFMA")
		return
	}
	f := bigref.Fp()
	rInverse := f.Invert(f.Reduce(new(big.Int).Lsh(big.NewInt(1), 260)))
	limb := rapid.OneOf(rapid.SampledFrom([]uint64{0, 1, mask52, mask52 - 1, modulus52x0, 1 << 51}), rapid.Uint64())
	top := rapid.OneOf(rapid.SampledFrom([]uint64{0, 1, modulus52x4, 32*modulus52x4 - 1}), rapid.Uint64Range(0, 32*modulus52x4-1))
	draw := func(t *rapid.T) (v vector) {
		for row := range v {
			for lane := range v[row] {
				v[row][lane] = limb.Draw(t, "limb")
				if row == 4 {
					v[row][lane] = top.Draw(t, "top")
				}
			}
		}
		return v
	}
	rapid.Check(t, func(t *rapid.T) {
		x, y := []vector{draw(t), draw(t), draw(t)}, []vector{draw(t), draw(t), draw(t)}
		z := make([]vector, 3)
		aliased := slices.Clone(x)
		size := int(unsafe.Sizeof(vector{}))
		multiplyLanesIFMA(&z[2], &x[2], &y[2], -size, 3)
		multiplyLanesIFMA(&aliased[0], &aliased[0], &y[0], size, 3)
		for i := range z {
			for lane := range pairGroup {
				a, b := x[i].integer52(lane), y[i].integer52(lane)
				have := z[i].integer52(lane)
				want := f.Multiply(f.Multiply(f.Reduce(a), f.Reduce(b)), rInverse)
				require.Equal(t, want.String(), f.Reduce(have).String())
				require.Equal(t, have.String(), aliased[i].integer52(lane).String())
				bound := new(big.Int).Mul(a, b)
				bound.Rsh(bound, 260).Add(bound, fp.Modulus())
				require.LessOrEqual(t, have.Cmp(bound), 0)
			}
		}
	})
}

// FuzzBucketAdder adds small multiples under the keys that the bytes name.
func FuzzBucketAdder(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0x11, 0x91, 0x21, 0x22, 0x23}, uint8(3))
	f.Add(make([]byte, 100), uint8(200))
	f.Fuzz(func(t *testing.T, data []byte, capacity uint8) {
		withPairKernels(t)
		const keys = 16
		slices.Sort(data)
		adder := newBucketAdder(keys, 2+int(capacity))
		var want [keys]int
		for _, b := range data {
			k := int(b%4) + 1
			if b&8 != 0 {
				k = -k
			}
			want[b>>4] += k
			point, key := adder.space(1)
			point[0], key[0] = *affineOf(smallMultiple(k)), uint32(b>>4)
		}
		adder.finish()
		for key := range want {
			requireSame(t, smallMultiple(want[key]), adder.sums[key].Point(), "key %d", key)
		}
	})
}
