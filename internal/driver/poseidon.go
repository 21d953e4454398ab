package driver

import (
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/poseidon"
)

// permute is poseidon.permute.
func permute(a *arguments) (any, error) {
	field, params := a.text("field"), a.text("params")
	switch field {
	case "fp":
		return permuteFp(a, params)
	case "fq":
		return permuteFq(a, params)
	}
	return nil, unsupported("field")
}

// hash is poseidon.hash.
func hash(a *arguments) (any, error) {
	plain, prefixed := poseidon.Hash, poseidon.HashWithPrefix
	if a.has("params") {
		switch a.text("params") {
		case "kimchi":
		case "legacy":
			plain, prefixed = poseidon.HashLegacy, poseidon.HashLegacyWithPrefix
		default:
			return nil, unsupported("parameter set")
		}
	}
	inputs := a.elementsFp("inputs")
	if !a.has("prefix") {
		return outHash(plain(inputs...)), nil
	}
	h, err := prefixed(a.text("prefix"), inputs...)
	if err != nil {
		return nil, err
	}
	return outHash(h), nil
}

func outHash(h fp.Element) object { return object{"hash": h.Decimal()} }

// hashAnyLength is poseidon.hashAnyLength.
func hashAnyLength(a *arguments) (any, error) {
	return outHash(poseidon.HashAnyLength(a.elementsFp("inputs")...)), nil
}

// sponge is poseidon.sponge.
func sponge(a *arguments) (any, error) {
	var s poseidon.Sponge
	squeezed := []fp.Element{}
	for _, json := range a.list("trace") {
		step := &arguments{members: map[string]string{}}
		if err := parseObject(json, map[string]bool{"absorb": true, "squeeze": true}, step.members); err != nil {
			return nil, err
		}
		switch {
		case len(step.members) == 1 && step.has("absorb"):
			x := step.elementFp("absorb")
			s.Absorb(&x)
		case len(step.members) == 1 && step.bool("squeeze"):
			squeezed = append(squeezed, s.Squeeze())
		default:
			step.expected("trace", "of absorb and squeeze")
		}
		if step.err != nil {
			return nil, step.err
		}
	}
	return object{"squeezed": decimalsFp(squeezed)}, nil
}

// hashToGroup is poseidon.hashToGroup.
func hashToGroup(a *arguments) (any, error) {
	p, err := poseidon.HashToGroup(a.elementsFp("inputs")...)
	if err != nil {
		return nil, err
	}
	return outPallas(p), nil
}

// pack is poseidon.pack.
func pack(a *arguments) (any, error) {
	fields := a.elementsFp("fields")
	var packed []poseidon.Packed
	for _, json := range a.list("packed") {
		pair, ok := listOf(json)
		if !ok || len(pair) != 2 {
			a.expected("packed", "a list of pairs")
			break
		}
		bits, ok := integerOf(pair[1])
		if !ok {
			a.expected("packed", "with integer bit counts")
		}
		packed = append(packed, poseidon.Packed{Value: a.parseFp(pair[0]), Bits: bits})
	}
	out, err := poseidon.Pack(fields, packed)
	if err != nil {
		return nil, err
	}
	return object{"fields": decimalsFp(out)}, nil
}
