package bigref

import (
	"math/big"
	"slices"
)

// elementBytes is the length of an encoded field element or scalar.
const elementBytes = 32

// FromLittleEndian returns the integer whose little-endian bytes are b.
func FromLittleEndian(b []byte) *big.Int {
	reversed := slices.Clone(b)
	slices.Reverse(reversed)
	return new(big.Int).SetBytes(reversed)
}

// ToLittleEndian returns x as length little-endian bytes. It panics if x does
// not fit.
func ToLittleEndian(x *big.Int, length int) []byte {
	b := x.FillBytes(make([]byte, length))
	slices.Reverse(b)
	return b
}

// Bytes returns the canonical encoding of x: 32 bytes, little-endian (SPEC 4.2 [FLD-10]).
func (f *Field) Bytes(x *big.Int) [32]byte {
	return [32]byte(ToLittleEndian(f.Reduce(x), elementBytes))
}

// FromBytes decodes the canonical encoding (SPEC 4.2). Its codes are
// WrongLength and NonCanonical.
func (f *Field) FromBytes(b []byte) (*big.Int, error) {
	if len(b) != elementBytes {
		return nil, WrongLength
	}
	x := FromLittleEndian(b)
	if !f.Contains(x) {
		return nil, NonCanonical
	}
	return x, nil
}

// FromUniformBytes reduces 64 little-endian bytes (SPEC 4.2 [FLD-13]). Its
// code is WrongLength.
func (f *Field) FromUniformBytes(b []byte) (*big.Int, error) {
	if len(b) != 2*elementBytes {
		return nil, WrongLength
	}
	return f.Reduce(FromLittleEndian(b)), nil
}

// FromDecimal decodes the canonical decimal text: digits only, no leading zero
// but in "0", below the modulus (SPEC 4.1). Its code is NonCanonical.
func (f *Field) FromDecimal(text string) (*big.Int, error) {
	if text == "" || (text[0] == '0' && text != "0") {
		return nil, NonCanonical
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return nil, NonCanonical
		}
	}
	x := decimal(text)
	if !f.Contains(x) {
		return nil, NonCanonical
	}
	return x, nil
}
