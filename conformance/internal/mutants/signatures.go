package mutants

// signatures are the mutants of SPEC 5.6.
func signatures() []Mutant {
	const sign, verify = "schnorr.sign", "schnorr.verify"
	testnet := func(in object) { in.with("network", "testnet") }
	return []Mutant{
		{"one-network", "signs and verifies for testnet whatever the network", "SIG-5", "SigNetwork",
			misreads(testnet, sign, verify)},
		{"network-guessed", "takes unknown networks for testnet", "SIG-8", "UnknownNetwork",
			misreads(func(in object) {
				if name := in.text("network"); name != "mainnet" && name != "devnet" {
					testnet(in)
				}
			}, sign, verify)},
		{"nonce-of-testnet", "derives the nonce for every network as for testnet", "SIG-5", "schnorr/fields/31",
			signs(func(s *signer) { s.id = func(string) int64 { return 0 } })},
		{"nonce-key-not-reduced", "puts the private key itself in the nonce, not its residue modulo p", "SIG-5", "ScalarGeP",
			signs(func(s *signer) { s.residue = false })},
		{"nonce-never-negated", "keeps nonces whose point has an odd y", "SIG-5", "schnorr/fields/1",
			signs(func(s *signer) { s.negates = false })},
		{"key-out-of-challenge", "leaves the public key out of the challenge", "SIG-5", "schnorr/fields/1",
			signs(func(s *signer) { s.bindsKey = false })},
		{"message-bits-from-the-right", "takes the bits of a message's bytes lowest first", "SIG-6", "schnorr/message/3",
			signs(func(s *signer) { s.lowFirst = true })},
		{"message-in-255-bits", "packs 255 bits of a message into a field", "SIG-6", "schnorr/message/9",
			signs(func(s *signer) { s.group = 255 })},
		{"message-by-kimchi", "hashes messages with today's parameters", "SIG-6", "schnorr/message/1",
			signs(func(s *signer) { s.kimchi = true })},
		{"parity-of-nonce-unchecked", "verifies signatures whose nonce point has an odd y", "SIG-7", "SigWrongParity",
			signs(func(s *signer) { s.checksParity = false })},
		{"nonce-not-compared", "verifies signatures without comparing r", "SIG-7", "SigTampered",
			signs(func(s *signer) { s.comparesR = false })},
		{"identity-as-nonce", "verifies signatures whose nonce point is the identity", "SIG-7", "SigIdentityNonce",
			signs(func(s *signer) { s.refusesIdentity = false })},
	}
}
