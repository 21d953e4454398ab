package proof_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// covers: PRF-13
func TestMake(t *testing.T) {
	witness := func(v uint64) statement.Witness { return statement.NewRangeWitness(new(fp.Element).SetUint64(v)) }
	var stages []proof.Stage
	progress := proof.ProgressFunc(func(e proof.Event) { stages = append(stages, e.Stage) })
	good := func() (*proof.Proof, error) { return sample(), nil }
	accept := func(*proof.Proof) error { return nil }
	p, err := proof.Make(t.Context(), progress, witness(100), good, accept)
	require.NoError(t, err)
	require.Equal(t, sample(), p)
	require.Equal(t, []proof.Stage{proof.StageProve, proof.StageProve, proof.StageVerify, proof.StageVerify}, stages)

	p, err = proof.Make(t.Context(), nil, witness(100), good, func(*proof.Proof) error { return proof.ErrProof })
	require.Equal(t, proof.ErrProver, err, "it does not verify")
	require.Nil(t, p)
	failed := errors.New("failed")
	_, err = proof.Make(t.Context(), nil, witness(100), func() (*proof.Proof, error) { return nil, failed }, accept)
	require.Equal(t, failed, err)
	never := func() (*proof.Proof, error) { t.Error("it was proved"); return nil, nil }
	_, err = proof.Make(t.Context(), nil, witness(101), never, accept)
	require.ErrorIs(t, err, statement.ErrValueOutOfRange)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = proof.Make(ctx, nil, witness(100), never, accept)
	require.ErrorIs(t, err, context.Canceled)
}

func TestSetups(t *testing.T) {
	for _, s := range []proof.Setup{proof.SetupDevelopment, proof.SetupExternal, proof.SetupTransparent} {
		parsed, err := proof.ParseSetup(string(s))
		require.NoError(t, err)
		require.Equal(t, s, parsed)
	}
	_, err := proof.ParseSetup("")
	require.ErrorIs(t, err, proof.ErrUnknownName)
}
