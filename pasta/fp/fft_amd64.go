//go:build !purego

package fp

const elementSize = 32

// butterfliesBMI2 is butterfliesGeneric with pointers to the first x, y and w,
// and the steps in bytes; n is not 0.
//
//go:noescape
func butterfliesBMI2(x, y, w *limbs, step, twiddleStep uintptr, n int)

// butterflies is butterfliesGeneric.
func butterflies(a []Element, distance, step int, twiddles []Element, twiddleStep, n int) {
	if !useBMI2 || n == 0 {
		butterfliesGeneric(a, distance, step, twiddles, twiddleStep, n)
		return
	}
	_, _ = a[(n-1)*step+distance], twiddles[(n-1)*twiddleStep]
	butterfliesBMI2(&a[0].n, &a[distance].n, &twiddles[0].n,
		uintptr(step)*elementSize, uintptr(twiddleStep)*elementSize, n)
}
