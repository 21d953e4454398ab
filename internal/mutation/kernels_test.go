//go:build mutation

package mutation_test

import (
	"testing"

	"golang.org/x/sys/cpu"
)

// kernelMutants are wrong words of the fields and of Poseidon, and wrong constants in
// their assembly. Those of the kernels for AVX-512 IFMA are noticed where the processor
// has it: elsewhere these kernels do not run.
func kernelMutants(t *testing.T) []mutant {
	all := append(constants(t, "pasta/fp/constants.go", ""), // the code of fq is the same
		mutant{file: "pasta/fq/constants.go", old: "0x8c46eb2100000001", new: "0x8c46eb2100000003"},
		mutant{file: "pasta/fp/kernel_amd64.s", old: "SHLQ  $62, SI", new: "SHLQ  $61, SI"},
		mutant{file: "pasta/fp/kernel_amd64.s", old: "NEGQ  t1", new: "ADDQ  t1, t1"},
		mutant{file: "pasta/fp/kernel_amd64.s", old: "ORQ   t0, t1", new: "ORQ   t1, t1"},
		mutant{file: "pasta/fp/kernel_amd64.s", old: "$const_negInverseHigh", new: "$const_negInverse"},
		mutant{file: "pasta/fp/kernel_amd64.s", old: "+8(SB)/8, $const_modulus1", new: "+8(SB)/8, $const_modulus0"},
		mutant{file: "pasta/fp/kernel_amd64.s", old: "SARQ $63, R15", new: "SARQ $62, R15"},
		mutant{file: "pasta/fp/kernel_amd64.s", old: "ADCQ    BX, R9", new: "ADDQ    BX, R9"},
		mutant{file: "internal/permutation/permutation_amd64.s", old: "MOVQ    $1<<63, DI", new: "MOVQ    $1<<62, DI", tests: "./poseidon"},
		mutant{file: "poseidon/constants.go", old: "03799c67", new: "13799c67"},
	)
	if !ifma {
		t.Log("not shown here: kernels for AVX-512 IFMA")
		return all
	}
	return append(all,
		mutant{file: "pasta/fp/batch_amd64.s", old: "$const_modulus52x2", new: "$const_modulus52x1"},
		mutant{file: "pasta/fp/batch_amd64.s", old: "$const_mask52", new: "$const_mask52-1"},
		mutant{file: "pasta/fp/batch_amd64.s", old: "·pairs<>+40(SB)/8, $3", new: "·pairs<>+40(SB)/8, $2"},
		mutant{file: "pasta/fp/batch_amd64.s", old: "VPSRLQ $12, n3, t4", new: "VPSRLQ $13, n3, t4"},
		mutant{file: "pasta/pallas/pairs_amd64.s", old: "VPSLLQ $4, P1, Z1", new: "VPSLLQ $3, P1, Z1", tests: "./pasta/pallas"},
		mutant{file: "pasta/pallas/pairs_amd64.s", old: "VPSLLQ $5, Z7, Z12", new: "VPSLLQ $6, Z7, Z12", tests: "./pasta/pallas"},
		mutant{file: "pasta/pallas/pairs_amd64.s", old: "VEXTRACTI64X4 $1, z", new: "VEXTRACTI64X4 $0, z", tests: "./pasta/pallas"},
		mutant{file: "pasta/pallas/pairs_amd64.go", old: "SetUint64(1<<6)", new: "SetUint64(1<<5)", tests: "./pasta/pallas"},
		mutant{file: "pasta/pallas/pairs_amd64.go", old: "0, 2, 1, 3,", new: "0, 1, 2, 3,", tests: "./pasta/pallas"},
		mutant{file: "internal/permutation/batch_amd64.s", old: "ADDQ $360, SI", new: "ADDQ $352, SI", tests: "./poseidon"},
		mutant{file: "internal/permutation/batch_amd64.s", old: "VPADDQ.BCST (240+40*j+32)", new: "VPADDQ.BCST (240+40*j+24)", tests: "./poseidon"},
		mutant{file: "internal/permutation/latency_amd64.s", old: "VPSLLQ $6, Y8, Y8", new: "VPSLLQ $5, Y8, Y8", tests: "./poseidon"},
		mutant{file: "internal/permutation/latency_amd64.s", old: "MINUS_P2 112(AX)", new: "MINUS_P2 104(AX)", tests: "./poseidon"},
		mutant{file: "internal/permutation/kernel.go", old: "-twice[0]", new: "-twice[1]", tests: "./poseidon"},
		mutant{file: "internal/permutation/kernel.go", old: "complement[3]", new: "complement[4]", tests: "./poseidon"},
		mutant{file: "internal/permutation/kernel.go", old: "high[3], high[4]", new: "high[4], high[3]", tests: "./poseidon"},
	)
}

var ifma = cpu.X86.HasAVX512IFMA
