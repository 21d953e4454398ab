package circuit

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/proof"
)

func BenchmarkNewProver(b *testing.B) {
	for _, s := range systems {
		dir := b.TempDir()
		b.Run(string(s)+"/development", func(b *testing.B) {
			for b.Loop() {
				_, err := NewProver(b.Context(), Range{}, s, proof.Config{InMemory: true})
				require.NoError(b, err)
			}
		})
		b.Run(string(s)+"/cached", func(b *testing.B) {
			for b.Loop() {
				_, err := NewProver(b.Context(), Range{}, s, proof.Config{CacheDir: dir})
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkProve(b *testing.B) {
	for _, s := range systems {
		p := proverFor(b, s)
		b.Run(string(s), func(b *testing.B) {
			for b.Loop() {
				_, err := p.Prove(b.Context(), witnessOf77())
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	for _, s := range systems {
		p := proverFor(b, s)
		made, v := proofOf(b, p), p.Verifier()
		b.Run(string(s), func(b *testing.B) {
			for b.Loop() {
				require.NoError(b, v.Verify(made))
			}
		})
	}
}
