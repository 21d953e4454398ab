package statements_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/statement"
)

func BenchmarkProveRange(b *testing.B) {
	p := compile(b, statements.Range{})
	b.ReportAllocs()
	for b.Loop() {
		_, err := p.Prove(valueOf(77))
		require.NoError(b, err)
	}
}

func BenchmarkProveSealedRange(b *testing.B) {
	p := compile(b, statements.SealedRange{Scheme: statement.O1jsV2, Fields: 1})
	key := address.GeneratePrivateKey()
	ciphertext, err := elgamal.O1jsV2.EncryptText(key.PublicKey(), `{"value":"77"}`)
	require.NoError(b, err)
	s, err := statement.NewSealedRange(elgamal.O1jsV2, key.PublicKey(), ciphertext)
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		_, err := p.Prove(statement.NewSealedRangeWitness(s, key))
		require.NoError(b, err)
	}
}
