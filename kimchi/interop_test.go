//go:build interop

package kimchi_test

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/internal/circuits"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// o1js is the verifier of o1js 2.15.0 in its own process.
type o1js struct {
	t   *testing.T
	in  io.Writer
	out *bufio.Scanner
}

func startO1js(t *testing.T) *o1js {
	t.Helper()
	command := exec.Command("node", "kimchi.mjs")
	command.Dir = "../conformance/drivers/o1js"
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	require.NoError(t, err)
	out, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		require.NoError(t, in.Close())
		require.NoError(t, command.Wait())
	})
	scanner := bufio.NewScanner(out)
	scanner.Buffer(nil, 1<<20)
	return &o1js{t, in, scanner}
}

// verify reports o1js's verdict on a proof, with another public input if that is not nil.
func (o *o1js) verify(proof *kimchi.Proof, key *kimchi.VerificationKey, public []fp.Element) bool {
	o.t.Helper()
	text, err := json.Marshal(proof)
	require.NoError(o.t, err)
	var form struct {
		Proof  string   `json:"proof"`
		Public []string `json:"publicInputFields"`
	}
	require.NoError(o.t, json.Unmarshal(text, &form))
	for i := range public {
		form.Public[i] = public[i].Decimal()
	}
	require.NoError(o.t, json.NewEncoder(o.in).Encode(map[string]any{"proof": form, "verificationKey": key.String()}))
	require.True(o.t, o.out.Scan(), o.out.Err())
	answer := o.out.Text()
	require.True(o.t, strings.HasPrefix(answer, `{"valid":`), answer)
	return answer == `{"valid":true}`
}

// Proofs that this module makes, for circuits with each gate and for the statements,
// verify in o1js, and do not for another public input.
func TestO1jsVerifiesOurProofs(t *testing.T) {
	peer := startO1js(t)
	for _, c := range circuits.Proved() {
		circuit := c.Compile()
		index, err := kimchi.NewProverIndex(kimchi.Berkeley, circuit)
		require.NoError(t, err)
		w, err := circuit.Assign(c.Public, c.Secrets)
		require.NoError(t, err)
		proof, err := index.Prove(w)
		require.NoError(t, err)
		require.True(t, peer.verify(proof, index.VerificationKey(), nil), c.Name)
		t.Logf("%s: verified by o1js", c.Name)
	}

	value := builder.Small(77)
	small, err := statements.Compile(statements.Range{})
	require.NoError(t, err)
	proof, err := small.Prove(statement.NewRangeWitness(&value))
	require.NoError(t, err)
	require.True(t, peer.verify(proof, small.VerificationKey(), nil))

	ownKey := address.GeneratePrivateKey()
	ciphertext, err := elgamal.O1jsV2.EncryptText(ownKey.PublicKey(), `{"value":"77"}`)
	require.NoError(t, err)
	encrypted, err := statement.NewSealedRange(elgamal.O1jsV2, ownKey.PublicKey(), ciphertext)
	require.NoError(t, err)
	sender := address.GeneratePrivateKey()
	at := elgamal.Place{Transcript: *new(fp.Element).SetRandom(), Direction: elgamal.ToWorker, Sequence: 3}
	message, err := elgamal.Seal(sender, ownKey.PublicKey(), at, elgamal.EncodeText(`{"value":"77"}`))
	require.NoError(t, err)
	sealed, err := statement.NewSealedMessageRange(sender.PublicKey(), ownKey.PublicKey(), at, message)
	require.NoError(t, err)
	for _, s := range []*statement.SealedRange{encrypted, sealed} {
		prover, err := statements.Compile(statements.SealedRange{Scheme: s.Scheme(), Fields: s.Fields()})
		require.NoError(t, err)
		proof, err := prover.Prove(statement.NewSealedRangeWitness(s, ownKey))
		require.NoError(t, err)
		require.True(t, peer.verify(proof, prover.VerificationKey(), nil), s.Scheme())
		require.False(t, peer.verify(proof, small.VerificationKey(), nil), "another key")
		for _, i := range []int{statement.InputWorkerY, s.Scheme().InputC()} {
			wrong := s.Inputs()
			wrong[i].Add(&wrong[i], new(fp.Element).One())
			require.False(t, peer.verify(proof, prover.VerificationKey(), wrong), "%v: input %d", s.Scheme(), i)
		}
		t.Logf("sealed-range for %v: verified by o1js", s.Scheme())
	}
}
