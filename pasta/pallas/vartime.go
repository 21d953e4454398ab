package pallas

import (
	"sync"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

const (
	// oddWidth is the width of non-adjacent forms whose digits index an
	// oddTable: odd and at most 15 in magnitude.
	oddWidth = 5
	// generatorWidth is the same for the table of the generator.
	generatorWidth = 10
)

// generatorOddTables holds the odd multiples G, 3G, ... of Mina's generator, and
// those of lambda*G.
var generatorOddTables = sync.OnceValue(func() *[2][1 << (generatorWidth - 2)]Affine {
	var points [1 << (generatorWidth - 2)]Point
	twice := NewGenerator()
	points[0].Set(twice)
	twice.Double(twice)
	for i := 1; i < len(points); i++ {
		points[i].Add(&points[i-1], twice)
	}
	var tables [2][len(points)]Affine
	for i, a := range BatchAffine(points[:]) {
		tables[0][i], tables[1][i] = a, a
		tables[1][i].x.Multiply(&a.x, beta())
	}
	return &tables
})

// splitForms is a scalar in two halves, both in non-adjacent form.
type splitForms [2]nonAdjacentForm

func (f *splitForms) setVarTime(s *fq.Element, width int) {
	a, b := split(s)
	f[0].setVarTime(&a, width)
	f[1].setVarTime(&b, width)
}

func (f *splitForms) length() int {
	return max(f[0].length, f[1].length)
}

// ScalarMultiplyVarTime sets p = s*q and returns p. Time depends on s and q: for
// public values.
//
// The halves of s are in non-adjacent form, their additions share doublings.
func (p *Point) ScalarMultiplyVarTime(s *fq.Element, q *Point) *Point {
	if q.IsIdentity() == 1 {
		return p.Set(q)
	}
	var tables [2]oddTable
	u := oddMultiples(&tables, q)
	var forms splitForms
	forms.setVarTime(s, oddWidth)

	var acc jacobian
	var term Affine
	for i := forms.length() - 1; i >= 0; i-- {
		acc.double()
		for j := range forms {
			if forms[j].multipleVarTime(&term, tables[j][:], i) {
				acc.addVarTime(&term)
			}
		}
	}
	acc.z.Multiply(&acc.z, &u)
	return acc.toPointVarTime(p)
}

// DoubleScalarBaseMultiplyVarTime sets p = a*q + b*G for Mina's generator G and
// returns p. Time depends on the values: for public ones.
func (p *Point) DoubleScalarBaseMultiplyVarTime(a *fq.Element, q *Point, b *fq.Element) *Point {
	if q.IsIdentity() == 1 {
		q, a = generator(), new(fq.Element)
	}
	var tables [2]oddTable
	u := oddMultiples(&tables, q)
	var forms, baseForms splitForms
	forms.setVarTime(a, oddWidth)
	baseForms.setVarTime(b, generatorWidth)
	base := generatorOddTables()

	// The sum is done on the scaled curve of q's tables.
	var uu, uuu fp.Element
	uu.Square(&u)
	uuu.Multiply(&uu, &u)
	var acc jacobian
	var term Affine
	for i := max(forms.length(), baseForms.length()) - 1; i >= 0; i-- {
		acc.double()
		for j := range forms {
			if forms[j].multipleVarTime(&term, tables[j][:], i) {
				acc.addVarTime(&term)
			}
			if baseForms[j].multipleVarTime(&term, base[j][:], i) {
				term.x.Multiply(&term.x, &uu)
				term.y.Multiply(&term.y, &uuu)
				acc.addVarTime(&term)
			}
		}
	}
	acc.z.Multiply(&acc.z, &u)
	return acc.toPointVarTime(p)
}
