package fp

// The modulus p = 2^254 + t with t < 2^126 (SPEC 3.1), as 64-bit limbs, least
// significant first: modulus0, modulus1, 0, modulus3 = 2^62. The zero limb and
// the power of two are what the kernels of this package exploit.
const (
	modulus0 = 0x992d30ed00000001
	modulus1 = 0x224698fc094cf91b
	modulus3 = 1 << 62

	// negInverse and negInverseHigh are the limbs of -p^-1 mod 2^128.
	negInverse     = 0x992d30ecffffffff
	negInverseHigh = 0x69c760bd82a13db2

	// twoAdicity is the largest s such that 2^s divides p-1.
	twoAdicity = 32

	// nonResidue is the smallest non-square; it generates the
	// multiplicative group.
	nonResidue = 5
)

var (
	// montgomeryOne, rSquare and rCube are 2^256, 2^512 and 2^768 mod p.
	montgomeryOne = limbs{0x34786d38fffffffd, 0x992c350be41914ad, 0xffffffffffffffff, 0x3fffffffffffffff}
	rSquare       = limbs{0x8c78ecb30000000f, 0xd7d30dbd8b0de0e7, 0x7797a99bc3c95d18, 0x096d41af7b9cb714}
	rCube         = limbs{0xf185a5993a9e10f9, 0xf6a68f3b6ac5b1d1, 0xdf8d1014353fd42c, 0x2ae309222d2d9910}

	// With p-1 = 2^32 T, exponentRoot is (T-1)/2 and exponentOdd is T.
	exponentRoot = limbs{0x04a67c8dcc969876, 0x0000000011234c7e, 0x0000000000000000, 0x0000000020000000}
	exponentOdd  = limbs{0x094cf91b992d30ed, 0x00000000224698fc, 0x0000000000000000, 0x0000000040000000}
)
