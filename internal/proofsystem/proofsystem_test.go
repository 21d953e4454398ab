package proofsystem_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/internal/proofsystem"
)

func read(t require.TestingT, path string) []byte {
	text, err := os.ReadFile("../../kimchi/" + path)
	require.NoError(t, err)
	return text
}

// statement awaits a public input alone.
func statement(input ...string) proofsystem.Awaited {
	return proofsystem.Awaited{Statement: &proofsystem.Statement{PublicInput: input}}
}

// covers: PIC-12, PIC-16, KIM-22
func TestVerify(t *testing.T) {
	proof, key := read(t, "testdata/native-zkf-proof.json"), read(t, "testdata/native-zkf-vk.txt")
	found, err := proofsystem.Verify("kimchi-berkeley", proof, key, proofsystem.Awaited{PublicInputs: 1})
	require.NoError(t, err)
	require.Equal(t, &proofsystem.Statement{PublicInput: []string{"27"}, PublicOutput: []string{}}, found)

	awaited := statement("27")
	_, err = proofsystem.Verify("kimchi-berkeley", proof, key, awaited)
	require.NoError(t, err)

	wrap, program := read(t, "pickles/testdata/range-proof-native.json"), read(t, "pickles/testdata/range-vk.json")
	_, err = proofsystem.Verify("pickles-berkeley", wrap, program, proofsystem.Awaited{})
	require.NoError(t, err)

	refusals := []struct {
		system     string
		proof, key []byte
		awaited    proofsystem.Awaited
		code       string
	}{
		{"kimchi-berkeley", proof, key, statement("28"), "public_input_mismatch"},
		{"kimchi-berkeley", proof, key, proofsystem.Awaited{Statement: &proofsystem.Statement{PublicInput: []string{"27"}, PublicOutput: []string{"1"}}}, "public_input_mismatch"},
		{"kimchi-berkeley", proof, key, statement("027"), "non_canonical"},
		{"kimchi-berkeley", proof, append(slices.Clone(key), '\n'), proofsystem.Awaited{PublicInputs: 1}, "malformed_key"},
		{"kimchi-berkeley", wrap, key, proofsystem.Awaited{}, "malformed_proof"},
		{"kimchi-berkeley", proof, program, proofsystem.Awaited{}, "malformed_key"},
		{"pickles-berkeley", proof, program, proofsystem.Awaited{}, "malformed_proof"},
		{"pickles-berkeley", wrap, key, proofsystem.Awaited{}, "malformed_key"},
		{"pickles-berkeley", wrap, program, statement("1"), "public_input_mismatch"},
		{"pickles-berkeley", wrap, program, proofsystem.Awaited{Statement: &proofsystem.Statement{PublicOutput: []string{"-1"}}}, "non_canonical"},
		{"pickles-berkeley", wrap, program, proofsystem.Awaited{PublicOutputs: 1}, "public_input_mismatch"},
		{"kimchi-berkeley", proof, key, proofsystem.Awaited{}, "public_input_mismatch"},
		{"kimchi-berkeley", proof, key, proofsystem.Awaited{PublicInputs: 1, PublicOutputs: 1}, "public_input_mismatch"},
		{"pickles-mesa", wrap, program, proofsystem.Awaited{}, "proof_invalid"},
		{"pickles", wrap, program, proofsystem.Awaited{}, "unknown_system"},
	}
	for _, r := range refusals {
		_, err := proofsystem.Verify(r.system, r.proof, r.key, r.awaited)
		require.Equal(t, r.code, coded.Code(err), "%s: %v", r.system, err)
	}
}

func Example() {
	fmt.Println(proofsystem.Names())
	// Output: [kimchi-berkeley pickles-berkeley pickles-mesa]
}
