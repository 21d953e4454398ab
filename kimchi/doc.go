// Package kimchi makes and verifies proofs of Kimchi, o1-labs' PLONK with a polynomial
// commitment of inner products over the Pasta curves: such as o1js makes with
// Experimental.ZkFunction (SPEC 11.6 to 11.13, 11.18). Circuits are written with package
// kimchi/builder; kimchi/statements has those of the handshake's statements. Package
// kimchi/pickles verifies the proofs of o1js's ZkProgram, which are made of two such
// proofs, and kimchi/o1js both kinds by name.
//
//	circuit over Fp, commitments on Vesta, reference string of 2^16 points
//
// The [Era] is a parameter of every verification and never guessed: the constraints of
// Mesa are not those of Berkeley, and keys and proofs look the same.
//
// Nothing here has a trusted set-up: the reference string is made of hashes. The first
// verification derives it, within a small part of a second.
//
// Who should not use it: programs that want to verify a proof of an o1js ZkProgram, or
// of a contract, use package pickles.
//
// The time of [ProverIndex.Prove] depends on the witness, which is erased after use.
// Everything is public to a verifier, and its time depends on it. Decoders are strict,
// bounded in memory by their input, and accept one form of a key or proof.
//
// References: A. Gabizon, Z. Williamson, O. Ciobotaru, "PLONK", 2019
// (https://eprint.iacr.org/2019/953); B. Bünz, A. Chiesa, P. Mishra, N. Spooner,
// "Proof-carrying data from accumulation schemes", 2020
// (https://eprint.iacr.org/2020/499); o1-labs/proof-systems, kimchi.
package kimchi

//go:generate sh -c "cd .. && go run ./kimchi/internal/constants"
