package circuit

import (
	"math/big"

	"github.com/consensys/gnark/frontend"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/circuit/internal/congruence"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/statement"
)

// sealedRangeCircuit is the circuit of [SealedRange] (SPEC 11.5). Without the
// values it is blank, to be compiled.
type sealedRangeCircuit struct {
	Scheme frontend.Variable `gnark:",public"`
	Inputs []packed          `gnark:",public"` // W, R, c, tag

	Key     keyBits        `gnark:",secret"`
	Payload payloadWitness `gnark:",secret"`

	// scheme is that of ciphertexts of several elements. For one element the two
	// schemes differ in one lane alone, which the public input sets.
	scheme statement.Scheme
	omit   omitted
}

// omitted leaves groups of constraints out, for tests that show what each is for.
type omitted struct {
	congruence                          congruence.Omit
	scheme, keyBits, key, curve         bool
	digits, lengths, leadingZero, bound bool
	payload, tag, exceptional           bool
}

// Define adds the constraints.
func (c *sealedRangeCircuit) Define(api frontend.API) error {
	f := congruence.New(api, c.omit.congruence)
	elements := make([]*congruence.Expr, len(c.Inputs))
	for i, in := range c.Inputs {
		elements[i] = f.Packed(in.Low, in.High)
	}
	worker, ephemeral := point{elements[0], elements[1]}, point{elements[2], elements[3]}
	masked, tag := elements[4:len(elements)-1], elements[len(elements)-1]

	c.Key.constrain(api, f, c.omit)
	if !c.omit.curve {
		ephemeral.assertOnCurve(f)
	}
	if !c.omit.key {
		c.Key.assertMultipleOfBase(api, f, worker, c.omit)
	}
	shared := c.Key.multiplyX(api, f, ephemeral, c.omit)
	message := c.Payload.message(api, f, len(masked), c.omit)

	mask, expected := c.open(api, f, shared, masked)
	for i := range masked {
		if !c.omit.payload {
			f.AssertZero(message[i].Plus(mask[i]).Minus(masked[i]))
		}
	}
	if !c.omit.tag {
		f.AssertZero(expected.Minus(tag))
	}
	return f.Close()
}

// open returns the masks and the tag (SPEC 6.2, 6.3).
func (c *sealedRangeCircuit) open(api frontend.API, f *congruence.Field, shared *congruence.Expr, masked []*congruence.Expr) (mask []*congruence.Expr, tag *congruence.Expr) {
	s := newSponge(f)
	s.absorb(shared)
	// 0 for o1js-v1, 1 for o1js-v2.
	version := api.Sub(c.Scheme, 1)
	f.Bind(c.Scheme)
	if len(masked) == 1 {
		if !c.omit.scheme {
			api.AssertIsBoolean(version)
		}
		s.absorb(congruence.Scalar(version)) // v1 absorbs nothing, which is 0
		mask = append(mask, s.squeeze())
		s.absorb(masked[0])
		return mask, s.squeeze()
	}
	v2 := c.scheme == statement.O1jsV2
	api.AssertIsEqual(version, map[bool]int{false: 0, true: 1}[v2])
	for i := range masked {
		last, odd := i == len(masked)-1, i%2 == 1
		if v2 {
			s.absorb(congruence.Small(map[bool]int64{false: 0, true: 1}[last]))
		}
		mask = append(mask, s.squeeze())
		if !v2 && odd {
			s.absorb(masked[i-1])
		}
		if v2 || odd || last {
			s.absorb(masked[i])
		}
	}
	return mask, s.squeeze()
}

// sealedRangeStatement is the definition of [SealedRange] for messages of a number
// of elements.
type sealedRangeStatement struct {
	scheme statement.Scheme // 0 for each that is possible
	fields int
}

func (sealedRangeStatement) name() string { return statement.SealedRangeName }

func (s sealedRangeStatement) circuit() frontend.Circuit {
	return &sealedRangeCircuit{Inputs: make([]packed, s.fields+s.scheme.InputC()), scheme: s.scheme}
}

func (s sealedRangeStatement) public(input, output []string) (frontend.Circuit, error) {
	if len(output) != 0 || len(input) != s.fields+s.scheme.InputC()+1 {
		return nil, ErrProof
	}
	elements := make([]fp.Element, len(input))
	for i := range input {
		if _, err := elements[i].SetDecimal(input[i]); err != nil {
			return nil, ErrProof
		}
	}
	if instance, err := statement.ParseSealedRange(elements); err != nil || !s.covers(instance) {
		return nil, ErrProof
	}
	return s.assignPublic(elements), nil
}

// inGnark says whether gnark has a circuit for the scheme.
func (s sealedRangeStatement) inGnark() bool { return s.scheme != statement.SealedV1 }

// covers says whether gnark's circuit is for instances like this.
func (s sealedRangeStatement) covers(instance *statement.SealedRange) bool {
	of := sealedRangeStatement{scheme: instance.Scheme(), fields: instance.Fields()}
	return of.inGnark() && s.fields == of.fields && (s.scheme == 0 || s.scheme == of.scheme)
}

// assignPublic returns the circuit with the public inputs.
func (s sealedRangeStatement) assignPublic(inputs []fp.Element) *sealedRangeCircuit {
	c := s.circuit().(*sealedRangeCircuit)
	b := inputs[statement.InputScheme].Bytes()
	c.Scheme = int(b[0])
	for i := range c.Inputs {
		c.Inputs[i] = pack(&inputs[i+1])
	}
	return c
}

// sealedRangeAssignment is a witness of [SealedRange].
type sealedRangeAssignment struct {
	inputs []fp.Element
	values *sealedRangeCircuit
}

// newSealedRangeAssignment returns the witness, or the error of the native check.
func newSealedRangeAssignment(s *statement.SealedRange, key *address.PrivateKey) (*sealedRangeAssignment, error) {
	value, err := s.Open(key)
	if err != nil {
		return nil, err
	}
	definition := sealedRangeStatement{scheme: s.Scheme(), fields: s.Fields()}
	inputs := s.Inputs()
	c := definition.assignPublic(inputs)
	w := key.Scalar()
	defer w.Erase()
	a, b := splitKey(w)
	defer eraseInt(a)
	defer eraseInt(b)
	for i := range keyDigits {
		c.Key.A[i], c.Key.B[i] = a.Bit(i), b.Bit(i)
	}
	c.Payload = newPayloadWitness(value)
	return &sealedRangeAssignment{inputs: inputs, values: c}, nil
}

func (a *sealedRangeAssignment) circuit() frontend.Circuit { return a.values }

func (a *sealedRangeAssignment) public() (input, output []string) { return decimals(a.inputs), nil }

// decimals returns the decimal texts of the elements.
func decimals(elements []fp.Element) []string {
	texts := make([]string, len(elements))
	for i := range elements {
		texts[i] = elements[i].Decimal()
	}
	return texts
}

func (a *sealedRangeAssignment) erase() {
	for i := range keyDigits {
		a.values.Key.A[i], a.values.Key.B[i] = new(big.Int), new(big.Int)
	}
	a.values.Payload = newPayloadWitness(0)
}
