package erase_test

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/erase"
	"github.com/minaseal/minaseal/internal/testkit"
)

// leave holds a secret in a variable, deep in the stack, while it calls f.
//
//go:noinline
func leave(seed uint64, depth int, f func()) uint64 {
	var space [1 << 10]uint64
	if depth > 0 {
		space[0] = leave(seed, depth-1, f)
		return space[0] + 1
	}
	for i := range space {
		space[i] = seed * uint64(2*i+1)
	}
	f()
	return space[seed%uint64(len(space))]
}

// value is not on a stack that could be moved.
var value [4]uint64

// found returns how many pieces of a variable are in memory while a function has it and
// after that. run runs the function, with between before and after it, in a goroutine that
// lives on.
func found(t *testing.T, run func(func()), between func()) (during, after int) {
	seed := rand.Uint64() | 1
	needles := testkit.NewNeedles()
	for i := uint64(0); i+3 < 1<<10; i += 4 {
		for k := range value {
			value[k] = seed * (2*(i+uint64(k)) + 1)
		}
		needles.Add(&value, "a variable")
	}
	clear(value[:])
	search := func() int {
		places, err := needles.InMemory()
		require.NoError(t, err)
		return len(places)
	}
	reached, searched, returned, stop := make(chan struct{}), make(chan struct{}), make(chan struct{}), make(chan struct{})
	defer close(stop)
	go func() {
		run(func() {
			between()
			leave(seed, 2, func() {
				close(reached)
				<-searched
			})
			between()
		})
		close(returned)
		<-stop
	}()
	<-reached
	during = search()
	close(searched)
	<-returned
	return during, search()
}

// Also collections, which move stacks, leave nothing.
func TestStack(t *testing.T) {
	twice := func(f func()) { erase.Stack(func() { erase.Stack(f) }) }
	for _, run := range []func(func()){erase.Stack, twice} {
		for _, between := range []func(){func() {}, runtime.GC} {
			during, after := found(t, run, between)
			require.GreaterOrEqual(t, during, 1<<10/4)
			require.Zero(t, after)
		}
	}
}
