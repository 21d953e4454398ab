package pallas

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

const (
	// foldChunk is the number of points that share an inversion: with their tables
	// they fit the second-level cache of a processor.
	foldChunk = 1 << 9
	// foldWidth is the width of the digits, whose odd multiples a table holds.
	foldWidth = 5
	foldTable = 1 << (foldWidth - 2)
)

// FoldVarTime returns the points low[i] + s*high[i]: what inner product arguments do
// to their generators. It panics if the lengths differ. Time depends on the values:
// for public ones. A small s, and one that is a + b*lambda for small a and b, as the
// challenges of Kimchi are, takes less.
//
// The points go through the digits of s together, in affine coordinates; so all of
// them share one inversion a step.
func FoldVarTime(low, high []Affine, s *fq.Element) []Affine {
	requireEqualLengths(len(low), len(high))
	var forms splitForms
	forms.setVarTime(s, foldWidth)
	out := make([]Affine, len(low))
	parallel((len(low)+foldChunk-1)/foldChunk, func() func(int) {
		f := newFolder(&forms)
		return func(job int) {
			first := job * foldChunk
			last := min(first+foldChunk, len(low))
			f.fold(out[first:last], low[first:last], high[first:last])
		}
	})
	return out
}

// folder multiplies a chunk of points by a scalar.
type folder struct {
	forms   *splitForms
	sums    []Affine
	tables  [len(splitForms{})][foldTable][]Affine // odd multiples of the points and their images
	addends []Affine

	denominators, prefixes []fp.Element
}

func newFolder(forms *splitForms) *folder {
	f := &folder{
		forms: forms, sums: make([]Affine, foldChunk), addends: make([]Affine, foldChunk),
		denominators: make([]fp.Element, foldChunk), prefixes: make([]fp.Element, foldChunk),
	}
	for i := range f.tables {
		for j := range f.tables[i] {
			f.tables[i][j] = make([]Affine, foldChunk)
		}
	}
	return f
}

// fold sets out[i] = low[i] + s*high[i].
func (f *folder) fold(out, low, high []Affine) {
	f.setTables(high)
	sums := f.sums[:len(high)]
	clear(sums)
	for i := f.forms.length() - 1; i >= 0; i-- {
		f.double(sums)
		for j := range f.forms {
			if i < f.forms[j].length && f.forms[j].digits[i] != 0 {
				f.addMultiple(sums, j, f.forms[j].digits[i])
			}
		}
	}
	f.add(sums, low)
	copy(out, sums)
}

// addMultiple adds a digit times the points, or times their images if j is 1.
func (f *folder) addMultiple(sums []Affine, j int, digit int16) {
	if digit > 0 {
		f.add(sums, f.tables[j][digit/2][:len(sums)])
		return
	}
	addends := f.addends[:len(sums)]
	copy(addends, f.tables[j][-digit/2])
	for i := range addends {
		addends[i].y.Negate(&addends[i].y)
	}
	f.add(sums, addends)
}

func (f *folder) setTables(points []Affine) {
	n := len(points)
	twice := f.addends[:n]
	copy(twice, points)
	f.double(twice)
	odd := &f.tables[0]
	copy(odd[0], points)
	for i := 1; i < foldTable; i++ {
		copy(odd[i][:n], odd[i-1][:n])
		f.add(odd[i][:n], twice)
	}
	for i := range odd {
		for k := range n {
			image := &f.tables[1][i][k]
			image.x.Multiply(&odd[i][k].x, beta())
			image.y = odd[i][k].y
		}
	}
}

// double doubles the points. An identity, whose y is 0, stays one.
func (f *folder) double(points []Affine) {
	for i := range points {
		f.denominators[i].Double(&points[i].y)
	}
	f.invert(len(points))
	for i := range points {
		p := &points[i]
		var slope, t fp.Element
		slope.Square(&p.x)
		slope.Add(&slope, t.Double(&slope))
		slope.Multiply(&slope, &f.denominators[i])
		p.moveAlong(&slope, &p.x)
	}
}

// add adds the addends to the points.
func (f *folder) add(points, addends []Affine) {
	for i := range points {
		f.denominators[i].Subtract(&addends[i].x, &points[i].x)
	}
	f.invert(len(points))
	for i := range points {
		p, q := &points[i], &addends[i]
		if f.denominators[i].IsZero()|p.IsIdentity()|q.IsIdentity() == 1 {
			p.addSpecial(q)
			continue
		}
		var slope fp.Element
		slope.Subtract(&q.y, &p.y)
		slope.Multiply(&slope, &f.denominators[i])
		p.moveAlong(&slope, &q.x)
	}
}

// moveAlong sets p to the sum of p and the point with abscissa x on the line of this
// slope through p.
func (p *Affine) moveAlong(slope, x *fp.Element) {
	var sum, t fp.Element
	sum.Square(slope)
	sum.Subtract(&sum, &p.x)
	sum.Subtract(&sum, x)
	t.Subtract(&p.x, &sum)
	t.Multiply(&t, slope)
	p.y.Subtract(&t, &p.y)
	p.x = sum
}

// addSpecial sets p = p + q if one of them is the identity, or both have the same x.
func (p *Affine) addSpecial(q *Affine) {
	switch {
	case q.IsIdentity() == 1:
		return
	case p.IsIdentity() == 1:
		*p = *q
		return
	}
	sum := p.Point()
	sum.Add(sum, q.Point())
	*p = BatchAffine([]Point{*sum})[0]
}

// invert replaces the first n denominators by their inverses; zeros stay zero.
func (f *folder) invert(n int) {
	product := *new(fp.Element).One()
	for i := range n {
		f.prefixes[i] = product
		if f.denominators[i].IsZero() == 0 {
			product.Multiply(&product, &f.denominators[i])
		}
	}
	product.InvertVarTime(&product)
	for i := n - 1; i >= 0; i-- {
		d := &f.denominators[i]
		if d.IsZero() == 1 {
			continue
		}
		f.prefixes[i].Multiply(&f.prefixes[i], &product)
		product.Multiply(&product, d)
		*d = f.prefixes[i]
	}
}
