package pallas

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

const (
	// foldChunk is the number of points that share an inversion, a power of two: with
	// their tables they fit the second-level cache of a processor.
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
// The points go through the digits of s together, in affine coordinates: all of them
// share one inversion a step, and the products are those of whole vectors.
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
	sums    lanes
	tables  [len(splitForms{})][foldTable]lanes // odd multiples of the points and their images
	addends lanes

	denominators, slopes, t, tree []fp.Element
	special                       []specialSum
}

// lanes holds points by their coordinates. The identity alone has x = 0.
type lanes struct {
	x, y []fp.Element
}

func newLanes() lanes { return lanes{make([]fp.Element, foldChunk), make([]fp.Element, foldChunk)} }

// set sets l to points, and to the identity after the last one.
func (l *lanes) set(points []Affine) {
	for i := range points {
		l.x[i], l.y[i] = points[i].x, points[i].y
	}
	clear(l.x[len(points):])
	clear(l.y[len(points):])
}

func (l *lanes) copy(from *lanes) {
	copy(l.x, from.x)
	copy(l.y, from.y)
}

func newFolder(forms *splitForms) *folder {
	f := &folder{
		forms: forms, sums: newLanes(), addends: newLanes(),
		denominators: make([]fp.Element, foldChunk), slopes: make([]fp.Element, foldChunk),
		t: make([]fp.Element, foldChunk), tree: make([]fp.Element, foldChunk),
	}
	for i := range f.tables {
		for j := range f.tables[i] {
			f.tables[i][j] = newLanes()
		}
	}
	return f
}

// fold sets out[i] = low[i] + s*high[i].
func (f *folder) fold(out, low, high []Affine) {
	f.setTables(high)
	sums := &f.sums
	sums.set(nil)
	started := false
	for i := f.forms.length() - 1; i >= 0; i-- {
		if started {
			f.double(sums)
		}
		for j := range f.forms {
			if i < f.forms[j].length && f.forms[j].digits[i] != 0 {
				addend := f.multiple(j, f.forms[j].digits[i])
				if !started {
					sums.copy(addend)
					started = true
					continue
				}
				f.add(sums, addend)
			}
		}
	}
	f.addends.set(low)
	f.add(sums, &f.addends)
	for i := range out {
		out[i] = Affine{sums.x[i], sums.y[i]}
	}
}

// multiple returns a digit times the points, or times their images if j is 1.
func (f *folder) multiple(j int, digit int16) *lanes {
	if digit > 0 {
		return &f.tables[j][digit/2]
	}
	negated := &f.addends
	negated.copy(&f.tables[j][-digit/2])
	for i := range negated.y {
		negated.y[i].Negate(&negated.y[i])
	}
	return negated
}

func (f *folder) setTables(points []Affine) {
	odd, images, twice := &f.tables[0], &f.tables[1], &f.addends
	odd[0].set(points)
	twice.copy(&odd[0])
	f.double(twice)
	for i := 1; i < foldTable; i++ {
		odd[i].copy(&odd[i-1])
		f.add(&odd[i], twice)
	}
	for i := range f.t {
		f.t[i] = *beta()
	}
	for i := range odd {
		fp.MultiplyBatch(images[i].x, odd[i].x, f.t)
		copy(images[i].y, odd[i].y)
	}
}

// double doubles the points. An identity, whose y is 0, stays one.
func (f *folder) double(p *lanes) {
	for i := range p.y {
		f.denominators[i].Double(&p.y[i])
	}
	f.invert()
	fp.MultiplyBatch(f.slopes, p.x, p.x)
	for i := range f.slopes {
		s := &f.slopes[i]
		s.Add(s, f.t[i].Double(s))
	}
	f.moveAlong(p, p)
}

// specialSum is a sum that the formula for distinct points does not give.
type specialSum struct {
	index int
	sum   Affine
}

// add adds the addends to the points.
func (f *folder) add(p, q *lanes) {
	f.special = f.special[:0]
	for i := range p.x {
		d := &f.denominators[i]
		d.Subtract(&q.x[i], &p.x[i])
		if d.IsZero()|p.x[i].IsZero()|q.x[i].IsZero() == 1 {
			sum := Affine{p.x[i], p.y[i]}
			sum.addSpecial(&Affine{q.x[i], q.y[i]})
			f.special = append(f.special, specialSum{i, sum})
		}
		f.slopes[i].Subtract(&q.y[i], &p.y[i])
	}
	f.invert()
	f.moveAlong(p, q)
	for _, s := range f.special {
		p.x[s.index], p.y[s.index] = s.sum.x, s.sum.y
	}
}

// moveAlong sets p to the sum of p and q, whose line has the slope slopes times
// denominators.
func (f *folder) moveAlong(p, q *lanes) {
	fp.MultiplyBatch(f.slopes, f.slopes, f.denominators)
	fp.MultiplyBatch(f.t, f.slopes, f.slopes)
	for i := range f.t {
		sum := &f.t[i]
		sum.Subtract(sum, &p.x[i])
		sum.Subtract(sum, &q.x[i])
		f.denominators[i].Subtract(&p.x[i], sum)
	}
	copy(p.x, f.t)
	fp.MultiplyBatch(f.t, f.denominators, f.slopes)
	for i := range p.y {
		p.y[i].Subtract(&f.t[i], &p.y[i])
	}
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

// invert replaces the denominators by their inverses; zeros stay zero. It inverts the
// root of a tree of products, whose leaves the denominators are: all that have a level
// in common are multiplied at once.
func (f *folder) invert() {
	var zeros []int
	for i := range f.denominators {
		if f.denominators[i].IsZero() == 1 {
			zeros = append(zeros, i)
			f.denominators[i].One()
		}
	}
	// tree[n:2n] holds the products of pairs of the 2n values below them.
	below := f.denominators
	for n := foldChunk / 2; n >= 1; n /= 2 {
		fp.MultiplyBatch(f.tree[n:2*n], below[:n], below[n:2*n])
		below = f.tree[n : 2*n]
	}
	f.tree[1].InvertVarTime(&f.tree[1])
	for n := 1; n < foldChunk; n *= 2 {
		above := f.tree[n : 2*n]
		below = f.denominators
		if 2*n < foldChunk {
			below = f.tree[2*n : 4*n]
		}
		copy(f.t[:n], below[n:2*n])
		fp.MultiplyBatch(below[n:2*n], below[:n], above)
		fp.MultiplyBatch(below[:n], f.t[:n], above)
	}
	for _, i := range zeros {
		f.denominators[i].Zero()
	}
}
