// Package prover makes proofs of plain Kimchi: circuits over Fp, commitments on Vesta,
// no recursion (SPEC 11.18). Package kimchi is its public face.
//
// It is not constant-time: its sums of points take a time that depends on the witness.
package prover
