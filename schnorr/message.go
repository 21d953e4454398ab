package schnorr

import (
	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/poseidon"
)

// message is what is signed. The two kinds differ in two functions; neither
// keeps or changes its arguments.
type message interface {
	// nonceBits returns the bits that the nonce is the hash of. They contain
	// the private key s.
	nonceBits(s *fq.Element, public *address.PublicKey, id uint8) *bitString

	// challenge returns e for the nonce's point with coordinate r.
	challenge(prefix string, public *address.PublicKey, r *fp.Element) (fp.Element, error)
}

// fieldsMessage is signed with the kimchi set.
type fieldsMessage []fp.Element

// fields ++ [P.x, P.y, s mod p, id], 255 bits each.
func (m fieldsMessage) nonceBits(s *fq.Element, public *address.PublicKey, id uint8) *bitString {
	bits := newBitString(elementBits * (len(m) + 4))
	for i := range m {
		b := m[i].Bytes()
		bits.append(b[:], elementBits)
	}
	x, y, reduced := public.X(), public.Y(), reduce(s)
	var number fp.Element
	number.SetUint64(uint64(id))
	for _, element := range []*fp.Element{&x, &y, &reduced, &number} {
		b := element.Bytes()
		bits.append(b[:], elementBits)
		clear(b[:])
	}
	reduced.Erase()
	return bits
}

// hash_with_prefix(prefix, fields ++ [P.x, P.y, r])
func (m fieldsMessage) challenge(prefix string, public *address.PublicKey, r *fp.Element) (fp.Element, error) {
	inputs := make([]fp.Element, 0, len(m)+3)
	inputs = append(inputs, m...)
	inputs = append(inputs, public.X(), public.Y(), *r)
	return poseidon.HashWithPrefix(prefix, inputs...)
}

// textMessage is signed with the legacy set.
type textMessage string

// bits_LE(P.x, 255) ++ bits_LE(P.y, 255) ++ message_bits(m) ++ bits_LE(s, 255) ++ bits_LE(id, 8)
func (m textMessage) nonceBits(s *fq.Element, public *address.PublicKey, id uint8) *bitString {
	text := messageBits(string(m))
	bits := newBitString(3*elementBits + text.n + 8)
	x, y := public.X(), public.Y()
	for _, element := range []*fp.Element{&x, &y} {
		b := element.Bytes()
		bits.append(b[:], elementBits)
	}
	bits.append(text.bytes, text.n)
	secret := s.Bytes()
	bits.append(secret[:], elementBits)
	clear(secret[:])
	bits.append([]byte{id}, 8)
	return bits
}

// legacy hash_with_prefix(prefix, [P.x, P.y, r] ++ message_fields(m))
func (m textMessage) challenge(prefix string, public *address.PublicKey, r *fp.Element) (fp.Element, error) {
	inputs := append([]fp.Element{public.X(), public.Y(), *r}, messageBits(string(m)).fields()...)
	return poseidon.HashLegacyWithPrefix(prefix, inputs...)
}

// reduce returns s mod p. Time does not depend on s.
func reduce(s *fq.Element) (x fp.Element) {
	var wide [64]byte
	narrow := s.Bytes()
	copy(wide[:], narrow[:])
	if _, err := x.SetUniformBytes(wide[:]); err != nil {
		panic(err) // 64 bytes are always accepted
	}
	clear(narrow[:])
	clear(wide[:])
	return x
}
