package peers

// Work is one operation that peers are measured on.
type Work struct {
	Name string
	// What says in a few words what one operation is.
	What string
	// ConstantTime is set if minaseal's operation is constant-time because it is
	// meant for secrets. Peers whose operation is not are marked in the results.
	ConstantTime bool
}

// Group is a table and a plot of the results.
type Group struct {
	Name  string // of the plot's file
	Title string
	Works []Work
}

// Groups returns all works in the order of the results.
func Groups() []Group {
	return []Group{
		{"field", "Field arithmetic", []Work{
			{Name: "FpMultiplyChain", What: "product in Fp, each needs the one before"},
			{Name: "FpMultiplyFour", What: "product in Fp, four at a time are independent"},
			{Name: "FpMultiplyBatch", What: "product in Fp, one of 256 of two lists"},
			{Name: "FqMultiplyChain", What: "product in Fq, each needs the one before"},
			{Name: "FpSquareChain", What: "square in Fp, each needs the one before"},
			{Name: "FpAdd", What: "sum in Fp, each needs the two before"},
			{Name: "FpInvert", What: "inverse in Fp, constant-time", ConstantTime: true},
			{Name: "FpInvertVarTime", What: "inverse in Fp of a public value"},
			{Name: "FpSquareRoot", What: "square root in Fp of a public value"},
			{Name: "FpFFT/n=65536", What: "Fourier transform of 2^16 elements of Fp, all cores"},
		}},
		{"curve", "Pallas", []Work{
			{Name: "PallasScalarMultiply", What: "scalar times point, constant-time", ConstantTime: true},
			{Name: "PallasScalarMultiplyVarTime", What: "public scalar times point"},
			{Name: "PallasBaseMultiply", What: "scalar times generator, constant-time", ConstantTime: true},
			{Name: "PallasMSM/n=1024", What: "sum of 2^10 public multiples, all cores"},
			{Name: "PallasMSM/n=16384", What: "sum of 2^14 public multiples, all cores"},
			{Name: "PallasMSM/n=65536", What: "sum of 2^16 public multiples, all cores"},
		}},
		{"messages", "Poseidon, keys, encryption and signatures", []Work{
			{Name: "PoseidonPermutation", What: "one permutation, kimchi parameters", ConstantTime: true},
			{Name: "PoseidonBatch", What: "one of 64 permutations at once", ConstantTime: true},
			{Name: "PoseidonHash2", What: "hash of two elements", ConstantTime: true},
			{Name: GnarkMultiply1155, What: "1155 products as in FpMultiplyChain: a permutation has about as many"},
			{Name: "DecodeAddress", What: "B62 text to point"},
			{Name: "Encrypt1", What: "text of 14 bytes (one element), o1js-v2", ConstantTime: true},
			{Name: "Encrypt32K", What: "text of 32768 bytes, o1js-v2", ConstantTime: true},
			{Name: "Decrypt32K", What: "the same, decrypted", ConstantTime: true},
			{Name: "Decrypt1K", What: "text of 1024 bytes, o1js-v2, decrypted", ConstantTime: true},
			{Name: "Decrypt1K/together", What: "the same, one of 32 decrypted together", ConstantTime: true},
			{Name: "Sign", What: "signature of two elements", ConstantTime: true},
			{Name: "Verify", What: "verification of it"},
		}},
		{"verification", "Proofs of o1js", []Work{
			{Name: "VerifyProof", What: "verification of a ZkProgram's proof, all cores"},
			{Name: "VerifyProofBatch", What: "the same, each of 32 at once"},
			{Name: "VerifyProofCold", What: "the same, one, by a process that has just started"},
		}},
	}
}

// GnarkMultiply1155 is a yardstick rather than a work to compare: it has one peer,
// gnark-crypto, and is measured in turns with PoseidonPermutation.
const GnarkMultiply1155 = "GnarkMultiply1155"

// Works returns the works of all groups.
func Works() []Work {
	var all []Work
	for _, group := range Groups() {
		all = append(all, group.Works...)
	}
	return all
}
