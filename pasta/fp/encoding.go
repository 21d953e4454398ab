package fp

import (
	"crypto/rand"
	"encoding/binary"
	"math/big"
	"math/bits"

	"github.com/minaseal/minaseal/internal/coded"
)

// Errors of the decoders.
var (
	ErrLength       = coded.New("fp", "wrong_length", "wrong number of bytes")
	ErrNonCanonical = coded.New("fp", "non_canonical", "not a canonical field element")
)

// Modulus returns a fresh copy of the field's modulus.
func Modulus() *big.Int {
	m := limbs{modulus0, modulus1, 0, modulus3}
	b := m.bytes()
	for i, j := 0, 31; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return new(big.Int).SetBytes(b[:])
}

// SetCanonicalBytes sets z to the 32-byte little-endian integer b and returns
// z (SPEC 4.2). It returns nil and ErrLength for another number of bytes, nil
// and ErrNonCanonical for an integer that is not below the modulus, and leaves
// z as it was. Time does not depend on the value of a canonical b.
func (z *Element) SetCanonicalBytes(b []byte) (*Element, error) {
	if len(b) != 32 {
		return nil, ErrLength
	}
	n := limbsFromBytes(b)
	if n.belowModulus() == 0 {
		return nil, ErrNonCanonical
	}
	mul(&z.n, &n, &rSquare)
	return z, nil
}

// Bytes returns z as 32 bytes, little-endian, canonical (SPEC 4.2).
func (z *Element) Bytes() [32]byte {
	n := fromMontgomery(&z.n)
	return n.bytes()
}

// SetUniformBytes sets z to the 64-byte little-endian integer b modulo the
// modulus and returns z (SPEC 4.2 [FLD-13]): for uniform b the bias is below 2^-256. It returns
// nil and ErrLength for another number of bytes.
func (z *Element) SetUniformBytes(b []byte) (*Element, error) {
	if len(b) != 64 {
		return nil, ErrLength
	}
	low, high := limbsFromBytes(b[:32]), limbsFromBytes(b[32:])
	mul(&low, &low, &rSquare)
	mul(&high, &high, &rCube)
	addGeneric(&z.n, &low, &high)
	return z, nil
}

// SetRandom sets z to a uniform element from crypto/rand and returns z.
func (z *Element) SetRandom() *Element {
	var b [64]byte
	rand.Read(b[:]) // never fails: it ends the program instead
	z.SetUniformBytes(b[:])
	clear(b[:])
	return z
}

func limbsFromBytes(b []byte) limbs {
	return limbs{
		binary.LittleEndian.Uint64(b[0:]),
		binary.LittleEndian.Uint64(b[8:]),
		binary.LittleEndian.Uint64(b[16:]),
		binary.LittleEndian.Uint64(b[24:]),
	}
}

func (n *limbs) bytes() (b [32]byte) {
	for i, v := range n {
		binary.LittleEndian.PutUint64(b[8*i:], v)
	}
	return b
}

// belowModulus returns 1 if n is below the modulus, and 0 otherwise.
func (n *limbs) belowModulus() uint64 {
	_, b := bits.Sub64(n[0], modulus0, 0)
	_, b = bits.Sub64(n[1], modulus1, b)
	_, b = bits.Sub64(n[2], 0, b)
	_, b = bits.Sub64(n[3], modulus3, b)
	return b
}
