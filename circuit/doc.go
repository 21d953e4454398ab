// Package circuit makes and checks zero-knowledge proofs of the statements of
// the handshake (SPEC 11) with gnark over BN254: Groth16 and PLONK.
//
// # The statement "range"
//
// The prover knows a value v in the Pallas base field (o1js's Field) with
// v <= 100, compared as integers: o1js's
//
//	v.assertLessThanOrEqual(100)
//
// v is private and there is no public input. What is NOT proved: where v comes
// from, that it is bound to any ciphertext or key, that anybody in particular
// made the proof, or that the proof is new. Everybody can prove "range" (v = 0
// will do); a proof says something only inside a protocol that says who sent it.
//
// # The statement "sealed-range"
//
// The prover knows the private key of a worker's public key, under which a
// ciphertext of o1js's Encryption decrypts to a payload {"value":"v"} with v at most
// 100. Scheme, public key and ciphertext are public (package statement; SPEC 11.5).
// An application makes the proof evidence for its own job with
// [proof.VerifyInstance]. What is not proved: which value, that the proof is new, or
// who made it beyond knowing the key.
//
// Its circuit is 58845 constraints for Groth16 and 237473 for PLONK, for a
// ciphertext of one element; with o1js-v2 each further element adds about 12400.
// Nearly all of them serve about 1200 congruences modulo p, checked in one batch
// (package congruence): 660 in two Poseidon permutations, 400 in w*R, 130 in w*G.
//
// # Circuit of "range"
//
// The circuit works over BN254's scalar field, which differs from the Pallas
// base field, so v is an emulated element of four 64-bit limbs ([pallasBase]).
// The constraints are: each limb is below 2^64, the top one below 2^63; the
// integer of the limbs is below p; that integer is at most 100. They are 401 for
// Groth16 and 792 for PLONK (testdata/constraints.csv). Commitments are not used here.
//
// # Proof systems
//
//	Groth16BN254  Groth16 (https://eprint.iacr.org/2016/260): 164 bytes, 228 for
//	              sealed-range; needs keys made for this very circuit
//	PlonkBN254    PLONK with KZG (https://eprint.iacr.org/2019/953): 520 bytes, 648
//	              for sealed-range; needs a universal powers-of-tau string (SRS)
//
// Both are not post-quantum; BN254 gives about 100 bits of security.
//
// # Contracts
//
// [Verifier.ExportSolidity] writes a contract that verifies Groth16 proofs for about
// 450000 gas (sealed-range); module circuit/solidity tests it. It proves nothing
// to a caller who does not make its inputs from a ciphertext that he trusts.
//
// # Who must make the keys
//
// Unless told otherwise, NewProver makes the keys itself and says so: the set-up
// is [proof.SetupDevelopment], also in the name of the key file and in every proof.
// Whoever runs a development set-up can keep its trapdoor and forge proofs, and
// gnark does not erase the trapdoor from memory. Use such keys for development
// and where the prover and the verifier are one party. Elsewhere give the keys
// of a ceremony ([proof.Config]); they are marked
// [proof.SetupExternal], since the package cannot know that a ceremony was honest.
//
// # Secrets
//
// Nothing here is constant-time: gnark's witness solver, its multi-exponentiations
// and its scalar arithmetic take time that depends on the witness. Do not let
// an attacker time proofs of the same secret. The package erases the limbs and
// the witness vector that it makes. It cannot erase what gnark allocates within:
// copies made while a witness is built, the solved wires, the exponentiation's
// scalars. They stay in memory until the garbage collector reuses it.
//
// gnark's logger prints witness values when a constraint fails, to standard
// output; importing this package disables it.
//
// # Malleability
//
// Groth16 proofs can be re-randomised by anybody: two proofs of one statement
// with different bytes both verify. Do not use a proof's bytes as an identifier.
//
// # Who should not use it
//
// Whoever wants proofs that need no set-up (see kimchi/statements), o1js's proofs (see
// kimchi/pickles), or to choose among all systems (see proof/systems); and whoever wants
// post-quantum proofs.
package circuit
