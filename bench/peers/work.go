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
			{Name: "FpMultiplyChain", What: "Fp multiplication, latency (dependent chain)"},
			{Name: "FpMultiplyFour", What: "Fp multiplication, throughput (four independent)"},
			{Name: "FpMultiplyBatch", What: "Fp multiplication of vectors of 256, per element"},
			{Name: "FqMultiplyChain", What: "Fq multiplication, latency (dependent chain)"},
			{Name: "FpSquareChain", What: "Fp squaring, latency (dependent chain)"},
			{Name: "FpAdd", What: "Fp addition, latency (Fibonacci chain)"},
			{Name: "FpInvert", What: "Fp inversion, constant-time", ConstantTime: true},
			{Name: "FpInvertVarTime", What: "Fp inversion of a public element"},
			{Name: "FpSquareRoot", What: "square root in Fp of a public element"},
			{Name: "FpFFT/n=65536", What: "FFT of 2^16 elements of Fp, all cores"},
		}},
		{"curve", "Pallas", []Work{
			{Name: "PallasScalarMultiply", What: "scalar multiplication, constant-time", ConstantTime: true},
			{Name: "PallasScalarMultiplyVarTime", What: "scalar multiplication, public scalar"},
			{Name: "PallasBaseMultiply", What: "scalar multiplication of the generator, constant-time", ConstantTime: true},
			{Name: "PallasMSM/n=1024", What: "multi-scalar multiplication, 2^10 points, all cores"},
			{Name: "PallasMSM/n=16384", What: "multi-scalar multiplication, 2^14 points, all cores"},
			{Name: "PallasMSM/n=65536", What: "multi-scalar multiplication, 2^16 points, all cores"},
		}},
		{"messages", "Poseidon, keys, encryption and signatures", []Work{
			{Name: "PoseidonPermutation", What: "Poseidon permutation, kimchi parameters", ConstantTime: true},
			{Name: "PoseidonBatch", What: "Poseidon permutation, per state of a batch of 64", ConstantTime: true},
			{Name: "PoseidonHash2", What: "hash of two elements", ConstantTime: true},
			{Name: GnarkMultiply1155, What: "1155 multiplications as in FpMultiplyChain: about as many as in a permutation"},
			{Name: "DecodeAddress", What: "B62 address decoded to a point"},
			{Name: "Encrypt1", What: "encryption of a text of 14 bytes (one element), o1js-v2", ConstantTime: true},
			{Name: "Encrypt32K", What: "encryption of a text of 32 KB, o1js-v2", ConstantTime: true},
			{Name: "Decrypt32K", What: "decryption of it", ConstantTime: true},
			{Name: "Decrypt1K", What: "decryption of a text of 1 KB, o1js-v2", ConstantTime: true},
			{Name: "Decrypt1K/together", What: "decryption of a text of 1 KB, per text of a batch of 32", ConstantTime: true},
			{Name: "Sign", What: "signature of two elements", ConstantTime: true},
			{Name: "Verify", What: "verification of it"},
		}},
		{"verification", "Proofs of o1js", []Work{
			{Name: "VerifyProof", What: "verification of a ZkProgram's proof, all cores"},
			{Name: "VerifyProofBatch", What: "the same, per proof of a batch of 32"},
			{Name: "VerifyProofCold", What: "the same, from the start of a process to its end"},
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
