package pickles_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/pickles"
)

// TestFaultsAreNamed: errors of the JSON around a key or a proof say which member is
// missing, unknown or wrong. o1js's own lists of keys have entries with empty members.
//
// covers: PIC-1, PIC-3, PIC-6, FLD-14
func TestFaultsAreNamed(t *testing.T) {
	good := readKeyText(t)
	for _, c := range []struct{ text, code, names string }{
		{`{"data":"","hash":""}`, "malformed_key", "data is empty"},
		{`{"data":"` + good.Data + `","hash":""}`, "malformed_key", "hash is empty"},
		{`{"data":"","hash":"` + good.Hash + `"}`, "malformed_key", "data is empty"},
		{`{"data":"` + good.Data + `"}`, "malformed_key", `no member "hash"`},
		{`{"hash":"` + good.Hash + `"}`, "malformed_key", `no member "data"`},
		{`{"data":"` + good.Data + `","hash":"` + good.Hash + `","rows":7}`, "malformed_key", `unknown member "rows"`},
		{`{"data":"` + good.Data + `","hash":` + good.Hash + `}`, "malformed_key", "string"},
	} {
		_, err := pickles.ParseVerificationKey([]byte(c.text))
		require.Equal(t, c.code, coded.Code(err), c.text)
		require.ErrorContains(t, err, c.names)
	}
	var proof map[string]any
	require.NoError(t, json.Unmarshal(readProof(t, "range-proof-native.json"), &proof))
	for _, c := range []struct {
		member string
		value  any
		code   string
		names  string
	}{
		{"maxProofsVerified", 1, "feature_mismatch", "maxProofsVerified is 1"},
		{"maxProofsVerified", 3, "malformed_proof", "maxProofsVerified is not 0, 1 or 2"},
		{"maxProofsVerified", "0", "malformed_proof", "value"},
		{"maxProofsVerified", json.RawMessage("-0"), "malformed_proof", "integer"},
		{"publicInput", []int{1}, "malformed_proof", "string"},
		{"publicOutput", []any{true}, "malformed_proof", "string"},
		{"publicInput", []string{"0x1"}, "non_canonical", "element 0"},
		{"statement", "range", "malformed_proof", `unknown member "statement"`},
	} {
		changed := map[string]any{}
		for name, value := range proof {
			changed[name] = value
		}
		changed[c.member] = c.value
		text, err := json.Marshal(changed)
		require.NoError(t, err)
		_, err = pickles.ParseProof(text)
		require.Equal(t, c.code, coded.Code(err), "%s: %v", c.member, err)
		require.ErrorContains(t, err, c.names)
	}
}

// TestNoColumnIsOptional: the feature flags say which columns the step proof has, so
// that none can be left out or added: a proof has one encoding.
//
// covers: PIC-13, PRF-12
func TestNoColumnIsOptional(t *testing.T) {
	key, err := pickles.ParseVerificationKeyData(readKeyText(t).Data)
	require.NoError(t, err)
	text := readProof(t, "range-proof-native.json")
	column := regexp.MustCompile(`\((range_check[01]|foreign_field_\w+|xor|rot|lookup_aggregation|lookup_table|runtime_lookup_table|` +
		`xor_lookup|lookup_gate_lookup|range_check_lookup|foreign_field_mul_lookup)(_selector)?\((\(\(0x\w+\)\(0x\w+\)\))?\)\)`)
	changed := 0
	try := func(old, with string) {
		changed++
		m := mutation{text: func(s string) string { return strings.Replace(s, old, with, 1) }}
		read, err := pickles.ParseProof(m.apply(t, text))
		require.NoError(t, err, with)
		require.ErrorIs(t, pickles.Verify(kimchi.Berkeley, read, key, nil, nil), pickles.ErrFeatures, with)
	}
	pair := "((0x" + strings.Repeat("0", 64) + ")(0x" + strings.Repeat("0", 64) + "))"
	m := mutation{text: func(s string) string {
		for _, found := range column.FindAllStringSubmatch(s, -1) {
			name, value := found[1]+found[2], found[3]
			with := "(" + name + "())"
			if value == "" {
				with = "(" + name + "(" + pair + "))"
			}
			try(found[0], with)
		}
		return s
	}}
	m.apply(t, text)
	require.Equal(t, 6+2+2+4, changed)
}
