package circuit

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// covers: PRF-8, PRF-11, PRF-12, PRF-13
func TestKimchiRange(t *testing.T) {
	ctx := context.Background()
	p, err := NewProver(ctx, Range, KimchiBerkeley)
	require.NoError(t, err)
	require.Equal(t, 14, p.Constraints())
	_, err = p.Prove(ctx, new(fp.Element).SetUint64(101))
	require.ErrorIs(t, err, ErrValueOutOfRange)
	proof, err := p.Prove(ctx, new(fp.Element).SetUint64(77))
	require.NoError(t, err)
	require.Equal(t, SetupTransparent, proof.Setup())

	parsed, err := ParseProof(proof.Indented())
	require.NoError(t, err)
	v, err := NewVerifier(ctx, Range, KimchiBerkeley)
	require.NoError(t, err)
	require.NoError(t, v.Verify(parsed))

	for name, change := range map[string]func(*Proof){
		"set-up":        func(p *Proof) { p.setup = SetupExternal },
		"system":        func(p *Proof) { p.system = PlonkBN254 },
		"statement":     func(p *Proof) { p.statement = SealedRange },
		"public input":  func(p *Proof) { p.publicInput = []string{"1"} },
		"public output": func(p *Proof) { p.publicOutput = []string{"1"} },
		"a bit":         func(p *Proof) { p.raw[len(p.raw)/2] ^= 1 },
		"a byte less":   func(p *Proof) { p.raw = p.raw[:len(p.raw)-1] },
		"a byte more":   func(p *Proof) { p.raw = append(p.raw, 0) },
		"no bytes":      func(p *Proof) { p.raw = nil },
	} {
		altered := *proof
		altered.raw = append([]byte{}, proof.raw...)
		change(&altered)
		require.ErrorIs(t, v.Verify(&altered), ErrProof, name)
	}
	require.ErrorIs(t, v.WriteKey(new(strings.Builder)), ErrOption)
	require.ErrorIs(t, v.ExportSolidity(new(strings.Builder)), ErrOption)
	_, err = NewProver(ctx, Range, KimchiBerkeley, WithSRSFile("x"))
	require.ErrorIs(t, err, ErrOption)
	_, err = NewVerifier(ctx, Range, KimchiBerkeley, WithKeyFiles("", "x"))
	require.ErrorIs(t, err, ErrOption)
}

// covers: PRF-16, PRF-21
func TestKimchiSealedRange(t *testing.T) {
	ctx := context.Background()
	p, err := NewProver(ctx, SealedRange, KimchiBerkeley)
	require.NoError(t, err)
	key := address.GeneratePrivateKey()
	instance := func(text string) *statement.SealedRange {
		ciphertext, err := elgamal.O1jsV1.EncryptText(key.PublicKey(), text)
		require.NoError(t, err)
		s, err := statement.NewSealedRange(elgamal.O1jsV1, key.PublicKey(), ciphertext)
		require.NoError(t, err)
		return s
	}
	s := instance(`{"value":"100"}`)
	proof, err := p.ProveSealed(ctx, s, key)
	require.NoError(t, err)
	v := p.Verifier()
	require.NoError(t, v.VerifySealed(proof, s))
	require.ErrorIs(t, v.VerifySealed(proof, instance(`{"value":"100"}`)), ErrProof)
	_, err = p.ProveSealed(ctx, instance(`{"value":"101"}`), key)
	require.ErrorIs(t, err, statement.ErrValueOutOfRange)
	_, err = p.Prove(ctx, new(fp.Element))
	require.ErrorIs(t, err, ErrUnknownName)

	for i, want := range map[int]string{statement.InputScheme: "4", statement.InputWorkerX: "0"} {
		altered := *proof
		altered.publicInput = proof.PublicInput()
		altered.publicInput[i] = want
		require.ErrorIs(t, v.Verify(&altered), ErrProof)
	}
}

// sealedMessage seals the text for the key at a place.
func sealedMessage(t *testing.T, key *address.PrivateKey, text string) *statement.SealedRange {
	t.Helper()
	sender := address.GeneratePrivateKey()
	at := elgamal.Place{Transcript: *new(fp.Element).SetRandom(), Direction: elgamal.ToWorker, Sequence: 3}
	ciphertext, err := elgamal.Seal(sender, key.PublicKey(), at, elgamal.EncodeText(text))
	require.NoError(t, err)
	s, err := statement.NewSealedMessageRange(sender.PublicKey(), key.PublicKey(), at, ciphertext)
	require.NoError(t, err)
	return s
}

// A proof about a message of sealed-v1 is one for its sender and its place.
//
// covers: PRF-14, PRF-15, PRF-16, PRF-21, PRF-22
func TestKimchiSealedMessage(t *testing.T) {
	ctx := context.Background()
	p, err := NewProver(ctx, SealedRange, KimchiBerkeley)
	require.NoError(t, err)
	key := address.GeneratePrivateKey()
	s := sealedMessage(t, key, `{"value":"100"}`)
	proof, err := p.ProveSealed(ctx, s, key)
	require.NoError(t, err)
	v := p.Verifier()
	require.NoError(t, v.VerifySealed(proof, s))
	require.ErrorIs(t, v.VerifySealed(proof, sealedMessage(t, key, `{"value":"100"}`)), ErrProof)
	_, err = p.ProveSealed(ctx, sealedMessage(t, key, `{"value":"101"}`), key)
	require.ErrorIs(t, err, statement.ErrValueOutOfRange)

	// Every input is bound, and no input of another form is taken.
	for i := range proof.publicInput {
		for _, want := range []string{"0", "1", "2", "4294967296", proof.publicInput[statement.InputWorkerX]} {
			altered := *proof
			altered.publicInput = proof.PublicInput()
			if altered.publicInput[i] == want {
				continue
			}
			altered.publicInput[i] = want
			require.ErrorIs(t, v.Verify(&altered), ErrProof, "input %d", i)
		}
	}

	longer := sealedMessage(t, key, string(statement.Payload(7, 2)))
	_, err = p.ProveSealed(ctx, longer, key)
	require.ErrorIs(t, err, ErrOption)
	of2, err := NewProver(ctx, SealedRange, KimchiBerkeley, WithCiphertexts(statement.SealedV1, 2))
	require.NoError(t, err)
	proof, err = of2.ProveSealed(ctx, longer, key)
	require.NoError(t, err)
	require.NoError(t, of2.Verifier().VerifySealed(proof, longer))
	require.ErrorIs(t, v.Verify(proof), ErrProof)
	_, err = of2.ProveSealed(ctx, sealedInstance(t, elgamal.O1jsV2, key, string(statement.Payload(7, 2))), key)
	require.ErrorIs(t, err, ErrOption)

	gnark, err := sealedProver()
	require.NoError(t, err)
	_, err = gnark.ProveSealed(ctx, s, key)
	require.ErrorIs(t, err, ErrOption)
	_, err = NewProver(ctx, SealedRange, Groth16BN254, WithoutCache(), WithCiphertexts(statement.SealedV1, 2))
	require.ErrorIs(t, err, ErrOption)
}
