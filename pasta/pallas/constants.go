package pallas

// Mina's generator of Pallas (SPEC 3.2), in affine coordinates.
const (
	generatorX = "1"
	generatorY = "12418654782883325593414442427049395787963493412651469444558597405572177144507"
)

// endomorphismBeta is beta of (x, y) -> (beta*x, y), a cube root of one.
const endomorphismBeta = "20444556541222657078399132219657928148671392403212669005631716460534733845831"

// The basis of the endomorphism's lattice; glv.go says how they are used.
var (
	basisA1 = [2]uint64{0x8cb1279300000000, 0x49e69d1640a89953}
	basisB1 = [2]uint64{0x7fcae1c700000001, 0x49e69d1640f04915}
	basisA2 = [2]uint64{0x0c7c095a00000001, 0x93cd3a2c8198e269}
	basisB2 = [2]uint64{0x8cb1279300000000, 0x49e69d1640a89953}

	quotient1 = [4]uint64{0x61afdea68480fa55, 0x32c49e4bffffffff, 0x279a745902a2654e, 0x0000000000000001}
	quotient2 = [4]uint64{0x61afdea683e7688b, 0xff2b871c00000003, 0x279a745903c12455, 0x0000000000000001}
)

// Limbs 0, 1 and 3 of the modulus of Fp, whose limb 2 is zero, of its double, and
// the limbs of the negative inverse of the modulus modulo 2^128: what kernel_amd64.s needs.
const (
	modulus0       = 0x992d30ed00000001
	modulus1       = 0x224698fc094cf91b
	modulus3       = 1 << 62
	negInverse     = 0x992d30ecffffffff
	negInverseHigh = 0x69c760bd82a13db2

	twiceModulus0 = modulus0 << 1 & (1<<64 - 1)
	twiceModulus1 = modulus1<<1 | modulus0>>63
	twiceModulus3 = modulus3 << 1
)
