// Package poseidon implements Mina's Poseidon: the permutations, the hash
// functions built on them, the sponge of o1js, and the hash to the group Pallas
// (SPEC 5).
//
// A state has three field elements: rate 2 (positions 0 and 1), capacity 1. All
// rounds are full. Two parameter sets exist over each of the two fields:
//
//	          S-box  rounds  constants before the first round  used by
//	kimchi    x^7    55      no                                Mina and o1js today
//	legacy    x^5    63      yes                               Mina's signatures of texts and payments
//
// This package is over Fp, package poseidonfq over Fq. The functions without a mark in
// their name are the kimchi set, which o1js calls Poseidon; those with Legacy in it are
// the legacy set. The constants are derived from SHA-256 as
// proof-systems does ([PSD-1]); internal/gen/constants writes them.
//
// Who should not use it: programs that want signatures or encryption use
// packages schnorr and elgamal. [Hash] is not for inputs of variable length
// (lists that differ in trailing zeros collide); [HashAnyLength] is. Where no
// proof circuit needs Poseidon, SHA-256 is far faster.
//
// The permutations, the hashes, [Pack] and the sponges take a time that depends on the
// number of inputs and on no value. [HashToGroup] is for public inputs, and
// prefixes are public.
//
// References: L. Grassi et al., "Poseidon: A new hash function for
// zero-knowledge proof systems", 2021 (https://eprint.iacr.org/2019/458);
// o1js src/bindings/crypto/poseidon.ts; o1-labs/proof-systems poseidon/.
package poseidon

//go:generate sh -c "cd .. && go run ./internal/gen/constants && go run ./internal/gen/twin"
