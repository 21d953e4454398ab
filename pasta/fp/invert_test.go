package fp

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// signed256 reads n as a two's complement number.
func signed256(n limbs) *big.Int {
	v := big256(n)
	if n[3]>>63 == 1 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), 256))
	}
	return v
}

// product returns (u*x + v*y, q*x + r*y).
func (m *matrix) product(x, y *big.Int) (a, b *big.Int) {
	row := func(u, v int64) *big.Int {
		a, b := new(big.Int).Mul(big.NewInt(u), x), new(big.Int).Mul(big.NewInt(v), y)
		return a.Add(a, b)
	}
	return row(m.u, m.v), row(m.q, m.r)
}

func drawEntry(t *rapid.T, label string) int64 {
	return rapid.OneOf(
		rapid.SampledFrom([]int64{0, 1, -1, 1 << 61, -1 << 61, 1<<61 - 1, 1<<31 + 1, -1 << 32}),
		rapid.Int64Range(-1<<61, 1<<61),
	).Draw(t, label)
}

// TestTransform compares both operations on pairs with big integers.
func TestTransform(t *testing.T) {
	p := Modulus()
	rapid.Check(t, func(t *rapid.T) {
		m := matrix{drawEntry(t, "u"), drawEntry(t, "v"), drawEntry(t, "q"), drawEntry(t, "r")}
		shift := rapid.UintRange(1, 62).Draw(t, "shift")
		x, y := drawLimbs(t, "x"), drawLimbs(t, "y")
		for _, n := range []*limbs{&x, &y} { // below 2^255 in absolute value, and both rows divisible
			n[3] = n[3]&^(3<<62) | n[3]>>63*(3<<62)
			n[0] = n[0] >> shift << shift
		}
		a, b := m.product(signed256(x), signed256(y))
		have0, have1 := x, y
		m.transform(&have0, &have1, shift)
		if fits := func(v *big.Int) bool { return v.BitLen() < 255+int(shift) }; fits(a) && fits(b) {
			require.Equal(t, a.Rsh(a, shift).String(), signed256(have0).String())
			require.Equal(t, b.Rsh(b, shift).String(), signed256(have1).String())
		}

		a, b = m.product(signed256(x), signed256(y))
		m.transformModular(&x, &y)
		for i, n := range []limbs{x, y} {
			want := []*big.Int{a, b}[i]
			have := new(big.Int).Lsh(signed256(n), 64)
			require.Zero(t, have.Sub(have, want).Mod(have, p).Sign(), "value")
		}
	})
}

// TestTransformModularStaysInRange starts at both ends of the range.
func TestTransformModularStaysInRange(t *testing.T) {
	third := new(big.Int).Div(Modulus(), big.NewInt(3))
	low, high := new(big.Int).Neg(third), new(big.Int).Add(Modulus(), third)
	toLimbs := func(v *big.Int) (n limbs) {
		v = new(big.Int).Mod(v, new(big.Int).Lsh(big.NewInt(1), 256))
		for i := range n {
			n[i] = new(big.Int).Rsh(v, uint(64*i)).Uint64()
		}
		return n
	}
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.Int64Range(-1<<62, 1<<62).Draw(t, "u")
		v := 1<<62 - max(u, -u)
		m := matrix{u, v, u, -v}
		ends := []*big.Int{low, high}
		x := toLimbs(ends[rapid.IntRange(0, 1).Draw(t, "x")])
		y := toLimbs(ends[rapid.IntRange(0, 1).Draw(t, "y")])
		m.transformModular(&x, &y)
		for _, n := range []limbs{x, y} {
			require.GreaterOrEqual(t, signed256(n).Cmp(new(big.Int).Sub(low, big.NewInt(1))), 0)
			require.LessOrEqual(t, signed256(n).Cmp(new(big.Int).Add(high, big.NewInt(1))), 0)
		}
	})
}

// TestDivsteps compares a batch with divsteps on whole numbers, by definition.
func TestDivsteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, g := drawReduced(t, "f"), drawReduced(t, "g")
		f[0] |= 1
		zeta := rapid.Int64Range(-300, 300).Draw(t, "zeta")
		x, y, z := big256(f), big256(g), zeta
		for range divstepsBatch {
			switch odd := y.Bit(0) == 1; {
			case odd && z < 0:
				x, y, z = y, new(big.Int).Sub(y, x), -z-2
			case odd:
				y, z = new(big.Int).Add(y, x), z-1
			default:
				z--
			}
			y = new(big.Int).Rsh(y, 1)
		}
		after, m := divsteps(zeta, f[0], g[0])
		m.transform(&f, &g, divstepsBatch)
		require.Equal(t, z, after)
		require.Equal(t, x.String(), signed256(f).String())
		require.Equal(t, y.String(), signed256(g).String())
	})
}

// TestGCDSteps compares a batch on one-word numbers, of which no bit is left out,
// with steps by definition; on two-word numbers it keeps the divisors at least.
func TestGCDSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a, b limbs
		for i := range rapid.IntRange(1, 2).Draw(t, "limbs") {
			a[i], b[i] = edgeLimb.Draw(t, "a"), edgeLimb.Draw(t, "b")
		}
		b[0] |= 1
		x, y := big256(a), big256(b)
		exact := a[1]|b[1] == 0
		m := gcdSteps(&a, &b)
		m.transform(&a, &b, gcdBatch)
		have := [2]*big.Int{signed256(a), signed256(b)}
		for range gcdBatch {
			if x.Bit(0) == 1 {
				if x.Cmp(y) < 0 {
					x, y = y, x
				}
				x = new(big.Int).Sub(x, y)
			}
			x = new(big.Int).Rsh(x, 1)
		}
		if exact {
			require.Equal(t, x.String(), new(big.Int).Abs(have[0]).String())
			require.Equal(t, y.String(), new(big.Int).Abs(have[1]).String())
		}
		gcd := new(big.Int).GCD(nil, nil, have[0].Abs(have[0]), have[1].Abs(have[1]))
		require.Equal(t, new(big.Int).GCD(nil, nil, x, y).String(), gcd.String())
	})
}

// TestInvertBinaryLimit checks that too few batches fail and leave the receiver,
// and that ten always suffice here.
func TestInvertBinaryLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := Element{n: drawReduced(t, "x")}
		z := Element{n: montgomeryOne}
		if x.n[3] != 0 {
			require.False(t, z.invertBinary(&x, 4))
			require.Equal(t, montgomeryOne, z.n)
		}
		require.True(t, z.invertBinary(&x, 10))
		var want Element
		require.Equal(t, want.Invert(&x).n, z.n)
	})
}
