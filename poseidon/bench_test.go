package poseidon

import (
	"testing"

	"github.com/minaseal/minaseal/pasta/fp"
)

func BenchmarkPermute(b *testing.B) {
	var state [3]fp.Element
	for b.Loop() {
		Permute(&state)
	}
}

// BenchmarkPermuteMany is what 8 permutations cost.
func BenchmarkPermuteMany(b *testing.B) {
	states := make([][3]fp.Element, 8)
	for b.Loop() {
		PermuteMany(states)
	}
}

func BenchmarkPermuteLegacy(b *testing.B) {
	var state [3]fp.Element
	for b.Loop() {
		PermuteLegacy(&state)
	}
}

func BenchmarkHash2(b *testing.B) {
	var x, y fp.Element
	for b.Loop() {
		y = Hash(x, y)
	}
}

func BenchmarkHashToGroup(b *testing.B) {
	var x fp.Element
	for b.Loop() {
		if _, err := HashToGroup(x); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecodeParameters is what the first use of a parameter set costs.
func BenchmarkDecodeParameters(b *testing.B) {
	for b.Loop() {
		decodeParameters(kimchiText, false)
	}
}
