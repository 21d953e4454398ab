package mutants

import (
	"slices"
	"strings"
	"unicode"

	"github.com/minaseal/minaseal/internal/bigref"
)

// poseidons are the mutants of SPEC 5.1 to 5.5.
func poseidons() []Mutant {
	const hash, length, pack, group = "poseidon.hash", "poseidon.hashAnyLength", "poseidon.pack", "poseidon.hashToGroup"
	return []Mutant{
		{"legacy-constants", "hashes with the parameters of Mina's first protocol", "PSD-1", "PoseidonEmpty",
			misreads(func(in object) { in.with("params", "legacy") }, "poseidon.permute", hash)},
		{"one-round-less", "leaves the last round out", "PSD-2", "poseidon/permute/1",
			permutes(func(p *permutation) { p.rows = p.rows[:len(p.rows)-1] })},
		{"another-exponent", "raises to the fifth power, as for BLS12-381's field", "PSD-2", "poseidon/permute/1",
			permutes(func(p *permutation) { p.power = 5 })},
		{"transposed-matrix", "multiplies with the transposed matrix", "PSD-2", "poseidon/permute/1",
			permutes(func(p *permutation) { p.transposed = true })},
		{"constants-before-the-matrix", "adds the round constants before it multiplies with the matrix", "PSD-2", "poseidon/permute/1",
			permutes(func(p *permutation) { p.early = true })},
		{"legacy-without-first-row", "adds no constants before the first round of the legacy set", "PSD-3", "poseidon/permute/35",
			permutes(func(p *permutation) {
				if p.initial {
					p.initial, p.rows = false, p.rows[1:]
				}
			})},
		{"empty-unpermuted", "hashes no input to 0", "PSD-4", "PoseidonEmpty",
			miswrites(func(in, out object) {
				if len(in.texts("inputs")) == 0 && !in.has("prefix") {
					out.with("hash", "0")
				}
			}, hash)},
		{"padding-with-one", "pads an odd number of inputs with 1", "PSD-4", "PoseidonZeroPadCollision",
			misreads(func(in object) {
				if inputs := in.texts("inputs"); len(inputs)%2 == 1 {
					in.with("inputs", append(inputs, "1"))
				}
			}, hash)},
		{"length-left-out", "hashes a list of any length without its length", "PSD-5", "PoseidonZeroPadCollision",
			computes(func(in object) (object, string) {
				h := bigref.Kimchi(bigref.Fp()).Hash(in.numbers("inputs")...)
				return object{}.with("hash", h.String()), ""
			}, length)},
		{"prefix-from-the-right", "reads a prefix with its last character lowest", "PSD-8", "poseidon/prefix/1",
			misreads(func(in object) {
				in.edit("prefix", func(prefix string) string {
					runes := []rune(prefix)
					slices.Reverse(runes)
					return string(runes)
				})
			}, hash)},
		{"prefix-filled", "fills a prefix with asterisks to 20 characters", "PSD-8", "PoseidonEmpty",
			misreads(func(in object) {
				in.edit("prefix", func(prefix string) string { return prefix + strings.Repeat("*", max(0, 20-len(prefix))) })
			}, hash)},
		{"prefix-cut", "cuts a prefix after 31 characters", "PSD-7", "PrefixTooLong",
			misreads(func(in object) {
				in.edit("prefix", func(prefix string) string { return prefix[:min(31, len(prefix))] })
			}, hash)},
		{"prefix-without-accents", "leaves the characters beyond ASCII out of a prefix", "PSD-6", "PrefixNotAscii",
			misreads(func(in object) {
				in.edit("prefix", func(prefix string) string {
					return strings.Map(func(r rune) rune {
						if r > unicode.MaxASCII {
							return -1
						}
						return r
					}, prefix)
				})
			}, hash)},
		{"permuting-at-each-squeeze", "permutes for the second of two squeezes", "PSD-11", "SpongeSqueezeTwice",
			sponges(func(s *sponge) { s.reads = 1 })},
		{"permuting-after-a-squeeze", "permutes before it absorbs after a squeeze", "PSD-11", "SpongeSqueezeTwice",
			sponges(func(s *sponge) { s.turns = true })},
		{"going-on-after-a-squeeze", "absorbs after a squeeze where it had stopped before it", "PSD-11", "SpongeSqueezeTwice",
			sponges(func(s *sponge) { s.continues = true })},
		{"packing-254-bits-out", "begins a new field at 254 bits", "PSD-10", "PackedBoundary",
			computes(packing{bits: 254}.pack, pack)},
		{"packing-255-bits-in", "packs 255 bits into a field", "PSD-10", "PackedBoundary",
			computes(packing{bits: 256}.pack, pack)},
		{"packing-low-first", "puts the first of packed items lowest", "PSD-10", "poseidon/pack/6",
			computes(packing{bits: 255, lowFirst: true}.pack, pack)},
		{"packed-items-unchecked", "packs values that exceed their bits", "PSD-9", "PackedOutOfRange",
			computes(packing{bits: 255}.pack, pack, "packed_out_of_range")},
		{"odd-root-of-a-hash", "hashes to the point with the odd y", "PSD-12", "PoseidonEmpty",
			miswrites(func(_, out object) { out.withPoint(bigref.Pallas().Negate(out.point("point"))) }, group)},
		{"map-of-the-legacy-hash", "maps the legacy hash to the group", "PSD-12", "PoseidonEmpty",
			computes(func(in object) (object, string) {
				p, err := bigref.MapToPallas(bigref.Legacy(bigref.Fp()).Hash(in.numbers("inputs")...))
				if err != nil {
					return nil, "no_inverse"
				}
				return object{}.withPoint(p), ""
			}, group)},
	}
}
