package kimchi

import (
	"errors"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// The compressed form of a point is x in 32 bytes, little-endian, and a byte of flags
// (SPEC 11.12 [KIM-18]).
const (
	pointSize    = 33
	flagIdentity = 0x40 // x is 0
	flagLarger   = 0x80 // y is greater than -y, as integers
)

func encodePoint(p *vesta.Affine) (out [pointSize]byte) {
	if p.IsIdentity() == 1 {
		out[32] = flagIdentity
		return out
	}
	x, y := p.Coordinates()
	b := x.Bytes()
	copy(out[:], b[:])
	if isLarger(&y) {
		out[32] = flagLarger
	}
	return out
}

// isLarger reports whether y > -y as integers: y > (q-1)/2, or 2y, reduced, is odd.
func isLarger(y *fq.Element) bool { return new(fq.Element).Double(y).IsOdd() == 1 }

func decodePoint(b []byte) (p vesta.Affine, err error) {
	if len(b) != pointSize {
		return p, ErrNonCanonical
	}
	var x fq.Element
	if _, err := x.SetCanonicalBytes(b[:32]); err != nil {
		return p, ErrNonCanonical
	}
	switch b[32] {
	case flagIdentity:
		if x.IsZero() == 0 {
			return p, ErrNonCanonical
		}
		return p, nil
	case 0, flagLarger:
	default:
		return p, ErrNonCanonical
	}
	point, err := new(vesta.Point).SetXVarTime(&x, 0)
	if err != nil {
		return p, ErrNotOnCurve
	}
	_, y := point.Affine()
	if isLarger(&y) != (b[32] == flagLarger) {
		y.Negate(&y)
	}
	affine, err := vesta.NewAffine(&x, &y)
	if err != nil { // only the identity, which has its flag
		return p, errors.Join(ErrNotOnCurve, err)
	}
	return *affine, nil
}

func decodeElement(b []byte) (x fp.Element, err error) {
	if _, err := x.SetCanonicalBytes(b); err != nil {
		return x, ErrNonCanonical
	}
	return x, nil
}
