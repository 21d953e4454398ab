package proof

// Config says where a prover or verifier has its keys, and whom it tells about its stages.
// The zero value is right for trying things: development keys, made once and kept. Systems
// whose keys follow from the circuit take Progress alone, and refuse key files.
type Config struct {
	// CacheDir is the directory of the development keys, made with mode 0700 if missing;
	// "" is minaseal/keys in the user's cache directory ($XDG_CACHE_HOME or ~/.cache on
	// Linux). A prover and a verifier on one directory have the same keys.
	CacheDir string

	// InMemory makes the keys anew and keeps them in memory alone: only the prover's own
	// verifier, and those who are given its key, can then verify. A verifier needs SRS with
	// it, from which the keys follow.
	InMemory bool

	// ProvingKey and VerifyingKey are files with the keys of a ceremony, or such as
	// KeyWriter writes; a verifier has no proving key. They count as external. Trust the
	// files: gnark believes the lengths in them.
	ProvingKey, VerifyingKey string

	// SRS is a file with the powers of tau of a ceremony, for systems whose keys follow
	// from them (PLONK), in the form of gnark-crypto's kzg.SRS. The set-up is then external.
	SRS string

	// Progress is told of the stages, if not nil.
	Progress Progress
}
