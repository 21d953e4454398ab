package pallas

import "math/bits"

// weights says how the sum of m times bucket m, for m up to the number of buckets, is
// taken apart. With m = u*columns + v it is columns times the sum of u times row u, plus the
// sum of v times column v, where a row holds the buckets with one u, a column those with
// one v. The rows and columns are sums without weights, which the adder takes, and there
// are few of them.
type weights struct {
	buckets int // a power of two
	columns int // a power of two, 0 if there are too few buckets
}

// weightsLeast is the number of buckets from which rows and columns win.
const weightsLeast = 32

func newWeights(buckets int) weights {
	if buckets < weightsLeast {
		return weights{buckets, 0}
	}
	return weights{buckets, 1 << (bits.Len(uint(buckets)) / 2)}
}

// rows returns the number of rows but row 0, whose weight is 0.
func (w weights) rows() int { return w.buckets / w.columns }

// sums returns the number of rows and columns that count: not row 0, and not column 0.
func (w weights) sums() int {
	if w.columns == 0 {
		return 0
	}
	return w.rows() + w.columns - 1
}

// keys returns the number of buckets, rows and columns.
func (w weights) keys() int { return w.buckets + w.sums() }

// fillWeights hands the buckets to the adder, once for their row with the keys base, base+1,
// ... for rows 1, 2, ..., and once for their column with the keys that follow.
func (b *bucketWorker) fillWeights(w weights, buckets []Affine, base int) {
	add := func(m, key int) {
		if bucket := &buckets[m-1]; bucket.IsIdentity() == 0 {
			points, keys := b.adder.space(1)
			points[0], keys[0] = *bucket, uint32(key)
		}
	}
	for m := w.columns; m <= w.buckets; m++ {
		add(m, base+m/w.columns-1)
	}
	base += w.rows()
	for v := 1; v < w.columns; v++ {
		for m := v; m <= w.buckets; m += w.columns {
			add(m, base+v-1)
		}
	}
}

// sumWeightsVarTime sets p to the sum of m times bucket m from the sums of rows and columns.
func (p *extended) sumWeightsVarTime(w weights, sums []Affine) {
	var columns extended
	p.sumBucketsVarTime(sums[:w.rows()])
	for n := w.columns; n > 1; n /= 2 {
		p.double()
	}
	columns.sumBucketsVarTime(sums[w.rows():w.sums()])
	p.addVarTime(&columns)
}

// sumBucketsVarTime sets p to the sum of (i+1)*buckets[i].
func (p *extended) sumBucketsVarTime(buckets []Affine) {
	var running extended
	*p = extended{}
	for i := len(buckets) - 1; i >= 0; i-- {
		running.addAffineVarTime(&buckets[i])
		p.addVarTime(&running)
	}
}
