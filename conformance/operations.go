package conformance

// Operations returns the names of the operations of SPEC A.2, hello first.
func Operations() []string {
	return []string{
		"hello", "field.eval", "curve.add", "curve.scale", "curve.check",
		"poseidon.permute", "poseidon.hash", "poseidon.hashAnyLength", "poseidon.sponge", "poseidon.hashToGroup", "poseidon.pack",
		"encoding.encode", "encoding.decode",
		"publicKey.decode", "publicKey.encode", "privateKey.decode", "privateKey.encode",
		"elgamal.encrypt", "elgamal.decrypt",
		"sealed.transcript", "sealed.seal", "sealed.open", "sealed.range", "sealed.app", "sealed.worker", "ticket.sign", "ticket.verify",
		"schnorr.sign", "schnorr.verify", "proof.verify",
	}
}
