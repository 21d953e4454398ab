package o1js_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/proof"
)

func read(t require.TestingT, path string) []byte {
	text, err := os.ReadFile("../" + path)
	require.NoError(t, err)
	return text
}

// statement awaits a public input alone.
func statement(input ...string) o1js.Awaited {
	return o1js.Awaited{Statement: &o1js.Statement{PublicInput: input}}
}

// covers: PIC-12, PIC-16, KIM-22
func TestVerify(t *testing.T) {
	text, key := read(t, "testdata/native-zkf-proof.json"), read(t, "testdata/native-zkf-vk.txt")
	found, err := o1js.Verify("kimchi-berkeley", text, key, o1js.Awaited{PublicInputs: 1})
	require.NoError(t, err)
	require.Equal(t, &o1js.Statement{PublicInput: []string{"27"}, PublicOutput: []string{}}, found)

	awaited := statement("27")
	_, err = o1js.Verify("kimchi-berkeley", text, key, awaited)
	require.NoError(t, err)

	wrap, program := read(t, "pickles/testdata/range-proof-native.json"), read(t, "pickles/testdata/range-vk.json")
	_, err = o1js.Verify("pickles-berkeley", wrap, program, o1js.Awaited{})
	require.NoError(t, err)

	refusals := []struct {
		system     proof.System
		proof, key []byte
		awaited    o1js.Awaited
		code       string
	}{
		{"kimchi-berkeley", text, key, statement("28"), "public_input_mismatch"},
		{"kimchi-berkeley", text, key, o1js.Awaited{Statement: &o1js.Statement{PublicInput: []string{"27"}, PublicOutput: []string{"1"}}}, "public_input_mismatch"},
		{"kimchi-berkeley", text, key, statement("027"), "non_canonical"},
		{"kimchi-berkeley", text, append(slices.Clone(key), '\n'), o1js.Awaited{PublicInputs: 1}, "malformed_key"},
		{"kimchi-berkeley", wrap, key, o1js.Awaited{}, "malformed_proof"},
		{"kimchi-berkeley", text, program, o1js.Awaited{}, "malformed_key"},
		{"pickles-berkeley", text, program, o1js.Awaited{}, "malformed_proof"},
		{"pickles-berkeley", wrap, key, o1js.Awaited{}, "malformed_key"},
		{"pickles-berkeley", wrap, program, statement("1"), "public_input_mismatch"},
		{"pickles-berkeley", wrap, program, o1js.Awaited{Statement: &o1js.Statement{PublicOutput: []string{"-1"}}}, "non_canonical"},
		{"pickles-berkeley", wrap, program, o1js.Awaited{PublicOutputs: 1}, "public_input_mismatch"},
		{"kimchi-berkeley", text, key, o1js.Awaited{}, "public_input_mismatch"},
		{"kimchi-berkeley", text, key, o1js.Awaited{PublicInputs: 1, PublicOutputs: 1}, "public_input_mismatch"},
		{"pickles-mesa", wrap, program, o1js.Awaited{}, "proof_invalid"},
		{"pickles", wrap, program, o1js.Awaited{}, "unknown_system"},
	}
	for _, r := range refusals {
		_, err := o1js.Verify(r.system, r.proof, r.key, r.awaited)
		require.Equal(t, r.code, coded.Code(err), "%s: %v", r.system, err)
	}
}

func Example() {
	fmt.Println(o1js.Names())
	// Output: [kimchi-berkeley pickles-berkeley pickles-mesa]
}
