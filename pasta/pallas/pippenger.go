package pallas

import (
	"math/bits"

	"github.com/minaseal/minaseal/pasta/fq"
)

// pippenger is a sum of multiples of points by the bucket method: for every
// window of the scalars' digits the points with the same digit are added up in
// a bucket, and the sum of digit times bucket takes two additions a bucket
// (N. Pippenger, "On the evaluation of powers and related problems", 1976).
//
// The endomorphism turns each term into two with scalars of half the length,
// which halves the number of windows, and the buckets with it.
type pippenger struct {
	terms  []bucketTerm // 2i and 2i+1 are the halves of scalar i
	points []Affine     // 2i and 2i+1 are point i and lambda times it
	digits []int16      // those of all terms in window 0, then in window 1, ...

	bucketPlan
}

// bucketTerm is the half scalar of a term. Its digits in windows of c bits, from
// -2^(c-1) to 2^(c-1)-1, are those of magnitude + offset, less 2^(c-1) each, where
// all digits of the offset are 2^(c-1): so no digit depends on another one. The
// last digit is left as it is.
type bucketTerm struct {
	magnitude [2]uint64 // with the offset, once addOffset has added it
	sign      int32     // 1 or -1
}

// bucketPlan says how the work is cut.
type bucketPlan struct {
	width   int       // bits of a digit
	windows int       // number of digits
	parts   int       // number of pieces of the list of terms
	batch   int       // number of windows done together
	offset  [2]uint64 // to make digits signed, see bucketTerm
}

// newPippenger returns the sum of scalars[i]*points[i], not yet computed.
func newPippenger(scalars []fq.Element, points []Affine) *pippenger {
	s := &pippenger{
		terms:  make([]bucketTerm, 2*len(points)),
		points: make([]Affine, 2*len(points)),
	}
	s.bucketPlan = newBucketPlan(len(s.terms), s.splitVarTime(scalars, points), workers())
	return s
}

// sumVarTime sets p to the sum and returns p. It erases what it knows of the scalars.
func (s *pippenger) sumVarTime(p *Point) *Point {
	defer s.erase()
	s.setDigits()
	sums := make([]extended, s.parts*s.windows)
	defer clear(sums)
	batches := (s.windows + s.batch - 1) / s.batch
	var all bucketWorkers
	defer all.erase()
	parallel(s.parts*batches, func() func(int) {
		w := all.add(newBucketWorker(s))
		return func(job int) {
			part, first := job/batches, job%batches*s.batch
			w.sumWindowsVarTime(sums[part*s.windows:][:s.windows], part, first)
		}
	})
	return s.combineVarTime(p, sums)
}

// erase overwrites what is known of the scalars; points tell which of them are 0.
func (s *pippenger) erase() {
	clear(s.terms)
	clear(s.points)
	clear(s.digits)
}

// splitVarTime sets terms and points. It returns the length in bits of the
// longest half.
func (s *pippenger) splitVarTime(scalars []fq.Element, points []Affine) int {
	const chunk = 512
	chunks := (len(scalars) + chunk - 1) / chunk
	lengths := make([]int, chunks)
	parallel(chunks, func() func(int) {
		return func(job int) {
			for i := job * chunk; i < min((job+1)*chunk, len(scalars)); i++ {
				if points[i].IsIdentity()|scalars[i].IsZero() == 1 {
					continue
				}
				s.points[2*i], s.points[2*i+1] = points[i], points[i]
				s.points[2*i+1].x.Multiply(&points[i].x, beta())
				a, b := split(&scalars[i])
				for j, h := range [2]half{a, b} {
					s.terms[2*i+j] = bucketTerm{h.magnitude, 1 - 2*int32(h.negative)}
					lengths[job] = max(lengths[job], h.bitLength())
				}
			}
		}
	})
	length := 0
	for _, l := range lengths {
		length = max(length, l)
	}
	return length
}

// newBucketPlan returns the plan for a number of terms whose magnitudes have up
// to length bits. The costs are in field multiplications, as measured.
func newBucketPlan(terms, length, workers int) bucketPlan {
	const (
		maxWidth = 15 // of digits with a sign in 16 bits
		minPart  = 1 << 12
	)
	best, plan := 0, bucketPlan{}
	for width := 2; width <= maxWidth; width++ {
		p := bucketPlan{width: width}
		p.cut(length)
		p.parts = max(1, min((workers+p.windows-1)/p.windows, terms/minPart))
		cost := p.windows * (terms*pairCost() + p.parts*2*pairCost()<<(width-1))
		if best == 0 || cost < best {
			best, plan = cost, p
		}
	}
	perWindow := max(1, terms/plan.parts)
	plan.batch = max(1, min(bucketCapacity/perWindow, (plan.windows+workers-1)/workers))
	return plan
}

// cut sets windows and offset for magnitudes of up to length bits.
func (p *bucketPlan) cut(length int) {
	p.windows = length/p.width + 1 // at least one bit more, for the sign
	p.offset = [2]uint64{}
	for w := range p.windows - 1 {
		bit := w*p.width + p.width - 1
		p.offset[bit/64] |= 1 << (bit % 64)
	}
}

// partSize returns the number of terms in a part; the last may have fewer.
func (s *pippenger) partSize() int {
	return (len(s.terms) + s.parts - 1) / s.parts
}

// setDigits sets digits.
func (s *pippenger) setDigits() {
	s.digits = make([]int16, s.windows*len(s.terms))
	const chunk = 1 << 11
	parallel((len(s.terms)+chunk-1)/chunk, func() func(int) {
		return func(job int) {
			first := job * chunk
			terms := s.terms[first:min(first+chunk, len(s.terms))]
			for i := range terms {
				terms[i].addOffset(&s.offset)
			}
			for w := range s.windows {
				s.windowDigits(s.digits[w*len(s.terms)+first:][:len(terms)], terms, w)
			}
		}
	})
}

// addOffset makes the digits of t independent.
func (t *bucketTerm) addOffset(offset *[2]uint64) {
	var carry uint64
	t.magnitude[0], carry = bits.Add64(t.magnitude[0], offset[0], 0)
	t.magnitude[1] += offset[1] + carry
}

// windowDigits sets out to the digits in window w of terms with the offset.
func (p *bucketPlan) windowDigits(out []int16, terms []bucketTerm, w int) {
	shift, mask, bias := uint(w*p.width), uint64(1)<<p.width-1, int32(1)<<(p.width-1)
	if w == p.windows-1 {
		bias = 0
	}
	if shift >= 64 {
		for i := range out {
			t := &terms[i]
			out[i] = int16((int32(t.magnitude[1]>>(shift-64)&mask) - bias) * t.sign)
		}
		return
	}
	for i := range out {
		t := &terms[i]
		out[i] = int16((int32((t.magnitude[0]>>shift|t.magnitude[1]<<(64-shift))&mask) - bias) * t.sign)
	}
}

// combineVarTime sets p to the sum of 2^(width*w) times the sums of window w.
func (s *pippenger) combineVarTime(p *Point, sums []extended) *Point {
	var acc jacobian
	var sum extended
	for w := s.windows - 1; w >= 0; w-- {
		acc.doubleTimes(s.width)
		sum.setJacobian(&acc)
		for part := range s.parts {
			sum.addVarTime(&sums[part*s.windows+w])
		}
		sum.toJacobian(&acc)
	}
	return acc.toPointVarTime(p)
}
