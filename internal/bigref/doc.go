// Package bigref is a slow reference implementation of everything minaseal
// computes, written on [math/big] from the specification alone: the Pasta
// fields and curves, Poseidon, the text and key encodings, Schnorr signatures
// and the two o1js encryption schemes.
//
// It exists to be compared with: property tests and fuzz targets run the real
// packages against it. It shares no code and no constant with them. Points are
// affine, scalar multiplication is double-and-add, and the Poseidon parameters
// are derived from SHA-256 instead of being listed, so that a reader can check
// each function against its definition.
//
// # Who should not use it
//
// Everybody except a test. Nothing here is constant-time, nothing is erased,
// and math/big leaks its operands through timing and memory.
//
// # Conventions
//
// Field elements and scalars are *big.Int in [0, modulus). No function changes
// an argument, and every result is a fresh value. Decoders return a
// [Rejection], whose text is the stable error code of the specification.
//
// References: SPEC 3 (parameters), 4 (encodings), 5 (Poseidon and Schnorr), 6
// (encryption); o1-labs/proof-systems poseidon/scripts/params.sage for the
// derivation of the Poseidon constants; the WHATWG Encoding Standard for UTF-8
// decoding.
package bigref
