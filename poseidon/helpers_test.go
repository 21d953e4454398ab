package poseidon

import (
	"math/big"

	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/internal/testkit"
	"github.com/minaseal/minaseal/pasta/fp"
)

func stateToFp(s [3]*big.Int) [3]fp.Element {
	return [3]fp.Element{*testkit.ToFp(s[0]), *testkit.ToFp(s[1]), *testkit.ToFp(s[2])}
}

// texts returns the decimal texts of integers, which compare better than
// integers do; textsFp those of elements.
func texts(xs ...*big.Int) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = x.String()
	}
	return out
}

func textsFp(xs ...fp.Element) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].Decimal()
	}
	return out
}

// states draws states of the permutation.
func states(f *bigref.Field) *rapid.Generator[[3]*big.Int] {
	return rapid.Custom(func(t *rapid.T) (s [3]*big.Int) {
		for i := range s {
			s[i] = testkit.FieldElement(f).Draw(t, "lane")
		}
		return s
	})
}
