package tick_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// covers: KIM-2
func TestOmega(t *testing.T) {
	for log := range 12 {
		omega := tick.Omega(log)
		require.Equal(t, 1, omega.Equal(fp.NewDomain(log).Root(1)), "2^%d elements", log)
	}
}

// Expand is the action of the challenge on a point by the endomorphism: for bits 0 and
// 1 of every pair it adds 2^i times one of P, -P, phi(P), -phi(P).
// covers: KIM-6
func TestExpandActsByTheEndomorphism(t *testing.T) {
	challenge := layout.Challenge{0x0123456789abcdef, 0xfedcba9876543210}
	base := vesta.NewGenerator()
	lambda := tick.Expand(layout.Challenge{2, 0}) // Expand(0) + 1 - lambda
	zero, one := tick.Expand(layout.Challenge{}), new(fp.Element).One()
	lambda.Subtract(&zero, &lambda)
	lambda.Add(&lambda, one)
	image := vesta.NewIdentity().ScalarMultiply(&lambda, base)
	x, _ := image.Affine()
	gx, _ := base.Affine()
	require.Equal(t, 0, x.Equal(&gx), "phi is not the identity")

	sum := vesta.NewIdentity().Add(base, image)
	sum.Double(sum)
	for i := 63; i >= 0; i-- {
		term := vesta.NewIdentity().Set(base)
		pair := challenge[i/32] >> (2 * (i % 32))
		if pair&2 != 0 {
			term.Set(image)
		}
		if pair&1 == 0 {
			term.Negate(term)
		}
		sum.Double(sum).Add(sum, term)
	}
	scalar := tick.Expand(challenge)
	require.Equal(t, 1, sum.Equal(vesta.NewIdentity().ScalarMultiply(&scalar, base)))
}

// covers: KIM-14
func TestFoldingPolynomial(t *testing.T) {
	challenges := make([]fp.Element, 12)
	for i := range challenges {
		challenges[i].SetRandom()
	}
	x := new(fp.Element).SetRandom()
	var sum fp.Element
	coefficients := tick.FoldingCoefficients(challenges)
	for i := len(coefficients) - 1; i >= 0; i-- {
		sum.Multiply(&sum, x)
		sum.Add(&sum, &coefficients[i])
	}
	value := tick.EvaluateFolding(challenges, *x)
	require.Equal(t, 1, sum.Equal(&value))
}

// TestFoldingEquations makes commitments to folding polynomials from the coefficients
// and has them checked with weights, together and with a false one among them.
func TestFoldingEquations(t *testing.T) {
	var equations []*tick.Equation
	for range 2 {
		challenges := make([]fp.Element, tick.LogSize)
		for i := range challenges {
			challenges[i].SetRandom()
		}
		coefficients := tick.FoldingCoefficients(challenges)
		sum := vesta.NewIdentity().MultiScalarMultiplyAffineVarTime(coefficients, tick.Reference().G)
		commitment := vesta.BatchAffine([]vesta.Point{*sum})[0]
		equations = append(equations, tick.NewFoldingEquation(challenges, commitment))
	}
	require.True(t, tick.Hold(equations))
	equations[1] = tick.NewFoldingEquation(make([]fp.Element, tick.LogSize), tick.Reference().G[1])
	require.False(t, tick.Hold(equations))
}
