package fp

import "unsafe"

// InvertBatch replaces every element of xs by its inverse, at the price of one
// inversion and three multiplications an element (Montgomery's trick). Zeros
// stay zero; time depends on which elements are zero, and on no other value.
// It allocates one slice of len(xs) elements, and erases it.
func InvertBatch(xs []Element) {
	prefix := make([]Element, len(xs))
	var acc Element
	acc.One()
	for i := range xs {
		prefix[i].Set(&acc)
		if xs[i].IsZero() == 0 {
			acc.Multiply(&acc, &xs[i])
		}
	}
	acc.Invert(&acc)
	var t Element
	for i := len(xs) - 1; i >= 0; i-- {
		if xs[i].IsZero() == 1 {
			continue
		}
		t.Multiply(&acc, &prefix[i])
		acc.Multiply(&acc, &xs[i])
		xs[i].Set(&t)
	}
	clear(prefix)
	acc.Erase()
	t.Erase()
}

// MultiplyBatch sets z[i] = x[i] * y[i] for all i. It panics unless the three have
// the same length. z may be x or y, but not overlap with them otherwise: it panics
// then, too. Time depends on the length alone; nothing allocates.
func MultiplyBatch(z, x, y []Element) {
	if len(x) != len(z) || len(y) != len(z) {
		panic("fp: slices of different lengths")
	}
	if overlap(z, x) || overlap(z, y) {
		panic("fp: slices that overlap")
	}
	multiplyBatch(z, x, y)
}

func multiplyBatchGeneric(z, x, y []Element) {
	for i := range z {
		z[i].Multiply(&x[i], &y[i])
	}
}

// overlap tells whether two slices of one length share elements, unless they are the
// same.
func overlap(a, b []Element) bool {
	if len(a) == 0 || &a[0] == &b[0] {
		return false
	}
	return uintptr(unsafe.Pointer(&a[0])) <= uintptr(unsafe.Pointer(&b[len(b)-1])) &&
		uintptr(unsafe.Pointer(&b[0])) <= uintptr(unsafe.Pointer(&a[len(a)-1]))
}
