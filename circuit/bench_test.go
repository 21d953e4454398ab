package circuit

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func BenchmarkNewProver(b *testing.B) {
	for _, s := range systems {
		dir := b.TempDir()
		b.Run(s.String()+"/development", func(b *testing.B) {
			for b.Loop() {
				_, err := NewProver(b.Context(), Range, s, WithoutCache())
				require.NoError(b, err)
			}
		})
		b.Run(s.String()+"/cached", func(b *testing.B) {
			for b.Loop() {
				_, err := NewProver(b.Context(), Range, s, WithCacheDir(dir))
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkProve(b *testing.B) {
	for _, s := range systems {
		p := proverFor(b, s)
		b.Run(s.String(), func(b *testing.B) {
			for b.Loop() {
				_, err := p.Prove(b.Context(), elementOf77())
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkVerify(b *testing.B) {
	for _, s := range systems {
		p := proverFor(b, s)
		proof, v := proofOf(b, p), p.Verifier()
		b.Run(s.String(), func(b *testing.B) {
			for b.Loop() {
				require.NoError(b, v.Verify(proof))
			}
		})
	}
}
