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
	"github.com/minaseal/minaseal/statement"
)

func elementOf77() *fp.Element { return new(fp.Element).SetUint64(77) }

func TestProgress(t *testing.T) {
	var events []Event
	p, err := NewProver(t.Context(), Range, Groth16BN254, WithCacheDir(t.TempDir()),
		WithProgress(ProgressFunc(func(e Event) { events = append(events, e) })))
	require.NoError(t, err)
	proof := proofOf(t, p)
	require.NoError(t, p.Verifier().Verify(proof))
	want := []Stage{Compile, KeySetup, Prove, Verify, Verify}
	require.Len(t, events, 2*len(want))
	for i, stage := range want {
		begin, end := events[2*i], events[2*i+1]
		require.Equal(t, Event{Stage: stage}, begin)
		require.Equal(t, stage, end.Stage)
		require.True(t, end.Done)
		require.Positive(t, end.Elapsed)
		require.NoError(t, end.Err)
		require.False(t, end.Cached)
	}
	require.Equal(t, "compile setup prove verify unknown",
		Compile.String()+" "+KeySetup.String()+" "+Prove.String()+" "+Verify.String()+" "+Stage(0).String())

	events = nil
	changed := *proof
	changed.publicInput = []string{"1"}
	require.ErrorIs(t, p.Verifier().Verify(&changed), ErrProof)
	require.ErrorIs(t, events[1].Err, ErrProof)
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := NewProver(ctx, Range, Groth16BN254, WithoutCache())
	require.ErrorIs(t, err, context.Canceled)
	proof, err := proverFor(t, Groth16BN254).Prove(ctx, elementOf77())
	require.ErrorIs(t, err, context.Canceled)
	require.Nil(t, proof)
	// Between two stages.
	ctx, cancel = context.WithCancel(t.Context())
	_, err = NewProver(ctx, Range, Groth16BN254, WithoutCache(), WithProgress(ProgressFunc(func(e Event) {
		if e.Stage == Compile && e.Done {
			cancel()
		}
	})))
	require.ErrorIs(t, err, context.Canceled)
}

func TestOptionsThatContradict(t *testing.T) {
	for _, opts := range [][]Option{
		{WithCacheDir("")},
		{WithSRSFile("")},
		{WithKeyFiles("pk", "")},
		{WithKeyFiles("", "vk")},
		{WithCacheDir("x"), WithoutCache()},
		{WithSRSFile("x")}, // Groth16 takes none
		{WithKeyFiles("pk", "vk"), WithCacheDir("x")},
		{WithKeyFiles("pk", "vk"), WithoutCache()},
		{WithKeyFiles("pk", "vk"), WithSRSFile("x")},
		{WithCiphertexts(statement.O1jsV2, 2)}, // range is about none
		{WithCiphertexts(statement.O1jsV2, 1)},
		{WithCiphertexts(statement.O1jsV2, 65)},
		{WithCiphertexts(statement.Scheme(0), 2)},
	} {
		p, err := NewProver(t.Context(), Range, Groth16BN254, opts...)
		require.ErrorIs(t, err, ErrOption)
		require.Equal(t, "bad_request", coded.Code(err))
		require.Nil(t, p)
	}
	_, err := NewVerifier(t.Context(), Range, Groth16BN254, WithKeyFiles("pk", "vk"))
	require.ErrorIs(t, err, ErrOption, "a verifier wants no proving key")
	_, err = NewVerifier(t.Context(), Range, PlonkBN254, WithoutCache())
	require.ErrorIs(t, err, ErrOption, "a verifier with its own keys")
	_, err = NewProver(t.Context(), Statement(0), Groth16BN254)
	require.ErrorIs(t, err, ErrUnknownName)
	_, err = NewVerifier(t.Context(), Range, System(0))
	require.ErrorIs(t, err, ErrUnknownName)
}

func TestProverForAnotherStatement(t *testing.T) {
	in := *proverFor(t, Groth16BN254).in
	in.statement = Range + 1
	_, err := (&Prover{in: &in}).Prove(t.Context(), elementOf77())
	require.ErrorIs(t, err, ErrUnknownName)
	key := address.GeneratePrivateKey()
	s := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"7"}`)
	_, err = proverFor(t, Groth16BN254).ProveSealed(t.Context(), s, key)
	require.ErrorIs(t, err, ErrUnknownName)
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
