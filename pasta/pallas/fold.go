package pallas

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

const (
	// foldChunk is the number of points that share an inversion at most: with the tables of
	// a few they fit the second-level cache of a processor. foldLeast is that number at least.
	foldChunk = 1 << 8
	foldLeast = 1 << 4
	// foldWidth is the width of the digits, whose odd multiples a table holds.
	foldWidth = 5
	foldTable = 1 << (foldWidth - 2)
)

// FoldVarTime returns, for m = len(points)/len(scalars), the m points
//
//	scalars[0]*points[i] + scalars[1]*points[m+i] + scalars[2]*points[2m+i] + ...
//
// what the rounds of inner product arguments make of their generators. It panics if the
// number of points is no multiple of that of scalars. Time depends on the values: for
// public ones. Small scalars, and those that are a + b*lambda for small a and b, as the
// challenges of Kimchi are, take less.
//
// The points go through the digits together, in affine coordinates: all of them share one
// inversion a step, all scalars their doublings, and the products are those of whole
// vectors.
func FoldVarTime(points []Affine, scalars []fq.Element) []Affine {
	if len(scalars) == 0 || len(points)%len(scalars) != 0 {
		panic("pallas: numbers of points and scalars that do not fit")
	}
	forms := make([]splitForms, len(scalars))
	length := 0
	for i := range forms {
		forms[i].setVarTime(&scalars[i], foldWidth)
		length = max(length, forms[i].length())
	}
	out := make([]Affine, len(points)/len(scalars))
	chunk := foldSize(len(out), workers())
	parallel((len(out)+chunk-1)/chunk, func() func(int) {
		f := newFolder(forms, length, chunk)
		return func(job int) {
			first := job * chunk
			last := min(first+chunk, len(out))
			for i := range scalars {
				f.setTables(i, points[i*len(out)+first:i*len(out)+last])
			}
			f.sum(out[first:last])
		}
	})
	return out
}

// foldSize returns the size of the chunks of some points, a power of two: all workers shall
// have one.
func foldSize(points, workers int) int {
	size := foldLeast
	for size < foldChunk && size*workers < points {
		size *= 2
	}
	return size
}

// folder adds up multiples of chunks of points, each chunk by a scalar of its own.
type folder struct {
	forms   []splitForms
	length  int // of the longest form
	sums    lanes
	tables  []foldTables
	addends lanes

	denominators, slopes, t, tree []fp.Element
	special                       []specialSum
	pairSpace
}

// foldTables holds the odd multiples of a chunk of points, as far as the scalar needs them,
// and their images under the endomorphism, whose y are the same.
type foldTables [len(splitForms{})][]lanes

// lanes holds points by their coordinates. The identity alone has x = 0.
type lanes struct {
	x, y []fp.Element
}

func newLanes(n int) lanes { return lanes{make([]fp.Element, n), make([]fp.Element, n)} }

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

func newFolder(forms []splitForms, length, chunk int) *folder {
	f := &folder{
		forms: forms, length: length, sums: newLanes(chunk), addends: newLanes(chunk), tables: make([]foldTables, len(forms)),
		denominators: make([]fp.Element, chunk), slopes: make([]fp.Element, chunk),
		t: make([]fp.Element, chunk), tree: make([]fp.Element, chunk), pairSpace: newFoldSpace(chunk),
	}
	for i := range f.tables {
		for range forms[i].multiples() {
			odd := newLanes(chunk)
			f.tables[i][0] = append(f.tables[i][0], odd)
			f.tables[i][1] = append(f.tables[i][1], lanes{make([]fp.Element, chunk), odd.y})
		}
	}
	return f
}

// multiples returns how many odd multiples the digits need.
func (f *splitForms) multiples() int {
	most := 0
	for i := range f {
		for _, d := range f[i].digits[:f[i].length] {
			most = max(most, (int(max(d, -d))+1)/2)
		}
	}
	return most
}

// sum sets out to the sums of the multiples.
func (f *folder) sum(out []Affine) {
	sums := &f.sums
	sums.set(nil)
	started := false
	for i := f.length - 1; i >= 0; i-- {
		if started {
			f.double(sums)
		}
		for k := range f.forms {
			for j := range f.forms[k] {
				form := &f.forms[k][j]
				if i >= form.length || form.digits[i] == 0 {
					continue
				}
				addend := f.multiple(f.tables[k][j], form.digits[i])
				if !started {
					sums.copy(addend)
					started = true
					continue
				}
				f.add(sums, addend)
			}
		}
	}
	for i := range out {
		out[i] = Affine{sums.x[i], sums.y[i]}
	}
}

// multiple returns a digit times the points of a table.
func (f *folder) multiple(table []lanes, digit int16) *lanes {
	if digit > 0 {
		return &table[digit/2]
	}
	negated := &f.addends
	negated.copy(&table[-digit/2])
	for i := range negated.y {
		negated.y[i].Negate(&negated.y[i])
	}
	return negated
}

// setTables sets the tables for scalar number i.
func (f *folder) setTables(i int, points []Affine) {
	odd, images, twice := f.tables[i][0], f.tables[i][1], &f.addends
	if len(odd) == 0 {
		return
	}
	odd[0].set(points)
	if len(odd) > 1 {
		twice.copy(&odd[0])
		f.double(twice)
	}
	for k := 1; k < len(odd); k++ {
		odd[k].copy(&odd[k-1])
		f.add(&odd[k], twice)
	}
	for k := range f.t {
		f.t[k] = *beta()
	}
	for k := range odd {
		fp.MultiplyBatch(images[k].x, odd[k].x, f.t)
	}
}

// doubleGeneric doubles the points. An identity, whose y is 0, stays one.
func (f *folder) doubleGeneric(p *lanes) {
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

// addGeneric adds the addends to the points.
func (f *folder) addGeneric(p, q *lanes) {
	f.findSpecial(p, q)
	for i := range p.x {
		f.denominators[i].Subtract(&q.x[i], &p.x[i])
		f.slopes[i].Subtract(&q.y[i], &p.y[i])
	}
	f.invert()
	f.moveAlong(p, q)
	f.setSpecial(p)
}

// findSpecial lists the special sums.
func (f *folder) findSpecial(p, q *lanes) {
	f.special = f.special[:0]
	for i := range p.x {
		if p.x[i].Equal(&q.x[i])|p.x[i].IsZero()|q.x[i].IsZero() == 1 {
			sum := Affine{p.x[i], p.y[i]}
			sum.addSpecial(&Affine{q.x[i], q.y[i]})
			f.special = append(f.special, specialSum{i, sum})
		}
	}
}

// setSpecial puts the special sums in their places.
func (f *folder) setSpecial(p *lanes) {
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
	for n := len(below) / 2; n >= 1; n /= 2 {
		fp.MultiplyBatch(f.tree[n:2*n], below[:n], below[n:2*n])
		below = f.tree[n : 2*n]
	}
	f.tree[1].InvertVarTime(&f.tree[1])
	for n := 1; n < len(f.denominators); n *= 2 {
		above := f.tree[n : 2*n]
		below = f.denominators
		if 2*n < len(f.denominators) {
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
