package pallas

import "sync"

// bucketCapacity is the number of points that a worker adds up at a time: many,
// for the price of the common inversion, but they should fit the cache.
const bucketCapacity = 1 << 12

// bucketWorker holds the space in which one processor works.
type bucketWorker struct {
	s      *pippenger
	adder  *bucketAdder
	ends   []uint32
	sorted []uint32
}

func newBucketWorker(s *pippenger) *bucketWorker {
	return &bucketWorker{
		s:      s,
		adder:  newBucketAdder(s.batch*newWeights(1<<(s.width-1)).keys(), min(bucketCapacity, s.batch*s.partSize())),
		ends:   make([]uint32, 1<<(s.width-1)+1),
		sorted: make([]uint32, s.partSize()),
	}
}

// bucketWorkers are the workers of a sum, to be erased when it is done.
type bucketWorkers struct {
	mutex sync.Mutex
	list  []*bucketWorker
}

func (all *bucketWorkers) add(w *bucketWorker) *bucketWorker {
	all.mutex.Lock()
	defer all.mutex.Unlock()
	all.list = append(all.list, w)
	return w
}

func (all *bucketWorkers) erase() {
	for _, w := range all.list {
		w.erase()
	}
}

// sumWindowsVarTime sets sums[w] to the sum of digit times point over the terms
// of the part, for the batch of windows from first on. What it leaves in the space tells
// about the scalars.
func (b *bucketWorker) sumWindowsVarTime(sums []extended, part, first int) {
	s := b.s
	buckets := 1 << (s.width - 1)
	low, high := part*s.partSize(), min((part+1)*s.partSize(), len(s.terms))
	last := min(first+s.batch, s.windows)
	clear(b.adder.sums)
	for w := first; w < last; w++ {
		b.sort(low, high, w)
		b.fill((w - first) * buckets)
	}
	b.adder.finish()
	weights := newWeights(buckets)
	sumsOf := func(w int) []Affine { return b.adder.sums[(w-first)*buckets:][:buckets] }
	base := s.batch * buckets
	if weights.columns > 0 {
		for w := first; w < last; w++ {
			b.fillWeights(weights, sumsOf(w), base+(w-first)*weights.sums())
		}
		b.adder.finish()
	}
	for w := first; w < last; w++ {
		if weights.columns > 0 {
			sums[w].sumWeightsVarTime(weights, b.adder.sums[base+(w-first)*weights.sums():])
		} else {
			sums[w].sumBucketsVarTime(sumsOf(w))
		}
	}
}

// erase overwrites the space.
func (b *bucketWorker) erase() {
	b.adder.erase()
	clear(b.ends)
	clear(b.sorted)
}

// sort lists the terms from low to high, without high, whose digit in window w
// is not 0, in the order of its magnitude m: those with m end at ends[m] in the
// list. An entry is twice the index of the term, plus 1 if the digit is
// negative.
func (b *bucketWorker) sort(low, high, w int) {
	clear(b.ends)
	digits := b.s.digits[w*len(b.s.terms):][low:high]
	for _, d := range digits {
		b.ends[magnitude(d)]++
	}
	var sum uint32
	for m, count := range b.ends[1:] {
		b.ends[m+1] = sum // the place of the first for now
		sum += count
	}
	for i, d := range digits {
		if d != 0 {
			place := &b.ends[magnitude(d)]
			b.sorted[*place] = uint32(low+i)<<1 | uint32(uint16(d))>>15
			*place++
		}
	}
}

// fill hands the sorted terms to the adder, with the keys base, base+1, ... for
// digits of the magnitudes 1, 2, ...
func (b *bucketWorker) fill(base int) {
	m := 1
	sorted := b.sorted[:b.ends[len(b.ends)-1]]
	for done := 0; done < len(sorted); {
		points, keys := b.adder.space(len(sorted) - done)
		entries := sorted[done:][:len(points)]
		gather(points, b.s.points, entries)
		for i := range entries {
			for b.ends[m] <= uint32(done+i) {
				m++
			}
			keys[i] = uint32(base + m - 1)
		}
		done += len(points)
	}
}

// gatherGeneric sets out[i] to the point at entries[i]>>1 of the table, none of which is
// the identity, negated if the lowest bit of the entry is 1: no branch foresees which.
func gatherGeneric(out, table []Affine, entries []uint32) {
	for i, entry := range entries {
		out[i] = table[entry>>1]
		out[i].negateIf(uint64(entry & 1))
	}
}

func magnitude(d int16) int {
	return max(int(d), -int(d))
}
