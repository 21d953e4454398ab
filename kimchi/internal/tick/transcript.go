package tick

import (
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// Transcript is the sponge over the coordinates of the commitments (SPEC 11.8
// [KIM-5]): what the prover sends goes in, challenges come out. The zero value is
// ready to use, and a copy goes its own way.
type Transcript struct {
	sponge baseSponge
}

// AbsorbElement absorbs an element of the field of coordinates.
func (t *Transcript) AbsorbElement(x *fq.Element) { t.sponge.Absorb(x) }

// AbsorbPoints absorbs coordinates: x and y of each point, 0 and 0 of the identity.
func (t *Transcript) AbsorbPoints(points ...vesta.Affine) {
	for i := range points {
		x, y := points[i].Coordinates()
		t.sponge.Absorb(&x)
		t.sponge.Absorb(&y)
	}
}

// AbsorbScalar absorbs the shifted form of a scalar.
func (t *Transcript) AbsorbScalar(x fp.Element) {
	shifted := shiftScalar(x)
	t.absorbScalar(&shifted)
}

// absorbBytes absorbs the element with these canonical bytes.
func (t *Transcript) absorbBytes(b *[32]byte) {
	var y fq.Element
	if _, err := y.SetCanonicalBytes(b[:]); err != nil {
		panic(err) // its callers reduce
	}
	t.sponge.Absorb(&y)
}

// Squeeze returns an element.
func (t *Transcript) Squeeze() fq.Element { return t.sponge.Squeeze() }

// Challenge returns 128 bits.
func (t *Transcript) Challenge() layout.Challenge {
	x := t.sponge.Squeeze()
	return truncate(x.Bytes())
}

// Digest returns what the sponge would squeeze, as a scalar: 0 if it is too large for
// one. The transcript stays as it was.
func (t Transcript) Digest() (z fp.Element) {
	x := t.sponge.Squeeze()
	b := x.Bytes()
	if _, err := z.SetCanonicalBytes(b[:]); err != nil {
		z.Zero()
	}
	return z
}

// ScalarTranscript is the sponge over the circuit's elements: evaluations go in.
type ScalarTranscript struct {
	sponge scalarSponge
}

// Absorb absorbs elements.
func (t *ScalarTranscript) Absorb(xs ...fp.Element) {
	for i := range xs {
		t.sponge.Absorb(&xs[i])
	}
}

// Squeeze returns an element.
func (t *ScalarTranscript) Squeeze() fp.Element { return t.sponge.Squeeze() }

// Challenge returns 128 bits.
func (t *ScalarTranscript) Challenge() layout.Challenge {
	x := t.sponge.Squeeze()
	return truncate(x.Bytes())
}
