// Package statements holds the circuits of Kimchi for the statements of the handshake:
// range and sealed-range (SPEC 11.1, 11.5, 11.19), whose relations package statement
// defines. Poseidon and Pallas are native to Kimchi: sealed-range takes some 260 rows,
// some 480 for a message of sealed-v1, and nobody has to be trusted for its keys.
//
// [NewProver] makes a [Prover] for a statement, which is a [proof.Prover] and verifies too;
// [Compile] makes a circuit's [Index], which makes proofs of package kimchi. The keys follow
// from the circuit.
//
// Secrets: witnesses are erased after use. Proving is not constant-time: see package
// kimchi.
//
// Who should not use it: programs that make or verify proofs of several systems use
// package proof/systems.
package statements
