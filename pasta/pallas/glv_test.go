package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestLattice derives the basis: the extended Euclidean algorithm on the order n
// and lambda gives pairs (r, t) with r = t*lambda modulo n, so that (r, -t) is in
// the lattice. Among the vectors of the least norm r^2 - r(-t) + (-t)^2, which is
// n, it finds one whose second coordinate is negative and one where it is
// positive.
func TestLattice(t *testing.T) {
	c := bigref.Pallas()
	n, lambda := c.Scalars().Modulus(), c.Lambda()
	found := map[int][2]*big.Int{} // by the sign of the second coordinate
	r0, r1, t0, t1 := n, lambda, new(big.Int), big.NewInt(1)
	for r1.Sign() != 0 {
		a, b := r1, new(big.Int).Neg(t1)
		if norm(a, b).Cmp(n) == 0 {
			found[b.Sign()] = [2]*big.Int{a, b}
		}
		quotient := new(big.Int).Div(r0, r1)
		r0, r1 = r1, new(big.Int).Sub(r0, new(big.Int).Mul(quotient, r1))
		t0, t1 = t1, new(big.Int).Sub(t0, new(big.Int).Mul(quotient, t1))
	}
	require.Len(t, found, 2)
	v, w := found[-1], found[1]
	for _, vector := range [][2]*big.Int{v, w} {
		sum := new(big.Int).Mul(vector[1], lambda)
		require.Zero(t, sum.Add(sum, vector[0]).Mod(sum, n).Sign())
	}
	minusB1 := new(big.Int).Neg(v[1])
	require.Equal(t, []string{v[0].String(), minusB1.String(), w[0].String(), w[1].String()},
		[]string{pallas.Basis[0].String(), pallas.Basis[1].String(), pallas.Basis[2].String(), pallas.Basis[3].String()})

	for i, numerator := range []*big.Int{w[1], minusB1} {
		scaled := new(big.Int).Lsh(numerator, 321)
		rounded := scaled.Div(scaled, n).Add(scaled, big.NewInt(1))
		require.Equal(t, rounded.Rsh(rounded, 1).String(), pallas.Quotients[i].String())
	}
	// The bounds of the halves: the sum of the basis vectors, and half of it.
	limit := new(big.Int).Lsh(big.NewInt(1), 128)
	require.Negative(t, new(big.Int).Add(v[0], w[0]).Cmp(limit))
	require.Negative(t, new(big.Int).Add(minusB1, w[1]).Cmp(limit))
}

func norm(a, b *big.Int) *big.Int {
	n := new(big.Int).Sub(a, b) // a^2 - ab + b^2 = (a-b)^2 + ab
	n.Mul(n, n)
	return n.Add(n, new(big.Int).Mul(a, b))
}

func TestKernelConstants(t *testing.T) {
	p := fp.Modulus()
	words := new(big.Int).Lsh(big.NewInt(1), 128)
	inverse := new(big.Int).ModInverse(new(big.Int).Neg(p), words)
	for i, want := range []*big.Int{p, new(big.Int).Lsh(p, 1), inverse} {
		require.Equal(t, want.String(), pallas.KernelConstants[i].String())
	}
}

// roundingEdges returns scalars at which a coordinate in the basis is about an
// integer or in the middle of two.
func roundingEdges() []*big.Int {
	n := bigref.Pallas().Scalars().Modulus()
	var edges []*big.Int
	for _, b := range []*big.Int{pallas.Basis[1], pallas.Basis[3]} {
		last := new(big.Int).Lsh(b, 1)
		for _, twice := range []*big.Int{
			big.NewInt(1), big.NewInt(2), big.NewInt(3), big.NewInt(4), big.NewInt(1 << 40), big.NewInt(1<<40 + 1),
			b, new(big.Int).Add(b, big.NewInt(1)), new(big.Int).Sub(last, big.NewInt(1)), new(big.Int).Sub(last, big.NewInt(2)),
		} {
			s := new(big.Int).Mul(twice, n)
			s.Div(s, last)
			for d := int64(-2); d <= 2; d++ {
				edges = append(edges, new(big.Int).Add(s, big.NewInt(d)))
			}
		}
	}
	return edges
}

func checkSplit(t require.TestingT, s *big.Int) {
	c := bigref.Pallas()
	f := c.Scalars()
	for _, odd := range []bool{false, true} {
		a, b := pallas.Split(testkit.ToFq(s), odd)
		sum := f.Add(f.Reduce(a), f.Multiply(f.Reduce(b), c.Lambda()))
		require.Equal(t, s.String(), sum.String(), "a + b*lambda")
		require.False(t, odd && (a.Bit(0) == 0 || b.Bit(0) == 0), "both halves of %v are odd", s)
		bits := 127
		if odd {
			bits = 128
		}
		require.LessOrEqual(t, a.BitLen(), bits, "%v", s)
		require.LessOrEqual(t, b.BitLen(), bits, "%v", s)
	}
}

func TestSplit(t *testing.T) {
	for _, s := range append(edgeScalars(), roundingEdges()...) {
		checkSplit(t, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		checkSplit(t, testkit.Scalar(bigref.Pallas()).Draw(t, "s"))
	})
}

// TestSplitSmall checks that small scalars and their negatives stay, which makes
// sums with such scalars cheap.
func TestSplitSmall(t *testing.T) {
	f := bigref.Pallas().Scalars()
	for k := range uint(126) {
		s := new(big.Int).Lsh(big.NewInt(1), k)
		a, b := pallas.Split(testkit.ToFq(s), false)
		require.Equal(t, []string{s.String(), "0"}, []string{a.String(), b.String()})
		a, b = pallas.Split(testkit.ToFq(f.Negate(s)), false)
		require.Equal(t, []string{"-" + s.String(), "0"}, []string{a.String(), b.String()})
	}
}
