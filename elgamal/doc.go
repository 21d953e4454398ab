// Package elgamal implements the public-key encryption of o1js as named schemes
// (SPEC 6): a message of field elements, bytes or text is encrypted to a Mina
// public key.
//
//	scheme    the encrypt of
//	o1js-v1   snarkyjs 0.3.3 to 0.12.1; o1js up to 1.9.1
//	o1js-v2   o1js 2.0.0 and later; encryptV2 of o1js 1.7.0 to 1.9.1
//
// A third scheme, sealed-v1, is this project's own: [Seal] and [Open] need the
// private key of one side and the public key of the other, and bind a message to
// its place in a run (SPEC 6.6). What is said below of tags and of the ephemeral
// key's sign does not hold for it.
//
// An encryption draws a scalar k, agrees on the point Z = k·PK, and runs a
// Poseidon sponge keyed with Z.x over the message; the sponge masks each element
// and gives the authentication tag. The ciphertext is k·G, the masked elements
// and the tag. Nothing in it tells the scheme: the caller names it, and no
// function here tries one scheme after another.
//
// # What it does not do
//
// It does not tell who encrypted. The y coordinate of the ephemeral key is not
// bound: its negation decrypts to the same message. The tags of both schemes let
// through what they should not:
//
//   - o1js-v1: for any even j, c[0] to c[j-1] and c[j] - m[j] as the tag are a
//     valid ciphertext of m[0] to m[j-1], so whoever knows m[j] cuts the message.
//   - o1js-v1: if the number of elements is odd, anybody can put a 0 before the
//     tag; the message then has one more element, which nobody chose.
//   - o1js-v2: c[0] - m[0] alone is a valid ciphertext of no fields, if there
//     were two or more.
//
// This package refuses ciphertexts of no fields, which closes the hole of
// o1js-v2. Use o1js-v1 only where a peer needs it. Programs that need to know
// who sent a message seal it, or add a signature.
//
// # Timing
//
// Encrypt, Decrypt, Seal and Open take a time that depends on the number of elements alone,
// and not on keys, messages or where a tag differs. The functions for text take
// a time that depends on the text's UTF-8; parsing and JSON depend on the
// ciphertext, which is public. Shared secrets are erased; what a function
// returns is the caller's to erase.
//
// References: o1js src/lib/provable/crypto/encryption.ts and
// src/bindings/lib/encoding.ts; WHATWG Encoding Standard, UTF-8 decoder.
package elgamal
