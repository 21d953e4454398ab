package systems_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/kimchi/o1js"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/proof/systems"
	"github.com/minaseal/minaseal/statement"
)

func find(t testing.TB, name string) *systems.System {
	t.Helper()
	s, err := systems.Find(name)
	require.NoError(t, err)
	return s
}

// Every row is found by its name, and every system of o1js has a row.
func TestTable(t *testing.T) {
	seen := map[proof.System]bool{}
	for _, s := range systems.All() {
		require.False(t, seen[s.Name])
		seen[s.Name] = true
		require.Equal(t, s.Name, find(t, string(s.Name)).Name)
		require.NotEmpty(t, s.Summary)
		require.True(t, s.Makes() || s.O1js, "nobody makes proofs of %s", s.Name)
	}
	for _, name := range o1js.Names() {
		require.True(t, find(t, string(name)).O1js)
	}
	_, err := systems.Find("pickles")
	require.ErrorIs(t, err, systems.ErrSystem)
	require.ErrorContains(t, err, "pickles-mesa")
	for _, d := range systems.Statements() {
		again, err := systems.FindStatement(d.Name())
		require.NoError(t, err)
		require.Equal(t, d, again)
		require.NotEmpty(t, d.Summary())
		_, err = systems.Default(d, 0)
		require.NoError(t, err)
	}
	_, err = systems.FindStatement("all")
	require.ErrorIs(t, err, systems.ErrStatement)
}

func TestWhatSystemsProve(t *testing.T) {
	sealed, err := systems.FindStatement("sealed-range")
	require.NoError(t, err)
	for _, c := range []struct {
		system string
		scheme statement.Scheme
		want   bool
	}{
		{"groth16-bn254", statement.O1jsV1, true},
		{"plonk-bn254", statement.O1jsV2, true},
		{"groth16-bn254", statement.SealedV1, false},
		{"kimchi-berkeley", statement.O1jsV1, true},
		{"kimchi-berkeley", statement.SealedV1, true},
		{"pickles-mesa", 0, false},
	} {
		require.Equal(t, c.want, find(t, c.system).Proves(sealed, c.scheme), c.system)
	}
	best, err := systems.Default(sealed, statement.SealedV1)
	require.NoError(t, err)
	require.EqualValues(t, "kimchi-berkeley", best.Name)
	_, err = systems.Default(sealed, 99)
	require.ErrorIs(t, err, systems.ErrNotProved)
	_, err = find(t, "pickles-mesa").NewProver(t.Context(), sealed, proof.Config{})
	require.ErrorIs(t, err, systems.ErrNotProved)
	for _, c := range []proof.Config{{SRS: "x"}, {VerifyingKey: "x"}, {ProvingKey: "x"}} {
		_, err = find(t, "kimchi-berkeley").NewProver(t.Context(), sealed, c)
		require.ErrorIs(t, err, proof.ErrConfig)
		_, err = find(t, "kimchi-berkeley").NewVerifier(t.Context(), sealed, c)
		require.ErrorIs(t, err, proof.ErrConfig)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile("../../" + path)
	require.NoError(t, err)
	return text
}

// Verify takes every form, and says what it was.
//
// covers: PRF-9, PRF-11, PRF-24
func TestVerify(t *testing.T) {
	const sealed = "circuit/testdata/sealed-range_groth16-bn254"
	labelled, program := read(t, sealed+".json"), read(t, "kimchi/pickles/testdata/range-proof-native.json")
	function := read(t, "kimchi/testdata/native-zkf-proof.json")
	keys := proof.Config{VerifyingKey: "../../" + sealed + ".keys"}
	one := o1js.Awaited{PublicInputs: 1}
	parsed, err := proof.Parse(labelled)
	require.NoError(t, err)
	instance, err := statement.ParseSealedRange(parsed.PublicInput)
	require.NoError(t, err)
	rename := func(change func(*proof.Proof)) []byte {
		p := parsed.Clone()
		change(p)
		text, err := p.MarshalJSON()
		require.NoError(t, err)
		return text
	}
	programKey, functionKey := read(t, "kimchi/pickles/testdata/range-vk.json"), read(t, "kimchi/testdata/native-zkf-vk.txt")

	for name, c := range map[string]struct {
		text []byte
		want systems.Want
		says string
	}{
		"labelled":          {labelled, systems.Want{Config: keys}, "groth16-bn254 sealed-range development"},
		"demanded":          {labelled, systems.Want{System: "groth16-bn254", Statement: "sealed-range", Config: keys}, "groth16-bn254 sealed-range development"},
		"of the run":        {labelled, systems.Want{Instances: []statement.Instance{instance}, Config: keys}, "groth16-bn254 sealed-range development"},
		"program of o1js":   {program, systems.Want{System: "pickles-berkeley", Key: programKey}, "pickles-berkeley  "},
		"function of o1js":  {function, systems.Want{System: "kimchi-berkeley", Key: functionKey, Awaited: one}, "kimchi-berkeley  "},
		"of another run":    {labelled, systems.Want{Instances: []statement.Instance{}, Config: keys}, "proof_invalid"},
		"other statement":   {labelled, systems.Want{Statement: "range", Config: keys}, "proof_invalid"},
		"other system":      {labelled, systems.Want{System: "plonk-bn254", Config: keys}, "proof_invalid"},
		"other values":      {labelled, systems.Want{Awaited: o1js.Awaited{Statement: &o1js.Statement{}}, Config: keys}, "proof_invalid"},
		"unknown system":    {rename(func(p *proof.Proof) { p.System = "groth17" }), systems.Want{Config: keys}, "unknown_system"},
		"unknown statement": {rename(func(p *proof.Proof) { p.Statement = "all" }), systems.Want{Config: keys}, "unknown_system"},
		"other set-up":      {rename(func(p *proof.Proof) { p.Setup = proof.SetupExternal }), systems.Want{Config: keys}, "proof_invalid"},
		"pickles claimed":   {rename(func(p *proof.Proof) { p.System = "pickles-mesa" }), systems.Want{Config: keys}, "bad_request"},
		"unnamed":           {program, systems.Want{Key: programKey}, "malformed_json"},
		"without a key":     {program, systems.Want{System: "pickles-berkeley"}, "malformed_json"},
		"wrong era":         {program, systems.Want{System: "pickles-mesa", Key: programKey}, "proof_invalid"},
		"no such system":    {program, systems.Want{System: "x", Key: programKey}, "unknown_system"},
		"not of o1js":       {program, systems.Want{System: "plonk-bn254", Key: programKey}, "malformed_json"},
		"nothing":           {nil, systems.Want{}, "malformed_json"},
	} {
		verdict, err := systems.Verify(t.Context(), c.text, c.want)
		if err != nil {
			require.Equal(t, c.says, coded.Code(err), "%s: %v", name, err)
			continue
		}
		require.Equal(t, c.says, fmt.Sprintf("%s %s %s", verdict.System, verdict.Statement, verdict.Setup), name)
	}
}

func Example() {
	ctx := context.Background()
	system, err := systems.Find("kimchi-berkeley")
	if err != nil {
		panic(err)
	}
	prover, err := system.NewProver(ctx, statement.RangeDefinition{}, proof.Config{})
	if err != nil {
		panic(err)
	}
	made, err := prover.Prove(ctx, statement.NewRangeWitness(new(fp.Element).SetUint64(77)))
	if err != nil {
		panic(err)
	}
	text, err := made.MarshalJSON()
	if err != nil {
		panic(err)
	}
	verdict, err := systems.Verify(ctx, text, systems.Want{Statement: "range"})
	if err != nil {
		panic(err)
	}
	fmt.Println(verdict.System, verdict.Statement, verdict.Setup)
	// Output: kimchi-berkeley range transparent
}
