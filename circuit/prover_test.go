package circuit

import (
	"context"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

func witnessOf77() statement.Witness { return statement.NewRangeWitness(new(fp.Element).SetUint64(77)) }

func TestProgress(t *testing.T) {
	var events []proof.Event
	p, err := NewProver(t.Context(), Range{}, Groth16BN254, proof.Config{CacheDir: t.TempDir(), Progress: proof.ProgressFunc(func(e proof.Event) { events = append(events, e) })})
	require.NoError(t, err)
	made := proofOf(t, p)
	require.NoError(t, p.Verifier().Verify(made))
	want := []proof.Stage{proof.StageCompile, proof.StageSetup, proof.StageProve, proof.StageVerify, proof.StageVerify}
	require.Len(t, events, 2*len(want))
	for i, stage := range want {
		begin, end := events[2*i], events[2*i+1]
		require.Equal(t, proof.Event{Stage: stage}, begin)
		require.Equal(t, stage, end.Stage)
		require.True(t, end.Done)
		require.Positive(t, end.Elapsed)
		require.NoError(t, end.Err)
		require.False(t, end.Cached)
	}
	require.Equal(t, "compile setup prove verify unknown",
		proof.StageCompile.String()+" "+proof.StageSetup.String()+" "+proof.StageProve.String()+" "+proof.StageVerify.String()+" "+proof.Stage(0).String())

	events = nil
	changed := *made
	changed.PublicInput = []fp.Element{*new(fp.Element).SetUint64(1)}
	require.ErrorIs(t, p.Verifier().Verify(&changed), ErrProof)
	require.ErrorIs(t, events[1].Err, ErrProof)
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := NewProver(ctx, Range{}, Groth16BN254, proof.Config{InMemory: true})
	require.ErrorIs(t, err, context.Canceled)
	made, err := proverFor(t, Groth16BN254).Prove(ctx, witnessOf77())
	require.ErrorIs(t, err, context.Canceled)
	require.Nil(t, made)
	// Between two stages.
	ctx, cancel = context.WithCancel(t.Context())
	_, err = NewProver(ctx, Range{}, Groth16BN254, proof.Config{InMemory: true, Progress: proof.ProgressFunc(func(e proof.Event) {
		if e.Stage == proof.StageCompile && e.Done {
			cancel()
		}
	})})
	require.ErrorIs(t, err, context.Canceled)
}

func TestConfigsThatContradict(t *testing.T) {
	for _, config := range []proof.Config{
		{ProvingKey: "pk"},
		{VerifyingKey: "vk"},
		{CacheDir: "x", InMemory: true},
		{SRS: "x"}, // Groth16 takes none
		{ProvingKey: "pk", VerifyingKey: "vk", CacheDir: "x"},
		{ProvingKey: "pk", VerifyingKey: "vk", InMemory: true},
		{ProvingKey: "pk", VerifyingKey: "vk", SRS: "x"},
	} {
		p, err := NewProver(t.Context(), Range{}, Groth16BN254, config)
		require.ErrorIs(t, err, ErrConfig)
		require.Equal(t, "bad_request", coded.Code(err))
		require.Nil(t, p)
	}
	for _, c := range []SealedRange{
		{Scheme: statement.O1jsV2, Fields: 65}, {Fields: 2}, {Fields: -1}, {Scheme: 77, Fields: 2}, {Scheme: statement.SealedV1, Fields: 2},
	} {
		_, err := NewProver(t.Context(), c, Groth16BN254, proof.Config{})
		require.ErrorIs(t, err, ErrConfig)
	}
	_, err := NewVerifier(t.Context(), Range{}, Groth16BN254, proof.Config{ProvingKey: "pk", VerifyingKey: "vk"})
	require.ErrorIs(t, err, ErrConfig, "a verifier wants no proving key")
	_, err = NewVerifier(t.Context(), Range{}, PlonkBN254, proof.Config{InMemory: true})
	require.ErrorIs(t, err, ErrConfig, "a verifier with its own keys")
	_, err = NewProver(t.Context(), Range{}, "kimchi-berkeley", proof.Config{})
	require.ErrorIs(t, err, ErrUnknownName)
	_, err = NewVerifier(t.Context(), Range{}, proof.System(""), proof.Config{})
	require.ErrorIs(t, err, ErrUnknownName)
}

func TestProverForAnotherStatement(t *testing.T) {
	key := address.GeneratePrivateKey()
	s := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"7"}`)
	_, err := proverFor(t, Groth16BN254).Prove(t.Context(), statement.NewSealedRangeWitness(s, key))
	require.ErrorIs(t, err, ErrWitness)
	sealed, err := sealedProver()
	require.NoError(t, err)
	_, err = sealed.Prove(t.Context(), witnessOf77())
	require.ErrorIs(t, err, ErrWitness)
}

// A program that proves prints nothing. gnark's logger is quiet under go test by
// itself, so this takes a program of its own.
func TestPrintsNothing(t *testing.T) {
	program := filepath.Join(t.TempDir(), "quiet")
	out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", program, "./testdata/quiet").CombinedOutput()
	require.NoError(t, err, string(out))
	out, err = exec.Command(program).CombinedOutput()
	require.NoError(t, err, string(out))
	require.Empty(t, string(out))
}
