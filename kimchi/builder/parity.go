package builder

import "github.com/minaseal/minaseal/pasta/fp"

const (
	rowCrumbs = scalarRowBits / 2 // of two bits

	// halfRows are the rows with the crumbs of half an element, 256 bits; the highest
	// halfSpare of them are 0.
	halfRows  = 16
	halfSpare = 3
)

// Parity returns the lowest bit of x as an integer from 0 to p-1, and constrains x to be
// other than 0: 20 rows. It proves that the bit is that of this one representative.
//
// With t = p - 2^254, an odd integer, it is the b for which there are a bit e and an
// integer K below 2^253 with
//
//	x = b + 2(K + e*(t+1)/2)
//
// The integers K + e*(t+1)/2 are those from 0 to (p-1)/2, so that the sum is one from 0
// to p. Two of them are equal modulo p, 0 and p, and x is neither. K is below 2^253
// because H, its highest 16 bits, and 8*H are both below 2^16.
func (b *Builder) Parity(x Variable) Variable {
	b.AssertNonZero(x)
	out := b.Compute(2+(halfRows+1)*rowCrumbs, func(out, in []fp.Element) error {
		halve(out, &in[0])
		return nil
	}, x)
	odd, over, crumbs := out[0], out[1], out[2:]
	b.AssertBoolean(odd)
	b.AssertBoolean(over)

	zero := b.Constant(Small(0))
	high := b.crumbs(zero, crumbs[:rowCrumbs])
	half := high
	for i := 1; i < halfRows; i++ {
		half = b.crumbs(half, crumbs[i*rowCrumbs:][:rowCrumbs])
	}
	shifted := b.Sum(Small(0), Times(1<<halfSpare, high))
	b.AssertEqual(shifted, b.crumbs(zero, crumbs[halfRows*rowCrumbs:]))
	tail := fieldTail()
	one := Small(1)
	b.AssertSum(Small(0), Times(-1, x), Times(1, odd), Term{*tail.Add(&tail, &one), over}, Times(2, half))
	return odd
}

// crumbs returns n*4^8 and the integer of eight crumbs, the highest first, which it
// constrains to be crumbs: a row.
func (b *Builder) crumbs(n Variable, crumbs []Variable) Variable {
	zero := b.Constant(Small(0))
	next, _, _ := b.expandStep(n, zero, zero, crumbs)
	return next
}

// halve sets out to what [Builder.Parity] asks for: b, e, the crumbs of K, and those of
// 8*H.
func halve(out []fp.Element, x *fp.Element) {
	odd, over := x.IsOdd(), bitsAt(x, 254, 1)
	out[0].SetUint64(uint64(odd))
	out[1].SetUint64(over)
	var k, less fp.Element
	defer k.Erase()
	tail, one := fieldTail(), Small(1)
	k.Halve(k.Subtract(x, &out[0]))
	less.Halve(less.Add(&tail, &one))
	k.Subtract(&k, less.Multiply(&less, &out[1]))
	crumbs := out[2:]
	for i := range halfRows * rowCrumbs {
		crumbs[i].SetUint64(bitsAt(&k, 2*(halfRows*rowCrumbs-1-i), 2))
	}
	high := bitsAt(&k, (halfRows-1)*scalarRowBits, scalarRowBits) << halfSpare
	for i := range rowCrumbs {
		crumbs[halfRows*rowCrumbs+i].SetUint64(high >> (2 * (rowCrumbs - 1 - i)) & 3)
	}
}

// fieldTail returns p - 2^254, as the element -2^254.
func fieldTail() fp.Element {
	z := Small(1)
	for range 254 {
		z.Double(&z)
	}
	return *z.Negate(&z)
}
