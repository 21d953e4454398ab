//go:build !purego

package fp

import "golang.org/x/sys/cpu"

// useBMI2 chooses the assembly kernels, which need MULX. Tests switch it to
// compare both paths.
var useBMI2 = cpu.X86.HasBMI2

// These choose in assembly, which saves a call.
//
//go:noescape
func mul(z, x, y *limbs)

//go:noescape
func square(z, x *limbs)

//go:noescape
func repeatDivstep(zeta, x, y int64) (int64, int64, int64)

//go:noescape
func combine(t *wide, x, y *limbs, u, v int64)

//go:noescape
func squareTimesBMI2(z, x *limbs, n int)

// squareTimes sets z = x^(2^n) for n > 0.
func squareTimes(z, x *limbs, n int) {
	if useBMI2 {
		squareTimesBMI2(z, x, n)
		return
	}
	squareTimesGeneric(z, x, n)
}
