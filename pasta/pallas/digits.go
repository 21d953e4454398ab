package pallas

import "math/bits"

const (
	// halfWindows is the number of odd digits of a half: 32 of four bits.
	halfWindows = 32
	// halfBits is the number of digits in the non-adjacent form of a half.
	halfBits = 128
)

// oddDigits is a half as a sum of d_i * 16^i with odd digits from -15 to 15.
// Odd numbers below 2^128 have exactly one such form: d_i = 2n_i - 15, where n_i
// is the i-th nibble of the number shifted right by a bit with a one shifted in
// (M. Joye, M. Tunstall, "Exponent recoding and regular exponentiation
// algorithms", 2009).
type oddDigits struct {
	nibbles  [2]uint64
	negative uint64
}

func newOddDigits(h *half) oddDigits {
	m := &h.magnitude
	return oddDigits{[2]uint64{m[0]>>1 | m[1]<<63, m[1]>>1 | 1<<63}, h.negative}
}

// multiple sets out to d_i times the point whose odd multiples the table holds.
// It reads the whole table whatever the digit is.
func (d *oddDigits) multiple(out *Affine, table *oddTable, i int) {
	n := d.nibbles[i/16] >> (4 * (i % 16)) & 15
	below := n>>3 ^ 1 // 1 if 2n - 15 is negative
	lookup(out, table[:], (n^-below)&7)
	out.negateIf(below ^ d.negative)
}

// nonAdjacentForm holds the digits of a half in a width-w non-adjacent form:
// zero or odd, below 2^(w-1) in magnitude, at most one of w in a row not zero.
type nonAdjacentForm struct {
	digits [halfBits]int16
	length int
}

// setVarTime sets f to the form of h, whose magnitude is below 2^127, of width
// at most 16.
func (f *nonAdjacentForm) setVarTime(h *half, width int) {
	*f = nonAdjacentForm{}
	low, high := h.magnitude[0], h.magnitude[1]
	for i := 0; low|high != 0; {
		zeros := bits.TrailingZeros64(low)
		if zeros == 64 {
			low, high = high, 0
			i += 64
			continue
		}
		low, high = low>>zeros|high<<(64-zeros), high>>zeros
		i += zeros
		// The residue of least magnitude makes the next digits zero.
		d := int64(low<<(64-width)) >> (64 - width)
		var b uint64
		low, b = bits.Sub64(low, uint64(d), 0)
		high -= uint64(d>>63) + b
		if h.negative == 1 {
			d = -d
		}
		f.digits[i] = int16(d)
		f.length = i + 1
	}
}

// multipleVarTime sets out to digit i times the point whose odd multiples the
// table holds, and reports whether the digit is not 0.
func (f *nonAdjacentForm) multipleVarTime(out *Affine, table []Affine, i int) bool {
	if i >= f.length || f.digits[i] == 0 {
		return false
	}
	if d := f.digits[i]; d > 0 {
		*out = table[d/2]
	} else {
		*out = table[-d/2]
		out.y.Negate(&out.y)
	}
	return true
}
