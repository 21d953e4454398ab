package fp

// InvertBatch replaces every element of xs by its inverse, at the price of one
// inversion and three multiplications an element (Montgomery's trick). Zeros
// stay zero; time depends on which elements are zero, and on no other value.
// It allocates one slice of len(xs) elements.
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
}
