package circuit

import (
	"fmt"
	"math/big"

	"github.com/consensys/gnark/frontend"

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

// SealedRange is the circuit that ties the value to an exchange: a ciphertext decrypts,
// under the private key of a worker's public key, to a payload whose value is at most
// 100 (SPEC 11.5). Ciphertext and public key are public.
//
// The zero value is for ciphertexts of one element of either scheme of o1js. A circuit for
// longer ones is for one scheme and one number of elements, and so are its keys. There is
// no circuit for ciphertexts of sealed-v1.
type SealedRange struct {
	// Scheme is the scheme of ciphertexts of several elements.
	Scheme statement.Scheme
	// Fields is the number of elements, the tag not counted: 2 to 64, or 0 or 1 for one.
	Fields int
}

// maxFields bounds the circuit: a permutation is about 20000 constraints.
const maxFields = 64

// Statement implements [Circuit].
func (SealedRange) Statement() statement.Definition { return statement.SealedRangeDefinition{} }

// Schemes implements [Circuit].
func (s SealedRange) Schemes() []statement.Scheme {
	if s.Scheme != 0 {
		return []statement.Scheme{s.Scheme}
	}
	return []statement.Scheme{statement.O1jsV1, statement.O1jsV2}
}

func (s SealedRange) check() error {
	one := s == SealedRange{} || s == SealedRange{Fields: 1}
	several := s.Fields >= 2 && s.Fields <= maxFields && (s.Scheme == statement.O1jsV1 || s.Scheme == statement.O1jsV2)
	if !one && !several {
		return fmt.Errorf("%w: ciphertexts of %d elements with the scheme %s", ErrConfig, s.Fields, s.Scheme)
	}
	return nil
}

// fields returns the number of elements.
func (s SealedRange) fields() int { return max(1, s.Fields) }

func (s SealedRange) blank() frontend.Circuit { return s.new() }

func (s SealedRange) new() *sealedRangeCircuit {
	return &sealedRangeCircuit{Inputs: make([]packed, s.fields()+statement.O1jsV2.InputC()), scheme: s.Scheme}
}

func (s SealedRange) public(inputs []fp.Element) (frontend.Circuit, error) {
	instance, err := statement.ParseSealedRange(inputs)
	if err != nil || !s.covers(instance) {
		return nil, ErrProof
	}
	return s.assignPublic(inputs), nil
}

// covers says whether the circuit is for an instance.
func (s SealedRange) covers(instance *statement.SealedRange) bool {
	return instance.Scheme() != statement.SealedV1 &&
		s.fields() == instance.Fields() && (s.Scheme == 0 || s.Scheme == instance.Scheme())
}

// assignPublic returns the circuit with the public inputs.
func (s SealedRange) assignPublic(inputs []fp.Element) *sealedRangeCircuit {
	c := s.new()
	b := inputs[statement.InputScheme].Bytes()
	c.Scheme = int(b[0])
	for i := range c.Inputs {
		c.Inputs[i] = pack(&inputs[i+1])
	}
	return c
}

// sealedRangeAssignment is an assignment of [SealedRange].
type sealedRangeAssignment struct{ values *sealedRangeCircuit }

func (s SealedRange) assign(w statement.Witness) (assignment, error) {
	known, ok := w.(*statement.SealedRangeWitness)
	if !ok || !s.covers(known.SealedRange()) {
		return nil, ErrWitness
	}
	value, err := known.SealedRange().Open(known.Key())
	if err != nil {
		return nil, err
	}
	c := s.assignPublic(known.SealedRange().Inputs())
	scalar := known.Key().Scalar()
	defer scalar.Erase()
	a, b := splitKey(scalar)
	defer eraseInt(a)
	defer eraseInt(b)
	for i := range keyDigits {
		c.Key.A[i], c.Key.B[i] = a.Bit(i), b.Bit(i)
	}
	c.Payload = newPayloadWitness(value)
	return &sealedRangeAssignment{c}, nil
}

func (a *sealedRangeAssignment) circuit() frontend.Circuit { return a.values }

func (a *sealedRangeAssignment) erase() {
	for i := range keyDigits {
		a.values.Key.A[i], a.values.Key.B[i] = new(big.Int), new(big.Int)
	}
	a.values.Payload = newPayloadWitness(0)
}
