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
