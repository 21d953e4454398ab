// Package pasta is the root of the Pasta cycle: two prime fields ([fp], [fq])
// and two curves over them ([pallas], [vesta]), each curve's group order being
// the other's field.
//
//	y^2 = x^3 + 5
//	Pallas: coordinates in Fp, scalars in Fq        Vesta: coordinates in Fq, scalars in Fp
//
// Both have cofactor 1, 2-adicity 32 in both fields, and an endomorphism
// (x, y) -> (beta x, y). Two conventions for the generators exist. This module
// uses Mina's, with x = 1:
//
//	Pallas (1, 12418654782883325593414442427049395787963493412651469444558597405572177144507)
//	Vesta  (1, 11426906929455361843568202299992114520848200991084027513389447476559454104162)
//
// Zcash uses (-1, 2) on both; nothing here does.
//
// Who should not use it: programs that want signatures, addresses or encryption
// use packages schnorr, address and elgamal. The curves offer about 126 bits
// of security and no pairing.
//
// # Constant time
//
// What the time of an operation of this module depends on, of the values that
// it is given:
//
//   - field arithmetic, inversion, Select, Equal, bytes: nothing
//   - ScalarMultiply, ScalarBaseMultiply, point addition: nothing
//   - Poseidon permutation, sponge, hashes: the number of elements
//   - elgamal encryption and decryption of elements and bytes, the tag's check:
//     the length of the message
//   - text that is decrypted, text that is encrypted and not UTF-8: its bytes
//   - schnorr.Sign, SignMessage: the length of the message
//   - private keys as base58 text, both ways: nothing
//   - names with VarTime, decimal text, addresses, ciphertext JSON,
//     schnorr.Verify: everything: for public values only
//   - proofs (circuit, kimchi/statements): the witness: no prover here is constant-time
//
// internal/consttime holds the call graph of the schemes and the protocol to it, and
// bench/timing measures a selection.
//
// # Files
//
// fp and pallas are written by hand; fq and vesta are made from them by
// internal/gen/twin.
//
// [fp]: https://pkg.go.dev/github.com/minaseal/minaseal/pasta/fp
// [fq]: https://pkg.go.dev/github.com/minaseal/minaseal/pasta/fq
// [pallas]: https://pkg.go.dev/github.com/minaseal/minaseal/pasta/pallas
// [vesta]: https://pkg.go.dev/github.com/minaseal/minaseal/pasta/vesta
package pasta

//go:generate sh -c "cd .. && go run ./internal/gen/twin && go run ./internal/gen/asm"
