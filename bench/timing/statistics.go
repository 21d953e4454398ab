package main

import (
	"math"
	"slices"
)

// threshold is the statistic from which on time is taken to depend on the input:
// that of the authors' program. It leaves room for the maximum over many tests.
const threshold = 10

// The multiplication of the processor itself may take a little less time for a zero
// than for other numbers, less than a cycle in a thousand, as they take more power. What
// an operation differs by is no finding up to so many times as much, and never from
// maxFloor on; both are shares of the time.
const (
	floorFactor = 3
	maxFloor    = 0.0005
)

// referenceTimes is how many times as long the processor's multiplication is measured
// as each operation, so that what its time depends on by a little is found.
const referenceTimes = 8

// floorOf returns the share of its time by which an operation may differ, given the
// outcome of the processor's multiplication: none if that is not found to depend on its
// input.
func floorOf(processor *row) float64 {
	if !processor.outcome.leaks() {
		return 0
	}
	return min(floorFactor*processor.share(), maxFloor)
}

// cuts is the number of percentiles.
const cuts = 100

// sample holds the times of one operation, by class: 0 fixed, 1 random.
type sample [2][]float64

// outcome is the largest statistic over all tests of a sample.
type outcome struct {
	t          float64 // Welch's, positive if the fixed class takes longer
	difference float64 // of the means, in nanoseconds
	below      float64 // the times compared are at most this; +Inf for all
}

func (o outcome) leaks() bool { return math.Abs(o.t) > threshold }

// test returns the outcome of a sample.
func (s *sample) test() outcome {
	all := slices.Concat(s[0], s[1])
	slices.Sort(all)
	best := s.welch(math.Inf(1))
	for i := range cuts {
		// The percentiles come closer towards the end, as in the authors' program.
		share := 1 - math.Pow(0.5, 10*float64(i+1)/cuts)
		o := s.welch(all[int(share*float64(len(all)-1))])
		if math.Abs(o.t) > math.Abs(best.t) {
			best = o
		}
	}
	return best
}

// median returns the median of all times.
func (s *sample) median() float64 {
	all := slices.Concat(s[0], s[1])
	slices.Sort(all)
	return all[len(all)/2]
}

// welch compares the times up to a limit. Too few of them compare as equal.
func (s *sample) welch(limit float64) outcome {
	const few = 100
	var n, mean, variance [2]float64
	for class, times := range s {
		var squares float64 // of the differences from the mean (Welford's method)
		for _, x := range times {
			if x > limit {
				continue
			}
			n[class]++
			d := x - mean[class]
			mean[class] += d / n[class]
			squares += d * (x - mean[class])
		}
		variance[class] = squares / max(n[class]-1, 1)
	}
	o := outcome{difference: mean[0] - mean[1], below: limit}
	spread := math.Sqrt(variance[0]/n[0] + variance[1]/n[1])
	if min(n[0], n[1]) < few || spread == 0 {
		return outcome{below: limit}
	}
	o.t = o.difference / spread
	return o
}
