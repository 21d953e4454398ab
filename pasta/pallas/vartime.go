package pallas

import "github.com/minaseal/minaseal/pasta/fq"

// ScalarMultiplyVarTime sets p = s*q and returns p. Time depends on s: for
// public values.
func (p *Point) ScalarMultiplyVarTime(s *fq.Element, q *Point) *Point {
	var digits [windows]int8
	recode(&digits, s)
	var table lookupTable
	table.fill(q)
	acc := NewIdentity()
	for i := windows - 1; i >= 0; i-- {
		if i < windows-1 {
			acc.Double(acc)
			acc.Double(acc)
			acc.Double(acc)
			acc.Double(acc)
		}
		addDigit(acc, &table, digits[i])
	}
	return p.Set(acc)
}

// addDigit adds digit times the table's point.
func addDigit(acc *Point, table *lookupTable, digit int8) {
	switch {
	case digit > 0:
		acc.Add(acc, &table[digit-1])
	case digit < 0:
		acc.Subtract(acc, &table[-digit-1])
	}
}

// DoubleScalarBaseMultiplyVarTime sets p = a*q + b*G for Mina's generator G and
// returns p. Time depends on a and b: for public values.
func (p *Point) DoubleScalarBaseMultiplyVarTime(a *fq.Element, q *Point, b *fq.Element) *Point {
	return p.MultiScalarMultiplyVarTime([]fq.Element{*a, *b}, []Point{*q, *generator()})
}

// MultiScalarMultiplyVarTime sets p to the sum of scalars[i]*points[i] and
// returns p. It panics if the lengths differ. Time depends on the values: for
// public ones.
func (p *Point) MultiScalarMultiplyVarTime(scalars []fq.Element, points []Point) *Point {
	if len(scalars) != len(points) {
		panic("pallas: number of scalars and points differ")
	}
	digits := make([][windows]int8, len(scalars))
	tables := make([]lookupTable, len(points))
	for i := range scalars {
		recode(&digits[i], &scalars[i])
		tables[i].fill(&points[i])
	}
	acc := NewIdentity()
	for w := windows - 1; w >= 0; w-- {
		if w < windows-1 {
			acc.Double(acc)
			acc.Double(acc)
			acc.Double(acc)
			acc.Double(acc)
		}
		for i := range tables {
			addDigit(acc, &tables[i], digits[i][w])
		}
	}
	return p.Set(acc)
}
