// Package address implements Mina's keys and signatures as texts: public keys
// "B62q…", private keys "EK…" and signatures "7m…" (SPEC 4.4 to 4.7).
//
// A text is base58 with Bitcoin's alphabet, most significant digit first, of
//
//	version ‖ 01 [‖ 01] ‖ body ‖ first 4 bytes of SHA-256(SHA-256(what precedes))
//
//	object       version  body                        characters
//	public key   203      x (32 bytes) ‖ parity of y  55
//	private key  90       scalar (32 bytes)           52
//	signature    154      r (32 bytes) ‖ s (32 bytes) 96
//
// with numbers least significant byte first. There is one decoder for each
// object. It is strict: it accepts a text exactly if the encoder produces it,
// so an object has one text. It refuses what o1js takes: short scalars, the
// private key 0. Texts of more than 128 characters are refused before anything
// is computed.
//
// # Secrets
//
// Operations on private keys, their decoding from and encoding to text
// included, take a time that does not depend on the key, and access memory at
// addresses that do not. A [PrivateKey] prints as "[secret]" and can be erased;
// its text, being a string, cannot be, so programs should hold keys as
// PrivateKey and drop the text early. Functions on public keys and signatures
// are for public values: [NewPublicKey] and [ParsePublicKey] take variable
// time.
//
// # Who should not use it
//
// Programs that handle Mina's other base58check objects (tokens, transaction
// hashes, memos): their version bytes are not known here. The package stores no
// keys and derives none from seeds or passwords.
//
// References: o1js src/lib/util/base58.ts and src/mina-signer/src/curve-bigint.ts;
// https://en.bitcoin.it/wiki/Base58Check_encoding for the alphabet and the checksum.
package address
