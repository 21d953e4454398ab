package driver

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
)

// permuteFp is poseidon.permute over Fp.
func permuteFp(a *arguments, params string) (any, error) {
	list := a.elementsFp("state")
	if len(list) != 3 {
		a.expected("state", "of 3 elements")
		return nil, nil
	}
	state := [3]fp.Element(list)
	switch params {
	case "kimchi":
		poseidon.Permute(&state)
	case "legacy":
		poseidon.PermuteLegacy(&state)
	default:
		return nil, unsupported("parameter set")
	}
	return object{"state": decimalsFp(state[:])}, nil
}
