// Package poseidonfq is Mina's Poseidon over Fq (SPEC 5): the permutations and the sponge,
// with the names that package poseidon has for those over Fp. Verifiers and provers of
// Kimchi need it for the transcripts of curve points of Vesta.
//
// Who should not use it: programs that hash, sign or encrypt; what o1js calls Poseidon is
// package poseidon.
//
// The time of all functions depends on the number of inputs and on no value.
//
// Files but this one and the constants are made from those of package poseidon by
// internal/gen/twin.
//
// References: those of package poseidon.
package poseidonfq
