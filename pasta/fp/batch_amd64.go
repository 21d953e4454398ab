//go:build !purego

package fp

import "golang.org/x/sys/cpu"

// useIFMA chooses the kernels for eight elements at once. Tests switch it to
// compare both paths.
var useIFMA = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512IFMA

// group is the number of elements that the kernels take at once.
const group = 8

// What the kernels need: the modulus in limbs of 52 bits, of which limb 3 is 0, and
// its negative inverse modulo 2^52.
const (
	mask52       = 1<<52 - 1
	modulus52x0  = modulus0 & mask52
	modulus52x1  = (modulus0>>52 | modulus1<<12) & mask52
	modulus52x2  = modulus1 >> 40
	modulus52x4  = modulus3 >> 16
	negInverse52 = negInverse & mask52
)

//go:noescape
func multiplyIFMA(z, x, y *limbs, groups int)

// multiplyBatch is multiplyBatchGeneric; the three have the same length.
func multiplyBatch(z, x, y []Element) {
	done := 0
	if groups := len(z) / group; useIFMA && groups > 0 {
		done = group * groups
		multiplyIFMA(&z[0].n, &x[0].n, &y[0].n, groups)
	}
	multiplyBatchGeneric(z[done:], x[done:], y[done:])
}
