package statements

import (
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// valueBits is the number of bits of the largest value.
const valueBits = 7

// Range is the circuit of range: a secret and 100 less it have seven bits each, so that
// neither is negative (SPEC 11.1, 11.19).
type Range struct{}

// Statement implements [Circuit].
func (Range) Statement() statement.Definition { return statement.RangeDefinition{} }

// Schemes returns none: the statement is about no ciphertext.
func (Range) Schemes() []statement.Scheme { return nil }

func (Range) check() error { return nil }

func (Range) define(b *builder.Builder) {
	value := b.Secret()
	b.Bits(value, valueBits)
	b.Bits(b.Sum(builder.Small(statement.Bound), builder.Times(-1, value)), valueBits)
}

func (Range) covers(instance statement.Instance) bool {
	_, ok := instance.(statement.RangeInstance)
	return ok
}

func (Range) secrets(w statement.Witness) []fp.Element {
	return []fp.Element{*w.(*statement.RangeWitness).Value()}
}
