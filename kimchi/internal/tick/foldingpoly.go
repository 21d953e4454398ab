package tick

import "github.com/minaseal/minaseal/pasta/fp"

// The challenges c[0] to c[k-1] of an opening proof define the polynomial
//
//	h(x) = product over i of (1 + c[i] x^(2^(k-1-i)))
//
// of degree below 2^k (SPEC 11.11 [KIM-14]). b_poly of o1-labs/proof-systems.

// EvaluateFolding returns h(x).
func EvaluateFolding(challenges []fp.Element, x fp.Element) fp.Element {
	h := one()
	for i := len(challenges) - 1; i >= 0; i-- {
		h = mul(h, add(one(), mul(challenges[i], x)))
		x = square(x)
	}
	return h
}

// foldingBlock sets out to scale times the coefficients of h at block*len(out) and
// after, for a length that is a power of two. Coefficient j is the product of
// c[k-1-i] over the bits i that are 1 in j.
func foldingBlock(out []fp.Element, challenges []fp.Element, block int, scale fp.Element) {
	k := len(challenges)
	out[0] = scale
	done, low := 1, 0
	for ; done < len(out); low++ {
		c := &challenges[k-1-low]
		for j := range done {
			out[done+j].Multiply(&out[j], c)
		}
		done *= 2
	}
	factor := one()
	for i := low; i < k; i++ {
		if block>>(i-low)&1 == 1 {
			factor = mul(factor, challenges[k-1-i])
		}
	}
	for j := range out {
		out[j].Multiply(&out[j], &factor)
	}
}

// FoldingCoefficients returns the coefficients of h.
func FoldingCoefficients(challenges []fp.Element) []fp.Element {
	out := make([]fp.Element, 1<<len(challenges))
	foldingBlock(out, challenges, 0, one())
	return out
}
