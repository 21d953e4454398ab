// Package statements holds the circuits of Kimchi for the statements of the handshake:
// range and sealed-range (SPEC 11.1, 11.5, 11.19), whose relations package statement
// defines. Poseidon and Pallas are native to Kimchi: sealed-range takes some 260 rows,
// some 480 for a message of sealed-v1, and nobody has to be trusted for its keys.
//
// [NewRange] and [NewSealedRange] make a [Prover] for a circuit; the keys follow from the
// circuit. A Prover verifies too.
//
// Secrets: witnesses are erased after use. Proving is not constant-time: see package
// kimchi.
//
// Who should not use it: programs that make or verify proofs of several systems use
// package circuit.
package statements
