package roles

import (
	"github.com/minaseal/minaseal/elgamal"
)

// profile is a variant of the handshake with the cases that apply to it.
type profile struct {
	name   string
	scheme elgamal.Scheme
	other  elgamal.Scheme // another scheme, which the profile has to refuse
	cases  func() []roleCase
	prefix string // of the app's subject
}

// schemeName returns the name of the profile's scheme, as drivers call it.
func (p profile) schemeName() string {
	if p.name == sealedName {
		return sealedName
	}
	return p.scheme.String()
}

// sealedName is the profile sealed-v1, and its scheme.
const sealedName = "sealed-v1"

// profiles returns all profiles of SPEC 8.1. The zkcw profiles share their messages
// and so their cases.
func profiles() []profile {
	return []profile{
		{name: "zkcw-v1", scheme: elgamal.O1jsV1, other: elgamal.O1jsV2, cases: zkcwCases, prefix: "zkcw:"},
		{name: "zkcw-v2", scheme: elgamal.O1jsV2, other: elgamal.O1jsV1, cases: zkcwCases, prefix: "zkcw:"},
		{name: sealedName, cases: sealedCases, prefix: "minaseal.v1."},
	}
}

// Profiles returns the names of the profiles that the layer knows.
func Profiles() []string {
	var names []string
	for _, p := range profiles() {
		names = append(names, p.name)
	}
	return names
}
