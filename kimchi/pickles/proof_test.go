package pickles_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/pasta/fp"
)

func readKey(t require.TestingT) *pickles.VerificationKey {
	text, err := os.ReadFile("testdata/range-vk.json")
	require.NoError(t, err)
	key, err := pickles.ParseVerificationKey(text)
	require.NoError(t, err)
	return key
}

func readProof(t require.TestingT, name string) []byte {
	text, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	return text
}

func parseProof(t require.TestingT, text []byte) *pickles.Proof {
	p, err := pickles.ParseProof(text)
	require.NoError(t, err)
	return p
}

// TestProofsOfO1js verifies proofs of both backends of o1js, alone and together.
// covers: PIC-1, PIC-2, PIC-11, KIM-8, KIM-9, KIM-11, KIM-14, KIM-15, KIM-24
func TestProofsOfO1js(t *testing.T) {
	key := readKey(t)
	a := parseProof(t, readProof(t, "range-proof-native.json"))
	b := parseProof(t, readProof(t, "range-proof-wasm.json"))
	require.NoError(t, pickles.Verify(kimchi.Berkeley, a, key, nil, nil))
	require.Equal(t, []error{nil, nil}, pickles.VerifyBatch(kimchi.Berkeley, []pickles.Item{
		{Proof: a, Key: key}, {Proof: b, Key: key},
	}))
	require.ErrorIs(t, pickles.Verify(kimchi.Mesa, a, key, nil, nil), pickles.ErrProof)
	require.ErrorIs(t, pickles.Verify(0, a, key, nil, nil), pickles.ErrEra)
	extra := []fp.Element{*new(fp.Element).One()}
	require.ErrorIs(t, pickles.Verify(kimchi.Berkeley, a, key, extra, nil), pickles.ErrStatement)
	require.ErrorIs(t, pickles.Verify(kimchi.Berkeley, a, key, nil, extra), pickles.ErrStatement)
}

// form is the JSON of a proof.
type form struct {
	PublicInput       []string `json:"publicInput"`
	PublicOutput      []string `json:"publicOutput"`
	MaxProofsVerified int      `json:"maxProofsVerified"`
	Proof             string   `json:"proof"`
}

// mutation is a change of a proof's s-expression, or of its JSON, and its outcome.
type mutation struct {
	name, code string
	text       func(s string) string // nil: none
	form       func(f *form)         // nil: none
}

func (m *mutation) apply(t require.TestingT, text []byte) []byte {
	var f form
	require.NoError(t, json.Unmarshal(text, &f))
	raw, err := base64.StdEncoding.DecodeString(f.Proof)
	require.NoError(t, err)
	if m.text != nil {
		raw = []byte(m.text(string(raw)))
	}
	f.Proof = base64.StdEncoding.EncodeToString(raw)
	if m.form != nil {
		m.form(&f)
	}
	out, err := json.Marshal(f)
	require.NoError(t, err)
	return out
}

var number = regexp.MustCompile(`0x[0-9A-F]{64}|\b[0-9a-f]{16}\b`)

// flip changes the last digit of the n-th number after a text.
func flip(after string, n int) func(string) string {
	return func(s string) string {
		at := strings.Index(s, after)
		at += number.FindAllStringIndex(s[at:], n+1)[n][1] - 1
		digit := "1"
		if s[at] == '1' {
			digit = "2"
		}
		return s[:at] + digit + s[at+1:]
	}
}

func replace(old, with string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, with, 1) }
}

const (
	modulusP = "0x40000000000000000000000000000000224698FC094CF91B992D30ED00000001"
	modulusQ = "0x40000000000000000000000000000000224698FC0994A8DD8C46EB2100000001"
)

// set replaces the n-th number after a text.
func set(after string, n int, with string) func(string) string {
	return func(s string) string {
		at := strings.Index(s, after)
		place := number.FindAllStringIndex(s[at:], n+1)[n]
		return s[:at+place[0]] + with + s[at+place[1]:]
	}
}

// mutations has every part of a proof changed. The lower ones pass the decoder.
func mutations() []mutation {
	zero := "0x" + strings.Repeat("0", 64)
	return []mutation{
		{name: "cut", code: "malformed_proof", text: func(s string) string { return s[:len(s)-1] }},
		{name: "more", code: "malformed_proof", text: func(s string) string { return s + " " }},
		{name: "white space", code: "malformed_proof", text: replace("((statement", "( (statement")},
		{name: "members exchanged", code: "malformed_proof", text: replace("(z_1", "(z_2")},
		{name: "lower-case digits", code: "non_canonical", text: func(s string) string {
			at := strings.Index(s, "(z_1 0x")
			return s[:at+7] + strings.ToLower(s[at+7:at+71]) + s[at+71:]
		}},
		{name: "a limb in upper case", code: "malformed_proof", text: set("(beta", 0, "AAAAAAAAAAAAAAAA")},
		{name: "domain of 2^17", code: "malformed_proof", text: replace(`"\r"`, `"\017"`)},
		{name: "z_1 = q", code: "non_canonical", text: set("(z_1", 0, modulusQ)},
		{name: "an evaluation = p", code: "non_canonical", text: set("(public_input", 0, modulusP)},
		{name: "a coordinate = p", code: "non_canonical", text: set("(z_comm", 0, modulusP)},
		{name: "a digest not less than p", code: "non_canonical", text: set("(sponge_digest", 3, "ffffffffffffffff")},
		{name: "off the curve", code: "point_not_on_curve", text: flip("(z_comm", 0)},
		{name: "accumulator off the curve", code: "point_not_on_curve", text: flip("(challenge_polynomial_commitment", 1)},
		{name: "the identity", code: "identity_point", text: func(s string) string {
			return set("(delta", 1, zero)(set("(delta", 0, zero)(s))
		}},
		{name: "a feature less", code: "feature_mismatch", text: replace("(range_check1 true)", "(range_check1 false)")},
		{name: "a feature more", code: "feature_mismatch", text: replace("(xor false)", "(xor true)")},
		{name: "runtime tables", code: "feature_mismatch", text: replace("(runtime_tables false)", "(runtime_tables true)")},
		{name: "no joint combiner", code: "feature_mismatch", text: func(s string) string {
			return regexp.MustCompile(`\(joint_combiner.*\)\(feature`).ReplaceAllString(s, "(joint_combiner())(feature")
		}},
		{name: "a proof verified", code: "feature_mismatch", text: replace("verified N0", "verified N1")},
		{name: "maxProofsVerified 1", code: "feature_mismatch", form: func(f *form) { f.MaxProofsVerified = 1 }},
		{name: "maxProofsVerified 3", code: "malformed_proof", form: func(f *form) { f.MaxProofsVerified = 3 }},
		{name: "a public input", code: "public_input_mismatch", form: func(f *form) { f.PublicInput = []string{"1"} }},
		{name: "a public output", code: "public_input_mismatch", form: func(f *form) { f.PublicOutput = []string{"1"} }},
		{name: "a number with a sign", code: "non_canonical", form: func(f *form) { f.PublicInput = []string{"-1"} }},
		{name: "not base64", code: "malformed_proof", form: func(f *form) { f.Proof = "*" + f.Proof[1:] }},

		{name: "alpha", code: "proof_invalid", text: flip("(alpha", 0)},
		{name: "beta", code: "proof_invalid", text: flip("(beta", 1)},
		{name: "joint combiner", code: "proof_invalid", text: flip("(joint_combiner", 0)},
		{name: "a round challenge", code: "proof_invalid", text: flip("(bulletproof_challenges", 7)},
		{name: "another domain", code: "proof_invalid", text: replace(`"\r"`, `"\014"`)},
		{name: "digest", code: "proof_invalid", text: flip("(sponge_digest", 0)},
		{name: "a step evaluation", code: "proof_invalid", text: flip("(lookup_sorted", 2)},
		{name: "the step's ft", code: "proof_invalid", text: flip("(ft_eval1", 0)},
		{name: "a wrap evaluation", code: "proof_invalid", text: flip("(evaluations((w", 3)},
		{name: "z_1", code: "proof_invalid", text: flip("(z_1", 0)},
		{name: "z_2", code: "proof_invalid", text: flip("(z_2", 0)},
		{name: "commitments exchanged", code: "proof_invalid", text: func(s string) string {
			return regexp.MustCompile(`\(w_comm\((\([^)]*\))(\([^)]*\))`).ReplaceAllString(s, "(w_comm($2$1")
		}},
		{name: "another accumulator", code: "proof_invalid", text: func(s string) string {
			const generator = "(0x0000000000000000000000000000000000000000000000000000000000000001 " +
				"0x1943666EA922AE6B13B64E3AAE89754CACCE3A7F298BA20C4E4389B9B0276A62)"
			return regexp.MustCompile(`(next_wrap_proof\(\(challenge_polynomial_commitment)\([^)]*\)`).ReplaceAllString(s, "$1"+generator)
		}},
	}
}

// verdict parses and verifies a text and returns the code of the error.
func verdict(text []byte, key *pickles.VerificationKey) string {
	p, err := pickles.ParseProof(text)
	if err == nil {
		err = pickles.Verify(kimchi.Berkeley, p, key, nil, nil)
	}
	return coded.Code(err)
}

// covers: PIC-1, PIC-2, PIC-6, PIC-11, PIC-12, PIC-13, PIC-14
func TestMutationsAreRefused(t *testing.T) {
	key, text := readKey(t), readProof(t, "range-proof-native.json")
	for _, m := range mutations() {
		changed := m.apply(t, text)
		require.NotEqual(t, string(text), string(changed), m.name)
		require.Equal(t, m.code, verdict(changed, key), m.name)
	}
}

func Example() {
	keyText, err := os.ReadFile("testdata/range-vk.json") // JSON.stringify(verificationKey)
	if err != nil {
		fmt.Println(err)
		return
	}
	proofText, err := os.ReadFile("testdata/range-proof-native.json") // JSON.stringify(proof.toJSON())
	if err != nil {
		fmt.Println(err)
		return
	}
	key, err := pickles.ParseVerificationKey(keyText)
	if err != nil {
		fmt.Println(err)
		return
	}
	proof, err := pickles.ParseProof(proofText)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(pickles.Verify(kimchi.Berkeley, proof, key, nil, nil)) // no public input, no output
	// Output: <nil>
}
