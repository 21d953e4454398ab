// Package permutation has the permutations of Poseidon in assembly, which serve both fields:
// what they need to know of one is in [Modulus] and [Radix52]. It chooses among them by
// the processor; packages poseidon and poseidonfq, which have the portable permutation,
// prepare the schedules.
//
// Time depends on no element.
package permutation

import (
	"encoding/binary"
	"math/big"
)

// Modulus is what the assembly kernels need to know of a field: limbs 0, 1
// and 3 of the modulus m (limb 2 is zero), the limbs of -m^-1 mod 2^128, and limbs 0
// and 1 of 2m.
type Modulus [7]uint64

func NewModulus(modulus *big.Int) (m Modulus) {
	limb := func(x *big.Int, i int) uint64 {
		var b [40]byte
		x.FillBytes(b[:])
		return binary.BigEndian.Uint64(b[len(b)-8*(i+1):])
	}
	words := new(big.Int).Lsh(big.NewInt(1), 128)
	negInverse := new(big.Int).ModInverse(new(big.Int).Neg(modulus), words)
	twice := new(big.Int).Lsh(modulus, 1)
	return Modulus{
		limb(modulus, 0), limb(modulus, 1), limb(modulus, 3), limb(negInverse, 0), limb(negInverse, 1),
		limb(twice, 0), limb(twice, 1),
	}
}

// Radix52 is what the kernels with limbs of 52 bits need to know of a field.
type Radix52 [25]uint64

func NewRadix52(modulus *big.Int) Radix52 {
	p := limbsRadix52(modulus)
	twice := limbsRadix52(new(big.Int).Lsh(modulus, 1))
	// M is the multiple of the modulus that is -1 modulo 2^52.
	negInverse := NewModulus(modulus)[3] & mask52
	m := new(big.Int).Mul(modulus, new(big.Int).SetUint64(negInverse))
	m.Add(m, big.NewInt(1)).Rsh(m, 52)
	high := limbsRadix52(m)
	// For a complement of two limbs, 2^104 - 1 - h, times t: the modulus is 2^254 + t.
	t := new(big.Int).Sub(modulus, new(big.Int).Lsh(big.NewInt(1), 254))
	t.Sub(t, new(big.Int).Lsh(t, 104))
	complement := limbsRadix52(t.Add(t, modulus))
	return Radix52{
		negInverse, p[0], p[1], p[2], p[4], mask52,
		mask46, high[0], high[1], high[2], high[3], high[4],
		-p[0], -p[1], -p[2], -p[4],
		-twice[0], -twice[1], -twice[2], -twice[4],
		complement[0], complement[1], complement[2], complement[3], complement[4],
	}
}

const (
	mask46 = 1<<46 - 1
	mask52 = 1<<52 - 1
)

// limbsRadix52 returns an integer below 2^256 in limbs of 52 bits.
func limbsRadix52(x *big.Int) [5]uint64 {
	var b [32]byte
	x.FillBytes(b[:])
	var n [4]uint64
	for i := range n {
		n[i] = binary.BigEndian.Uint64(b[24-8*i:])
	}
	return SplitRadix52(&n)
}

// SplitRadix52 returns a number in limbs of 64 bits in limbs of 52 bits.
func SplitRadix52(n *[4]uint64) [5]uint64 {
	return [5]uint64{
		n[0] & mask52,
		(n[0]>>52 | n[1]<<12) & mask52,
		(n[1]>>40 | n[2]<<24) & mask52,
		(n[2]>>28 | n[3]<<36) & mask52,
		n[3] >> 16,
	}
}

// ScheduleOfLanes arranges a scaled schedule for three rows at once: for each round
// the factors of lane 1 for the rows, those of lane 2 and the constants, each limb by
// limb in vectors of four words, of which the last is 0; and the numbers at the end.
func ScheduleOfLanes(schedule [][5]uint64) []uint64 {
	var words []uint64
	add := func(a, b, c *[5]uint64) {
		for limb := range 5 {
			words = append(words, a[limb], b[limb], c[limb], 0)
		}
	}
	for ; len(schedule) > 3; schedule = schedule[9:] {
		add(&schedule[0], &schedule[2], &schedule[4])
		add(&schedule[1], &schedule[3], &schedule[5])
		add(&schedule[6], &schedule[7], &schedule[8])
	}
	add(&schedule[0], &schedule[1], &schedule[2])
	return words
}
