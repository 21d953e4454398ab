package pallas

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// strausTerm is a term s*P of a sum: the two halves of s in non-adjacent form,
// and the odd multiples of P and lambda*P.
type strausTerm struct {
	forms  splitForms
	tables [2]oddTable
	ratios oddRatios
}

// strausVarTime sets p to the sum of scalars[i]*points[i] and returns p. All
// terms share their doublings (E. G. Straus, "Addition chains of vectors",
// 1964). One inversion makes all tables affine. It erases what it knows of the scalars.
func (p *Point) strausVarTime(scalars []fq.Element, points []Point) *Point {
	terms := make([]strausTerm, 0, len(points))
	defer func() { clear(terms) }()
	scales := make([]fp.Element, 0, len(points))
	length := 0
	for i := range points {
		if points[i].IsIdentity()|scalars[i].IsZero() == 1 {
			continue
		}
		terms = append(terms, strausTerm{})
		t := &terms[len(terms)-1]
		scales = append(scales, t.tables[0].setMultiples(&points[i], &t.ratios))
		t.forms.setVarTime(&scalars[i], oddWidth)
		length = max(length, t.forms.length())
	}
	fp.InvertBatch(scales)
	for i := range terms {
		t := &terms[i]
		t.tables[0].equalize(&t.ratios, &scales[i])
		t.tables[1].setEndomorphism(&t.tables[0])
	}

	var acc jacobian
	var q Affine
	for i := length - 1; i >= 0; i-- {
		acc.double()
		for k := range terms {
			t := &terms[k]
			for j := range t.forms {
				if t.forms[j].multipleVarTime(&q, t.tables[j][:], i) {
					acc.addVarTime(&q)
				}
			}
		}
	}
	return acc.toPointVarTime(p)
}
