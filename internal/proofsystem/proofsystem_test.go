package proofsystem_test

import (
	"fmt"
	"os"
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

func TestVerify(t *testing.T) {
	proof, key := read(t, "testdata/native-zkf-proof.json"), read(t, "testdata/native-zkf-vk.txt")
	statement, err := proofsystem.Verify("kimchi-berkeley", proof, append(key, '\n'), nil)
	require.NoError(t, err)
	require.Equal(t, &proofsystem.Statement{PublicInput: []string{"27"}, PublicOutput: []string{}}, statement)

	awaited := &proofsystem.Statement{PublicInput: []string{"27"}}
	_, err = proofsystem.Verify("kimchi-berkeley", proof, key, awaited)
	require.NoError(t, err)

	wrap, program := read(t, "pickles/testdata/range-proof-native.json"), read(t, "pickles/testdata/range-vk.json")
	_, err = proofsystem.Verify("pickles-berkeley", wrap, program, &proofsystem.Statement{})
	require.NoError(t, err)

	refusals := []struct {
		system     string
		proof, key []byte
		awaited    *proofsystem.Statement
		code       string
	}{
		{"kimchi-berkeley", proof, key, &proofsystem.Statement{PublicInput: []string{"28"}}, "public_input_mismatch"},
		{"kimchi-berkeley", proof, key, &proofsystem.Statement{PublicInput: []string{"27"}, PublicOutput: []string{"1"}}, "public_input_mismatch"},
		{"kimchi-berkeley", proof, key, &proofsystem.Statement{PublicInput: []string{"027"}}, "non_canonical"},
		{"kimchi-berkeley", wrap, key, nil, "malformed_proof"},
		{"kimchi-berkeley", proof, program, nil, "malformed_key"},
		{"pickles-berkeley", proof, program, nil, "malformed_proof"},
		{"pickles-berkeley", wrap, key, nil, "malformed_key"},
		{"pickles-berkeley", wrap, program, &proofsystem.Statement{PublicInput: []string{"1"}}, "public_input_mismatch"},
		{"pickles-berkeley", wrap, program, &proofsystem.Statement{PublicOutput: []string{"-1"}}, "non_canonical"},
		{"pickles-mesa", wrap, program, nil, "proof_invalid"},
		{"pickles", wrap, program, nil, "unknown_system"},
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
