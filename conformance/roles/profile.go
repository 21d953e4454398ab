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
}

// profiles returns all profiles of SPEC 8.1. The zkcw profiles share their messages
// and so their cases.
func profiles() []profile {
	return []profile{
		{"zkcw-v1", elgamal.O1jsV1, elgamal.O1jsV2, zkcwCases},
		{"zkcw-v2", elgamal.O1jsV2, elgamal.O1jsV1, zkcwCases},
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
