package mutants

import (
	"math/big"

	"github.com/minaseal/minaseal/internal/bigref"
)

// fields are the mutants of SPEC 3.1 and 4.1.
func fields() []Mutant {
	const op = "field.eval"
	return []Mutant{
		{"sum-not-reduced", "leaves sums of the modulus or more as they are", "FLD-3", "FieldEdge",
			miswrites(func(in, out object) {
				if in.text("fn") == "add" {
					out.with("value", new(big.Int).Add(in.number("a"), in.number("b")).String())
				}
			}, op)},
		{"zero-negated-to-modulus", "negates 0 to the modulus", "FLD-3", "FieldEdge",
			miswrites(func(in, out object) {
				if in.text("fn") == "neg" && in.text("a") == "0" {
					out.with("value", fieldOf(in).Modulus().String())
				}
			}, op)},
		{"one-field", "computes in Fp where Fq is asked for", "FLD-2", "FieldEdge",
			misreads(func(in object) { in.with("field", "fp") }, op)},
		{"odd-root", "returns the odd square root", "FLD-5", "field/fp/215",
			miswrites(func(in, out object) {
				if in.text("fn") == "sqrt" {
					out.with("value", fieldOf(in).Negate(out.number("value")).String())
				}
			}, op)},
		{"inverse-of-zero", "inverts 0 to 0", "FLD-4", "FieldEdge",
			forgives("no_inverse", zeroValue, op)},
		{"root-unchecked", "returns a square root of what has none", "FLD-6", "FieldEdge",
			forgives("no_square_root", zeroValue, op)},
		{"numbers-reduced", "reduces numbers of the modulus or more", "FLD-9", "NonCanonicalField",
			misreads(func(in object) { in.edit("a", reduced(in, 10)); in.edit("b", reduced(in, 10)) }, op)},
		{"numbers-in-any-base", "reads numbers as a programming language does: 0x10, 0b1, 1_000", "FLD-8", "JsonHexNumber",
			misreads(func(in object) { in.edit("a", reduced(in, 0)); in.edit("b", reduced(in, 0)) }, op)},
	}
}

func zeroValue(object) object { return object{}.with("value", "0") }

// fieldOf returns the field that an input names.
func fieldOf(in object) *bigref.Field {
	if in.text("field") == "fq" {
		return bigref.Fq()
	}
	return bigref.Fp()
}

// reduced returns a reader of numbers in a base, 0 for the base that a prefix tells.
func reduced(in object, base int) func(string) string {
	return func(text string) string {
		x, ok := new(big.Int).SetString(text, base)
		if !ok {
			return text
		}
		return fieldOf(in).Reduce(x).String()
	}
}
