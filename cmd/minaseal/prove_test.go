package main

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/circuit"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/protocol"
	"github.com/minaseal/minaseal/statement"
)

const recorded = "../../circuit/testdata/sealed-range_groth16-bn254"

// recordedProof returns a proof of sealed-range and the exchange that it is about.
func recordedProof(t *testing.T) (*circuit.Proof, *statement.SealedRange) {
	t.Helper()
	text, err := os.ReadFile(recorded + ".json")
	require.NoError(t, err)
	proof, err := circuit.ParseProof(text)
	require.NoError(t, err)
	inputs := make([]fp.Element, len(proof.PublicInput()))
	for i, n := range proof.PublicInput() {
		_, err := inputs[i].SetDecimal(n)
		require.NoError(t, err)
	}
	s, err := statement.ParseSealedRange(inputs)
	require.NoError(t, err)
	return proof, s
}

// An app takes a proof about a ciphertext that it sent, and no other.
//
// covers: PRF-9, PRF-21
func TestAppJudgesExchange(t *testing.T) {
	proof, exchange := recordedProof(t)
	command := &cobra.Command{}
	command.SetContext(t.Context())
	log := &transcript{out: io.Discard}
	judge := func(f proofFlags, result string, exchanges ...*statement.SealedRange) error {
		return f.judge(command, result, exchanges, log)
	}
	text := string(proof.Indented())
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
	require.ErrorIs(t, judge(flags, text, other), circuit.ErrProof)
	require.ErrorIs(t, judge(flags, text), circuit.ErrProof, "nothing was sent")
	other = instance(elgamal.O1jsV2, key.PublicKey(), exchange.Ciphertext())
	require.ErrorIs(t, judge(flags, text, other), circuit.ErrProof)
	other = instance(elgamal.O1jsV1, exchange.Worker(), exchange.Ciphertext())
	require.ErrorIs(t, judge(flags, text, other), circuit.ErrProof)
	other, err = statement.NewSealedMessageRange(key.PublicKey(), exchange.Worker(), elgamal.Place{}, exchange.Ciphertext())
	require.NoError(t, err)
	require.ErrorIs(t, judge(flags, text, other), circuit.ErrProof)

	flags.statement = "sealed-range"
	require.NoError(t, judge(flags, text, exchange))
	flags.statement = "range"
	require.ErrorIs(t, judge(flags, text, exchange), circuit.ErrProof, "another statement was demanded")
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
	proof, _ := recordedProof(t)
	require.Equal(t, "0x"+strings.Repeat("0", 63)+proof.PublicInput()[0], call.Input[0])
}
