package pallas

import (
	"sync"
	"sync/atomic"

	"github.com/minaseal/minaseal/pasta/fp"
)

// mapConstants are the constants of the map to the group for u = 1, where the
// right side of the curve's equation is f(u) = 6.
type mapConstants struct {
	root  fp.Element // the square root of -3u^2
	half  fp.Element // (root - u)/2
	third fp.Element // 1/(3u^2)
	six   fp.Element // f(u)
	one   fp.Element // u
}

var groupMap = sync.OnceValue(func() *mapConstants {
	var c mapConstants
	var three, two fp.Element
	three.SetUint64(3)
	two.SetUint64(2)
	c.one.One()
	c.six.SetUint64(1 + curveB)
	c.third.Invert(&three)
	if _, ok := c.root.TonelliShanksRootVarTime(three.Negate(&three)); !ok {
		panic("pallas: -3 is not a square")
	}
	c.half.Subtract(&c.root, &c.one)
	c.half.Multiply(&c.half, two.Invert(&two))
	return &c
})

// MapToGroupVarTime sets p to the image of t under Kimchi's map to the group
// (SPEC 11.7) and returns p. No t fails, and p is never the identity. Time depends on t: for
// public values.
//
// Kimchi derives the points of its reference strings and the point U of its
// opening proofs with this map; o1js's Poseidon.hashToGroup is another one. It
// is the map of R. Wahby, D. Boneh, "Fast and simple constant-time hashing to
// the BLS12-381 elliptic curve", 2019 (https://eprint.iacr.org/2019/403),
// section 3, with u = 1, after P.-A. Fouque, M. Tibouchi, "Indifferentiable
// hashing to Barreto-Naehrig curves", 2012. Of three candidates at least one is
// the x of a point; the first one is taken. The sign of y is that of the root
// which arkworks finds (o1-labs/proof-systems, groupmap/src/lib.rs).
func (p *Point) MapToGroupVarTime(t *fp.Element) *Point {
	m := newMapArgument(t)
	m.alpha.InvertVarTime(&m.alpha)
	for i := range mapCandidates {
		if x := m.candidate(i); p.setXArkworksVarTime(&x) {
			return p
		}
	}
	panic("pallas: no candidate is on the curve")
}

// MapToGroupBatchVarTime returns the points of [Point.MapToGroupVarTime] for ts,
// given their y coordinates: that saves the square roots, nearly all of the work.
// It returns nil and ErrNotOnCurve if an element of ys is the y of no candidate of
// its t, and panics if the lengths differ. Which candidate it is of, and the sign, is
// the caller's word: ys are stored beside the program that takes them, which tests them once. Time
// depends on the values: for public ones.
func MapToGroupBatchVarTime(ts, ys []fp.Element) ([]Affine, error) {
	if len(ts) != len(ys) {
		panic("pallas: arguments and coordinates differ in number")
	}
	const chunk = 1 << 10 // an inversion each
	out := make([]Affine, len(ts))
	var failed atomic.Bool
	parallel((len(ts)+chunk-1)/chunk, func() func(int) {
		return func(job int) {
			first := job * chunk
			last := min(first+chunk, len(ts))
			if !mapBatch(out[first:last], ts[first:last], ys[first:last]) {
				failed.Store(true)
			}
		}
	})
	if failed.Load() {
		return nil, ErrNotOnCurve
	}
	return out, nil
}

func mapBatch(out []Affine, ts, ys []fp.Element) bool {
	arguments, inverses := make([]mapArgument, len(ts)), make([]fp.Element, len(ts))
	for i := range ts {
		arguments[i] = newMapArgument(&ts[i])
		inverses[i] = arguments[i].alpha
	}
	fp.InvertBatch(inverses)
	for i := range arguments {
		arguments[i].alpha = inverses[i]
		if !arguments[i].find(&out[i], &ys[i]) {
			return false
		}
	}
	return true
}

// mapArgument is what the candidates for the image of t are made of.
type mapArgument struct {
	square, sum fp.Element // t^2, t^2 + f(u)
	alpha       fp.Element // 1/((t^2 + f(u)) t^2); its inverse in a new one
}

func newMapArgument(t *fp.Element) (m mapArgument) {
	m.square.Square(t)
	m.sum.Add(&m.square, &groupMap().six)
	m.alpha.Multiply(&m.sum, &m.square)
	return m
}

const mapCandidates = 3

// candidate returns the i-th x to be tried.
func (m *mapArgument) candidate(i int) (x fp.Element) {
	c := groupMap()
	if i == 2 { // u - (t^2 + f(u))^3 alpha / 3u^2
		x.Square(&m.sum)
		x.Multiply(&x, &m.sum)
		x.Multiply(&x, &m.alpha)
		x.Multiply(&x, &c.third)
		x.Subtract(&c.one, &x)
		return x
	}
	x.Square(&m.square)
	x.Multiply(&x, &m.alpha)
	x.Multiply(&x, &c.root)
	x.Subtract(&c.half, &x)
	if i == 1 { // -u - x
		x.Add(&x, &c.one)
		x.Negate(&x)
	}
	return x
}

// find sets a to the first candidate with that y. It reports false if there is
// none.
func (m *mapArgument) find(a *Affine, y *fp.Element) bool {
	for i := range mapCandidates {
		x := m.candidate(i)
		if checkAffine(&x, y) == nil {
			a.x.Set(&x)
			a.y.Set(y)
			return true
		}
	}
	return false
}

// setXArkworksVarTime sets p to the point with coordinate x whose y is the root
// that arkworks finds. It reports false if there is none.
func (p *Point) setXArkworksVarTime(x *fp.Element) bool {
	var y fp.Element
	if _, ok := y.TonelliShanksRootVarTime(rightSide(&y, x)); !ok {
		return false
	}
	p.setAffine(x, &y)
	return true
}
