package poseidon

import "github.com/minaseal/minaseal/pasta/fp"

// Hash returns the kimchi hash over Fp of the inputs (SPEC 5.3 [PSD-4]): what
// o1js calls Poseidon.hash. It does not bind the number of inputs: a zero added
// to an odd number of them changes nothing, and no input is one input of zero.
// It does not allocate; time depends on the number of inputs alone.
func Hash(inputs ...fp.Element) fp.Element {
	return kimchi().hash(inputs)
}

// HashLegacy is [Hash] with the legacy set.
func HashLegacy(inputs ...fp.Element) fp.Element {
	return legacy().hash(inputs)
}

// HashAnyLength returns the kimchi hash of the inputs followed by their number
// (SPEC 5.3 [PSD-5]), which binds that number: o1js's Poseidon.hashAnyLength.
// It does not allocate; time depends on the number of inputs alone.
func HashAnyLength(inputs ...fp.Element) fp.Element {
	var s Sponge
	for i := range inputs {
		s.Absorb(&inputs[i])
	}
	var length fp.Element
	s.Absorb(length.SetUint64(uint64(len(inputs))))
	out := s.Squeeze()
	s.Erase()
	return out
}

// HashWithPrefix returns the kimchi hash of the inputs in the domain of a
// prefix of at most 31 ASCII characters (SPEC 5.3 [PSD-8]): o1js's
// Poseidon.hashWithPrefix. NUL characters at the end of the prefix change
// nothing. The errors are [ErrPrefixNotASCII] and [ErrPrefixTooLong]. It does
// not allocate; time depends on the prefix and on the number of inputs.
func HashWithPrefix(prefix string, inputs ...fp.Element) (fp.Element, error) {
	return kimchi().hashWithPrefix(prefix, inputs)
}

// HashLegacyWithPrefix is [HashWithPrefix] with the legacy set.
func HashLegacyWithPrefix(prefix string, inputs ...fp.Element) (fp.Element, error) {
	return legacy().hashWithPrefix(prefix, inputs)
}

func (p *parameters) hash(inputs []fp.Element) fp.Element {
	var state [3]fp.Element
	p.update(&state, inputs)
	return finish(&state)
}

func (p *parameters) hashWithPrefix(prefix string, inputs []fp.Element) (fp.Element, error) {
	first, err := prefixField(prefix)
	if err != nil {
		return fp.Element{}, err
	}
	var state [3]fp.Element
	state[0] = first
	p.permute(&state)
	p.update(&state, inputs)
	return finish(&state), nil
}

// prefixField is prefix_field of SPEC 5.3.
func prefixField(prefix string) (x fp.Element, err error) {
	for i := range len(prefix) {
		if prefix[i] >= 0x80 {
			return x, ErrPrefixNotASCII
		}
	}
	if len(prefix) > maxPrefix {
		return x, ErrPrefixTooLong
	}
	var b [32]byte
	copy(b[:], prefix)
	if _, err := x.SetCanonicalBytes(b[:]); err != nil {
		panic(err) // 31 bytes are always below the modulus
	}
	return x, nil
}
