package programs_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/pickles"
	"github.com/minaseal/minaseal/kimchi/pickles/programs"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// The key is the one in the vectors of o1js's proofs, and a proof is a JsonProof with nothing
// added that verifies under it.
func TestRange(t *testing.T) {
	prover, err := programs.NewProver(t.Context(), nil, programs.Range())
	require.NoError(t, err)
	var key bytes.Buffer
	require.NoError(t, prover.WriteKey(&key))
	text, err := os.ReadFile("../testdata/range-vk.json")
	require.NoError(t, err)
	theirs, err := pickles.ParseVerificationKey(text)
	require.NoError(t, err)
	ours, err := pickles.ParseVerificationKey(bytes.TrimSpace(key.Bytes()))
	require.NoError(t, err)
	require.Equal(t, theirs.Data(), ours.Data())

	made, err := prover.Prove(t.Context(), statement.NewRangeWitness(new(fp.Element).SetUint64(77)))
	require.NoError(t, err)
	require.False(t, made.Labelled())
	written, err := made.MarshalJSON()
	require.NoError(t, err)
	parsed, err := pickles.ParseProof(written)
	require.NoError(t, err)
	require.NoError(t, pickles.Verify(kimchi.Berkeley, parsed, theirs, nil, nil))
	require.NoError(t, prover.Verify(made))

	for name, change := range map[string]func(*proof.Proof){
		"labels":        func(p *proof.Proof) { p.System, p.Statement, p.Setup = prover.System(), "range", prover.Setup() },
		"public input":  func(p *proof.Proof) { p.PublicInput = make([]fp.Element, 1) },
		"public output": func(p *proof.Proof) { p.PublicOutput = make([]fp.Element, 1) },
		"recursion":     func(p *proof.Proof) { p.MaxProofsVerified = 1 },
		"cut":           func(p *proof.Proof) { p.Bytes = p.Bytes[:100] },
		"empty":         func(p *proof.Proof) { p.Bytes = nil },
	} {
		changed := made.Clone()
		change(changed)
		require.ErrorIs(t, prover.Verify(changed), proof.ErrProof, name)
	}
	require.ErrorIs(t, prover.Verify(nil), proof.ErrProof)
	_, err = prover.Prove(t.Context(), statement.NewRangeWitness(new(fp.Element).SetUint64(101)))
	require.ErrorIs(t, err, statement.ErrValueOutOfRange)
}

func Example() {
	ctx := context.Background()
	prover, err := programs.NewProver(ctx, nil, programs.Range())
	if err != nil {
		fmt.Println(err)
		return
	}
	made, err := prover.Prove(ctx, statement.NewRangeWitness(new(fp.Element).SetUint64(77)))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(prover.Verify(made))
	// Output: <nil>
}
