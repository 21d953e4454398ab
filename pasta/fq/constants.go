package fq

// The modulus q = 2^254 + t with t < 2^126 (SPEC 3.1), as 64-bit limbs, least
// significant first: modulus0, modulus1, 0, modulus3 = 2^62. The zero limb and
// the power of two are what the kernels of this package exploit.
const (
	modulus0 = 0x8c46eb2100000001
	modulus1 = 0x224698fc0994a8dd
	modulus3 = 1 << 62

	// negInverse and negInverseHigh are the limbs of -q^-1 mod 2^128.
	negInverse     = 0x8c46eb20ffffffff
	negInverseHigh = 0xd6c83a9183930e9c

	// twoAdicity is the largest s such that 2^s divides q-1.
	twoAdicity = 32

	// nonResidue is the smallest non-square; it generates the
	// multiplicative group.
	nonResidue = 5
)

var (
	// montgomeryOne, rSquare and rCube are 2^256, 2^512 and 2^768 mod q.
	montgomeryOne = limbs{0x5b2b3e9cfffffffd, 0x992c350be3420567, 0xffffffffffffffff, 0x3fffffffffffffff}
	rSquare       = limbs{0xfc9678ff0000000f, 0x67bb433d891a16e3, 0x7fae231004ccf590, 0x096d41af7ccfdaa9}
	rCube         = limbs{0x008b421c249dae4c, 0xe13bda50dba41326, 0x88fececb8e15cb63, 0x07dd97a06e6792c8}

	// With q-1 = 2^32 T, exponentRoot is (T-1)/2 and exponentOdd is T.
	exponentRoot = limbs{0x04ca546ec6237590, 0x0000000011234c7e, 0x0000000000000000, 0x0000000020000000}
	exponentOdd  = limbs{0x0994a8dd8c46eb21, 0x00000000224698fc, 0x0000000000000000, 0x0000000040000000}
)
