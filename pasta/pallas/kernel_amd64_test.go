//go:build !purego

package pallas

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawElement generates elements whose limbs in memory are at their extremes, and
// uniform ones. The formulas are polynomials: they need no points of the curve.
func drawElement(t *rapid.T) (x fp.Element) {
	n := new(big.Int)
	for range 4 {
		limb := rapid.OneOf(
			rapid.SampledFrom([]uint64{0, 1, 1<<64 - 1, 1 << 62, 1<<62 - 1, modulus0 - 1, modulus0, modulus1}),
			rapid.Uint64(),
		).Draw(t, "limb")
		n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(limb))
	}
	f := bigref.Fp()
	n = f.Divide(f.Reduce(n), new(big.Int).Lsh(big.NewInt(1), 256)) // of Montgomery form
	if _, err := x.SetCanonicalBytes(bigref.ToLittleEndian(n, 32)); err != nil {
		panic(err)
	}
	return x
}

func drawAffine(t *rapid.T) *Affine { return &Affine{drawElement(t), drawElement(t)} }

func drawJacobian(t *rapid.T) *jacobian {
	return &jacobian{drawElement(t), drawElement(t), drawElement(t)}
}

func drawExtended(t *rapid.T) *extended {
	return &extended{drawElement(t), drawElement(t), drawElement(t), drawElement(t)}
}

func requireElements(t require.TestingT, want, have []fp.Element) {
	for i := range want {
		require.Equal(t, want[i].Decimal(), have[i].Decimal(), "element %d", i)
		require.Equal(t, 1, have[i].Equal(&want[i]), "element %d is not reduced", i)
	}
}

func TestJacobianKernels(t *testing.T) {
	if !useBMI2 {
		t.Fatal("no MULX here: run the tests with -tags purego")
	}
	rapid.Check(t, func(t *rapid.T) {
		p, q := drawJacobian(t), drawAffine(t)
		want, have := *p, *p
		want.doubleGeneric()
		have.double()
		requireElements(t, []fp.Element{want.x, want.y, want.z}, []fp.Element{have.x, have.y, have.z})

		var wantH, wantR, h, r fp.Element
		p.differencesGeneric(&wantH, &wantR, q)
		p.differences(&h, &r, q)
		requireElements(t, []fp.Element{wantH, wantR}, []fp.Element{h, r})

		h, r = drawElement(t), drawElement(t)
		want, have = *p, *p
		want.addDifferencesGeneric(&h, &r)
		have.addDifferences(&h, &r)
		requireElements(t, []fp.Element{want.x, want.y, want.z}, []fp.Element{have.x, have.y, have.z})
	})
}

func TestExtendedKernels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := drawExtended(t), drawAffine(t)
		var wantH, wantR, h, r fp.Element
		p.differencesGeneric(&wantH, &wantR, q)
		p.differences(&h, &r, q)
		requireElements(t, []fp.Element{wantH, wantR}, []fp.Element{h, r})

		h, r = drawElement(t), drawElement(t)
		want, have := *p, *p
		want.addDifferencesGeneric(&h, &r)
		have.addDifferences(&h, &r)
		requireElements(t, []fp.Element{want.x, want.y, want.zz, want.zzz}, []fp.Element{have.x, have.y, have.zz, have.zzz})
	})
}

func TestPairKernel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q, prefix, denominator := drawAffine(t), drawAffine(t), drawElement(t), drawElement(t)
		product := drawElement(t)
		want, have := *p, *p
		wantProduct, haveProduct := product, product
		addPairGeneric(&want, q, &wantProduct, &prefix, &denominator)
		addPair(&have, q, &haveProduct, &prefix, &denominator)
		requireElements(t, []fp.Element{want.x, want.y, wantProduct}, []fp.Element{have.x, have.y, haveProduct})
	})
}

func TestLookupKernel(t *testing.T) {
	if !useAVX2 {
		t.Fatal("no AVX2 here: run the tests with -tags purego")
	}
	for size := 1; size < 70; size++ {
		table := make([]Affine, size)
		for i := range table {
			table[i].x.SetRandom()
			table[i].y.SetRandom()
		}
		for i := range table {
			var want, have Affine
			want.x.SetRandom() // dirty
			have.y.SetRandom()
			lookupGeneric(&want, table, uint64(i))
			lookup(&have, table, uint64(i))
			require.Equal(t, 1, table[i].Equal(&want))
			require.Equal(t, 1, table[i].Equal(&have))
		}
	}
}

func TestGatherKernel(t *testing.T) {
	table := make([]Affine, 9)
	for i := range table {
		table[i] = *affineOf(smallMultiple(i + 1))
	}
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfN(rapid.Uint32Range(0, uint32(2*len(table)-1)), 0, 40).Draw(t, "entries")
		want, have := make([]Affine, len(entries)), make([]Affine, len(entries)+1)
		for i := range have {
			have[i].x.SetRandom() // dirty
			have[i].y.SetRandom()
		}
		behind := have[len(entries)]
		gatherGeneric(want, table, entries)
		gather(have, table, entries)
		for i := range want {
			requireElements(t, []fp.Element{want[i].x, want[i].y}, []fp.Element{have[i].x, have[i].y})
		}
		require.Equal(t, 1, behind.Equal(&have[len(entries)]))
	})
}

// TestPortable runs the operations on the portable code.
func TestPortable(t *testing.T) {
	defer func(bmi2, avx2, ifma bool) { useBMI2, useAVX2, useIFMA = bmi2, avx2, ifma }(useBMI2, useAVX2, useIFMA)
	useBMI2, useAVX2, useIFMA = false, false, false
	t.Run("TestExceptionalSums", TestExceptionalSums)
	t.Run("TestDistinctSums", TestDistinctSums)
	t.Run("TestOddMultiples", TestOddMultiples)
	t.Run("TestBucketAdder", TestBucketAdder)
	t.Run("TestEqualScalars", TestEqualScalars)
}
