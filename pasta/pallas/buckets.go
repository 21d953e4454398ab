package pallas

import "github.com/minaseal/minaseal/pasta/fp"

// bucketAdder sums points with equal keys, in affine coordinates: a sum costs
// 2 multiplications, a square and an inversion, and many inversions are done as
// one with 3 multiplications each.
//
// Entries come ordered by their keys. When the space is full, neighbours with
// the same key are added in pairs, again and again until all keys differ. So no
// two sums of a round depend on each other, and it does not matter how the
// points are distributed over the keys.
type bucketAdder struct {
	sums []Affine // by key: the result; the identity for keys without entries

	points    []Affine
	keys      []uint32
	positions []uint32 // of the first points of the pairs to be added
	targets   []uint32 // the positions of their sums
	doublings []uint32 // the pairs of equal points, by their numbers
	singles   []uint32 // the positions of the points without a partner

	denominator []fp.Element
	prefix      []fp.Element
	pairSpace
}

// pairFill is by how many the kernels exceed the number of pairs at most.
const pairFill = 7

// newBucketAdder returns an adder for the given number of keys that holds up to
// capacity entries at a time.
func newBucketAdder(keys, capacity int) *bucketAdder {
	return &bucketAdder{
		sums:        make([]Affine, keys),
		points:      make([]Affine, 0, capacity),
		keys:        make([]uint32, 0, capacity),
		positions:   make([]uint32, 0, capacity/2+pairFill),
		targets:     make([]uint32, 0, capacity/2+pairFill),
		singles:     make([]uint32, 0, capacity),
		denominator: make([]fp.Element, genericPairs(capacity/2)),
		prefix:      make([]fp.Element, genericPairs(capacity/2)),
		pairSpace:   newPairSpace(capacity / 2),
	}
}

// space returns the places for up to n > 0 more points, none the identity, and
// their keys, which must not decrease.
func (a *bucketAdder) space(n int) ([]Affine, []uint32) {
	if len(a.points) == cap(a.points) {
		a.reduceVarTime()
		a.store()
	}
	used := len(a.points)
	n = min(n, cap(a.points)-used)
	a.points, a.keys = a.points[:used+n], a.keys[:used+n]
	return a.points[used:], a.keys[used:]
}

// finish adds up what is left.
func (a *bucketAdder) finish() {
	a.reduceVarTime()
	for i, key := range a.keys {
		a.sums[key] = a.points[i]
	}
	a.points, a.keys = a.points[:0], a.keys[:0]
}

// erase overwrites everything.
func (a *bucketAdder) erase() {
	clear(a.sums)
	clear(a.points[:cap(a.points)])
	clear(a.keys[:cap(a.keys)])
	clear(a.positions[:cap(a.positions)])
	clear(a.targets[:cap(a.targets)])
	clear(a.doublings[:cap(a.doublings)])
	clear(a.singles[:cap(a.singles)])
	clear(a.denominator)
	clear(a.prefix)
	a.pairSpace.erase()
}

// store moves the sums of all keys to the result, but the last: more entries
// with that may come.
func (a *bucketAdder) store() {
	n := len(a.keys)
	if n == 0 {
		return
	}
	for i, key := range a.keys[:n-1] {
		a.sums[key] = a.points[i]
	}
	a.points[0], a.keys[0] = a.points[n-1], a.keys[n-1]
	a.points, a.keys = a.points[:1], a.keys[:1]
}

// reduceVarTime adds entries with the same key until all keys differ.
func (a *bucketAdder) reduceVarTime() {
	for a.findPairs() {
		a.addPairs()
		a.points = a.points[:len(a.keys)]
	}
}

// findPairs lists the pairs, and what is left of the keys: that of each pair, and of the
// points between. Opposite points are dropped. It reports whether anything changed or is
// to be added.
func (a *bucketAdder) findPairs() bool {
	a.positions, a.targets = a.positions[:0], a.targets[:0]
	a.doublings, a.singles = a.doublings[:0], a.singles[:0]
	keys, n := a.keys, 0
	for i := 0; i < len(keys); i++ {
		key := keys[i]
		if i+1 == len(keys) || key != keys[i+1] {
			a.singles = append(a.singles, uint32(i))
			keys[n] = key
			n++
			continue
		}
		p, q := &a.points[i], &a.points[i+1]
		i++
		if p.x.Equal(&q.x) == 1 {
			if p.y.Equal(&q.y) == 0 {
				continue
			}
			a.doublings = append(a.doublings, uint32(len(a.positions)))
		}
		a.positions = append(a.positions, uint32(i-1))
		a.targets = append(a.targets, uint32(n))
		keys[n] = key
		n++
	}
	a.keys = keys[:n]
	return n < len(keys)
}

// addPairsGeneric moves all points to where their keys are, and adds the pairs.
func (a *bucketAdder) addPairsGeneric() {
	if len(a.positions) > 0 {
		a.addInPlace()
	}
	singles, n := a.singles, 0
	for target := range a.keys {
		if n < len(a.positions) && a.targets[n] == uint32(target) {
			a.points[target] = a.points[a.positions[n]]
			n++
		} else {
			a.points[target] = a.points[singles[0]]
			singles = singles[1:]
		}
	}
}

// addInPlace puts the sum of every pair in the place of its first point.
func (a *bucketAdder) addInPlace() {
	var product fp.Element
	product.One()
	doublings := a.doublings
	for n, i := range a.positions {
		p, q, d := &a.points[i], &a.points[i+1], &a.denominator[n]
		if len(doublings) > 0 && doublings[0] == uint32(n) {
			doublings = doublings[1:]
			d.Double(&p.y)
		} else {
			d.Subtract(&q.x, &p.x)
		}
		a.prefix[n].Set(&product)
		product.Multiply(&product, d)
	}
	product.InvertVarTime(&product)
	doublings = a.doublings
	for n := len(a.positions) - 1; n >= 0; n-- {
		i := a.positions[n]
		p, q := &a.points[i], &a.points[i+1]
		if last := len(doublings) - 1; last >= 0 && doublings[last] == uint32(n) {
			doublings = doublings[:last]
			doublePair(p, &product, &a.prefix[n], &a.denominator[n])
		} else {
			addPair(p, q, &product, &a.prefix[n], &a.denominator[n])
		}
	}
	product.Erase()
}

// addPairGeneric sets p = p + q, for points with different x. The inverse of the
// difference is product*prefix; then product is multiplied by that difference,
// the denominator.
func addPairGeneric(p, q *Affine, product, prefix, denominator *fp.Element) {
	var slope fp.Element
	slope.Multiply(product, prefix)
	product.Multiply(product, denominator)
	var difference fp.Element
	difference.Subtract(&q.y, &p.y)
	slope.Multiply(&slope, &difference)
	p.chord(&slope, &q.x)
}

// doublePair sets p = 2p. The inverse of 2y is product*prefix; then product is
// multiplied by 2y, the denominator.
func doublePair(p *Affine, product, prefix, denominator *fp.Element) {
	var slope, square, x fp.Element
	slope.Multiply(product, prefix)
	product.Multiply(product, denominator)
	square.Square(&p.x)
	x.Double(&square)
	square.Add(&square, &x)
	slope.Multiply(&slope, &square)
	x.Set(&p.x)
	p.chord(&slope, &x)
}

// chord sets p to the sum of p and a point with this x, for the slope of the
// line through both.
func (p *Affine) chord(slope, x *fp.Element) {
	var t fp.Element
	t.Square(slope)
	t.Subtract(&t, &p.x)
	t.Subtract(&t, x)
	p.x.Subtract(&p.x, &t)
	p.x.Multiply(&p.x, slope)
	p.y.Subtract(&p.x, &p.y)
	p.x.Set(&t)
}
