package peers

import (
	"slices"
	"time"
)

// task is a work of a peer in this process, with its inputs and its state, which
// goes from iteration to iteration.
type task struct {
	// operations is the number of operations in an iteration.
	operations int
	run        func(iterations int)
	// digest tells the state as text.
	digest func() string
	// iterations is the number of iterations in a slice, once known.
	iterations int
}

// Measurement is the outcome of measuring one work of one peer once.
type Measurement struct {
	Operations int
	// Nanoseconds is the median over slices of the nanoseconds an operation.
	Nanoseconds float64
}

// slice is the least time between two readings of the clock. It is long against the
// clock's resolution and short against the scheduler's.
const slice = 200 * time.Microsecond

// checked is the number of iterations after which digests are compared.
const checked = 2

// interleave measures tasks in turns, a slice each, until each has had the time
// given by the clock, which runs a task for a number of iterations. The order of a
// turn is reversed after each turn.
func interleave(tasks []*task, each time.Duration, clock func(t *task, iterations int) time.Duration) []Measurement {
	for _, t := range tasks {
		if t.iterations == 0 {
			t.iterations = calibrate(t, clock)
		}
	}
	times := make([][]float64, len(tasks))
	spent := make([]time.Duration, len(tasks))
	for turn := 0; slices.Min(spent) < each; turn++ {
		for j := range tasks {
			i := j
			if turn%2 == 1 {
				i = len(tasks) - 1 - j
			}
			if turn > 0 && spent[i] >= each {
				continue
			}
			t := tasks[i]
			elapsed := clock(t, t.iterations)
			spent[i] += elapsed
			times[i] = append(times[i], float64(elapsed.Nanoseconds())/float64(t.iterations*t.operations))
		}
	}
	out := make([]Measurement, len(tasks))
	for i, t := range tasks {
		out[i] = Measurement{len(times[i]) * t.iterations * t.operations, median(times[i])}
	}
	return out
}

// calibrate returns a number of iterations that takes a slice. It believes three
// measurements, since one may have been interrupted.
func calibrate(t *task, clock func(t *task, iterations int) time.Duration) int {
	n := 1
	for min(clock(t, n), clock(t, n), clock(t, n)) < slice && n < 1<<30 {
		n *= 2
	}
	return n
}

// timed is the real clock.
func timed(t *task, iterations int) time.Duration {
	start := time.Now()
	t.run(iterations)
	return time.Since(start)
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
