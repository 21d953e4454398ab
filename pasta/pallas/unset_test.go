package pallas_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

// TestUnsetPoints: a point that nothing set would equal every other, so each method
// that reads one panics.
func TestUnsetPoints(t *testing.T) {
	var unset pallas.Point
	g, p := pallas.NewGenerator(), pallas.NewIdentity()
	s := new(fq.Element).SetUint64(3)
	for name, use := range map[string]func(){
		"Set":                   func() { p.Set(&unset) },
		"Equal, receiver":       func() { unset.Equal(g) },
		"Equal, argument":       func() { g.Equal(&unset) },
		"IsIdentity":            func() { unset.IsIdentity() },
		"Affine":                func() { unset.Affine() },
		"Bytes":                 func() { unset.Bytes() },
		"Add, first":            func() { p.Add(&unset, g) },
		"Add, second":           func() { p.Add(g, &unset) },
		"Subtract, first":       func() { p.Subtract(&unset, g) },
		"Subtract, second":      func() { p.Subtract(g, &unset) },
		"Double":                func() { p.Double(&unset) },
		"Negate":                func() { p.Negate(&unset) },
		"Select, first":         func() { p.Select(&unset, g, 0) },
		"Select, second":        func() { p.Select(g, &unset, 1) },
		"ScalarMultiply":        func() { p.ScalarMultiply(s, &unset) },
		"ScalarMultiplyVarTime": func() { p.ScalarMultiplyVarTime(s, &unset) },
		"DoubleScalar…":         func() { p.DoubleScalarBaseMultiplyVarTime(s, &unset, s) },
		"MultiScalar…":          func() { p.MultiScalarMultiplyVarTime([]fq.Element{*s}, []pallas.Point{unset}) },
		"BatchAffine":           func() { pallas.BatchAffine([]pallas.Point{*g, unset}) },
	} {
		require.PanicsWithValue(t, "pallas: use of a Point that was not set", use, name)
	}
	unset.Erase()
	require.Equal(t, 1, unset.IsIdentity())
	require.Equal(t, 0, g.IsIdentity())
}
