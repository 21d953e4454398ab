package fp

import (
	"math/bits"
	"strconv"
)

const (
	// maxDecimal is the number of digits of the modulus.
	maxDecimal = 77
	// chunkDigits decimal digits fit a limb.
	chunkDigits = 19
	chunkBase   = 1e19
)

// SetDecimal sets z to the canonical decimal number s and returns z (SPEC
// 4.1): digits only, no sign, no leading zero, below the modulus. Otherwise it
// returns nil and ErrNonCanonical and leaves z as it was. Time depends on s:
// the form is for public values.
func (z *Element) SetDecimal(s string) (*Element, error) {
	if len(s) == 0 || len(s) > maxDecimal || (s[0] == '0' && len(s) > 1) {
		return nil, ErrNonCanonical
	}
	var n limbs
	for first := len(s) % chunkDigits; len(s) > 0; first = 0 {
		size := chunkDigits
		if first > 0 {
			size = first
		}
		chunk, ok := parseDigits(s[:size])
		if !ok {
			return nil, ErrNonCanonical
		}
		n.multiplyAddSmall(chunkBase, chunk)
		s = s[size:]
	}
	if n.belowModulus() == 0 {
		return nil, ErrNonCanonical
	}
	mul(&z.n, &n, &rSquare)
	return z, nil
}

// Decimal returns z as a canonical decimal number (SPEC 4.1 [FLD-7]). Time depends
// on z: the form is for public values.
func (z *Element) Decimal() string {
	n := fromMontgomery(&z.n)
	var digits [5 * chunkDigits]byte
	for end := len(digits); end > 0; end -= chunkDigits {
		r := n.divideSmall(chunkBase)
		for i := end - 1; i >= end-chunkDigits; i-- {
			digits[i] = byte('0' + r%10)
			r /= 10
		}
	}
	first := 0
	for first < len(digits)-1 && digits[first] == '0' {
		first++
	}
	return string(digits[first:])
}

// String returns Decimal. Types that hold secrets do not pass it on.
func (z *Element) String() string { return z.Decimal() }

// MarshalText returns Decimal.
func (z Element) MarshalText() ([]byte, error) { return []byte(z.Decimal()), nil }

// UnmarshalText is SetDecimal.
func (z *Element) UnmarshalText(text []byte) error {
	_, err := z.SetDecimal(string(text))
	return err
}

// UnmarshalJSON is SetDecimal of a JSON string as o1js writes it; numbers, null and
// escapes are refused with ErrNonCanonical.
func (z *Element) UnmarshalJSON(text []byte) error {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return ErrNonCanonical
	}
	return z.UnmarshalText(text[1 : len(text)-1])
}

// parseDigits reads up to 19 decimal digits; strconv alone would take a sign.
func parseDigits(s string) (uint64, bool) {
	if s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	v, err := strconv.ParseUint(s, 10, 64)
	return v, err == nil
}

// multiplyAddSmall sets n = n*m + a modulo 2^256. A number of 77 digits fits
// 256 bits, so nothing is lost for the numbers of this file.
func (n *limbs) multiplyAddSmall(m, a uint64) {
	for i := range n {
		h, l := bits.Mul64(n[i], m)
		var c uint64
		n[i], c = bits.Add64(l, a, 0)
		a = h + c
	}
}

// divideSmall sets n = n/d and returns the remainder.
func (n *limbs) divideSmall(d uint64) (r uint64) {
	for i := len(n) - 1; i >= 0; i-- {
		n[i], r = bits.Div64(r, n[i], d)
	}
	return r
}
