package fp

// window is a step of an exponentiation: the accumulator is squared some times
// and multiplied by x^(2*odd+1), or by nothing if odd is negative.
type window struct{ squarings, odd int }

// windowsOf returns the steps for an exponent e > 0: windows of up to four bits
// that begin and end with a one, so that only odd powers are needed. The runs of
// zeros that exponents made from the moduli have cost squarings alone.
func windowsOf(e limbs) (windows []window) {
	squarings := 0
	for i := 255; i >= 0; i-- {
		squarings++
		if e.bit(i) == 0 {
			continue
		}
		low := max(i-3, 0)
		for e.bit(low) == 0 {
			low++
		}
		digit := 0
		for ; i > low; i-- {
			digit = 2*digit + int(e.bit(i))
			squarings++
		}
		windows = append(windows, window{squarings, digit})
		squarings = 0
	}
	if squarings > 0 {
		windows = append(windows, window{squarings, -1})
	}
	return windows
}

func (n *limbs) bit(i int) uint64 { return n[i/64] >> (i % 64) & 1 }

// exponentiate sets z = x^e for the windows of e. Time depends on e, which is
// always a constant of the package, and not on x.
func exponentiate(z, x *limbs, windows []window) {
	var odd [8]limbs // odd[i] = x^(2i+1)
	var acc limbs
	odd[0] = *x
	square(&acc, x)
	for i := 1; i < len(odd); i++ {
		mul(&odd[i], &odd[i-1], &acc)
	}
	acc = odd[windows[0].odd]
	for _, w := range windows[1:] {
		squareTimes(&acc, &acc, w.squarings)
		if w.odd >= 0 {
			mul(&acc, &acc, &odd[w.odd])
		}
	}
	*z = acc
}
