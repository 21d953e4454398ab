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
	"github.com/minaseal/minaseal/statement"
)

// sealedProver returns a prover of sealed-range that all tests share.
var sealedProver = sync.OnceValues(func() (*Prover, error) {
	return NewProver(context.Background(), SealedRange, Groth16BN254, WithoutCache())
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
	proof, err := p.ProveSealed(t.Context(), old, key)
	require.NoError(t, err)
	require.NoError(t, v.VerifySealed(proof, old))
	require.ErrorIs(t, v.VerifySealed(proof, s), ErrProof, "another ciphertext")
	again := sealedInstance(t, elgamal.O1jsV1, key, `{"value":"100"}`)
	require.ErrorIs(t, v.VerifySealed(proof, again), ErrProof, "the same payload, encrypted again")
	require.ErrorIs(t, v.VerifySealed(proofOf(t, proverFor(t, Groth16BN254)), s), ErrProof, "another statement")
	require.ErrorIs(t, v.VerifySealed(nil, s), ErrProof)
}

// requireSealedProof makes a proof and alters it in every byte and every input.
func requireSealedProof(t *testing.T, p *Prover, s *statement.SealedRange, key *address.PrivateKey) {
	t.Helper()
	v := p.Verifier()
	proof, err := p.ProveSealed(t.Context(), s, key)
	require.NoError(t, err)
	require.NoError(t, v.VerifySealed(proof, s))
	require.Equal(t, decimals(s.Inputs()), proof.PublicInput())
	require.Empty(t, proof.PublicOutput())
	require.Len(t, proof.Bytes(), proofBytes(p.in.cs, p.in.system))
	received, err := ParseProof(proof.Indented())
	require.NoError(t, err)
	require.Equal(t, proof, received)
	require.NoError(t, v.Verify(received))

	for i := range proof.raw {
		changed := *proof
		changed.raw = bytes.Clone(proof.raw)
		changed.raw[i] ^= 1 << (i % 8)
		require.Equal(t, ErrProof, v.Verify(&changed), i)
	}
	for i := range s.Inputs() {
		inputs := s.Inputs()
		inputs[i].Add(&inputs[i], new(fp.Element).One())
		changed := *proof
		changed.publicInput = decimals(inputs)
		require.ErrorIs(t, v.Verify(&changed), ErrProof, i)
		require.ErrorIs(t, v.VerifySealed(&changed, s), ErrProof, i)
	}
	// A point of the curve that is not the one proved about.
	inputs := s.Inputs()
	inputs[4].Negate(&inputs[4])
	changed := *proof
	changed.publicInput = decimals(inputs)
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
		{sealedInstance(t, elgamal.O1jsV2, key, string(statement.Payload(7, 2))), key, ErrOption, "bad_request"},
	} {
		proof, err := p.ProveSealed(t.Context(), c.instance, c.key)
		require.ErrorIs(t, err, c.want)
		require.Equal(t, c.code, coded.Code(err))
		require.Nil(t, proof)
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
	a := &sealedRangeAssignment{inputs: s.Inputs(), values: forge(s.Inputs(), key.Scalar(), newPayloadWitness(101))}
	proof, err := p.prove(t.Context(), a)
	require.Equal(t, ErrUnsatisfied, err)
	require.Nil(t, proof)
	for i := range keyDigits {
		require.Zero(t, a.values.Key.A[i].(interface{ Sign() int }).Sign(), "erased")
	}
}
