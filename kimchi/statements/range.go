package statements

import (
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/statement"
)

// valueBits is the number of bits of the largest value.
const valueBits = 7

// rangeCircuit adds the circuit of range: a secret and 100 less it have seven bits
// each, so that neither is negative (SPEC 11.19).
func rangeCircuit(b *builder.Builder) {
	value := b.Secret()
	b.Bits(value, valueBits)
	b.Bits(b.Sum(builder.Small(statement.Bound), builder.Times(-1, value)), valueBits)
}
