package pallas

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/minaseal/minaseal/internal/erase"
)

// workers returns the number of goroutines that run at the same time.
func workers() int {
	return runtime.GOMAXPROCS(0)
}

// parallel runs the jobs 0 to n-1 on all processors. Each goroutine calls
// newWorker once, for a function that does a job. The goroutines leave nothing on their
// stacks.
func parallel(n int, newWorker func() func(job int)) {
	var next atomic.Int64
	run := func() {
		work := newWorker()
		for {
			job := int(next.Add(1)) - 1
			if job >= n {
				return
			}
			work(job)
		}
	}
	var others sync.WaitGroup
	for range min(n, workers()) - 1 {
		others.Go(func() { erase.Stack(run) })
	}
	run()
	others.Wait()
}
