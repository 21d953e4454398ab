package pickles

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi/internal/tock"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// TestDummyCommitment commits to the folding polynomial of the dummy challenges.
// covers: PIC-7
func TestDummyCommitment(t *testing.T) {
	d := dummy()
	require.Equal(t, "7048930911355605315581096707847688535149125545610393399193999502037687877674", d.Challenges[0].Decimal())
	coefficients := tock.FoldingCoefficients(d.Challenges)
	sum := pallas.NewIdentity().MultiScalarMultiplyAffineVarTime(coefficients, tock.Reference().G)
	require.Equal(t, 1, sum.Equal(d.Commitment.Point()))
}

// TestLagrangeCommitments compares, for each domain, a random combination of the table
// with the commitment to the polynomial that takes those values.
func TestLagrangeCommitments(t *testing.T) {
	for i, points := range lagrange() {
		require.Len(t, points, wrapInputs)
		domain := fq.NewDomain(wrapLogDomain + i)
		values := make([]fq.Element, domain.Size())
		for j := range points {
			values[j].SetRandom()
		}
		have := pallas.NewIdentity().MultiScalarMultiplyAffineVarTime(values[:wrapInputs], points)
		domain.InverseFFT(values)
		want := pallas.NewIdentity().MultiScalarMultiplyAffineVarTime(values, tock.Reference().G[:len(values)])
		require.Equal(t, 1, have.Equal(want), "domain %d", i)
	}
}
