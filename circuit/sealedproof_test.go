package circuit

import (
	"bytes"
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/internal/coded"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// sealedProver returns a prover of sealed-range that all tests share.
var sealedProver = sync.OnceValues(func() (*Prover, error) {
	return NewProver(context.Background(), SealedRange{}, Groth16BN254, proof.Config{InMemory: true})
})

// A proof holds for the ciphertext it is made for, and for nothing else.
//
// covers: PRF-8, PRF-14, PRF-21
func TestSealedProof(t *testing.T) {
	p, err := sealedProver()
	require.NoError(t, err)
	key := address.GeneratePrivateKey()
	s := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"77"}`)
	requireSealedProof(t, p, s, key)

	v := p.Verifier()
	old := sealedInstance(t, elgamal.O1jsV1, key, `{"value":"100"}`)
	made, err := p.Prove(t.Context(), statement.NewSealedRangeWitness(old, key))
	require.NoError(t, err)
	require.NoError(t, proof.VerifyInstance(v, made, old))
	require.ErrorIs(t, proof.VerifyInstance(v, made, s), ErrProof, "another ciphertext")
	again := sealedInstance(t, elgamal.O1jsV1, key, `{"value":"100"}`)
	require.ErrorIs(t, proof.VerifyInstance(v, made, again), ErrProof, "the same payload, encrypted again")
	require.ErrorIs(t, proof.VerifyInstance(v, proofOf(t, proverFor(t, Groth16BN254)), s), ErrProof, "another statement")
	require.ErrorIs(t, proof.VerifyInstance(v, nil, s), ErrProof)
}

// requireSealedProof makes a proof and alters it in every byte and every input.
func requireSealedProof(t *testing.T, p *Prover, s *statement.SealedRange, key *address.PrivateKey) {
	t.Helper()
	v := p.Verifier()
	made, err := p.Prove(t.Context(), statement.NewSealedRangeWitness(s, key))
	require.NoError(t, err)
	require.NoError(t, proof.VerifyInstance(v, made, s))
	require.Equal(t, s.Inputs(), made.PublicInput)
	require.Empty(t, made.PublicOutput)
	require.Len(t, made.Bytes, proofBytes(p.in.cs, p.in.system))
	received, err := proof.Parse(indented(t, made))
	require.NoError(t, err)
	require.Equal(t, made, received)
	require.NoError(t, v.Verify(received))

	for i := range made.Bytes {
		changed := *made
		changed.Bytes = bytes.Clone(made.Bytes)
		changed.Bytes[i] ^= 1 << (i % 8)
		require.Equal(t, ErrProof, v.Verify(&changed), i)
	}
	for i := range s.Inputs() {
		inputs := s.Inputs()
		inputs[i].Add(&inputs[i], new(fp.Element).One())
		changed := *made
		changed.PublicInput = inputs
		require.ErrorIs(t, v.Verify(&changed), ErrProof, i)
		require.ErrorIs(t, proof.VerifyInstance(v, &changed, s), ErrProof, i)
	}
	// A point of the curve that is not the one proved about.
	inputs := s.Inputs()
	inputs[4].Negate(&inputs[4])
	changed := *made
	changed.PublicInput = inputs
	require.ErrorIs(t, v.Verify(&changed), ErrProof)
}

// Nothing is proved of what the native check refuses.
//
// covers: PRF-17, PRF-18, PRF-19, PRF-20
func TestProveSealedRefuses(t *testing.T) {
	p, err := sealedProver()
	require.NoError(t, err)
	key, other := address.GeneratePrivateKey(), address.GeneratePrivateKey()
	good := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"77"}`)
	inputs := good.Inputs()
	inputs[6].Add(&inputs[6], new(fp.Element).One())
	tampered, err := statement.ParseSealedRange(inputs)
	require.NoError(t, err)
	for _, c := range []struct {
		instance *statement.SealedRange
		key      *address.PrivateKey
		want     error
		code     string
	}{
		{good, other, statement.ErrKey, "statement_unsatisfied"},
		{tampered, key, elgamal.ErrTag, "tag_mismatch"},
		{sealedInstance(t, elgamal.O1jsV2, key, `{"value":"101"}`), key, ErrValueOutOfRange, "value_out_of_range"},
		{sealedInstance(t, elgamal.O1jsV2, key, `{"value":"07"}`), key, statement.ErrPayload, "malformed_json"},
		{sealedInstance(t, elgamal.O1jsV2, key, string(statement.Payload(7, 2))), key, ErrWitness, "bad_request"},
		{sealedMessage(t, key, `{"value":"7"}`), key, ErrWitness, "bad_request"},
	} {
		made, err := p.Prove(t.Context(), statement.NewSealedRangeWitness(c.instance, c.key))
		require.ErrorIs(t, err, c.want)
		require.Equal(t, c.code, coded.Code(err))
		require.Nil(t, made)
	}
}

// A prover that skips the native check still makes no proof.
//
// covers: PRF-5
func TestProveSealedUnsatisfied(t *testing.T) {
	p, err := sealedProver()
	require.NoError(t, err)
	key := address.GeneratePrivateKey()
	s := sealedInstance(t, elgamal.O1jsV2, key, `{"value":"101"}`)
	a := &sealedRangeAssignment{forge(s.Inputs(), key.Scalar(), newPayloadWitness(101))}
	made, err := p.prove(a)
	require.Equal(t, ErrUnsatisfied, err)
	require.Nil(t, made)
	for i := range keyDigits {
		require.Zero(t, a.values.Key.A[i].(interface{ Sign() int }).Sign(), "erased")
	}
}

// sealedMessage seals the text for the key with sealed-v1, for which there is no circuit.
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
