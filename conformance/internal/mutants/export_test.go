package mutants

// Controls returns mutants without a fault: the sound implementation, and each model
// with the decisions of SPEC.
func Controls() []Mutant {
	return []Mutant{
		{Name: "sound", fault: misreads(func(object) {}, "field.eval", "curve.add", "curve.scale", "curve.check",
			"poseidon.hash", "poseidon.hashAnyLength", "poseidon.hashToGroup", "encoding.encode", "publicKey.encode", "privateKey.encode")},
		{Name: "permutation", fault: permutes(func(*permutation) {})},
		{Name: "sponge", fault: sponges(func(*sponge) {})},
		{Name: "packing", fault: computes(packing{bits: 255}.pack, "poseidon.pack")},
		{Name: "decoding", fault: decodes(func(*decoding) {})},
		{Name: "keys", fault: misreadsKeys(func(*text58) {}, publicKeyByte, privateKeyByte)},
		{Name: "cipher", fault: enciphers(func(*cipher) {})},
		{Name: "sealing", fault: seals(func(*sealing) {})},
		{Name: "ticket", fault: computes(ticketCheck(0), "ticket.verify")},
		{Name: "signer", fault: signs(func(*signer) {})},
	}
}
