package fp

import (
	"math/bits"
	"runtime"
	"sync"

	"github.com/minaseal/minaseal/internal/erase"
)

const (
	// fftBlock is the number of elements that are transformed layer by layer:
	// they fit the first-level cache of a processor.
	fftBlock = 1 << 9
	// fftNeighbours is the number of butterflies of one block that are worth being
	// done together, whatever the number of blocks.
	fftNeighbours = 8
	// fftParallel is the number of elements from which several processors share
	// the work.
	fftParallel = 1 << 11
)

// FFT replaces the coefficients a[0], a[1], ... of a polynomial by its values at
// 1, omega, omega^2, ... : both in natural order. It panics unless there are
// Size elements. Time does not depend on them; large inputs use all processors.
func (d *Domain) FFT(a []Element) {
	d.check(a)
	workers := d.workers()
	d.evaluate(a, 0, workers)
	d.reverseBits(a, workers)
}

// InverseFFT replaces the values of a polynomial of degree below Size at 1,
// omega, omega^2, ... by its coefficients. See [Domain.FFT].
func (d *Domain) InverseFFT(a []Element) {
	d.inverse(a)
	parallelRange(len(a), d.workers(), func(low, high int) {
		for i := low; i < high; i++ {
			a[i].Multiply(&a[i], &d.sizeInverse)
		}
	})
}

// CosetFFT replaces the coefficients of a polynomial by its values at shift,
// shift*omega, shift*omega^2, ... See [Domain.FFT].
func (d *Domain) CosetFFT(a []Element, shift *Element) {
	d.check(a)
	parallelRange(len(a), d.workers(), func(low, high int) {
		scaleByPowers(a[low:high], new(Element).One(), shift, low)
	})
	d.FFT(a)
}

// InverseCosetFFT replaces the values of a polynomial of degree below Size at
// shift, shift*omega, shift*omega^2, ... by its coefficients. It panics if shift
// is 0. See [Domain.FFT].
func (d *Domain) InverseCosetFFT(a []Element, shift *Element) {
	if shift.IsZero() == 1 {
		panic("fp: the coset of 0")
	}
	inverse := new(Element).Invert(shift)
	d.inverse(a)
	parallelRange(len(a), d.workers(), func(low, high int) {
		scaleByPowers(a[low:high], &d.sizeInverse, inverse, low)
	})
}

// inverse is InverseFFT without the division by n: transforming values instead
// of coefficients gives n times the coefficients 0, n-1, n-2, ..., 1.
func (d *Domain) inverse(a []Element) {
	d.FFT(a)
	n := len(a)
	parallelRange((n-1)/2, d.workers(), func(low, high int) {
		for i := 1 + low; i < 1+high; i++ {
			a[i], a[n-i] = a[n-i], a[i]
		}
	})
}

// check panics on slices of another size.
func (d *Domain) check(a []Element) {
	if len(a) != d.Size() {
		panic("fp: wrong number of elements for the domain")
	}
}

func (d *Domain) workers() int {
	if d.Size() < fftParallel {
		return 1
	}
	return runtime.GOMAXPROCS(0)
}

// evaluate replaces a polynomial modulo x^len(a) - r(i) by its values at the
// zeros of that, in the order of mirrored bits. Here r(i) is the square of
// twiddle i, block is i; children are 2i and 2i+1.
func (d *Domain) evaluate(a []Element, block, workers int) {
	if len(a) <= fftBlock {
		d.evaluateBlock(a, block)
		return
	}
	half := len(a) / 2
	parallelRange(half, workers, func(low, high int) {
		d.split(a[low:], half, block, high-low)
	})
	if workers <= 1 {
		d.evaluate(a[:half], 2*block, 1)
		d.evaluate(a[half:], 2*block+1, 1)
		return
	}
	var done sync.WaitGroup
	done.Go(func() { erase.Stack(func() { d.evaluate(a[:half], 2*block, workers/2) }) })
	d.evaluate(a[half:], 2*block+1, workers-workers/2)
	done.Wait()
}

// evaluateBlock is evaluate without recursion. In the first layers it takes one
// block after the other; when each has few butterflies, and there are more blocks than
// that, it takes the first butterfly of all blocks, then the second one.
func (d *Domain) evaluateBlock(a []Element, block int) {
	blocks := 1
	for half := len(a) / 2; half > 0; half /= 2 {
		if half >= blocks || half >= fftNeighbours {
			for i := range blocks {
				d.split(a[2*half*i:], half, block+i, half)
			}
		} else {
			for i := range half {
				butterflies(a[i:], half, 2*half, d.twiddles[block:], 1, blocks)
			}
		}
		block, blocks = 2*block, 2*blocks
	}
}

// split does n butterflies of one block on a[0], a[1], ... and a[half],
// a[half+1], ... The twiddle of block 0 is 1.
func (d *Domain) split(a []Element, half, block, n int) {
	if block != 0 {
		butterflies(a, half, 1, d.twiddles[block:], 0, n)
		return
	}
	for i := range n {
		x, y := a[i], &a[i+half]
		a[i].Add(&x, y)
		y.Subtract(&x, y)
	}
}

// butterfliesGeneric replaces x = a[i*step] and y = a[i*step+distance] by x + wy
// and x - wy with w = twiddles[i*twiddleStep], for i below n.
func butterfliesGeneric(a []Element, distance, step int, twiddles []Element, twiddleStep, n int) {
	var t Element
	for i := range n {
		x, y := &a[i*step], &a[i*step+distance]
		t.Multiply(y, &twiddles[i*twiddleStep])
		y.Subtract(x, &t)
		x.Add(x, &t)
	}
}

// reverseBits exchanges the elements whose numbers are each other's mirror image.
// It does so for all numbers with the same middle bits before it goes on, which
// lie in a few cache lines.
func (d *Domain) reverseBits(a []Element, workers int) {
	outer := min(4, d.log/2)
	middle := d.log - 2*outer
	parallelRange(1<<middle, workers, func(low, high int) {
		for m := low; m < high; m++ {
			mirrored := mirror(m, middle)
			if mirrored < m {
				continue
			}
			for first := range 1 << outer {
				for last := range 1 << outer {
					i := (first<<middle|m)<<outer | last
					j := (mirror(last, outer)<<middle|mirrored)<<outer | mirror(first, outer)
					if m < mirrored || i < j {
						a[i], a[j] = a[j], a[i]
					}
				}
			}
		}
	})
}

// mirror returns the number with the lowest n bits of i in the opposite order.
func mirror(i, n int) int { return int(bits.Reverse64(uint64(i)) >> (64 - n)) }

// scaleByPowers multiplies a[i] by first * ratio^(start+i).
func scaleByPowers(a []Element, first, ratio *Element, start int) {
	factor := *first
	power := *ratio
	for ; start > 0; start >>= 1 {
		if start&1 == 1 {
			factor.Multiply(&factor, &power)
		}
		power.Square(&power)
	}
	for i := range a {
		a[i].Multiply(&a[i], &factor)
		factor.Multiply(&factor, ratio)
	}
}

// parallelRange calls f for up to workers ranges that make up 0 to n-1, each in a
// goroutine of its own, which leaves nothing on its stack.
func parallelRange(n, workers int, f func(low, high int)) {
	if workers <= 1 {
		f(0, n)
		return
	}
	var done sync.WaitGroup
	for i := range workers {
		low, high := i*n/workers, (i+1)*n/workers
		done.Go(func() { erase.Stack(func() { f(low, high) }) })
	}
	done.Wait()
}
