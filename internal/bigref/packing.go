package bigref

import "math/big"

// Packed is a value below 2^Bits that shares a field element with others.
type Packed struct {
	Value *big.Int
	Bits  int
}

// Pack returns o1js's packToFields: the fields, then the packed items, each
// appended below the ones before it as long as the total stays under 255 bits
// (SPEC 5.3). Its code is PackedOutOfRange.
func Pack(fields []*big.Int, packed []Packed) ([]*big.Int, error) {
	out := append([]*big.Int(nil), fields...)
	if len(packed) == 0 {
		return out, nil
	}
	for _, item := range packed {
		if item.Bits < 1 || item.Bits > 254 || item.Value.Sign() < 0 || item.Value.BitLen() > item.Bits {
			return nil, PackedOutOfRange
		}
	}
	current, bits := new(big.Int), 0
	for _, item := range packed {
		if bits+item.Bits >= 255 {
			out = append(out, current)
			current, bits = new(big.Int), 0
		}
		current = new(big.Int).Lsh(current, uint(item.Bits))
		current.Add(current, item.Value)
		bits += item.Bits
	}
	return append(out, current), nil
}
