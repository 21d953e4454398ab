package statements

import (
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/statement"
)

// keyBits is the number of bits of the integer B for which a private key w stands:
// w = 2^255 + 1 + 2B modulo q.
const keyBits = 255

// sealedCircuit adds the circuit of sealed-range for ciphertexts of so many elements
// that the scheme made (SPEC 11.19). Its secrets are the bits of B, the highest first.
func sealedCircuit(b *builder.Builder, scheme elgamal.Scheme, fields int) {
	number := b.Public()
	worker := builder.Point{X: b.Public(), Y: b.Public()}
	ephemeral := builder.Point{X: b.Public(), Y: b.Public()}
	ciphertext := make([]builder.Variable, fields)
	for i := range ciphertext {
		ciphertext[i] = b.Public()
	}
	tag := b.Public()
	b.AssertConstant(number, schemeNumber(scheme))

	bits := make([]builder.Variable, keyBits)
	for i := range bits {
		bits[i] = b.Secret()
	}
	gx, gy := pallas.NewGenerator().Affine()
	// Both multiples are by the same bits, so that the integer is one; and where the
	// additions of one of them would be incomplete, so would be those of the other.
	public := b.Scale(b.ConstantPoint(gx, gy), bits)
	b.AssertProperScale(public)
	b.AssertEqual(public.Result.X, worker.X)
	b.AssertEqual(public.Result.Y, worker.Y)
	shared := b.Scale(ephemeral, bits).Result

	message, expected := open(b, scheme, shared.X, ciphertext)
	b.AssertEqual(expected, tag)
	assertPayload(b, message)
}

func schemeNumber(scheme elgamal.Scheme) fp.Element {
	if scheme == elgamal.O1jsV1 {
		return builder.Small(1)
	}
	return builder.Small(2)
}

// keyInputs returns the secrets for a private key: the bits of B.
func keyInputs(w *fq.Element) []fp.Element {
	var b, power fq.Element
	power.One()
	for range keyBits {
		power.Double(&power)
	}
	b.Subtract(w, power.Add(&power, new(fq.Element).One()))
	b.Halve(&b)
	bytes := b.Bytes()
	defer clear(bytes[:])
	defer b.Erase()
	bits := make([]fp.Element, keyBits)
	for i := range bits {
		at := keyBits - 1 - i
		bits[i].SetUint64(uint64(bytes[at/8] >> (at % 8) & 1))
	}
	return bits
}

// sponge is o1js's sponge in a circuit (SPEC 5.4).
type sponge struct {
	b         *builder.Builder
	state     [3]builder.Variable
	absorbed  int
	squeezing bool
	squeezed  int
}

func newSponge(b *builder.Builder) *sponge {
	zero := b.Constant(builder.Small(0))
	return &sponge{b: b, state: [3]builder.Variable{zero, zero, zero}}
}

func (s *sponge) permute() { s.state = s.b.Permute(s.state) }

func (s *sponge) absorb(x builder.Variable) {
	switch {
	case s.squeezing:
		s.squeezing, s.absorbed = false, 0
	case s.absorbed == 2:
		s.permute()
		s.absorbed = 0
	}
	if zero := s.b.Constant(builder.Small(0)); s.state[s.absorbed] == zero {
		s.state[s.absorbed] = x
	} else {
		s.state[s.absorbed] = s.b.Add(s.state[s.absorbed], x)
	}
	s.absorbed++
}

func (s *sponge) squeeze() builder.Variable {
	if !s.squeezing || s.squeezed == 2 {
		s.permute()
		s.squeezing, s.squeezed = true, 0
	}
	s.squeezed++
	return s.state[s.squeezed-1]
}

// open returns the message and the tag that belong to a ciphertext (SPEC 6.2, 6.3).
func open(b *builder.Builder, scheme elgamal.Scheme, shared builder.Variable, ciphertext []builder.Variable) ([]builder.Variable, builder.Variable) {
	s := newSponge(b)
	s.absorb(shared)
	message := make([]builder.Variable, len(ciphertext))
	for i, c := range ciphertext {
		last := i == len(ciphertext)-1
		if scheme == elgamal.O1jsV2 {
			s.absorb(b.Constant(frameBit(last)))
		}
		message[i] = b.Sum(builder.Small(0), builder.Times(1, c), builder.Times(-1, s.squeeze()))
		switch {
		case scheme == elgamal.O1jsV2:
			s.absorb(c)
		case i%2 == 1:
			s.absorb(ciphertext[i-1])
			s.absorb(c)
		case last:
			s.absorb(c)
		}
	}
	return message, s.squeeze()
}

func frameBit(last bool) fp.Element {
	if last {
		return builder.Small(1)
	}
	return builder.Small(0)
}

// assertPayload constrains a message to be that of a value from 0 to 100: one of
//
//	one digit:    m = K1 + 256^10 units
//	two digits:   m = K2 + 256^10 tens + 256^11 units, tens not 0
//	neither, 100: m = K3
//
// for the messages K1, K2, K3 of "0", "00" and "100". The other elements of a longer
// message hold spaces. tens is 0 but with two digits.
func assertPayload(b *builder.Builder, message []builder.Variable) {
	n := len(message)
	zero, hundred := encode(0, n), encode(statement.Bound, n)
	for i := 1; i < n; i++ {
		b.AssertConstant(message[i], zero[i])
	}
	first := place(0)
	k2 := encode(10, n)[0]
	k2.Subtract(&k2, &first) // "10" has tens 1

	shape := b.Compute(5, func(out, in []fp.Element) error {
		digits(out, &in[0])
		return nil
	}, message[0])
	one, two, tens, units, inverse := shape[0], shape[1], shape[2], shape[3], shape[4]
	b.AssertBoolean(one)
	b.Generic(builder.Half{Product: builder.Small(1)}, one, two, builder.None())
	assertDigit(b, tens)
	assertDigit(b, units)
	// Together: two is 1 if tens is not 0, and 0 if it is.
	b.AssertProduct(tens, inverse, two)
	b.AssertProduct(two, tens, tens)

	k1, k3 := zero[0], hundred[0]
	k1.Subtract(&k1, &k3)
	k2.Subtract(&k2, &k3)
	weight := b.Sum(builder.Small(0),
		builder.Term{Coefficient: place(0), Variable: one}, builder.Term{Coefficient: place(1), Variable: two})
	b.AssertSum(k3,
		builder.Times(-1, message[0]),
		builder.Term{Coefficient: k1, Variable: one},
		builder.Term{Coefficient: k2, Variable: two},
		builder.Term{Coefficient: place(0), Variable: tens},
		builder.Times(1, b.Multiply(weight, units)))
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
