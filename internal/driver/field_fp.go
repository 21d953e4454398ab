package driver

import (
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Refusals of field.eval over Fp.
var (
	errNoInverseFp    = coded.New("fp", "no_inverse", "zero has no inverse")
	errNoSquareRootFp = coded.New("fp", "no_square_root", "not a square")
)

// parseFp reads an element from JSON.
func (a *arguments) parseFp(json string) (x fp.Element) {
	text, ok := stringOf(json)
	if !ok {
		a.fail(errNonCanonical)
		return x
	}
	if _, err := x.SetDecimal(text); err != nil {
		a.fail(err)
	}
	return x
}

// elementFp reads an element.
func (a *arguments) elementFp(name string) fp.Element {
	return a.parseFp(a.members[name])
}

// elementsFp reads a list of elements.
func (a *arguments) elementsFp(name string) []fp.Element {
	list := a.list(name)
	out := make([]fp.Element, len(list))
	for i, json := range list {
		out[i] = a.parseFp(json)
	}
	return out
}

// decimalsFp returns the texts of elements.
func decimalsFp(xs []fp.Element) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].Decimal()
	}
	return out
}

// evaluateFp is field.eval over Fp.
func evaluateFp(a *arguments, fn string) (any, error) {
	x := a.elementFp("a")
	var y, z fp.Element
	if a.has("b") {
		y = a.elementFp("b")
	}
	switch fn {
	case "add":
		z.Add(&x, &y)
	case "sub":
		z.Subtract(&x, &y)
	case "mul":
		z.Multiply(&x, &y)
	case "neg":
		z.Negate(&x)
	case "square":
		z.Square(&x)
	case "inv":
		if x.IsZero() == 1 {
			return nil, errNoInverseFp
		}
		z.Invert(&x)
	case "sqrt":
		if _, ok := z.SquareRootVarTime(&x); !ok {
			return nil, errNoSquareRootFp
		}
	}
	return object{"value": z.Decimal()}, nil
}
