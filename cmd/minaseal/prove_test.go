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
func recordedProof(t *testing.T) (*circuit.Proof, protocol.Exchange) {
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
	return proof, protocol.Exchange{Scheme: s.Scheme(), Worker: s.Worker(), Payload: s.Ciphertext()}
}

// An app takes a proof about a ciphertext that it sent, and no other.
//
// covers: PRF-9, PRF-21
func TestAppJudgesExchange(t *testing.T) {
	proof, exchange := recordedProof(t)
	command := &cobra.Command{}
	command.SetContext(t.Context())
	log := &transcript{out: io.Discard}
	judge := func(f proofFlags, result string, exchanges ...protocol.Exchange) error {
		return f.judge(command, result, exchanges, log)
	}
	text := string(proof.Indented())
	flags := proofFlags{verifyingKey: recorded + ".keys"}
	require.NoError(t, judge(flags, text, exchange))

	other := exchange
	key := address.GeneratePrivateKey()
	var err error
	other.Payload, err = elgamal.O1jsV2.EncryptText(key.PublicKey(), `{"value":"77"}`)
	require.NoError(t, err)
	require.NoError(t, judge(flags, text, other, exchange), "the payload was sent again")
	require.ErrorIs(t, judge(flags, text, other), circuit.ErrProof)
	require.ErrorIs(t, judge(flags, text), circuit.ErrProof, "a run of sealed-v1 has none")
	other = exchange
	other.Worker = key.PublicKey()
	require.ErrorIs(t, judge(flags, text, other), circuit.ErrProof)
	other = exchange
	other.Scheme = elgamal.O1jsV1
	require.ErrorIs(t, judge(flags, text, other), circuit.ErrProof)

	flags.statement = "sealed-range"
	require.NoError(t, judge(flags, text, exchange))
	flags.statement = "range"
	require.ErrorIs(t, judge(flags, text, exchange), circuit.ErrProof, "another statement was demanded")
	require.ErrorIs(t, judge(flags, "no proof", exchange), errNoProof)
	require.ErrorAs(t, judge(proofFlags{statement: "all"}, text, exchange), new(usageError))
}

func TestStatementSuitsProfile(t *testing.T) {
	f := proofFlags{statement: "sealed-range"}
	require.ErrorAs(t, f.suits(protocol.SealedV1), new(usageError))
	require.NoError(t, f.suits(protocol.ZKCWv1))
	require.NoError(t, f.suits(protocol.ZKCWv2))
	require.NoError(t, (&proofFlags{statement: "range"}).suits(protocol.SealedV1))
	require.Error(t, (&proofFlags{statement: "all"}).suits(protocol.ZKCWv2))
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
