package kimchi_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/pasta/fp"
)

// program is a ZkFunction of o1js 2.15.0 with a proof that it made. The names say what
// the circuit uses.
type program struct {
	name       string
	keyText    string
	proofText  []byte
	key        *kimchi.VerificationKey
	proof      *kimchi.Proof
	statements []fp.Element
}

func programs(t require.TestingT) []program {
	paths, err := filepath.Glob("testdata/*-vk.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	list := make([]program, len(paths))
	for i, path := range paths {
		list[i] = loadProgram(t, strings.TrimSuffix(filepath.Base(path), "-vk.txt"))
	}
	return list
}

func loadProgram(t require.TestingT, name string) (p program) {
	p.name = name
	text, err := os.ReadFile("testdata/" + name + "-vk.txt")
	require.NoError(t, err)
	p.keyText = string(text)
	p.proofText, err = os.ReadFile("testdata/" + name + "-proof.json")
	require.NoError(t, err)
	p.key, err = kimchi.ParseVerificationKey(p.keyText)
	require.NoError(t, err, name)
	p.proof, err = kimchi.ParseProof(p.proofText)
	require.NoError(t, err, name)
	p.statements = p.proof.PublicInput()
	return p
}

func items(list []program) []kimchi.Item {
	out := make([]kimchi.Item, len(list))
	for i := range list {
		out[i] = kimchi.Item{Proof: list[i].proof, Key: list[i].key, PublicInput: list[i].statements}
	}
	return out
}

// TestProofsOfO1js verifies a proof for every optional gate and every kind of lookup.
// covers: KIM-5, KIM-7, KIM-8, KIM-10, KIM-11, KIM-12, KIM-15, KIM-16, KIM-17, KIM-24
func TestProofsOfO1js(t *testing.T) {
	list := programs(t)
	for i, err := range kimchi.VerifyBatch(kimchi.Berkeley, items(list)) {
		require.NoError(t, err, list[i].name)
	}
	p := &list[0]
	require.NoError(t, kimchi.Verify(kimchi.Berkeley, p.proof, p.key, p.statements))
}

// TestCodecsAreThoseOfO1js writes keys and proofs again.
// covers: KIM-19, KIM-20, KIM-21
func TestCodecsAreThoseOfO1js(t *testing.T) {
	for _, p := range programs(t) {
		require.Equal(t, p.keyText, p.key.String(), p.name)
		text, err := p.proof.MarshalJSON()
		require.NoError(t, err)
		require.JSONEq(t, string(p.proofText), string(text), p.name)
	}
}

// TestBatchFindsTheFalse has proofs with each other's keys and statements in a batch.
func TestBatchFindsTheFalse(t *testing.T) {
	list := programs(t)[:6]
	batch := items(list)
	batch[1].Key = batch[0].Key // another circuit with the same columns, or others
	batch[4].Proof, batch[4].PublicInput = batch[0].Proof, batch[0].PublicInput
	want := kimchi.VerifyBatch(kimchi.Berkeley, batch)
	for i, err := range want {
		if i == 1 || i == 4 {
			require.Error(t, err, list[i].name)
		} else {
			require.NoError(t, err, list[i].name)
		}
	}
}

// covers: KIM-1, KIM-22
func TestArguments(t *testing.T) {
	p := loadProgram(t, "native-zkf")
	require.ErrorIs(t, kimchi.Verify(0, p.proof, p.key, p.statements), kimchi.ErrEra)
	require.ErrorIs(t, kimchi.Verify(3, p.proof, p.key, p.statements), kimchi.ErrEra)
	require.ErrorIs(t, kimchi.Verify(kimchi.Berkeley, p.proof, p.key, nil), kimchi.ErrPublicInput)
	other := []fp.Element{*new(fp.Element).SetUint64(28)}
	require.ErrorIs(t, kimchi.Verify(kimchi.Berkeley, p.proof, p.key, other), kimchi.ErrPublicInput)
	require.Empty(t, kimchi.VerifyBatch(kimchi.Berkeley, nil))
}

func Example() {
	keyText, err := os.ReadFile("testdata/native-zkf-vk.txt") // KimchiVerificationKey.toString()
	if err != nil {
		fmt.Println(err)
		return
	}
	proofText, err := os.ReadFile("testdata/native-zkf-proof.json") // JSON.stringify(proof.toJSON())
	if err != nil {
		fmt.Println(err)
		return
	}
	key, err := kimchi.ParseVerificationKey(string(keyText))
	if err != nil {
		fmt.Println(err)
		return
	}
	proof, err := kimchi.ParseProof(proofText)
	if err != nil {
		fmt.Println(err)
		return
	}
	cube := []fp.Element{*new(fp.Element).SetUint64(27)} // the statement: a cube root of 27 is known
	fmt.Println(kimchi.Verify(kimchi.Berkeley, proof, key, cube))
	// Output: <nil>
}
