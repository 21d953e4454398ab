package pallas

import (
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
)

// Errors of the decoders.
var (
	ErrLength       = coded.New("pallas", "wrong_length", "wrong number of bytes")
	ErrNonCanonical = coded.New("pallas", "non_canonical", "not a canonical point encoding")
	ErrIdentity     = coded.New("pallas", "identity_point", "the identity has no affine coordinates")
	ErrNotOnCurve   = coded.New("pallas", "point_not_on_curve", "not a point on the curve")
)

// curveB is b of y^2 = x^3 + b.
const curveB = 5

// SetAffine sets p to the point (x, y) and returns p (SPEC 4.3). It returns nil
// and ErrNotOnCurve for coordinates off the curve [CRV-8], nil and ErrIdentity
// for (0, 0), with which o1js writes the identity [CRV-9], and leaves p as it
// was.
func (p *Point) SetAffine(x, y *fp.Element) (*Point, error) {
	if err := checkAffine(x, y); err != nil {
		return nil, err
	}
	return p.setAffine(x, y), nil
}

// checkAffine returns the error of SetAffine and NewAffine.
func checkAffine(x, y *fp.Element) error {
	if x.IsZero()&y.IsZero() == 1 {
		return ErrIdentity
	}
	var l, r fp.Element
	l.Square(y)
	if l.Equal(rightSide(&r, x)) == 0 {
		return ErrNotOnCurve
	}
	return nil
}

// SetXVarTime sets p to the point with coordinate x whose y is odd (odd = 1) or
// even (odd = 0) and returns p (SPEC 4.3); what is neither, [CRV-12], is the
// caller's to refuse. It returns nil and ErrNotOnCurve if
// the curve has none, and leaves p as it was. Time depends on x: for public
// values.
func (p *Point) SetXVarTime(x *fp.Element, odd int) (*Point, error) {
	var y, minus fp.Element
	if _, ok := y.SquareRootVarTime(rightSide(&y, x)); !ok {
		return nil, ErrNotOnCurve
	}
	minus.Negate(&y) // the root is even, and never 0
	y.Select(&minus, &y, odd)
	return p.setAffine(x, &y), nil
}

func (p *Point) setAffine(x, y *fp.Element) *Point {
	p.x.Set(x)
	p.y.Set(y)
	p.z.One()
	return p
}

// rightSide sets r = x^3 + 5 and returns r.
func rightSide(r, x *fp.Element) *fp.Element {
	var cube, b fp.Element
	cube.Square(x)
	cube.Multiply(&cube, x)
	b.SetUint64(curveB)
	return r.Add(&cube, &b)
}

// Affine returns the affine coordinates of p, (0, 0) for the identity: that is
// how o1js writes it, and it is no point of the curve.
func (p *Point) Affine() (x, y fp.Element) {
	p.requireSet()
	var inverse fp.Element
	inverse.Invert(&p.z)
	x.Multiply(&p.x, &inverse)
	y.Multiply(&p.y, &inverse)
	return x, y
}

// Bytes returns the 32-byte compressed form of p: x little-endian, with bit 255
// set if y is odd; 32 zeros for the identity (SPEC 4.3).
func (p *Point) Bytes() [32]byte {
	x, y := p.Affine()
	b := x.Bytes()
	b[31] |= byte(y.IsOdd()) << 7
	return b
}

// SetCanonicalBytes sets p to the point whose compressed form is b and returns
// p. It returns nil and ErrLength, ErrNonCanonical (x not below the modulus)
// or ErrNotOnCurve, and leaves p as it was, for anything that Bytes does not
// produce. Time depends on b: for public values.
func (p *Point) SetCanonicalBytes(b []byte) (*Point, error) {
	if len(b) != 32 {
		return nil, ErrLength
	}
	var text [32]byte
	copy(text[:], b)
	if text == [32]byte{} {
		return p.Set(NewIdentity()), nil
	}
	odd := int(text[31] >> 7)
	text[31] &= 0x7f
	var x fp.Element
	if _, err := x.SetCanonicalBytes(text[:]); err != nil {
		return nil, ErrNonCanonical
	}
	return p.SetXVarTime(&x, odd)
}
