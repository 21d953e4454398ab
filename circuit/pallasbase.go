package circuit

import (
	"encoding/binary"
	"math/big"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/emulated"

	"github.com/minaseal/minaseal/pasta/fp"
)

const (
	nbLimbs  = 4  // limbs of an emulated element, least significant first
	limbBits = 64 // bits in a limb
)

// pallasBase are gnark's emulation parameters of the Pallas base field: modulus
// p (SPEC 3), four limbs of 64 bits. For example emulated.Element[pallasBase].
type pallasBase struct{}

// NbLimbs returns the number of limbs, 4.
func (pallasBase) NbLimbs() uint { return nbLimbs }

// BitsPerLimb returns the bits in a limb, 64.
func (pallasBase) BitsPerLimb() uint { return limbBits }

// IsPrime returns true: p is prime.
func (pallasBase) IsPrime() bool { return true }

// Modulus returns p, a fresh copy.
func (pallasBase) Modulus() *big.Int { return fp.Modulus() }

// limbsOf splits v, least significant limb first. The caller erases them.
func limbsOf(v *fp.Element) (limbs [nbLimbs]*big.Int) {
	b := v.Bytes()
	for i := range limbs {
		limbs[i] = new(big.Int).SetUint64(binary.LittleEndian.Uint64(b[8*i:]))
	}
	clear(b[:])
	return limbs
}

// elementOf returns the limbs as an emulated element, without any check or copy.
func elementOf(limbs [nbLimbs]*big.Int) emulated.Element[pallasBase] {
	v := make([]frontend.Variable, nbLimbs)
	for i, limb := range limbs {
		v[i] = limb
	}
	return emulated.Element[pallasBase]{Limbs: v}
}

// eraseInt sets x to 0 and overwrites the words that held it.
func eraseInt(x *big.Int) {
	words := x.Bits()
	clear(words[:cap(words)])
	x.SetUint64(0)
}
