package fp_test

import (
	"testing"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/stretchr/testify/require"
)

// TestNothingAllocates runs every method but the one that makes a text.
func TestNothingAllocates(t *testing.T) {
	x, y, z := new(fp.Element).SetRandom(), new(fp.Element).SetRandom(), new(fp.Element)
	square := new(fp.Element).Square(x)
	narrow, wide := x.Bytes(), [64]byte{1}
	decimal := x.Decimal()
	var sink [32]byte
	methods := map[string]func(){
		"Set":                      func() { z.Set(x) },
		"Zero":                     func() { z.Zero() },
		"One":                      func() { z.One() },
		"SetUint64":                func() { z.SetUint64(7) },
		"SetRandom":                func() { z.SetRandom() },
		"SetCanonicalBytes":        func() { _, _ = z.SetCanonicalBytes(narrow[:]) },
		"SetUniformBytes":          func() { _, _ = z.SetUniformBytes(wide[:]) },
		"SetDecimal":               func() { _, _ = z.SetDecimal(decimal) },
		"Add":                      func() { z.Add(x, y) },
		"Subtract":                 func() { z.Subtract(x, y) },
		"Multiply":                 func() { z.Multiply(x, y) },
		"Negate":                   func() { z.Negate(x) },
		"Double":                   func() { z.Double(x) },
		"Halve":                    func() { z.Halve(x) },
		"Square":                   func() { z.Square(x) },
		"Invert":                   func() { z.Invert(x) },
		"InvertVarTime":            func() { z.InvertVarTime(x) },
		"SquareRootVarTime":        func() { z.SquareRootVarTime(square) },
		"TonelliShanksRootVarTime": func() { z.TonelliShanksRootVarTime(square) },
		"Select":                   func() { z.Select(x, y, 1) },
		"Equal":                    func() { x.Equal(y) },
		"IsZero":                   func() { x.IsZero() },
		"IsOdd":                    func() { x.IsOdd() },
		"Bytes":                    func() { sink = x.Bytes() },
		"Erase":                    func() { z.Erase() },
	}
	texts := map[string]bool{"Decimal": true, "String": true, "MarshalText": true, "UnmarshalText": true, "UnmarshalJSON": true}
	for i := range elementType.NumMethod() {
		name := elementType.Method(i).Name
		run, ok := methods[name]
		require.NotEqual(t, ok, texts[name], "%s: list it", name)
		if ok {
			require.Zero(t, testing.AllocsPerRun(10, run), name)
		}
	}
	require.Equal(t, narrow, sink)
}
