package statements_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// covers: PRF-8, PRF-11, PRF-12, PRF-13
func TestProverOfRange(t *testing.T) {
	p, err := statements.NewProver(t.Context(), nil, statements.Range{})
	require.NoError(t, err)
	require.Equal(t, 14, p.Constraints())
	_, err = p.Prove(t.Context(), valueOf(101))
	require.ErrorIs(t, err, statement.ErrValueOutOfRange)
	made, err := p.Prove(t.Context(), valueOf(77))
	require.NoError(t, err)
	require.Equal(t, proof.SetupTransparent, made.Setup)

	text, err := made.Indented()
	require.NoError(t, err)
	parsed, err := proof.Parse(text)
	require.NoError(t, err)
	v, err := statements.NewVerifier(nil, statements.Range{})
	require.NoError(t, err)
	require.NoError(t, v.Verify(parsed))
	require.ErrorIs(t, v.Verify(nil), proof.ErrProof)
	for name, change := range map[string]func(*proof.Proof){
		"set-up":        func(p *proof.Proof) { p.Setup = proof.SetupExternal },
		"system":        func(p *proof.Proof) { p.System = "plonk-bn254" },
		"statement":     func(p *proof.Proof) { p.Statement = "sealed-range" },
		"count":         func(p *proof.Proof) { p.MaxProofsVerified = 1 },
		"public input":  func(p *proof.Proof) { p.PublicInput = append(p.PublicInput, *valueOf(1).Value()) },
		"public output": func(p *proof.Proof) { p.PublicOutput = append(p.PublicOutput, *valueOf(1).Value()) },
		"a bit":         func(p *proof.Proof) { p.Bytes[len(p.Bytes)/2] ^= 1 },
		"a byte less":   func(p *proof.Proof) { p.Bytes = p.Bytes[:len(p.Bytes)-1] },
		"a byte more":   func(p *proof.Proof) { p.Bytes = append(p.Bytes, 0) },
		"no bytes":      func(p *proof.Proof) { p.Bytes = nil },
	} {
		altered := made.Clone()
		change(altered)
		require.ErrorIs(t, v.Verify(altered), proof.ErrProof, name)
	}
}

// A proof is one for its ciphertext, keys, scheme and place.
//
// covers: PRF-14, PRF-15, PRF-16, PRF-21, PRF-22
func TestProverOfSealedRange(t *testing.T) {
	p, err := statements.NewProver(t.Context(), nil, statements.SealedRanges(1)...)
	require.NoError(t, err)
	v := p.Verifier()
	for n, scheme := range statement.Schemes() {
		s, key := instance(t, scheme, `{"value":"100"}`)
		made, err := p.Prove(t.Context(), statement.NewSealedRangeWitness(s, key))
		require.NoError(t, err)
		require.NoError(t, proof.VerifyInstance(v, made, s))
		other, _ := instance(t, scheme, `{"value":"100"}`)
		require.ErrorIs(t, proof.VerifyInstance(v, made, other), proof.ErrProof)
		others, err := statements.NewVerifier(nil, slices.Delete(statements.SealedRanges(1), n, n+1)...)
		require.NoError(t, err)
		require.ErrorIs(t, others.Verify(made), proof.ErrProof, "another scheme's")

		// Every input is bound, and no input of another form is taken.
		x := made.PublicInput[statement.InputWorkerX]
		for i := range made.PublicInput {
			for _, want := range append(elements(0, 1, 2, 4, 1<<32), x) {
				altered := made.Clone()
				if want.Equal(&altered.PublicInput[i]) == 1 {
					continue
				}
				altered.PublicInput[i] = want
				require.ErrorIs(t, v.Verify(altered), proof.ErrProof, "input %d", i)
			}
		}
		bad, key := instance(t, scheme, `{"value":"101"}`)
		_, err = p.Prove(t.Context(), statement.NewSealedRangeWitness(bad, key))
		require.ErrorIs(t, err, statement.ErrValueOutOfRange)
		_, err = p.Prove(t.Context(), statement.NewSealedRangeWitness(s, address.GeneratePrivateKey()))
		require.ErrorIs(t, err, statement.ErrKey)
	}
	_, err = p.Prove(t.Context(), valueOf(7))
	require.ErrorIs(t, err, proof.ErrWitness)
}

// A prover for longer ciphertexts is for those alone.
func TestProverOfLongerCiphertexts(t *testing.T) {
	p, err := statements.NewProver(t.Context(), nil, statements.SealedRange{Scheme: statement.SealedV1, Fields: 2})
	require.NoError(t, err)
	s, key := instance(t, statement.SealedV1, string(statement.Payload(7, 2)))
	made, err := p.Prove(t.Context(), statement.NewSealedRangeWitness(s, key))
	require.NoError(t, err)
	require.NoError(t, proof.VerifyInstance(p, made, s))
	one, err := statements.NewVerifier(nil, statements.SealedRanges(1)...)
	require.NoError(t, err)
	require.ErrorIs(t, one.Verify(made), proof.ErrProof)
	for _, c := range []struct {
		scheme statement.Scheme
		fields int
	}{{statement.SealedV1, 1}, {statement.O1jsV2, 2}} {
		s, key := instance(t, c.scheme, string(statement.Payload(7, c.fields)))
		_, err := p.Prove(t.Context(), statement.NewSealedRangeWitness(s, key))
		require.ErrorIs(t, err, proof.ErrWitness)
	}
}

func elements(values ...uint64) []fp.Element {
	list := make([]fp.Element, len(values))
	for i, v := range values {
		list[i].SetUint64(v)
	}
	return list
}

func TestCircuitsThatAreNone(t *testing.T) {
	for _, circuits := range [][]statements.Circuit{
		nil,
		{statements.SealedRange{}},
		{statements.SealedRange{Scheme: statement.O1jsV2, Fields: 65}},
		{statements.SealedRange{Scheme: statement.O1jsV2}},
		{statements.Range{}, statements.SealedRange{Scheme: statement.O1jsV2, Fields: 1}},
	} {
		_, err := statements.NewProver(t.Context(), nil, circuits...)
		require.ErrorIs(t, err, proof.ErrConfig)
	}
}
