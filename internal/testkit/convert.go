package testkit

import (
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/pasta/vesta"
)

// The conversions go through the canonical encodings, which have tests of their
// own, and panic on values outside the field or off the curve.

// ToFp converts a canonical integer to an element.
func ToFp(x *big.Int) *fp.Element {
	return must(new(fp.Element).SetCanonicalBytes(bigref.ToLittleEndian(x, 32)))
}

// FromFp converts an element to its canonical integer.
func FromFp(x *fp.Element) *big.Int {
	b := x.Bytes()
	return bigref.FromLittleEndian(b[:])
}

// ToFq converts a canonical integer to an element.
func ToFq(x *big.Int) *fq.Element {
	return must(new(fq.Element).SetCanonicalBytes(bigref.ToLittleEndian(x, 32)))
}

// FromFq converts an element to its canonical integer.
func FromFq(x *fq.Element) *big.Int {
	b := x.Bytes()
	return bigref.FromLittleEndian(b[:])
}

// ToPallas converts an affine point.
func ToPallas(p bigref.Point) *pallas.Point {
	if p.IsIdentity() {
		return pallas.NewIdentity()
	}
	return must(pallas.NewIdentity().SetAffine(ToFp(p.X), ToFp(p.Y)))
}

// FromPallas converts a point to affine coordinates.
func FromPallas(p *pallas.Point) bigref.Point {
	x, y := p.Affine()
	return bigref.Point{X: FromFp(&x), Y: FromFp(&y)}
}

// ToVesta converts an affine point.
func ToVesta(p bigref.Point) *vesta.Point {
	if p.IsIdentity() {
		return vesta.NewIdentity()
	}
	return must(vesta.NewIdentity().SetAffine(ToFq(p.X), ToFq(p.Y)))
}

// FromVesta converts a point to affine coordinates.
func FromVesta(p *vesta.Point) bigref.Point {
	x, y := p.Affine()
	return bigref.Point{X: FromFq(&x), Y: FromFq(&y)}
}

// ToFpSlice converts canonical integers to elements.
func ToFpSlice(xs []*big.Int) []fp.Element {
	out := make([]fp.Element, len(xs))
	for i, x := range xs {
		out[i].Set(ToFp(x))
	}
	return out
}

// ToFqSlice converts integers below the modulus of Fq to elements.
func ToFqSlice(xs []*big.Int) []fq.Element {
	out := make([]fq.Element, len(xs))
	for i, x := range xs {
		out[i].Set(ToFq(x))
	}
	return out
}

// FromFpSlice converts elements to their canonical integers.
func FromFpSlice(xs []fp.Element) []*big.Int {
	out := make([]*big.Int, len(xs))
	for i := range xs {
		out[i] = FromFp(&xs[i])
	}
	return out
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
