package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/statement"
)

const recorded = "../../circuit/testdata/sealed-range_groth16-bn254"

// recordedProof returns a proof of sealed-range and the exchange that it is about.
func recordedProof(t *testing.T) (*proof.Proof, *statement.SealedRange) {
	t.Helper()
	text, err := os.ReadFile(recorded + ".json")
	require.NoError(t, err)
	made, err := proof.Parse(text)
	require.NoError(t, err)
	s, err := statement.ParseSealedRange(made.PublicInput)
	require.NoError(t, err)
	return made, s
}

// An app takes a proof about a ciphertext that it sent, and no other.
//
// covers: PRF-9, PRF-21
func TestAppJudgesExchange(t *testing.T) {
	made, exchange := recordedProof(t)
	command := &cobra.Command{}
	command.SetContext(t.Context())
	log := &transcript{out: io.Discard}
	judge := func(f proofFlags, result string, exchanges ...*statement.SealedRange) error {
		return f.judge(command, result, exchanges, log)
	}
	indented, err := made.Indented()
	require.NoError(t, err)
	text := string(indented)
	flags := proofFlags{verifyingKey: recorded + ".keys"}
	require.NoError(t, judge(flags, text, exchange))

	key := address.GeneratePrivateKey()
	again, err := elgamal.O1jsV2.EncryptText(key.PublicKey(), `{"value":"77"}`)
	require.NoError(t, err)
	instance := func(scheme elgamal.Scheme, worker *address.PublicKey, c *elgamal.Ciphertext) *statement.SealedRange {
		s, err := statement.NewSealedRange(scheme, worker, c)
		require.NoError(t, err)
		return s
	}
	other := instance(elgamal.O1jsV2, exchange.Worker(), again)
	require.NoError(t, judge(flags, text, other, exchange), "the payload was sent again")
	require.ErrorIs(t, judge(flags, text, other), proof.ErrProof)
	require.ErrorIs(t, judge(flags, text), proof.ErrProof, "nothing was sent")
	other = instance(elgamal.O1jsV2, key.PublicKey(), exchange.Ciphertext())
	require.ErrorIs(t, judge(flags, text, other), proof.ErrProof)
	other = instance(elgamal.O1jsV1, exchange.Worker(), exchange.Ciphertext())
	require.ErrorIs(t, judge(flags, text, other), proof.ErrProof)
	other, err = statement.NewSealedMessageRange(key.PublicKey(), exchange.Worker(), elgamal.Place{}, exchange.Ciphertext())
	require.NoError(t, err)
	require.ErrorIs(t, judge(flags, text, other), proof.ErrProof)

	flags.statement = "sealed-range"
	require.NoError(t, judge(flags, text, exchange))
	flags.statement = "range"
	require.ErrorIs(t, judge(flags, text, exchange), proof.ErrProof, "another statement was demanded")
	require.ErrorIs(t, judge(flags, "no proof", exchange), errNoProof)
	require.ErrorAs(t, judge(proofFlags{statement: "all"}, text, exchange), new(usageError))
}

func TestStatementSuitsProfile(t *testing.T) {
	for _, c := range []struct {
		statement, system string
		profile           protocol.Profile
		want              string // the system
	}{
		{"range", "", protocol.SealedV1, "groth16-bn254"},
		{"sealed-range", "", protocol.ZKCWv1, "groth16-bn254"},
		{"sealed-range", "", protocol.ZKCWv2, "groth16-bn254"},
		{"sealed-range", "", protocol.SealedV1, "kimchi-berkeley"},
		{"sealed-range", "kimchi-berkeley", protocol.ZKCWv2, "kimchi-berkeley"},
		{"sealed-range", "plonk-bn254", protocol.ZKCWv2, "plonk-bn254"},
		{"range", "plonk-bn254", protocol.SealedV1, "plonk-bn254"},
		{"sealed-range", "plonk-bn254", protocol.SealedV1, ""},
		{"sealed-range", "groth16-bn254", protocol.SealedV1, ""},
		{"all", "", protocol.ZKCWv2, ""},
	} {
		f := proofFlags{proves: true, statement: c.statement, system: c.system}
		err := f.suits(c.profile)
		if c.want == "" {
			require.ErrorAs(t, err, new(usageError))
			continue
		}
		require.NoError(t, err)
		require.Equal(t, c.want, f.system)
	}
	app := proofFlags{statement: "sealed-range"}
	require.NoError(t, app.suits(protocol.SealedV1))
	require.Empty(t, app.system)
}

func TestExportVerifier(t *testing.T) {
	out := succeed(t, "", "export-verifier", "--vk", recorded+".keys")
	require.Contains(t, out, "contract Verifier {")
	require.Contains(t, out, "statement sealed-range")
	require.Contains(t, out, "can forge proofs")
	out = succeed(t, "", "export-verifier", "--vk", recorded+".keys", "--proof", recorded+".json")
	var call struct {
		Proof string
		Input []string
	}
	require.NoError(t, json.Unmarshal([]byte(out), &call))
	require.Len(t, call.Input, 13)
	require.Len(t, call.Proof, 2+2*448)
	made, _ := recordedProof(t)
	require.Equal(t, "0x"+strings.Repeat("0", 63)+made.PublicInput[0].Decimal(), call.Input[0])
}

// Every statement in every quick system: proved by one command, verified by another, which
// says what it was.
//
// covers: PRF-9
func TestProveAndVerifyProof(t *testing.T) {
	dir := t.TempDir()
	path, key := filepath.Join(dir, "p.json"), filepath.Join(dir, "vk")
	for _, c := range []struct{ statement, system, setup string }{
		{"range", "groth16-bn254", "development"},
		{"range", "kimchi-berkeley", "transparent"},
		{"sealed-range", "kimchi-berkeley", "transparent"},
	} {
		args := []string{"prove", "--statement", c.statement, "--system", c.system, "--value", "77", "--proof", path, "--key-cache", dir}
		verify := []string{"verify-proof", "--proof", path}
		if c.setup == "development" {
			args, verify = append(args, "--vk", key), append(verify, "--vk", key)
		}
		require.Contains(t, succeed(t, "", args...), c.system+", statement "+c.statement+", "+c.setup+" keys")
		said := succeed(t, "", verify...)
		require.Contains(t, said, "valid\nsystem:        "+c.system+"\nstatement:     "+c.statement+"\nset-up:        "+c.setup+"\n")
		for _, demand := range []string{"--statement " + c.statement, "--system " + c.system} {
			succeed(t, "", append(verify, strings.Fields(demand)...)...)
		}
		for _, demand := range []string{"--system plonk-bn254", "--public-input 5"} {
			code, _, errOut := minaseal(t, "", append(verify, strings.Fields(demand)...)...)
			require.Equal(t, exitFailed, code, errOut)
		}
		code, _, _ := minaseal(t, "", append(verify, "--statement", "all")...)
		require.Equal(t, exitUsage, code)
	}

	// About a ciphertext of one's own.
	owner := address.GeneratePrivateKey()
	c, err := elgamal.O1jsV2.EncryptText(owner.PublicKey(), `{"value":"5"}`)
	require.NoError(t, err)
	text, err := json.Marshal(c)
	require.NoError(t, err)
	keyFile, cipherFile := filepath.Join(dir, "key"), filepath.Join(dir, "c.json")
	require.NoError(t, os.WriteFile(keyFile, []byte(owner.Base58()), 0o600))
	require.NoError(t, os.WriteFile(cipherFile, text, 0o600))
	succeed(t, "", "prove", "--statement", "sealed-range", "--system", "kimchi-berkeley", "--ciphertext", cipherFile, "-k", keyFile, "--proof", path)
	out := succeed(t, "", "verify-proof", "--proof", path, "--json")
	require.Contains(t, out, c.Fields()[0].Decimal())
	require.Contains(t, out, `"statement":"sealed-range"`)

	for _, args := range []string{
		"--value 77 --system kimchi-berkeley --vk " + key, "--value 77 --system pickles-mesa", "--value 77 --system x", "--statement all --value 77",
		"--ciphertext " + cipherFile, "--value x", "",
	} {
		code, _, errOut := minaseal(t, "", append([]string{"prove", "--proof", path}, strings.Fields(args)...)...)
		require.NotEqual(t, exitOK, code, args)
		require.NotEmpty(t, errOut)
	}
	code, _, errOut := minaseal(t, "", "prove", "--proof", path, "--system", "kimchi-berkeley", "--value", "101")
	require.Equal(t, exitFailed, code)
	require.Contains(t, errOut, "greater than 100")
}
