package pallas

import (
	"testing"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/stretchr/testify/require"
)

// smallMultiple returns k*G for small k of either sign.
func smallMultiple(k int) *Point {
	p := NewIdentity()
	for range max(k, -k) {
		p.Add(p, generator())
	}
	if k < 0 {
		p.Negate(p)
	}
	return p
}

func affineOf(p *Point) *Affine {
	return &BatchAffine([]Point{*p})[0]
}

// jacobianOf returns p with a random denominator, extendedOf likewise.
func jacobianOf(p *Point) *jacobian {
	a := affineOf(p)
	if a.IsIdentity() == 1 { // z = 0, whatever x and y are
		out := new(jacobian)
		out.x.SetRandom()
		out.y.SetRandom()
		return out
	}
	z := new(fp.Element).SetRandom()
	a.scale(z)
	return &jacobian{a.x, a.y, *z}
}

func extendedOf(p *Point) *extended {
	out := new(extended)
	out.setJacobian(jacobianOf(p))
	return out
}

func requireSame(t require.TestingT, want, have *Point, message ...any) {
	require.Equal(t, want.Bytes(), have.Bytes(), message...)
}

func (p *extended) point() *Point {
	var q jacobian
	p.toJacobian(&q)
	return q.toPointVarTime(new(Point))
}

// TestExceptionalSums adds all pairs of small multiples, among them equal and
// opposite points and the identity, in all coordinates.
func TestExceptionalSums(t *testing.T) {
	for i := -3; i <= 3; i++ {
		p := smallMultiple(i)
		double := jacobianOf(p)
		double.double()
		requireSame(t, smallMultiple(2*i), double.toPointVarTime(new(Point)), "2*%d", i)
		for j := -3; j <= 3; j++ {
			q, want := smallMultiple(j), smallMultiple(i+j)
			if j != 0 {
				sum := jacobianOf(p)
				sum.addVarTime(affineOf(q))
				requireSame(t, want, sum.toPointVarTime(new(Point)), "%d+%d", i, j)
			}
			mixed := extendedOf(p)
			mixed.addAffineVarTime(affineOf(q))
			requireSame(t, want, mixed.point(), "%d+%d", i, j)
			full := extendedOf(p)
			full.addVarTime(extendedOf(q))
			requireSame(t, want, full.point(), "%d+%d", i, j)
		}
		self := extendedOf(p)
		self.addVarTime(self)
		requireSame(t, smallMultiple(2*i), self.point(), "2*%d", i)
	}
}

// TestDistinctSums adds points for which the incomplete formulas hold.
func TestDistinctSums(t *testing.T) {
	for i := 1; i <= 5; i++ {
		for j := -5; j <= 5; j++ {
			if j == 0 || i == j || i == -j {
				continue
			}
			q, want := affineOf(smallMultiple(j)), smallMultiple(i+j)
			var have Point
			p := jacobianOf(smallMultiple(i))
			before := p.z
			h := p.addDistinct(q)
			p.toPoint(&have)
			requireSame(t, want, &have)
			require.Equal(t, 1, p.z.Equal(h.Multiply(&h, &before)), "h is the ratio of the denominators")

			e := extendedOf(smallMultiple(i))
			e.addDistinct(q)
			e.toPoint(&have)
			requireSame(t, want, &have)
		}
	}
}

// TestOddMultiples checks the tables of points in several representations, and
// that the identity gives the scale 0.
func TestOddMultiples(t *testing.T) {
	lambda := lambdaOf(t)
	for k := 1; k < 6; k++ {
		q := smallMultiple(k)
		var tables [2]oddTable
		u := oddMultiples(&tables, q)
		for i := range tables[0] {
			want := NewIdentity().ScalarMultiply(new(fq.Element).SetUint64(uint64(2*i+1)), q)
			var have Point
			have.setUnscaled(&tables[0][i], &u)
			requireSame(t, want, &have)
			have.setUnscaled(&tables[1][i], &u)
			requireSame(t, want.ScalarMultiply(lambda, want), &have)
		}
	}
	var tables [2]oddTable
	u := oddMultiples(&tables, NewIdentity())
	require.Equal(t, 1, u.IsZero())
}

// lambdaOf returns the cube root of one that belongs to the endomorphism.
func lambdaOf(t require.TestingT) *fq.Element {
	want := affineOf(generator())
	want.x.Multiply(&want.x, beta())
	var root, half, lambda fq.Element
	two, three := new(fq.Element).SetUint64(2), new(fq.Element).SetUint64(3)
	_, ok := root.SquareRootVarTime(three.Negate(three))
	require.True(t, ok)
	half.Invert(two)
	for range 2 {
		lambda.Subtract(root.Negate(&root), new(fq.Element).One())
		lambda.Multiply(&lambda, &half)
		if NewIdentity().ScalarBaseMultiply(&lambda).Equal(want.Point()) == 1 {
			return &lambda
		}
	}
	require.Fail(t, "beta belongs to no lambda")
	return nil
}
