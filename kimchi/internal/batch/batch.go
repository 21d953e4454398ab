// Package batch runs works side by side, and finds the proofs of a batch that do not hold.
package batch

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/kimchi/layout"
	"github.com/minaseal/minaseal/pasta/fp"
)

// SameElements reports whether the lists are equal.
func SameElements(a, b []fp.Element) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Equal(&b[i]) == 0 {
			return false
		}
	}
	return true
}

// Each calls f for 0 to n-1, on all processors. It leaves nothing of that on the stacks.
func Each(n int, f func(i int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			erase.Stack(func() {
				for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
					f(i)
				}
			})
		})
	}
	wait.Wait()
}

// FindFalse checks, among the proofs without a failure yet, which ones do not hold, and
// sets their failure to [layout.ErrProof]. hold reports whether all of those chosen hold.
func FindFalse(failures []error, hold func(chosen []int) bool) {
	var open []int
	for i, err := range failures {
		if err == nil {
			open = append(open, i)
		}
	}
	var search func(chosen []int)
	search = func(chosen []int) {
		switch {
		case len(chosen) == 0 || hold(chosen):
		case len(chosen) == 1:
			failures[chosen[0]] = layout.ErrProof
		default:
			half := len(chosen) / 2
			search(chosen[:half])
			search(chosen[half:])
		}
	}
	search(open)
}
