package vesta

// Mina's generator of Vesta (SPEC 3.2), in affine coordinates.
const (
	generatorX = "1"
	generatorY = "11426906929455361843568202299992114520848200991084027513389447476559454104162"
)

// endomorphismBeta is beta of (x, y) -> (beta*x, y), a cube root of one.
const endomorphismBeta = "2942865608506852014473558576493638302197734138389222805617480874486368177743"

// The basis of the endomorphism's lattice; glv.go says how they are used.
var (
	basisA1 = [2]uint64{0x7fcae1c700000000, 0x49e69d1640f04915}
	basisB1 = [2]uint64{0x8cb1279300000001, 0x49e69d1640a89953}
	basisA2 = [2]uint64{0x8cb1279300000001, 0x49e69d1640a89953}
	basisB2 = [2]uint64{0x0c7c095a00000001, 0x93cd3a2c8198e269}

	quotient1 = [4]uint64{0xc35fbd4d0afe9927, 0x31f0256800000002, 0x4f34e8b2066389a4, 0x0000000000000002}
	quotient2 = [4]uint64{0x61afdea685cc1579, 0x32c49e4c00000003, 0x279a745902a2654e, 0x0000000000000001}
)

// Limbs 0, 1 and 3 of the modulus of Fq, whose limb 2 is zero, of its double, and
// the limbs of the negative inverse of the modulus modulo 2^128: what kernel_amd64.s needs.
const (
	modulus0       = 0x8c46eb2100000001
	modulus1       = 0x224698fc0994a8dd
	modulus3       = 1 << 62
	negInverse     = 0x8c46eb20ffffffff
	negInverseHigh = 0xd6c83a9183930e9c

	twiceModulus0 = modulus0 << 1 & (1<<64 - 1)
	twiceModulus1 = modulus1<<1 | modulus0>>63
	twiceModulus3 = modulus3 << 1
)
