package pallas

import (
	"crypto/subtle"

	"github.com/minaseal/minaseal/pasta/fq"
)

// windows is the number of signed 4-bit digits of a scalar: 255 bits and one
// carry.
const windows = 64

// recode writes s as sum of digits[i] * 16^i with digits from -8 to 8.
func recode(digits *[windows]int8, s *fq.Element) {
	b := s.Bytes()
	for i, v := range b {
		digits[2*i] = int8(v & 15)
		digits[2*i+1] = int8(v >> 4)
	}
	// A digit above 8 becomes digit-16 and carries 1. The last digit stays at
	// most 8 because scalars are below 2^255.
	var carry int8
	for i := range windows - 1 {
		digits[i] += carry
		carry = (digits[i] + 7) >> 4
		digits[i] -= carry << 4
	}
	digits[windows-1] += carry
	clear(b[:])
}

// lookupTable holds q, 2q, ..., 8q.
type lookupTable [8]Point

func (t *lookupTable) fill(q *Point) {
	t[0].Set(q)
	for i := 1; i < len(t); i++ {
		t[i].Add(&t[i-1], q)
	}
}

// selectDigit sets p = digit * q for a digit from -8 to 8, reading the whole
// table whatever the digit is.
func (t *lookupTable) selectDigit(p *Point, digit int8) {
	sign := digit >> 7 // -1 if negative
	magnitude := uint8((digit ^ sign) - sign)
	*p = Point{}
	p.y.One()
	for i := range t {
		p.Select(&t[i], p, subtle.ConstantTimeByteEq(magnitude, uint8(i+1)))
	}
	var minus Point
	minus.Negate(p)
	p.Select(&minus, p, int(sign&1))
}

// ScalarMultiply sets p = s*q and returns p. Time depends neither on s nor on
// q: 64 signed windows of four bits, complete formulas, full table scans.
func (p *Point) ScalarMultiply(s *fq.Element, q *Point) *Point {
	var digits [windows]int8
	recode(&digits, s)
	var table lookupTable
	table.fill(q)
	var acc, term Point
	table.selectDigit(&acc, digits[windows-1])
	for i := windows - 2; i >= 0; i-- {
		acc.Double(&acc)
		acc.Double(&acc)
		acc.Double(&acc)
		acc.Double(&acc)
		table.selectDigit(&term, digits[i])
		acc.Add(&acc, &term)
	}
	clear(digits[:])
	return p.Set(&acc)
}

// ScalarBaseMultiply sets p = s*G for Mina's generator G and returns p. Time
// does not depend on s.
func (p *Point) ScalarBaseMultiply(s *fq.Element) *Point {
	return p.ScalarMultiply(s, generator())
}
