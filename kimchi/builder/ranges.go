package builder

import "github.com/minaseal/minaseal/pasta/fp"

// AssertBits64 constrains x, as an integer below the field's order, to be below 2^64: one
// row of RangeCheck0, whose lookups ask for the table of twelve bits.
func (b *Builder) AssertBits64(x Variable) {
	pieces := b.slices(x, rangeCheck0Slices)
	zero := b.Constant(Small(0))
	// The two highest pieces of twelve bits, 64 to 88, are 0.
	b.AssertEqual(pieces[0], zero)
	b.AssertEqual(pieces[1], zero)
	b.AddRows(Row{Gate: RangeCheck0, Cells: append([]Variable{x}, pieces...)})
}

// AssertLimbs constrains each of three integers to be below 2^88: four rows, RangeCheck0
// twice, RangeCheck1 and the row after it. It does not say how they belong together.
func (b *Builder) AssertLimbs(limbs [3]Variable) {
	low, middle := b.slices(limbs[0], rangeCheck0Slices), b.slices(limbs[1], rangeCheck0Slices)
	high := b.slices(limbs[2], rangeCheck1Slices)
	// highest: two bits, then four of twelve bits, then 19 crumbs
	first := []Variable{limbs[2], None(), high[0]}
	first = append(first, high[1:13]...)
	second := append([]Variable{}, high[13:16]...)
	second = append(second, low[0], low[1], middle[0], middle[1])
	second = append(second, high[16:]...)
	b.AddRows(
		Row{Gate: RangeCheck0, Cells: append([]Variable{limbs[0]}, low...)},
		Row{Gate: RangeCheck0, Cells: append([]Variable{limbs[1]}, middle...)},
		Row{Gate: RangeCheck1, Cells: first},
		Row{Cells: second})
}

// Widths of the pieces of 88 bits, the highest first.
var (
	rangeCheck0Slices = []int{12, 12, 12, 12, 12, 12, 2, 2, 2, 2, 2, 2, 2, 2}
	rangeCheck1Slices = []int{2, 12, 12, 12, 12, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}
)

// slices returns the pieces of the low bits of x, the highest first. It constrains
// nothing.
func (b *Builder) slices(x Variable, widths []int) []Variable {
	return b.Compute(len(widths), func(out, in []fp.Element) error {
		at := 0
		for i := len(widths) - 1; i >= 0; i-- {
			out[i].SetUint64(bitsAt(&in[0], at, widths[i]))
			at += widths[i]
		}
		return nil
	}, x)
}

// bitsAt returns the bits of an element from a position on: at most 16.
func bitsAt(x *fp.Element, at, width int) uint64 {
	bytes := x.Bytes()
	var v uint64
	for i := 3; i >= 0; i-- {
		v <<= 8
		if at/8+i < len(bytes) {
			v |= uint64(bytes[at/8+i])
		}
	}
	return v >> (at % 8) & (1<<width - 1)
}

// Xor returns the bitwise exclusive or of two integers below 2^n, and constrains all three
// to be that small, for an n that is divisible by 16: a row for 16 bits, and one more.
func (b *Builder) Xor(x, y Variable, n int) Variable {
	if n < 16 || n > 240 || n%16 != 0 {
		panic("builder: Xor takes 16, 32, ... 240 bits")
	}
	out := b.xorOf(x, y)
	rest := [3]Variable{x, y, out}
	var rows []Row
	for range n / 16 {
		cells := append([]Variable{}, rest[:]...)
		for i, v := range rest {
			nibbles := b.nibbles(v)
			cells = append(cells, nibbles[:4]...)
			rest[i] = nibbles[4]
		}
		rows = append(rows, Row{Gate: Xor16, Cells: cells})
	}
	b.AddRows(append(rows, Row{Cells: rest[:]})...)
	zero := b.Constant(Small(0))
	for _, v := range rest {
		b.AssertEqual(v, zero)
	}
	return out
}

// xorOf returns the exclusive or of integers, or 0 if that is no element. It constrains
// nothing.
func (b *Builder) xorOf(x, y Variable) Variable {
	return b.compute1(func(z *fp.Element, in []fp.Element) {
		left, right := in[0].Bytes(), in[1].Bytes()
		for i := range left {
			left[i] ^= right[i]
		}
		if _, err := z.SetCanonicalBytes(left[:]); err != nil {
			z.Zero() // no integers of n bits: the rows will not be satisfied
		}
	}, x, y)
}

// nibbles returns the four lowest nibbles of v, the lowest first, and the rest. It
// constrains nothing.
func (b *Builder) nibbles(v Variable) []Variable {
	return b.Compute(5, func(out, in []fp.Element) error {
		for j := range 4 {
			out[j].SetUint64(bitsAt(&in[0], 4*j, 4))
		}
		shifted := in[0].Bytes()
		copy(shifted[:], shifted[2:])
		shifted[30], shifted[31] = 0, 0
		_, err := out[4].SetCanonicalBytes(shifted[:])
		return err
	}, v)
}
