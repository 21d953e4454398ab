package pallas

import (
	"sync"

	"github.com/minaseal/minaseal/pasta/fq"
)

const (
	// baseWidth is the number of bits of a digit in ScalarBaseMultiply.
	baseWidth = 6
	// baseWindows is the number of digits: together they have 258 bits.
	baseWindows = 43
	// baseMultiples is the number of positive digits, which are odd.
	baseMultiples = 1 << (baseWidth - 1)
)

// baseTable holds (2j+1) * 2^(6i) * G at [i][j] (88 KB).
type baseTable [baseWindows][baseMultiples]Affine

var generatorTable = sync.OnceValue(func() *baseTable {
	points := make([]Point, 0, baseWindows*baseMultiples)
	power := NewGenerator() // 2^(6i) * G
	twice, odd := NewIdentity(), NewIdentity()
	for range baseWindows {
		twice.Double(power)
		odd.Set(power)
		for range baseMultiples {
			points = append(points, *odd)
			odd.Add(odd, twice)
		}
		for range baseWidth {
			power.Double(power)
		}
	}
	t := new(baseTable)
	for i, a := range BatchAffine(points) {
		t[i/baseMultiples][i%baseMultiples] = a
	}
	return t
})

// baseDigits is a scalar or its negative as a sum of (2n_i - 63) * 64^i with n_i
// from 0 to 63; see oddDigits.
type baseDigits struct {
	n        [baseWindows]uint8
	negative uint64
}

// newBaseDigits returns the digits of s if s is odd, and those of the negative
// of the order minus s otherwise. Time does not depend on s.
func newBaseDigits(s *fq.Element) (d baseDigits) {
	// The order is odd: with s even, -1-s is even too, and one less than the
	// order minus s. Either way the lowest bit, which gets shifted out, is to
	// be taken for a one.
	var t fq.Element
	t.Add(s, t.One())
	t.Negate(&t)
	d.negative = uint64(s.IsOdd()) ^ 1
	t.Select(&t, s, int(d.negative))
	k := limbsOf(&t)
	t.Erase()

	const top = baseWidth*baseWindows - 1
	shifted := [5]uint64{k[0]>>1 | k[1]<<63, k[1]>>1 | k[2]<<63, k[2]>>1 | k[3]<<63, k[3] >> 1, 1 << (top % 64)}
	for i := range d.n {
		bit := i * baseWidth
		v := shifted[bit/64] >> (bit % 64)
		if bit%64 > 64-baseWidth {
			v |= shifted[bit/64+1] << (64 - bit%64)
		}
		d.n[i] = uint8(v & (1<<baseWidth - 1))
	}
	clear(k[:])
	clear(shifted[:])
	return d
}

// multiple sets out to digit i times 64^i * G. It reads all multiples, whatever
// the digit is.
func (d *baseDigits) multiple(out *Affine, table *baseTable, i int) {
	n := uint64(d.n[i])
	below := n>>(baseWidth-1) ^ 1 // 1 if the digit is negative
	lookup(out, table[i][:], (n^-below)&(baseMultiples-1))
	out.negateIf(below ^ d.negative)
}

// ScalarBaseMultiply sets p = s*G for Mina's generator G and returns p. Time
// does not depend on s.
//
// All multiples of G that a digit stands for come from a table, made when the
// function is called for the first time. The additions before the last one are
// of distinct points other than the identity, so that incomplete formulas
// serve: as the digits are odd, the sum of those below 64^i is not 0 and smaller
// in magnitude than 64^i, the next term is not; and up to i = 41 their sum and
// their difference are below 2^252, less than the order.
func (p *Point) ScalarBaseMultiply(s *fq.Element) *Point {
	table := generatorTable()
	digits := newBaseDigits(s)
	var acc extended
	var term Affine
	digits.multiple(&term, table, 0)
	acc.setAffine(&term)
	for i := 1; i < baseWindows-1; i++ {
		digits.multiple(&term, table, i)
		acc.addDistinct(&term)
	}
	var sum, last Point
	acc.toPoint(&sum)
	digits.multiple(&term, table, baseWindows-1)
	last.setAffine(&term.x, &term.y)
	p.Add(&sum, &last)
	digits, acc, term, sum, last = baseDigits{}, extended{}, Affine{}, Point{}, Point{}
	return p
}
