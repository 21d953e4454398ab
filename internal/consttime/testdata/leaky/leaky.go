// Package leaky has functions that take variable time in every way that the
// search has to see through, and two that do not.
package leaky

import (
	"math/big"
	"slices"
	"sync"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
)

func Clean(s *fq.Element, p *pallas.Point) *pallas.Point { return p.ScalarMultiply(s, p) }

func Direct(s *fq.Element, p *pallas.Point) *pallas.Point { return p.ScalarMultiplyVarTime(s, p) }

func Deeper(s *fq.Element) *pallas.Point { return Direct(s, pallas.NewGenerator()) }

func MethodValue(s *fq.Element, p *pallas.Point) *pallas.Point {
	multiply := p.ScalarMultiplyVarTime
	return multiply(s, p)
}

type multiplier interface {
	multiply(s *fq.Element, p *pallas.Point) *pallas.Point
}

type fast struct{}

func (fast) multiply(s *fq.Element, p *pallas.Point) *pallas.Point {
	return p.ScalarMultiplyVarTime(s, p)
}

func Interface(s *fq.Element, p *pallas.Point) *pallas.Point {
	var m multiplier = fast{}
	return m.multiply(s, p)
}

// A constant, made when it is first needed: CleanTable may take what time it likes.
var table = sync.OnceValue(func() fp.Element {
	var x fp.Element
	x.SetUint64(5)
	x.InvertVarTime(&x)
	return x
})

func CleanTable(x *fp.Element) fp.Element {
	y := table()
	return *y.Multiply(&y, x)
}

var invert = func(x *fp.Element) *fp.Element { return x.InvertVarTime(x) }

func Variable(x *fp.Element) *fp.Element { return invert(x) }

func Once(x *fp.Element) *fp.Element {
	return sync.OnceValue(func() *fp.Element { return x.InvertVarTime(x) })()
}

func Callback(xs []fp.Element) {
	slices.SortFunc(xs, func(x, y fp.Element) int {
		x.InvertVarTime(&x)
		return x.IsOdd() - y.IsOdd()
	})
}

func Generic(xs []fp.Element) { each(xs, func(x *fp.Element) { x.InvertVarTime(x) }) }

func each[T any](xs []T, do func(*T)) {
	for i := range xs {
		do(&xs[i])
	}
}

func BigInt(x *big.Int) *big.Int { return x.Mul(x, x) }

func ToDecimal(x *fp.Element) string { return x.Decimal() }

func FromDecimal(s string) { _, _ = new(fp.Element).SetDecimal(s) }

func Inversions(xs []fp.Element) { fp.InvertBatch(xs) }

type T struct{ s fq.Element }

func (t *T) Method(p *pallas.Point) { go p.ScalarMultiplyVarTime(&t.s, p) }
