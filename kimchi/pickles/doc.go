// Package pickles verifies the proofs of o1js's ZkProgram, Pickles proofs with the
// verification key of their program (SPEC 11.14 to 11.17), and makes them (SPEC 11.20).
//
// Such a proof is a Kimchi proof over Fq, the wrap proof, that a step proof over Fp was
// verified, up to two sums of points and some arithmetic which are left to the
// verifier. The program's circuit, and the proofs that it verified in turn, are behind
// the step proof. All circuits are in the key.
//
// [Verify] is told the era, the public input and the public output that the caller
// awaits; [VerifyBatch] verifies many proofs at a small part of the price each. The
// first call derives the reference strings, within a small part of a second.
//
// # Proving
//
// [NewProgram] takes the gates of a program of one method, as o1js compiled them, and
// [Program.Prove] proves it under the key of that compilation. The table of the gates is the
// output of o1js for the program; vectors/generate writes it. What the circuits say is
// o1js's affair: a fault here would give proofs that do not verify, and no false ones.
//
// A proof takes seconds, its Program a second or two, once. Secrets go through
// [Program.Prove], which says what depends on them.
//
// Who should not use it: a proof says what its program says. Whoever does not know the
// program's source, and the key that it compiles to, knows nothing after verification.
//
// # Secrets
//
// Everything is public to a verifier, and its time depends on it. Decoders are strict,
// bounded in memory by their input, and accept one form of a key or proof.
//
// References: S. Bowe, J. Grigg, D. Hopwood, "Recursive proof composition without a
// trusted setup", 2019 (https://eprint.iacr.org/2019/1021); MinaProtocol/mina,
// src/lib/crypto/pickles.
package pickles
