package fp_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// evaluate is Horner's rule.
func evaluate(coefficients []fp.Element, x *fp.Element) *fp.Element {
	sum := new(fp.Element)
	for i := len(coefficients) - 1; i >= 0; i-- {
		sum.Multiply(sum, x).Add(sum, &coefficients[i])
	}
	return sum
}

func drawElements(t *rapid.T, n int) []fp.Element {
	a := make([]fp.Element, n)
	for i := range a {
		a[i].Set(draw(t, "element"))
	}
	return a
}

func randomElements(n int) []fp.Element {
	a := make([]fp.Element, n)
	for i := range a {
		a[i].SetRandom()
	}
	return a
}

func requireSame(t require.TestingT, want, have []fp.Element, law string) {
	require.Equal(t, len(want), len(have))
	for i := range want {
		require.Equal(t, 1, want[i].Equal(&have[i]), "%s: element %d of %d", law, i, len(want))
	}
}

// TestRoots checks the order of omega, and Root with all kinds of numbers.
func TestRoots(t *testing.T) {
	one := new(fp.Element).One()
	for k := range 12 {
		d := fp.NewDomain(k)
		n := 1 << k
		require.Equal(t, n, d.Size())
		power := new(fp.Element).One()
		for i := range n {
			require.Equal(t, i == 0, power.Equal(one) == 1, "omega has the order %d", n)
			for _, j := range []int{i, i + n, i - n, i - 5*n} {
				requireEqual(t, power, d.Root(j), "omega^i")
			}
			power.Multiply(power, d.Root(1))
		}
		requireEqual(t, one, power, "omega^n = 1")
		if k > 0 {
			requireEqual(t, fp.NewDomain(k-1).Root(1), new(fp.Element).Square(d.Root(1)), "omegas of neighbours")
		}
	}
}

// TestTransformsByDefinition compares all four transforms with evaluation.
func TestTransformsByDefinition(t *testing.T) {
	for k := range 8 {
		d := fp.NewDomain(k)
		t.Run(fmt.Sprint(d.Size()), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				coefficients := drawElements(t, d.Size())
				shift := draw(t, "shift")
				values, cosetValues := make([]fp.Element, d.Size()), make([]fp.Element, d.Size())
				for i := range values {
					x := d.Root(i)
					values[i].Set(evaluate(coefficients, x))
					cosetValues[i].Set(evaluate(coefficients, x.Multiply(x, shift)))
				}
				have := append([]fp.Element(nil), coefficients...)
				d.FFT(have)
				requireSame(t, values, have, "FFT")
				d.InverseFFT(have)
				requireSame(t, coefficients, have, "InverseFFT")
				d.CosetFFT(have, shift)
				requireSame(t, cosetValues, have, "CosetFFT")
				if shift.IsZero() == 0 {
					d.InverseCosetFFT(have, shift)
					requireSame(t, coefficients, have, "InverseCosetFFT")
				}
			})
		})
	}
}

// TestLargeTransforms covers the recursion and the sharing of work: some values,
// round trips and linearity.
func TestLargeTransforms(t *testing.T) {
	for k := 9; k <= 13; k++ {
		d := fp.NewDomain(k)
		a, b := randomElements(d.Size()), randomElements(d.Size())
		fa, fb := append([]fp.Element(nil), a...), append([]fp.Element(nil), b...)
		d.FFT(fa)
		d.CosetFFT(fb, fp.Generator())
		for _, i := range []int{0, 1, 2, d.Size() / 2, d.Size()/2 + 1, d.Size() - 1, 0x155 % d.Size()} {
			x := d.Root(i)
			requireEqual(t, evaluate(a, x), &fa[i], "FFT")
			requireEqual(t, evaluate(b, x.Multiply(x, fp.Generator())), &fb[i], "CosetFFT")
		}
		d.InverseCosetFFT(fb, fp.Generator())
		requireSame(t, b, fb, "coset round trip")

		factor := new(fp.Element).SetRandom()
		sum := make([]fp.Element, d.Size()) // factor*a + b
		d.FFT(fb)
		for i := range sum {
			sum[i].Multiply(factor, &a[i]).Add(&sum[i], &b[i])
			fb[i].Add(&fb[i], new(fp.Element).Multiply(factor, &fa[i]))
		}
		d.FFT(sum)
		requireSame(t, fb, sum, "linearity")
		d.InverseFFT(fa)
		requireSame(t, a, fa, "round trip")
	}
}

// TestConvolution multiplies polynomials with a product of degree below n.
func TestConvolution(t *testing.T) {
	d := fp.NewDomain(11)
	n := d.Size()
	a, b := randomElements(n/4), randomElements(n/4)
	want := make([]fp.Element, n)
	for i := range a {
		for j := range b {
			want[i+j].Add(&want[i+j], new(fp.Element).Multiply(&a[i], &b[j]))
		}
	}
	a, b = append(a, make([]fp.Element, n-len(a))...), append(b, make([]fp.Element, n-len(b))...)
	shift := new(fp.Element).SetRandom()
	d.CosetFFT(a, shift)
	d.CosetFFT(b, shift)
	for i := range a {
		a[i].Multiply(&a[i], &b[i])
	}
	d.InverseCosetFFT(a, shift)
	requireSame(t, want, a, "convolution")
}

func TestDomainPanics(t *testing.T) {
	require.Panics(t, func() { fp.NewDomain(-1) })
	require.Panics(t, func() { fp.NewDomain(fp.MaxDomain + 1) })
	d := fp.NewDomain(3)
	shift := fp.Generator()
	for _, n := range []int{0, 7, 9, 16} {
		a := randomElements(n)
		before := append([]fp.Element(nil), a...)
		require.Panics(t, func() { d.FFT(a) })
		require.Panics(t, func() { d.InverseFFT(a) })
		require.Panics(t, func() { d.CosetFFT(a, shift) })
		require.Panics(t, func() { d.InverseCosetFFT(a, shift) })
		requireSame(t, before, a, "nothing is changed")
	}
	require.Panics(t, func() { d.InverseCosetFFT(randomElements(8), new(fp.Element)) })
}

func TestGeneratorIsACopy(t *testing.T) {
	fp.Generator().Zero()
	require.Zero(t, testkit.FromFp(fp.Generator()).Cmp(big.NewInt(5)))
}
