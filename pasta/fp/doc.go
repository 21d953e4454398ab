// Package fp implements the field with the modulus
//
//	p = 2^254 + 45560315531419706090280762371685220353
//	  = 0x40000000000000000000000000000000224698fc094cf91b992d30ed00000001
//
// the base field of Pallas and the scalar field of Vesta (SPEC 3.1). It is the
// field that o1js calls Field. Package fq is its twin; the Go types keep the
// two apart.
//
// Every operation takes the same time for all values, unless its name says
// VarTime or its documentation says so: decimal texts and [InvertBatch] with
// zeros are for public values.
//
// Programs that want curve points, hashes or keys use packages pallas,
// poseidon and address; this package is for those who compute with field
// elements themselves.
//
// References: the Pasta curves (https://electriccoin.co/blog/the-pasta-curves-for-halo-2-and-beyond/);
// P. L. Montgomery, "Modular multiplication without trial division", 1985.
package fp
