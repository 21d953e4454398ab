package builder

import "github.com/minaseal/minaseal/pasta/fp"

// putSlices puts the pieces of the low bits of x, the highest first, in consecutive cells.
func (s *solver) putSlices(x *fp.Element, widths []int, cells func(i int) (r, column int)) {
	at := 0
	for i := len(widths) - 1; i >= 0; i-- {
		r, column := cells(i)
		s.put(r, column, element(bitsAt(x, at, widths[i])))
		at += widths[i]
	}
}

// solveRangeCheck0 finds the pieces of a value, and what the compact form asks of the next
// row: this value and 2^88 times the value there.
func solveRangeCheck0(s *solver, r int) bool {
	x, ok := s.get(r, 0)
	if !ok {
		return false
	}
	s.putSlices(x, rangeCheck0Slices, func(i int) (int, int) { return r, 1 + i })
	if s.rows[r].coefficients[0].IsZero() == 1 {
		return true
	}
	next, ok := s.get(r+1, 0)
	if !ok {
		return false
	}
	sum := powerOfTwo(limbBits)
	sum.Multiply(&sum, next)
	s.put(r+1, 1, *sum.Add(&sum, x))
	return true
}

const limbBits = 88

// solveRangeCheck1 finds the pieces of a value, which stand in two rows. The four cells
// between them are those of the two rows before.
func solveRangeCheck1(s *solver, r int) bool {
	x, ok := s.get(r, 0)
	if !ok {
		return false
	}
	s.putSlices(x, rangeCheck1Slices, func(i int) (int, int) {
		switch {
		case i < 13:
			return r, 2 + i
		case i < 16:
			return r + 1, i - 13
		}
		return r + 1, 7 + i - 16
	})
	return true
}

// solveForeignFieldAdd finds the sum or difference of two integers of three limbs, modulo
// another one: whether that was taken off, the carry, and the limbs.
func solveForeignFieldAdd(s *solver, r int) bool {
	in := make([]fp.Element, 6)
	defer clear(in)
	if !s.all(in, r, 0, 1, 2, 3, 4, 5) {
		return false
	}
	modulus, sign := s.rows[r].coefficients[:3], &s.rows[r].coefficients[3]
	low, top := combineLimbs(in[:3], in[3:], sign)
	var overflow fp.Element
	if exceeds(&low, &top, modulus, sign) {
		overflow.Set(sign)
	}
	var t fp.Element
	minus := overflow
	minus.Negate(&minus)
	lowModulus, topModulus := combineLimbs([]fp.Element{{}, {}, {}}, modulus, &minus)
	low.Add(&low, &lowModulus)
	top.Add(&top, &topModulus)
	carry := limbCarry(&low)
	s.put(r, 6, overflow)
	s.put(r, 7, carry)
	power := powerOfTwo(2 * limbBits)
	low.Subtract(&low, t.Multiply(&power, &carry))
	s.put(r+1, 0, cutBits(&low, 0, limbBits))
	s.put(r+1, 1, cutBits(&low, limbBits, limbBits))
	s.put(r+1, 2, *top.Add(&top, &carry))
	return true
}

// combineLimbs returns x + c*y: the two lower limbs together, and the highest.
func combineLimbs(x, y []fp.Element, c *fp.Element) (low, top fp.Element) {
	var limbs [3]fp.Element
	for i := range limbs {
		limbs[i].Multiply(c, &y[i])
		limbs[i].Add(&limbs[i], &x[i])
	}
	power := powerOfTwo(limbBits)
	low.Multiply(&power, &limbs[1])
	low.Add(&low, &limbs[0])
	return low, limbs[2]
}

// limbCarry returns the -1, 0 or 1 by which the integer of two limbs exceeds 2^176.
func limbCarry(low *fp.Element) fp.Element {
	switch {
	case bitsAt(low, 248, 8) != 0: // negative
		return Small(-1)
	case bitsAt(low, 2*limbBits, 2) != 0:
		return Small(1)
	}
	return Small(0)
}

// exceeds reports whether a sum is not below the modulus, or a difference below 0. The
// modulus 0 stands for none.
func exceeds(low, top *fp.Element, modulus []fp.Element, sign *fp.Element) bool {
	var zero fp.Element
	if modulus[0].Equal(&zero)&modulus[1].Equal(&zero)&modulus[2].Equal(&zero) == 1 {
		return false
	}
	lower, upper := *low, *top
	if one := Small(1); sign.Equal(&one) == 1 {
		minus := Small(-1)
		lowModulus, topModulus := combineLimbs([]fp.Element{{}, {}, {}}, modulus, &minus)
		lower.Add(&lower, &lowModulus)
		upper.Add(&upper, &topModulus)
	}
	carry := limbCarry(&lower)
	negative := bitsAt(upper.Add(&upper, &carry), 248, 8) != 0
	return negative != (sign.Equal(ptr(Small(-1))) == 0)
}

func ptr(x fp.Element) *fp.Element { return &x }

// solveXor finds the exclusive or of two integers, and the nibbles and the rests of the
// three.
func solveXor(s *solver, r int) bool {
	in := make([]fp.Element, 3)
	defer clear(in)
	if !s.all(in[:2], r, 0, 1) {
		return false
	}
	left, right := in[0].Bytes(), in[1].Bytes()
	for i := range left {
		left[i] ^= right[i]
	}
	if _, err := in[2].SetCanonicalBytes(left[:]); err != nil {
		in[2].Zero()
	}
	s.put(r, 2, in[2])
	for i := range in {
		for j := range 4 {
			s.put(r, 3+4*i+j, element(bitsAt(&in[i], 4*j, 4)))
		}
		s.put(r+1, i, cutBits(&in[i], 16, 240))
	}
	return true
}
