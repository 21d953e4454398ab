package schnorr

import (
	"math/bits"

	"github.com/minaseal/minaseal/pasta/fp"
)

const (
	// elementBits is the size of an element or a scalar in the nonce's input.
	elementBits = 255
	// groupBits is the size of a group of message bits: any value of them is
	// below the modulus.
	groupBits = 254
)

// bitString is a list of n bits, eight a byte, the first one lowest; what is
// left of the last byte is zero. Shifts and branches depend on positions and
// never on the bits.
type bitString struct {
	bytes []byte
	n     int
}

// newBitString returns an empty list with room for n bits, so that no secret
// stays behind in an outgrown array.
func newBitString(n int) *bitString {
	return &bitString{bytes: make([]byte, 0, byteCount(n))}
}

// messageBits returns the bits of the message's bytes, each from its top bit
// down (message_bits of SPEC 5.6).
func messageBits(message string) *bitString {
	s := &bitString{bytes: make([]byte, len(message)), n: 8 * len(message)}
	for i := range s.bytes {
		s.bytes[i] = bits.Reverse8(message[i])
	}
	return s
}

// byteCount returns the number of bytes that n bits take.
func byteCount(n int) int { return (n + 7) / 8 }

// append adds to the list the n bits of b, which has byteCount(n) bytes, lowest
// first, and only zeros after the n bits.
func (s *bitString) append(b []byte, n int) {
	shift := s.n % 8
	s.n += n
	for _, v := range b {
		if shift > 0 {
			s.bytes[len(s.bytes)-1] |= v << shift
			v >>= 8 - shift
		}
		if len(s.bytes) < byteCount(s.n) {
			s.bytes = append(s.bytes, v)
		}
	}
}

// slice returns count bits, at most 256, from position start on, as a
// little-endian number.
func (s *bitString) slice(start, count int) (b [32]byte) {
	for i := range count {
		bit := s.bytes[(start+i)/8] >> ((start + i) % 8) & 1
		b[i/8] |= bit << (i % 8)
	}
	return b
}

// fields cuts the list into groups of 254 bits, the last one shorter, and
// returns them as elements (message_fields of SPEC 5.6).
func (s *bitString) fields() []fp.Element {
	out := make([]fp.Element, 0, (s.n+groupBits-1)/groupBits)
	for start := 0; start < s.n; start += groupBits {
		b := s.slice(start, min(groupBits, s.n-start))
		var x fp.Element
		if _, err := x.SetCanonicalBytes(b[:]); err != nil {
			panic(err) // 254 bits are always below the modulus
		}
		out = append(out, x)
	}
	return out
}
