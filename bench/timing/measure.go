package main

import (
	"crypto/rand"
	"runtime"
	"runtime/debug"
	"time"
)

// target is an operation to be measured.
type target struct {
	name  string
	fixed string // what the input of the fixed class is
	// control marks operations that are known to take variable time.
	control bool
	// prepare makes n inputs, the i-th of the class classes[i], and returns what runs
	// the operation on the i-th.
	prepare func(classes []byte) func(i int)
}

const (
	// batch is the number of inputs that are made before they are measured.
	batch = 1000
	// warmUp is the number of batches that are not recorded.
	warmUp = 2
)

// measure runs the target for about the time given, and one batch at least.
func measure(t *target, duration time.Duration) *sample {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // no collection within a batch
	s := new(sample)
	classes := make([]byte, batch)
	end := time.Now().Add(duration)
	for n := 0; n <= warmUp || time.Now().Before(end); n++ {
		_, _ = rand.Read(classes) // never fails
		for i := range classes {
			classes[i] &= 1
		}
		run := t.prepare(classes)
		runtime.GC()
		for i, class := range classes {
			start := time.Now()
			run(i)
			elapsed := time.Since(start)
			if n >= warmUp {
				s[class] = append(s[class], float64(elapsed.Nanoseconds()))
			}
		}
	}
	return s
}
