//go:build !purego

package fp

const elementSize = 32

// butterfliesBMI2 is butterfliesGeneric with pointers to the first x, y and w,
// and the steps in bytes; n is not 0.
//
//go:noescape
func butterfliesBMI2(x, y, w *limbs, step, twiddleStep uintptr, n int)

// butterfliesIFMA does eight butterflies a group, whose elements are neighbours, all
// with the factor w.
//
//go:noescape
func butterfliesIFMA(x, y, w *limbs, groups int)

// butterflies is butterfliesGeneric.
func butterflies(a []Element, distance, step int, twiddles []Element, twiddleStep, n int) {
	if groups := n / group; useIFMA && groups > 0 && step == 1 && twiddleStep == 0 && distance >= group*groups {
		done := group * groups
		_ = a[done-1+distance]
		butterfliesIFMA(&a[0].n, &a[distance].n, &twiddles[0].n, groups)
		if n > done {
			butterflies(a[done:], distance, 1, twiddles, 0, n-done)
		}
		return
	}
	if !useBMI2 || n == 0 {
		butterfliesGeneric(a, distance, step, twiddles, twiddleStep, n)
		return
	}
	_, _ = a[(n-1)*step+distance], twiddles[(n-1)*twiddleStep]
	butterfliesBMI2(&a[0].n, &a[distance].n, &twiddles[0].n,
		uintptr(step)*elementSize, uintptr(twiddleStep)*elementSize, n)
}
