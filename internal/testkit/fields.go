package testkit

import (
	"crypto/sha512"
	"encoding/binary"
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
	"pgregory.net/rapid"
)

// FieldElement generates canonical elements of f, most of them at the edges of
// the arithmetic: around 0, the modulus and its half, next to powers of two,
// and with limbs of only zeros or ones, both as integers and in Montgomery form
// (multiples of 2^-256). The rest is uniform.
func FieldElement(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.OneOf(
		smallElement(f),
		nearHalf(f),
		nearPowerOfTwo(f),
		limbPattern(f),
		montgomeryPattern(f),
		rootOfUnity(f),
		uniform(f),
		uniform(f),
	)
}

// Fp generates elements of Fp; see [FieldElement].
func Fp() *rapid.Generator[*big.Int] { return FieldElement(bigref.Fp()) }

// Fq generates elements of Fq; see [FieldElement].
func Fq() *rapid.Generator[*big.Int] { return FieldElement(bigref.Fq()) }

// Integer256 generates integers below 2^256, canonical elements of f and others:
// next to multiples of the modulus and to 2^255 and 2^256, and uniform ones.
func Integer256(f *bigref.Field) *rapid.Generator[*big.Int] {
	limit := new(big.Int).Lsh(big.NewInt(1), 256)
	edge := rapid.Custom(func(t *rapid.T) *big.Int {
		base := rapid.SampledFrom([]*big.Int{
			f.Modulus(),
			new(big.Int).Lsh(f.Modulus(), 1),
			new(big.Int).Mul(f.Modulus(), big.NewInt(3)),
			new(big.Int).Lsh(big.NewInt(1), 255),
			limit,
		}).Draw(t, "base")
		x := new(big.Int).Add(base, big.NewInt(rapid.Int64Range(-2, 2).Draw(t, "offset")))
		return x.Mod(x, limit)
	})
	any256 := rapid.Custom(func(t *rapid.T) *big.Int {
		x := hashed(rapid.Uint64().Draw(t, "seed"))
		return x.Mod(x, limit)
	})
	return rapid.OneOf(FieldElement(f), edge, any256)
}

// smallElement generates 0, 1, 2, … and their negatives.
func smallElement(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		return f.Reduce(big.NewInt(rapid.Int64Range(-8, 8).Draw(t, "small")))
	})
}

func nearHalf(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		half := new(big.Int).Rsh(f.Modulus(), 1)
		return f.Add(half, f.Reduce(big.NewInt(rapid.Int64Range(-1, 2).Draw(t, "offset"))))
	})
}

// nearPowerOfTwo generates ±(2^k + d) with d from -1 to 1.
func nearPowerOfTwo(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		x := new(big.Int).Lsh(big.NewInt(1), uint(rapid.IntRange(0, 256).Draw(t, "exponent")))
		x.Add(x, big.NewInt(rapid.Int64Range(-1, 1).Draw(t, "offset")))
		if rapid.Bool().Draw(t, "negative") {
			x.Neg(x)
		}
		return f.Reduce(x)
	})
}

// limbPattern generates numbers whose 64-bit limbs are at their extremes.
func limbPattern(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int { return f.Reduce(drawLimbs(t, f)) })
}

// montgomeryPattern generates elements whose Montgomery form, the product with
// 2^256, is a [limbPattern].
func montgomeryPattern(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		r := new(big.Int).Lsh(big.NewInt(1), 256)
		return f.Divide(f.Reduce(drawLimbs(t, f)), r)
	})
}

func drawLimbs(t *rapid.T, f *bigref.Field) *big.Int {
	word := new(big.Int).Lsh(big.NewInt(1), 64)
	x := new(big.Int)
	for i := 3; i >= 0; i-- {
		own := new(big.Int).Rsh(f.Modulus(), uint(64*i))
		own.Mod(own, word)
		limb := rapid.SampledFrom([]uint64{
			0, 1, ^uint64(0), ^uint64(0) - 1, 1 << 63, 1<<63 - 1, 1 << 62, 1<<62 - 1,
			own.Uint64(), own.Uint64() - 1, own.Uint64() + 1,
		}).Draw(t, "limb")
		x.Lsh(x, 64).Add(x, new(big.Int).SetUint64(limb))
	}
	return x
}

// rootOfUnity generates elements whose order is a power of two at most 2^32:
// the hard cases of a square root.
func rootOfUnity(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		odd := new(big.Int).Rsh(new(big.Int).Sub(f.Modulus(), big.NewInt(1)), 32)
		root := f.Power(big.NewInt(5), odd)
		return f.Power(root, big.NewInt(int64(rapid.Uint32().Draw(t, "exponent"))))
	})
}

func uniform(f *bigref.Field) *rapid.Generator[*big.Int] {
	return rapid.Custom(func(t *rapid.T) *big.Int {
		return f.Reduce(hashed(rapid.Uint64().Draw(t, "seed")))
	})
}

// hashed spreads a seed over 512 bits: rapid's own numbers prefer the small.
func hashed(seed uint64) *big.Int {
	digest := sha512.Sum512(binary.LittleEndian.AppendUint64(nil, seed))
	return new(big.Int).SetBytes(digest[:])
}
