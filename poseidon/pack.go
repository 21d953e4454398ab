package poseidon

import "github.com/minaseal/minaseal/pasta/fp"

// Packed is a value below 2^Bits that shares a field element with others.
type Packed struct {
	Value fp.Element
	Bits  int // 1 to 254
}

// maxPacked is the most bits that share an element.
const maxPacked = 254

// Pack returns the fields followed by the packed items, laid out in as few
// elements as they need, in order, each item below those before it (SPEC 5.3
// [PSD-10]). It returns nil and [ErrPackedOutOfRange] for an item that does not
// fit its bit count, or a bit count that is not 1 to 254. The arguments are not
// changed. Time depends on the lengths and the bit counts alone.
//
// Source: o1js packToFields.
func Pack(fields []fp.Element, packed []Packed) ([]fp.Element, error) {
	for i := range packed {
		if !packed[i].inRange() {
			return nil, ErrPackedOutOfRange
		}
	}
	out := make([]fp.Element, len(fields), len(fields)+len(packed))
	copy(out, fields)
	var current fp.Element
	total := 0
	for i := range packed {
		item := &packed[i]
		if total+item.Bits > maxPacked {
			out = append(out, current)
			current.Zero()
			total = 0
		}
		for range item.Bits {
			current.Double(&current)
		}
		current.Add(&current, &item.Value)
		total += item.Bits
	}
	if len(packed) > 0 {
		out = append(out, current)
	}
	current.Erase()
	return out, nil
}

// inRange reports whether the value is below 2^Bits.
func (p *Packed) inRange() bool {
	if p.Bits < 1 || p.Bits > maxPacked {
		return false
	}
	b := p.Value.Bytes()
	above := b[p.Bits/8] >> (p.Bits % 8)
	for _, v := range b[p.Bits/8+1:] {
		above |= v
	}
	clear(b[:])
	return above == 0
}
