package statements

import "github.com/minaseal/minaseal/kimchi/builder"

// group is a group of constraints of sealed-range.
type group int

const (
	schemeNumber group = iota
	workerKey
	tagEqual
	padding
	oneBoolean
	oneOrTwo
	tensDigit
	unitsDigit
	twoOfTens
	tensOfTwo
	payloadSum
	headerElements // and so on, for the elements that the sponge absorbs first
)

// omitted leaves groups of constraints out, for tests that show what each is for. nil is
// for provers: the circuit is whole, and the prover's secrets are the key's bits.
type omitted struct {
	groups map[group]bool
}

// unless adds the constraints of a group unless they are left out.
func (o *omitted) unless(g group, constrain func()) {
	if o == nil || !o.groups[g] {
		constrain()
	}
}

// hint is [builder.Builder.Compute] for provers. In tests the values are secrets: a
// dishonest prover's.
func (o *omitted) hint(b *builder.Builder, n int, compute builder.Hint, inputs ...builder.Variable) []builder.Variable {
	if o == nil {
		return b.Compute(n, compute, inputs...)
	}
	out := make([]builder.Variable, n)
	for i := range out {
		out[i] = b.Secret()
	}
	return out
}

// bound returns x for provers. In tests it is a secret that equals x, unless the group is
// left out.
func (o *omitted) bound(b *builder.Builder, g group, x builder.Variable) builder.Variable {
	if o == nil {
		return x
	}
	secret := b.Secret()
	o.unless(g, func() { b.AssertEqual(secret, x) })
	return secret
}
