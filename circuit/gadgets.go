package circuit

import (
	"math/big"
	mathbits "math/bits"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/bits"
	"github.com/consensys/gnark/std/math/emulated"
)

const (
	elementBits = 255 // bits of p
	// lowBits is the length of t = p - 2^254: p's bits 126 to 253 are 0.
	lowBits = 126
)

// assertCanonical asserts that limbs 0 to 2 of v are below 2^64, limb 3 below
// 2^63, and the integer of the limbs below p (SPEC 11). It returns the integer's
// 255 boolean bits, least significant first. No precondition: v may come straight
// from the witness.
//
// p = 2^254 + t with t < 2^126, so an integer of 255 bits is below p exactly if
//
//	bit 254 is 0, or bits 126 to 253 are 0 and the low 126 bits are at most t-1.
func assertCanonical(api frontend.API, v *emulated.Element[pallasBase]) []frontend.Variable {
	value := make([]frontend.Variable, 0, elementBits)
	for i, limb := range v.Limbs {
		n := min(limbBits, elementBits-i*limbBits)
		value = append(value, bits.ToBinary(api, limb, bits.WithNbDigits(n))...)
	}
	b126, b127, b254 := value[126], value[127], value[254]
	// The low 126 bits are limb 0 and limb 1 without its two top bits. A sum for
	// the others, in which every term is at least 0 and below 2^64, is 0 exactly
	// if they all are.
	limb1 := api.Sub(v.Limbs[1], api.Mul(power(62), b126), api.Mul(power(63), b127))
	low := api.Add(v.Limbs[0], api.Mul(power(64), limb1))
	middle := api.Add(b126, b127, v.Limbs[2], api.Sub(v.Limbs[3], api.Mul(power(62), b254)))
	api.AssertIsEqual(api.Mul(b254, middle), 0)
	// t-1-low is in (-2^126, 2^126) and has 126 bits exactly if it is not
	// negative, for the native field is much larger than 2^127.
	slack := api.Sub(lowPart(), low)
	bits.ToBinary(api, api.Mul(b254, slack), bits.WithNbDigits(lowBits))
	return value
}

// lowPart returns t-1 = p - 2^254 - 1.
func lowPart() *big.Int {
	t := pallasBase{}.Modulus()
	t.SetBit(t, elementBits-1, 0)
	return t.Sub(t, big.NewInt(1))
}

// power returns 2^n.
func power(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }

// assertAtMost asserts that v is at most bound (SPEC 11.1 [PRF-1]).
//
// Preconditions: value are the bits of v that assertCanonical returned; bound is
// at least 1.
func assertAtMost(api frontend.API, v *emulated.Element[pallasBase], value []frontend.Variable, bound uint64) {
	n := mathbits.Len64(bound)
	low := bits.FromBinary(api, value[:n], bits.WithUnconstrainedInputs())
	api.AssertIsEqual(v.Limbs[0], low)
	for _, limb := range v.Limbs[1:] {
		api.AssertIsEqual(limb, 0)
	}
	// bound-low is in (-2^n, 2^n) and has n bits exactly if it is not negative.
	bits.ToBinary(api, api.Sub(bound, low), bits.WithNbDigits(n))
}
