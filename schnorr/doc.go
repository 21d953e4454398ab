// Package schnorr makes and verifies Mina's Schnorr signatures over Pallas, of
// two kinds (SPEC 5.6):
//
//   - of a list of field elements, hashed with the kimchi parameters of Poseidon:
//     [Sign], [Verify]; Signature of o1js, signFields of mina-signer;
//   - of a text, hashed with the legacy parameters: [SignMessage],
//     [VerifyMessage]; signMessage of mina-signer.
//
// With G Mina's generator, d the private key and P = d·G the public key, a
// signature is (r, s) with
//
//	R = k·G with an even y,  r = R.x,
//	e = Poseidon(prefix of the network; fields, P, r)  or  Poseidon(prefix; P, r, text),
//	s = k + e·d.
//
// The nonce k comes from the BLAKE2b-256 hash of the message, both keys and the
// network: signatures are deterministic, and take no random number.
//
// # Networks
//
// A signature belongs to one [Network]. o1js's Signature.create and
// mina-signer's signFields sign for the testnet whatever network they are told:
// use [Testnet] to exchange signatures of fields with them. Networks with names
// of their own ("custom" in mina-signer) are not offered: their identifiers
// pass through floating point in the deployed software.
//
// # Secrets
//
// [Sign] and [SignMessage] take the same time for all private keys; time depends
// on the length of the message. [Verify] and [VerifyMessage] compute with
// public values and take variable time.
//
// # Who should not use it
//
// Programs that sign Mina transactions: those hash other fields. Programs that
// sign texts for which zero bytes at the end matter: the legacy hash does not
// bind them, so a signature of a text can verify for the same text with bytes
// 00 appended. That is the deployed scheme; [Sign] with a hash of the text has
// no such gap. A signature does not hide the message, and names no purpose: put
// that into the message.
//
// References: o1js src/mina-signer/src/signature.ts; MinaProtocol/mina
// docs/specs/signatures/description.md; C. P. Schnorr, "Efficient signature
// generation by smart cards", 1991.
package schnorr
