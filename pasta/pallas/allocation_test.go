package pallas_test

import (
	"testing"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/stretchr/testify/require"
)

// TestNothingAllocates runs every method but the sums of multiples, which need
// tables of a size that depends on their arguments.
func TestNothingAllocates(t *testing.T) {
	s := new(fq.Element).SetRandom()
	p := pallas.NewIdentity().ScalarBaseMultiply(s)
	q, z := pallas.NewGenerator(), pallas.NewIdentity()
	x, y := p.Affine()
	encoded := p.Bytes()
	sink := encoded
	methods := map[string]func(){
		"Set":                             func() { z.Set(p) },
		"Add":                             func() { z.Add(p, q) },
		"Subtract":                        func() { z.Subtract(p, q) },
		"Double":                          func() { z.Double(p) },
		"Negate":                          func() { z.Negate(p) },
		"Select":                          func() { z.Select(p, q, 1) },
		"ScalarMultiply":                  func() { z.ScalarMultiply(s, p) },
		"ScalarBaseMultiply":              func() { z.ScalarBaseMultiply(s) },
		"ScalarMultiplyVarTime":           func() { z.ScalarMultiplyVarTime(s, p) },
		"DoubleScalarBaseMultiplyVarTime": func() { z.DoubleScalarBaseMultiplyVarTime(s, p, s) },
		"MapToGroupVarTime":               func() { z.MapToGroupVarTime(&x) },
		"SetAffine":                       func() { _, _ = z.SetAffine(&x, &y) },
		"SetXVarTime":                     func() { _, _ = z.SetXVarTime(&x, 1) },
		"SetCanonicalBytes":               func() { _, _ = z.SetCanonicalBytes(encoded[:]) },
		"Affine":                          func() { x, y = p.Affine() },
		"Bytes":                           func() { sink = p.Bytes() },
		"Equal":                           func() { p.Equal(q) },
		"IsIdentity":                      func() { p.IsIdentity() },
		"Erase":                           func() { z.Erase() },
	}
	sums := map[string]bool{"MultiScalarMultiplyVarTime": true, "MultiScalarMultiplyAffineVarTime": true}
	for i := range pointType.NumMethod() {
		name := pointType.Method(i).Name
		run, ok := methods[name]
		require.NotEqual(t, ok, sums[name], "%s: list it", name)
		if ok {
			require.Zero(t, testing.AllocsPerRun(10, run), name)
		}
	}
	require.Equal(t, encoded, sink)
}
