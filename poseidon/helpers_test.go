package poseidon

import (
	"math/big"
	"unicode"

	"pgregory.net/rapid"

	"github.com/minaseal/minaseal/internal/bigref"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
)

// toFp and toFq convert from the oracle's integers, ofFp and ofFq to them.
func toFp(x *big.Int) (z fp.Element) {
	if _, err := z.SetDecimal(x.String()); err != nil {
		panic(err)
	}
	return z
}

func toFq(x *big.Int) (z fq.Element) {
	if _, err := z.SetDecimal(x.String()); err != nil {
		panic(err)
	}
	return z
}

func ofFp(x fp.Element) *big.Int { return integer(x.Decimal()) }

func ofFq(x fq.Element) *big.Int { return integer(x.Decimal()) }

func integer(decimal string) *big.Int {
	x, ok := new(big.Int).SetString(decimal, 10)
	if !ok {
		panic("not a number: " + decimal)
	}
	return x
}

// texts returns the decimal texts of integers, which compare better than
// integers do.
func texts(xs ...*big.Int) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = x.String()
	}
	return out
}

func allToFp(xs []*big.Int) []fp.Element {
	out := make([]fp.Element, len(xs))
	for i, x := range xs {
		out[i] = toFp(x)
	}
	return out
}

func stateToFp(s [3]*big.Int) [3]fp.Element {
	return [3]fp.Element{toFp(s[0]), toFp(s[1]), toFp(s[2])}
}

func stateToFq(s [3]*big.Int) [3]fq.Element {
	return [3]fq.Element{toFq(s[0]), toFq(s[1]), toFq(s[2])}
}

func textsFp(xs ...fp.Element) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].Decimal()
	}
	return out
}

func textsFq(xs ...fq.Element) []string {
	out := make([]string, len(xs))
	for i := range xs {
		out[i] = xs[i].Decimal()
	}
	return out
}

// elements draws integers below the field's modulus, often from its edges.
func elements(f *bigref.Field) *rapid.Generator[*big.Int] {
	uniform := rapid.Custom(func(t *rapid.T) *big.Int {
		b := rapid.SliceOfN(rapid.Byte(), 40, 40).Draw(t, "bytes")
		return f.Reduce(new(big.Int).SetBytes(b))
	})
	edge := rapid.Custom(func(t *rapid.T) *big.Int {
		x := new(big.Int).Lsh(big.NewInt(1), uint(rapid.IntRange(0, 254).Draw(t, "power")))
		x.Add(x, big.NewInt(int64(rapid.IntRange(-2, 2).Draw(t, "offset"))))
		if rapid.Bool().Draw(t, "negative") {
			x.Neg(x)
		}
		return f.Reduce(x)
	})
	return rapid.OneOf(uniform, edge)
}

// states draws states of the permutation.
func states(f *bigref.Field) *rapid.Generator[[3]*big.Int] {
	return rapid.Custom(func(t *rapid.T) (s [3]*big.Int) {
		for i := range s {
			s[i] = elements(f).Draw(t, "lane")
		}
		return s
	})
}

// asciiTable is U+0000 to U+007F.
var asciiTable = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 0x7f, Stride: 1}}}
