package tick

import (
	"fmt"

	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// Values are numbers that a verifier meets, as JSON, under the names of SPEC 11.13.
type Values map[string]any

// Values returns what the verification of a proof met on its way. They are public.
func (t *Trace) Values() Values {
	v := t.Combination.Values()
	v["digest"] = t.Digest.Decimal()
	v["publicCommitment"] = pointValue(&t.Public)
	v["joint"] = challengeValue(t.Joint)
	v["beta"] = challengeValue(t.Beta)
	v["gamma"] = challengeValue(t.Gamma)
	v["alpha"] = challengeValue(t.Alpha)
	v["zeta"] = challengeValue(t.Zeta)
	v["digestBeforeEvaluations"] = t.DigestBeforeEvaluations.Decimal()
	v["publicEvaluations"] = Decimals([]fp.Element{t.PublicEvaluations.Zeta, t.PublicEvaluations.Next})
	v["base"] = pointValue(&t.Base)
	v["openingChallenges"] = Decimals(t.OpeningChallenges)
	v["openingFinal"] = t.OpeningFinal.Decimal()
	v["fold"] = t.FoldingAtPoint.Decimal()
	return v
}

// Values returns the combination of the evaluations.
func (c *Combination) Values() Values {
	return Values{
		"v": challengeValue(c.V), "u": challengeValue(c.U),
		"ft": c.Ft.Decimal(), "sigma": c.Sigma.Decimal(), "combinedInnerProduct": c.CombinedInnerProduct.Decimal(),
	}
}

// Decimals returns the texts of elements.
func Decimals(xs []fp.Element) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].Decimal()
	}
	return out
}

// challengeValue is the challenge as 32 hexadecimal digits, most significant first.
func challengeValue(c layout.Challenge) string { return fmt.Sprintf("%016x%016x", c[1], c[0]) }

func pointValue(p *vesta.Affine) map[string]string {
	x, y := p.Coordinates()
	return map[string]string{"x": x.Decimal(), "y": y.Decimal()}
}
