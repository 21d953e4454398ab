package statements

import (
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// assertPayload constrains a message to be that of a value from 0 to 100: one of
//
//	one digit:    m = K1 + 256^10 units
//	two digits:   m = K2 + 256^10 tens + 256^11 units, tens not 0
//	neither, 100: m = K3
//
// for the messages K1, K2, K3 of "0", "00" and "100". The other elements of a longer
// message hold spaces. tens is 0 but with two digits.
func assertPayload(b *builder.Builder, message []builder.Variable, omit *omitted) {
	n := len(message)
	zero, hundred := encode(0, n), encode(statement.Bound, n)
	for i := 1; i < n; i++ {
		omit.unless(padding, func() { b.AssertConstant(message[i], zero[i]) })
	}
	first := place(0)
	k2 := encode(10, n)[0]
	k2.Subtract(&k2, &first) // "10" has tens 1

	shape := omit.hint(b, 5, func(out, in []fp.Element) error {
		digits(out, &in[0])
		return nil
	}, message[0])
	one, two, tens, units, inverse := shape[0], shape[1], shape[2], shape[3], shape[4]
	omit.unless(oneBoolean, func() { b.AssertBoolean(one) })
	omit.unless(oneOrTwo, func() { b.Generic(builder.Half{Product: builder.Small(1)}, one, two, builder.None()) })
	omit.unless(tensDigit, func() { assertDigit(b, tens) })
	omit.unless(unitsDigit, func() { assertDigit(b, units) })
	// Together: two is 1 if tens is not 0, and 0 if it is.
	omit.unless(twoOfTens, func() { b.AssertProduct(tens, inverse, two) })
	omit.unless(tensOfTwo, func() { b.AssertProduct(two, tens, tens) })

	k1, k3 := zero[0], hundred[0]
	k1.Subtract(&k1, &k3)
	k2.Subtract(&k2, &k3)
	weight := b.Sum(builder.Small(0),
		builder.Term{Coefficient: place(0), Variable: one}, builder.Term{Coefficient: place(1), Variable: two})
	product := b.Multiply(weight, units)
	omit.unless(payloadSum, func() {
		b.AssertSum(k3,
			builder.Times(-1, message[0]),
			builder.Term{Coefficient: k1, Variable: one},
			builder.Term{Coefficient: k2, Variable: two},
			builder.Term{Coefficient: place(0), Variable: tens},
			builder.Times(1, product))
	})
}

// encode returns the message for a value.
func encode(value uint64, fields int) []fp.Element {
	return elgamal.EncodeBytes(statement.Payload(value, fields))
}

// place returns 256^(10+i), the weight of the byte of digit i.
func place(i int) fp.Element {
	z := builder.Small(1)
	for range 8 * (len(statement.Prefix) + i) {
		z.Double(&z)
	}
	return z
}

// assertDigit constrains x to 0 to 9: four bits, of which the highest excludes the two
// next ones.
func assertDigit(b *builder.Builder, x builder.Variable) {
	bits := b.Bits(x, 4)
	b.Generic(builder.Half{Product: builder.Small(1)}, bits[3], b.Add(bits[1], bits[2]), builder.None())
}

// digits sets out to the shape of a message: whether it has one digit, whether it has
// two, tens, units, and 1/tens or 0. Of what is no payload it makes something that does
// not satisfy the circuit.
func digits(out []fp.Element, message *fp.Element) {
	bytes := message.Bytes()
	defer clear(bytes[:])
	text := bytes[len(statement.Prefix):]
	count := 0
	for count < statement.MaxDigits && text[count] >= '0' && text[count] <= '9' {
		count++
	}
	clear(out)
	switch count {
	case 2:
		out[1].One()
		out[2].SetUint64(uint64(text[0] - '0'))
		out[3].SetUint64(uint64(text[1] - '0'))
		out[4].Invert(&out[2])
	case 3:
	default:
		out[0].One()
		out[3].SetUint64(uint64(text[0]-'0') & 15)
	}
}
