package fp

import "pgregory.net/rapid"

// edgeLimb generates limbs at which carries start and stop.
var edgeLimb = rapid.OneOf(
	rapid.SampledFrom([]uint64{0, 1, 2, 1 << 32, 1<<62 - 1, 1 << 62, 1 << 63, ^uint64(0), ^uint64(0) - 1,
		modulus0, modulus0 - 1, modulus0 + 1, modulus1, modulus1 - 1, negInverse}),
	rapid.Uint64(),
)

func drawLimbs(t *rapid.T, label string) limbs {
	var n limbs
	for i := range n {
		n[i] = edgeLimb.Draw(t, label)
	}
	return n
}

func drawReduced(t *rapid.T, label string) limbs {
	n := drawLimbs(t, label)
	n[3] &= 1<<62 - 1
	if rapid.Bool().Draw(t, "top") {
		n = limbs{modulus0 - 1 - n[0]%modulus0, modulus1, 0, modulus3}
	}
	return n
}
