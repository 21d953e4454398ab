package poseidon

import (
	"encoding/binary"
	"math/big"
)

// modulusLimbs is what the assembly kernels need to know of a field: limbs 0, 1
// and 3 of the modulus m (limb 2 is zero), -m^-1 mod 2^64, and limbs 0 and 1 of
// 2m.
type modulusLimbs [6]uint64

func newModulusLimbs(modulus *big.Int) (m modulusLimbs) {
	limb := func(x *big.Int, i int) uint64 {
		var b [40]byte
		x.FillBytes(b[:])
		return binary.BigEndian.Uint64(b[len(b)-8*(i+1):])
	}
	word := new(big.Int).Lsh(big.NewInt(1), 64)
	negInverse := new(big.Int).ModInverse(new(big.Int).Neg(modulus), word)
	twice := new(big.Int).Lsh(modulus, 1)
	return modulusLimbs{
		limb(modulus, 0), limb(modulus, 1), limb(modulus, 3), negInverse.Uint64(), limb(twice, 0), limb(twice, 1),
	}
}

// radix52 is what the kernels with limbs of 52 bits need to know of a field:
// -m^-1 mod 2^52, limbs 0, 1, 2 and 4 of the modulus m (limb 3 is zero), and 2^52-1.
type radix52 [6]uint64

func newRadix52(modulus *big.Int) radix52 {
	var b [32]byte
	modulus.FillBytes(b[:])
	var n [4]uint64
	for i := range n {
		n[i] = binary.BigEndian.Uint64(b[24-8*i:])
	}
	limbs := splitRadix52(&n)
	return radix52{newModulusLimbs(modulus)[3] & mask52, limbs[0], limbs[1], limbs[2], limbs[4], mask52}
}

const mask52 = 1<<52 - 1

// splitRadix52 returns a number in limbs of 64 bits in limbs of 52 bits.
func splitRadix52(n *[4]uint64) [5]uint64 {
	return [5]uint64{
		n[0] & mask52,
		(n[0]>>52 | n[1]<<12) & mask52,
		(n[1]>>40 | n[2]<<24) & mask52,
		(n[2]>>28 | n[3]<<36) & mask52,
		n[3] >> 16,
	}
}
