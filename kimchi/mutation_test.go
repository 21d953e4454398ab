package kimchi

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/internal/tick"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/vesta"
)

func load(t require.TestingT, name string) (*Proof, *VerificationKey) {
	text, err := os.ReadFile("testdata/" + name + "-vk.txt")
	require.NoError(t, err)
	key, err := ParseVerificationKey(string(text))
	require.NoError(t, err)
	text, err = os.ReadFile("testdata/" + name + "-proof.json")
	require.NoError(t, err)
	proof, err := ParseProof(text)
	require.NoError(t, err)
	return proof, key
}

// mutations change a proof with lookups, or its key, in one place.
var mutations = []struct {
	name, code string
	change     func(p *Proof, k *VerificationKey)
}{
	{"no selector", "feature_mismatch", func(p *Proof, _ *VerificationKey) { p.proof.Evaluations.Optional[0] = nil }},
	{"no table", "feature_mismatch", func(p *Proof, _ *VerificationKey) { p.proof.Evaluations.Lookup.Table = nil }},
	{"a column less", "feature_mismatch", func(p *Proof, _ *VerificationKey) {
		p.proof.Lookup.Sorted = p.proof.Lookup.Sorted[1:]
	}},
	{"no lookups", "feature_mismatch", func(p *Proof, _ *VerificationKey) { p.proof.Lookup = nil }},
	{"a runtime table", "feature_mismatch", func(p *Proof, _ *VerificationKey) { p.proof.Lookup.Runtime = new(vesta.Affine) }},
	{"a gate less in the key", "feature_mismatch", func(_ *Proof, k *VerificationKey) { k.index.Optional[4] = nil }},
	{"no public input in the key", "public_input_mismatch", func(_ *Proof, k *VerificationKey) { k.index.Public = 0 }},
	{"values of the public input", "proof_invalid", func(p *Proof, _ *VerificationKey) { increment(&p.proof.Public.Next) }},
	{"another public input", "proof_invalid", func(p *Proof, _ *VerificationKey) {
		increment(&p.public[0])
		p.proof.Public = nil
	}},
	{"witness exchanged", "proof_invalid", func(p *Proof, _ *VerificationKey) {
		w := &p.proof.Witness
		w[0], w[1] = w[1], w[0]
	}},
	{"sorted column", "proof_invalid", func(p *Proof, _ *VerificationKey) { p.proof.Lookup.Sorted[2] = p.proof.Lookup.Sorted[1] }},
	{"value of a sorted column", "proof_invalid", func(p *Proof, _ *VerificationKey) {
		increment(&p.proof.Evaluations.Lookup.Sorted[4].Zeta)
	}},
	{"value of a selector", "proof_invalid", func(p *Proof, _ *VerificationKey) {
		increment(&p.proof.Evaluations.Lookup.Selectors[0].Next)
	}},
	{"ft", "proof_invalid", func(p *Proof, _ *VerificationKey) { increment(&p.proof.FtNext) }},
	{"z_2", "proof_invalid", func(p *Proof, _ *VerificationKey) { increment(&p.proof.Opening.Z2) }},
	{"sg", "proof_invalid", func(p *Proof, _ *VerificationKey) { p.proof.Opening.SG = p.proof.Opening.Delta }},
	{"sigma exchanged", "proof_invalid", func(_ *Proof, k *VerificationKey) {
		s := &k.index.Sigma
		s[5], s[6] = s[6], s[5]
	}},
	{"another table", "proof_invalid", func(_ *Proof, k *VerificationKey) { k.index.Lookup.Table[0] = k.index.Lookup.Table[1] }},
}

func increment(x *fp.Element) { x.Add(x, new(fp.Element).One()) }

// covers: KIM-13, KIM-15, KIM-23
func TestMutationsAreRefused(t *testing.T) {
	for _, m := range mutations {
		proof, key := load(t, "zkf-mix")
		m.change(proof, key)
		err := Verify(Berkeley, proof, key, proof.PublicInput())
		require.Equal(t, m.code, coded.Code(err), m.name)
	}
}

// optional returns the optional columns of a proof.
func optional(p *Proof) (columns []**tick.Pair) {
	e := &p.proof.Evaluations
	l := &e.Lookup
	for i := range e.Optional {
		columns = append(columns, &e.Optional[i])
	}
	columns = append(columns, &l.Aggregation, &l.Table, &l.Runtime, &l.RuntimeSelector)
	for i := range l.Sorted {
		columns = append(columns, &l.Sorted[i])
	}
	for i := range l.Selectors {
		columns = append(columns, &l.Selectors[i])
	}
	return columns
}

// TestNoColumnIsOptional: the key says which columns a proof has, so that none can be
// left out or added: a proof has one encoding.
//
// covers: KIM-15, PRF-12
func TestNoColumnIsOptional(t *testing.T) {
	for _, name := range []string{"native-zkf", "zkf-mix", "zkf-rt"} {
		proof, _ := load(t, name)
		for i := range optional(proof) {
			proof, key := load(t, name)
			column := optional(proof)[i]
			if *column == nil {
				*column = &proof.proof.Evaluations.Permutation
			} else {
				*column = nil
			}
			read, err := ParseProof(around(t, packed(proof)))
			require.NoError(t, err)
			require.ErrorIs(t, Verify(Berkeley, read, key, read.PublicInput()), ErrFeatures, "%s: column %d", name, i)
		}
	}
}

// covers: KIM-18, KIM-19
func TestKeyTextFaults(t *testing.T) {
	_, key := load(t, "zkf-mix")
	good := string(key.json())
	const point = `"generic_comm":{"chunks":["`
	faults := []struct{ name, old, with, code string }{
		{"white space", `"public":1`, `"public": 1`, "malformed_key"},
		{"another member", `"public":1`, `"public":1,"more":1`, "malformed_key"},
		{"member twice", `"public":1`, `"public":1,"public":1`, "malformed_key"},
		{"capitals", `"public"`, `"Public"`, "malformed_key"},
		{"too many inputs", `"public":1`, `"public":70000`, "malformed_key"},
		{"negative", `"public":1`, `"public":-1`, "malformed_key"},
		{"other blinding", `"zk_rows":3`, `"zk_rows":4`, "malformed_key"},
		{"passes on", `"prev_challenges":0`, `"prev_challenges":1`, "malformed_key"},
		{"another domain", `"domain":"00`, `"domain":"01`, "malformed_key"},
		{"no domain", `"domain":"`, `"domain":"","shift":"`, "malformed_key"},
		{"two chunks", point, point + `00","`, "malformed_key"},
		{"no chunk", `"generic_comm":{"chunks":[`, `"generic_comm":{"chunks":[],"more":[`, "malformed_key"},
		{"a shift", `"shift":["01`, `"shift":["02`, "malformed_key"},
		{"other patterns", `"patterns":{"xor":true`, `"patterns":{"xor":false`, "malformed_key"},
		{"no lookups", `"lookup_index":{`, `"lookup_index":null,"more":{`, "malformed_key"},
	}
	for _, f := range faults {
		_, err := ParseVerificationKey(encodeText(replaceOnce(t, good, f.old, f.with)))
		require.Equal(t, f.code, coded.Code(err), f.name)
	}
	for _, f := range []struct{ old, with, names string }{
		{`"public":1`, `"public":1,"more":1`, `"more"`},
		{`"zk_rows":3`, `"zk_rows":4`, "zk_rows is 4, not 3"},
		{`"prev_challenges":0`, `"prev_challenges":1`, "prev_challenges is 1, not 0"},
	} {
		_, err := ParseVerificationKey(encodeText(replaceOnce(t, good, f.old, f.with)))
		require.ErrorContains(t, err, f.names)
	}
	at := indexOf(t, good, point) + len(point)
	set := func(from int, with string) string {
		return encodeText(good[:at+from] + with + good[at+from+len(with):])
	}
	points := []struct{ name, text, code string }{
		{"x not less than the modulus", set(62, "ff"), "non_canonical"},
		{"other flags", set(64, "c0"), "non_canonical"},
		{"the identity with an x", set(64, "40"), "non_canonical"},
		{"upper case", set(0, strings.ToUpper(good[at:at+66])), "malformed_key"},
		{"off the curve", set(0, "0000000000000000000000000000000000000000000000000000000000000000"+"00"), "point_not_on_curve"},
		{"not base64", "*", "malformed_key"},
		{"too long", string(make([]byte, maxKeyText+1)), "malformed_key"},
	}
	for _, f := range points {
		_, err := ParseVerificationKey(f.text)
		require.Equal(t, f.code, coded.Code(err), f.name)
	}
}
