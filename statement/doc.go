// Package statement defines what the proofs of the handshake prove (SPEC 11),
// without a proof system: the names, the public inputs in their order, the
// relation between them and a witness, and its native check. A [Definition] is a
// statement, an [Instance] its public values, and a [Witness] what a prover knows. The
// proof systems (package proof/systems) take all three from here.
//
// # The statement "sealed-range"
//
// Public are a [Scheme], a worker's public key W and a ciphertext (R, c, tag); for
// sealed-v1 also the sender's public key and the place of the message. The prover knows a
// private key w with W = w*G, under which the ciphertext decrypts, with the tag given, to
// the payload {"value":"v"} with v at most [Bound] ([SealedRange], SPEC 11.5).
//
// It does not say that the sender sent it: whoever knows w can seal a message as if from
// anybody. An app compares the public inputs with those of what it has sent itself.
//
// # Secrets
//
// [SealedRange.Open] handles the private key in constant time. The outcome, and
// the time of reading the payload, depend on the payload.
//
// # Who should not use it
//
// Whoever wants a proof: see package proof/systems.
package statement
