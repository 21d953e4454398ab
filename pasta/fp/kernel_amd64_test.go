//go:build !purego

package fp

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/cpu"
	"pgregory.net/rapid"
)

// TestAssemblyEqualsPortable compares every assembly kernel with the portable
// one, with dirty and aliased receivers. The first factor of a product may be
// any integer below 2^256.
func TestAssemblyEqualsPortable(t *testing.T) {
	if !cpu.X86.HasBMI2 {
		t.Fatal("this processor has no BMI2: build with -tags purego")
	}
	rapid.Check(t, func(t *rapid.T) {
		x, y := drawLimbs(t, "x"), drawReduced(t, "y")
		var want limbs
		have := drawLimbs(t, "dirty")
		mulGeneric(&want, &x, &y)
		mul(&have, &x, &y)
		require.Equal(t, want, have)
		have = y
		mul(&have, &x, &have)
		require.Equal(t, want, have)
		have = x
		mul(&have, &have, &y)
		require.Equal(t, want, have)

		squareGeneric(&want, &y)
		square(&have, &y)
		require.Equal(t, want, have)
		have = y
		square(&have, &have)
		require.Equal(t, want, have)

		n := rapid.IntRange(1, 300).Draw(t, "squarings")
		squareTimesGeneric(&want, &y, n)
		squareTimesBMI2(&have, &y, n)
		require.Equal(t, want, have)
		have = y
		squareTimesBMI2(&have, &have, n)
		require.Equal(t, want, have)
	})
}

// TestAssemblyOfInversion compares what inversions consist of, on either side of the
// signs.
func TestAssemblyOfInversion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zeta := rapid.Int64Range(-600, 600).Draw(t, "zeta")
		x := rapid.Int64().Draw(t, "x")>>8 | 1
		y := rapid.Int64().Draw(t, "y") >> 8
		wantZeta, wantX, wantY := repeatDivstepGeneric(zeta, x, y)
		haveZeta, haveX, haveY := repeatDivstep(zeta, x, y)
		require.Equal(t, []int64{wantZeta, wantX, wantY}, []int64{haveZeta, haveX, haveY})

		a, b := drawLimbs(t, "a"), drawLimbs(t, "b")
		u, v := drawEntry(t, "u"), drawEntry(t, "v")
		var want wide
		have := wide{1, 2, 3, 4, 5} // dirty
		combineGeneric(&want, &a, &b, u, v)
		combine(&have, &a, &b, u, v)
		require.Equal(t, want, have)
	})
}

// TestAssemblyCarries compares the kernels on all numbers of a few limbs: their products
// have zero limbs where a reduction carries or does not.
func TestAssemblyCarries(t *testing.T) {
	var numbers []limbs
	edges := []uint64{0, 1, 1 << 62}
	for i := range 3 * 3 * 3 * 3 {
		numbers = append(numbers, limbs{edges[i%3], edges[i/3%3], edges[i/9%3], edges[i/27] / 2})
	}
	for _, x := range numbers {
		for _, y := range numbers {
			var want, have limbs
			mulGeneric(&want, &x, &y)
			mul(&have, &x, &y)
			require.Equal(t, want, have, "%x * %x", x, y)
		}
		var want, have limbs
		squareGeneric(&want, &x)
		square(&have, &x)
		require.Equal(t, want, have, "square of %x", x)
	}
}

// FuzzAssembly is the comparison of TestAssemblyEqualsPortable on fuzzed limbs.
func FuzzAssembly(f *testing.F) {
	f.Add(uint64(0), uint64(1), uint64(2), uint64(3), uint64(modulus0), uint64(modulus1), uint64(0))
	f.Fuzz(func(t *testing.T, x0, x1, x2, x3, y0, y1, y2 uint64) {
		x, y := limbs{x0, x1, x2, x3}, limbs{y0, y1, y2, modulus3 - 1}
		var want, have limbs
		mulGeneric(&want, &x, &y)
		mul(&have, &x, &y)
		require.Equal(t, want, have)
		squareGeneric(&want, &y)
		square(&have, &y)
		require.Equal(t, want, have)
		squareTimesGeneric(&want, &y, 3)
		squareTimesBMI2(&have, &y, 3)
		require.Equal(t, want, have)
	})
}
