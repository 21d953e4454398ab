package circuit

import (
	"math/big"
	"slices"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/bits"

	"github.com/minaseal/minaseal/circuit/internal/congruence"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// payloadWitness is the value in a payload: its decimal digits, first the one that
// stands first, and how many they are, one of Lengths being 1 and the others 0.
// Digits that there are not may be anything from 0 to 9.
type payloadWitness struct {
	Digits  [statement.MaxDigits]frontend.Variable
	Lengths [statement.MaxDigits]frontend.Variable
}

// firstDigit is the position of the first digit in the payload.
const firstDigit = len(statement.Prefix)

// changing is the number of bytes of a payload's first element that depend on the
// value; the others are constants.
const changing = 16

// message returns the elements of the payload's encoding, and asserts that the
// value has 1 to 3 digits, no leading zero, and is at most 100 (SPEC 11.5).
func (p *payloadWitness) message(api frontend.API, f *congruence.Field, fields int, omit omitted) []*congruence.Expr {
	p.constrain(api, omit)
	var integer frontend.Variable = 0
	for i, length := range p.Lengths {
		integer = api.Add(integer, api.Mul(length, littleEndian(encodedZeros(i+1, fields)[:changing])))
	}
	for i, digit := range p.Digits {
		// A digit counts if the value is long enough for it.
		longEnough := sumOf(api, p.Lengths[i:])
		integer = api.Add(integer, api.Mul(digit, longEnough, power(uint(8*(firstDigit+i)))))
	}
	message := make([]*congruence.Expr, fields)
	message[0] = f.Integer(integer)
	if rest := encodedZeros(1, fields); len(rest) > changing && fields > 1 {
		clear(rest[:changing])
		constant := elgamal.EncodeBytes(rest)
		message[0] = message[0].Plus(congruence.Constant(&constant[0]))
		for i := 1; i < fields; i++ {
			message[i] = congruence.Constant(&constant[i])
		}
	}
	return message
}

// encodedZeros returns the bytes of the encoding of a payload whose value has so many
// digits, with 0 in their places: for one element with the STOP byte and zeros
// behind the text, otherwise the padded text.
func encodedZeros(digits, fields int) []byte {
	text := slices.Concat([]byte(statement.Prefix), slices.Repeat([]byte{'0'}, digits), []byte(statement.Suffix))
	if fields == 1 {
		return append(append(text, 1), make([]byte, changing)...)
	}
	for len(text) < statement.PaddedSize(fields) {
		text = append(text, ' ')
	}
	return text
}

// littleEndian returns the integer of the bytes.
func littleEndian(b []byte) *big.Int {
	b = slices.Clone(b)
	slices.Reverse(b)
	return new(big.Int).SetBytes(b)
}

// constrain asserts everything about the value.
func (p *payloadWitness) constrain(api frontend.API, omit omitted) {
	for _, digit := range p.Digits {
		if omit.digits {
			break
		}
		b := bits.ToBinary(api, digit, bits.WithNbDigits(4))
		api.AssertIsEqual(api.Mul(b[3], api.Add(b[1], b[2])), 0) // not 10 to 15
	}
	for _, length := range p.Lengths {
		if !omit.lengths {
			api.AssertIsBoolean(length)
		}
	}
	if !omit.lengths {
		api.AssertIsEqual(sumOf(api, p.Lengths[:]), 1)
	}
	if !omit.leadingZero {
		// The first of several digits, less 1, is a number of four bits.
		bits.ToBinary(api, api.Add(p.Digits[0], p.Lengths[0], -1), bits.WithNbDigits(4))
	}
	value := p.Digits[0]
	values := []frontend.Variable{api.Mul(p.Lengths[0], value)}
	for i := 1; i < len(p.Digits); i++ {
		value = api.Add(api.Mul(value, 10), p.Digits[i])
		values = append(values, api.Mul(p.Lengths[i], value))
	}
	if !omit.bound {
		// 100 less a value below 1000 has seven bits exactly if it is not negative.
		bits.ToBinary(api, api.Sub(statement.Bound, sumOf(api, values)), bits.WithNbDigits(7))
	}
}

// sumOf returns the sum of the terms, of which there is at least one.
func sumOf(api frontend.API, terms []frontend.Variable) frontend.Variable {
	total := terms[0]
	for _, t := range terms[1:] {
		total = api.Add(total, t)
	}
	return total
}

// newPayloadWitness returns the witness for a value below 1000.
func newPayloadWitness(value uint64) (p payloadWitness) {
	text := statement.Payload(value, 1)
	defer clear(text)
	n := len(text) - len(statement.Prefix) - len(statement.Suffix)
	for i := range p.Digits {
		p.Digits[i], p.Lengths[i] = 0, 0
		if i < n {
			p.Digits[i] = int(text[firstDigit+i] - '0')
		}
	}
	p.Lengths[n-1] = 1
	return p
}

// packed is an element of Fp as two public inputs of BN254: the low 117 bits, and
// the rest (SPEC 11.5).
type packed struct {
	Low, High frontend.Variable
}

// pack splits v.
func pack(v *fp.Element) packed {
	limbs := congruence.Limbs(v)
	integer := new(big.Int)
	for i := len(limbs) - 1; i >= 0; i-- {
		integer.Add(integer.Lsh(integer, congruence.LowBits/3), limbs[i])
	}
	low := new(big.Int).And(integer, new(big.Int).Sub(power(congruence.LowBits), big.NewInt(1)))
	return packed{Low: low, High: integer.Rsh(integer, congruence.LowBits)}
}
