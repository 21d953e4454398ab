package proof

// System names a proof system (SPEC 11.2). The constants stand in the systems' packages,
// and the table of all of them in proof/systems.
type System string

// Setup says who made the keys of a proof (SPEC 11.2).
type Setup string

const (
	// SetupDevelopment: made by the prover on the spot. Whoever ran it could forge
	// proofs [PRF-10].
	SetupDevelopment Setup = "development"
	// SetupExternal: given by the caller, who answers for their origin.
	SetupExternal Setup = "external"
	// SetupTransparent: the keys follow from the circuit, and nobody made them.
	SetupTransparent Setup = "transparent"
)

// ParseSetup returns the set-up with the name, or [ErrUnknownName].
func ParseSetup(name string) (Setup, error) {
	switch s := Setup(name); s {
	case SetupDevelopment, SetupExternal, SetupTransparent:
		return s, nil
	}
	return "", ErrUnknownName
}

// maxLabel is the longest name of a system or a statement.
const maxLabel = 32

// isLabel says whether a name has the form of a system's or a statement's: 1 to 32 of
// a to z, 0 to 9 and -.
func isLabel(name string) bool {
	for _, c := range []byte(name) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return len(name) > 0 && len(name) <= maxLabel
}
