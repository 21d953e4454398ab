//go:build !purego

package pallas

import (
	"unsafe"

	"github.com/minaseal/minaseal/pasta/fp"
	"golang.org/x/sys/cpu"
)

// useIFMA chooses the kernels that add eight pairs at once. Tests switch it to compare
// both paths.
var useIFMA = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512IFMA

const (
	// pairGroup is the number of pairs that the kernels take at once.
	pairGroup = 8
	// pairChains is the number of groups whose products do not wait for each other.
	pairChains = 4
	// pairBlock is the number of groups that take all steps together: they fit the
	// first-level cache.
	pairBlock = 8
	pairStep  = int(unsafe.Sizeof(pairLanes{}))
)

// pairsIFMA is the number of pairs from which the kernels win. Tests lower it.
var pairsIFMA = 96

// What the kernels need: the modulus in limbs of 52 bits, of which limb 3 is 0, and
// its negative inverse modulo 2^52.
const (
	mask52       = 1<<52 - 1
	modulus52x0  = modulus0 & mask52
	modulus52x1  = (modulus0>>52 | modulus1<<12) & mask52
	modulus52x2  = modulus1 >> 40
	modulus52x4  = modulus3 >> 16
	negInverse52 = negInverse & mask52
)

// vector holds eight field elements in Montgomery form, not fully reduced, in limbs of 52
// bits: limb i of all stands in row i. Bits above 52 are no part of a limb, but of the last.
type vector [5][pairGroup]uint64

// pairLanes holds a group of pairs (X, Y), (X', Y') while they are added.
type pairLanes struct {
	//lint:ignore U1000 kernels alone use it
	x, y vector // X and Y
	//lint:ignore U1000 kernels alone use it
	sum  vector // X + X', then 4(X - x) for x of the sum
	run  vector // X' - X or, of equal points, 2Y; then its inverse
	rise vector // Y' - Y or 3X^2, then the slope

	prefix  vector // the product of run over the chain's groups before this one
	inverse vector // of prefix
}

//go:noescape
func loadPairsIFMA(v *pairLanes, points *Affine, positions *uint32, groups int)

//go:noescape
func multiplyLanesIFMA(z, x, y *vector, step, groups int)

//go:noescape
func sumXIFMA(v *pairLanes, points *Affine, targets *uint32, groups int)

//go:noescape
func sumYIFMA(v *pairLanes, points *Affine, targets *uint32, groups int)

//go:noescape
func loadLanesIFMA(v *pairLanes, px, py, qx, qy *fp.Element, groups int)

//go:noescape
func loadDoublesIFMA(v *pairLanes, px, py *fp.Element, groups int)

//go:noescape
func storeSumsIFMA(v *pairLanes, px, py *fp.Element, groups int)

//go:noescape
func loadVectorIFMA(z *vector, x *[pairGroup]fp.Element)

//go:noescape
func storeVectorIFMA(z *[pairGroup]fp.Element, x *vector)

// pairSpace is what the kernels work in.
type pairSpace struct {
	lanes            []pairLanes
	halves           [pairChains / 2]vector
	all, half        vector
	products, before [pairGroup]fp.Element
}

// pairCost returns the cost of an addition, sorting included, in field multiplications.
func pairCost() int {
	if useIFMA {
		return 4
	}
	return 8
}

// genericPairs returns how many of that many pairs at most the kernels leave at a time.
func genericPairs(pairs int) int {
	if useIFMA {
		return min(pairs, pairsIFMA)
	}
	return pairs
}

func newPairSpace(pairs int) (s pairSpace) {
	if useIFMA && pairs >= pairsIFMA {
		s.lanes = make([]pairLanes, (pairs+pairGroup-1)/pairGroup+pairChains)
	}
	return s
}

func (s *pairSpace) erase() {
	clear(s.lanes)
	*s = pairSpace{lanes: s.lanes}
}

// addPairs moves all points to where their keys are, and adds the pairs.
//
// The groups form chains, group i and i+pairChains neighbours in one, so that the
// products of some groups are under way at the same time.
func (a *bucketAdder) addPairs() {
	if len(a.lanes) == 0 || len(a.positions) < pairsIFMA {
		a.addPairsGeneric()
		return
	}
	a.fillGroup()
	groups, v := len(a.positions)/pairGroup, a.lanes
	points := &a.points[0]
	loadPairsIFMA(&v[0], points, &a.positions[0], groups)
	for _, k := range a.doublings {
		a.setDoubling(int(k))
	}
	a.moveSingles()
	a.setSlopes(groups, func(first, n int) {
		sumXIFMA(&v[first], points, &a.targets[pairGroup*first], n)
		sumYIFMA(&v[first], points, &a.targets[pairGroup*first], n)
	})
}

// moveSingles moves the points without a partner to where their keys are.
func (a *bucketAdder) moveSingles() {
	n := uint32(0)
	targets := a.targets
	for _, from := range a.singles {
		for len(targets) > 0 && targets[0] == n {
			targets = targets[1:]
			n++
		}
		a.points[n] = a.points[from]
		n++
	}
}

// setSlopes turns rise into the slope, block by block, and calls then for each block.
func (s *pairSpace) setSlopes(groups int, then func(first, n int)) {
	v := s.lanes
	s.multiplyRuns(groups)
	s.invertChains(v[groups:])
	for end := groups; end > 0; {
		start := max(0, end-pairBlock)
		n, b := end-start, v[start:]
		multiplyLanesIFMA(&v[end-1].inverse, &v[end-1+pairChains].inverse, &v[end-1].run, -pairStep, n)
		multiplyLanesIFMA(&b[0].run, &b[pairChains].inverse, &b[0].prefix, pairStep, n)
		multiplyLanesIFMA(&b[0].rise, &b[0].rise, &b[0].run, pairStep, n)
		then(start, n)
		end = start
	}
}

// fillGroup repeats the last pair until the last group is full: equal sums go to one
// place.
func (a *bucketAdder) fillGroup() {
	last := len(a.positions) - 1
	doubling := len(a.doublings) > 0 && a.doublings[len(a.doublings)-1] == uint32(last)
	for len(a.positions)%pairGroup != 0 {
		if doubling {
			a.doublings = append(a.doublings, uint32(len(a.positions)))
		}
		a.positions = append(a.positions, a.positions[last])
		a.targets = append(a.targets, a.targets[last])
	}
}

// setDoubling sets run and rise of pair k, of equal points.
func (a *bucketAdder) setDoubling(k int) {
	p := &a.points[a.positions[k]]
	var run, rise, square fp.Element
	run.Double(&p.y)
	square.Square(&p.x)
	rise.Double(&square)
	rise.Add(&rise, &square)
	v := &a.lanes[k/pairGroup]
	v.run.set(k%pairGroup, &run)
	v.rise.set(k%pairGroup, &rise)
}

// set sets element i.
func (v *vector) set(i int, x *fp.Element) {
	var elements [pairGroup]fp.Element
	var w vector
	elements[i] = *x
	loadVectorIFMA(&w, &elements)
	lane := [pairGroup]int{0, 2, 1, 3, 4, 6, 5, 7}[i] // see GATHER
	for row := range v {
		v[row][lane] = w[row][lane]
	}
}

// multiplyRuns sets prefix of all groups, and of one behind the end of each chain. A
// product of vectors is that of the numbers divided by 2^260, which the first one is.
func (s *pairSpace) multiplyRuns(groups int) {
	var one [pairGroup]fp.Element
	for i := range one {
		one[i].SetUint64(1 << 4) // times 2^256
	}
	for i := range pairChains {
		loadVectorIFMA(&s.lanes[i].prefix, &one)
	}
	multiplyLanesIFMA(&s.lanes[pairChains].prefix, &s.lanes[0].prefix, &s.lanes[0].run, pairStep, groups)
}

// invertChains sets inverse from prefix for the groups behind the ends of the chains. The
// slopes shall have the Montgomery factor 2^258: then the products of numbers V and their
// inverses are 2^518, where those of elements are 2^512.
func (s *pairSpace) invertChains(ends []pairLanes) {
	// One vector for all chains: products of two, and of all four.
	multiplyLanesIFMA(&s.halves[0], &ends[0].prefix, &ends[1].prefix, 0, 1)
	multiplyLanesIFMA(&s.halves[1], &ends[2].prefix, &ends[3].prefix, 0, 1)
	multiplyLanesIFMA(&s.all, &s.halves[0], &s.halves[1], 0, 1)
	storeVectorIFMA(&s.products, &s.all)
	invertProducts(&s.products, &s.before)
	loadVectorIFMA(&s.all, &s.products)
	for i := range s.halves {
		multiplyLanesIFMA(&s.half, &s.all, &s.halves[1-i], 0, 1)
		multiplyLanesIFMA(&ends[2*i].inverse, &s.half, &ends[2*i+1].prefix, 0, 1)
		multiplyLanesIFMA(&ends[2*i+1].inverse, &s.half, &ends[2*i].prefix, 0, 1)
	}
}

// invertProducts replaces the products, none 0, by their inverses times 2^6.
func invertProducts(products, before *[pairGroup]fp.Element) {
	var product, t fp.Element
	product.One()
	for i := range products {
		before[i] = product
		product.Multiply(&product, &products[i])
	}
	product.InvertVarTime(&product)
	product.Multiply(&product, t.SetUint64(1<<6))
	for i := len(products) - 1; i >= 0; i-- {
		t.Multiply(&product, &before[i])
		product.Multiply(&product, &products[i])
		products[i] = t
	}
}
