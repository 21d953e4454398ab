package pallas_test

import (
	"math/big"
	"testing"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func drawPoint(t *rapid.T, name string) *pallas.Point {
	return projective(t, testkit.Point(bigref.Pallas()).Draw(t, name))
}

func drawScalar(t *rapid.T, name string) *fq.Element {
	return testkit.ToFq(testkit.Scalar(bigref.Pallas()).Draw(t, name))
}

// short spellings for the laws
func add(p, q *pallas.Point) *pallas.Point { return pallas.NewIdentity().Add(p, q) }
func multiply(s *fq.Element, p *pallas.Point) *pallas.Point {
	return pallas.NewIdentity().ScalarMultiply(s, p)
}

func requireEqual(t require.TestingT, p, q *pallas.Point, law string) {
	require.Equal(t, 1, p.Equal(q), law)
	require.Equal(t, p.Bytes(), q.Bytes(), law)
}

func TestGroupLaws(t *testing.T) {
	identity := pallas.NewIdentity()
	rapid.Check(t, func(t *rapid.T) {
		p, q, r := drawPoint(t, "p"), drawPoint(t, "q"), drawPoint(t, "r")
		requireEqual(t, add(p, q), add(q, p), "p+q = q+p")
		requireEqual(t, add(p, add(q, r)), add(add(p, q), r), "p+(q+r) = (p+q)+r")
		requireEqual(t, add(p, identity), p, "p+0 = p")
		requireEqual(t, add(identity, p), p, "0+p = p")
		requireEqual(t, add(p, pallas.NewIdentity().Negate(p)), identity, "p-p = 0")
		requireEqual(t, add(p, p), pallas.NewIdentity().Double(p), "p+p = 2p")
	})
}

func TestScalarLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := drawPoint(t, "p"), drawPoint(t, "q")
		a, b := drawScalar(t, "a"), drawScalar(t, "b")
		requireEqual(t, multiply(new(fq.Element).Add(a, b), p), add(multiply(a, p), multiply(b, p)), "(a+b)p = ap+bp")
		requireEqual(t, multiply(a, add(p, q)), add(multiply(a, p), multiply(a, q)), "a(p+q) = ap+aq")
		requireEqual(t, multiply(a, multiply(b, p)), multiply(new(fq.Element).Multiply(a, b), p), "a(bp) = (ab)p")
		requireEqual(t, multiply(new(fq.Element).Negate(a), p), pallas.NewIdentity().Negate(multiply(a, p)), "(-a)p = -(ap)")
	})
}

// TestExceptionalPairs adds all pairs of points for which an incomplete formula
// would have a special case: the identity, equal and opposite points, points
// with equal y (images under the endomorphism), in several representations.
func TestExceptionalPairs(t *testing.T) {
	c := bigref.Pallas()
	var values []bigref.Point
	for k := range int64(4) {
		p := c.ScaleBase(big.NewInt(k))
		image := c.Endomorphism(p)
		values = append(values, p, c.Negate(p), image, c.Negate(image), c.Endomorphism(image))
	}
	representations := func(p bigref.Point) []*pallas.Point {
		scaled := testkit.ToPallas(p)
		scaled.Add(scaled, pallas.NewGenerator())
		scaled.Subtract(scaled, pallas.NewGenerator())
		return []*pallas.Point{testkit.ToPallas(p), scaled}
	}
	for _, x := range values {
		for _, y := range values {
			sum, difference := c.Add(x, y), c.Subtract(x, y)
			for _, p := range representations(x) {
				for _, q := range representations(y) {
					requirePoint(t, sum, add(p, q))
					requirePoint(t, difference, pallas.NewIdentity().Subtract(p, q))
					require.Equal(t, x.Equal(y), p.Equal(q) == 1)
				}
			}
		}
		for _, p := range representations(x) {
			requirePoint(t, c.Double(x), pallas.NewIdentity().Double(p))
			require.Equal(t, x.IsIdentity(), p.IsIdentity() == 1)
		}
	}
}

func TestPredicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := testkit.Point(bigref.Pallas()).Draw(t, "x"), testkit.Point(bigref.Pallas()).Draw(t, "y")
		p, q := projective(t, x), projective(t, y)
		require.Equal(t, x.Equal(y), p.Equal(q) == 1)
		require.Equal(t, 1, p.Equal(projective(t, x)))
		require.Equal(t, x.IsIdentity(), p.IsIdentity() == 1)
		require.Equal(t, p.Equal(pallas.NewIdentity()), p.IsIdentity())
		for _, truth := range []int{p.Equal(q), p.IsIdentity()} {
			require.Contains(t, []int{0, 1}, truth)
		}
	})
}

func TestErase(t *testing.T) {
	p := pallas.NewGenerator()
	p.Erase()
	require.Equal(t, 1, p.IsIdentity())
	requireEqual(t, add(p, pallas.NewGenerator()), pallas.NewGenerator(), "an erased point is the identity")
}

func TestConstructorsReturnCopies(t *testing.T) {
	pallas.NewGenerator().Erase()
	pallas.NewIdentity().Set(pallas.NewGenerator())
	requirePoint(t, bigref.Pallas().Generator(), pallas.NewGenerator())
	require.Equal(t, 1, pallas.NewIdentity().IsIdentity())
	requireEqual(t, pallas.NewIdentity().ScalarBaseMultiply(new(fq.Element).One()), pallas.NewGenerator(), "1*G = G")
}
