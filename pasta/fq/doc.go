// Package fq implements the field with the modulus
//
//	q = 2^254 + 45560315531506369815346746415080538113
//	  = 0x40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001
//
// the scalar field of Pallas and the base field of Vesta (SPEC 3.1). It is the
// field that o1js calls Scalar. Package fp is its twin; the Go types keep the
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
package fq
