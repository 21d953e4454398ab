package driver

import (
	"errors"

	"github.com/minaseal/minaseal/pasta/pallas"
)

// pointPallas reads a point of Pallas; (0, 0) is the identity.
func (a *arguments) pointPallas(name string) *pallas.Point {
	p := pallas.NewIdentity()
	xText, yText := a.coordinates(name)
	x, y := a.parseFp(xText), a.parseFp(yText)
	if a.err != nil || x.IsZero()&y.IsZero() == 1 {
		return p
	}
	if _, err := p.SetAffine(&x, &y); err != nil {
		a.fail(err)
	}
	return p
}

// outPallas is the output of an operation that yields a point of Pallas.
func outPallas(p *pallas.Point) object {
	x, y := p.Affine()
	return object{"point": object{"x": x.Decimal(), "y": y.Decimal()}}
}

// addPallas is curve.add on Pallas.
func addPallas(a *arguments) (any, error) {
	p := a.pointPallas("p")
	return outPallas(p.Add(p, a.pointPallas("q"))), nil
}

// scalePallas is curve.scale on Pallas.
func scalePallas(a *arguments) (any, error) {
	if !a.has("point") {
		s := a.elementFq("scalar")
		return outPallas(pallas.NewIdentity().ScalarBaseMultiply(&s)), nil
	}
	p := a.pointPallas("point")
	s := a.elementFq("scalar")
	return outPallas(p.ScalarMultiply(&s, p)), nil
}

// checkPallas is curve.check on Pallas.
func checkPallas(a *arguments) (any, error) {
	a.pointPallas("point")
	onCurve := !errors.Is(a.err, pallas.ErrNotOnCurve)
	if !onCurve {
		a.err = nil
	}
	return object{"onCurve": onCurve}, nil
}
