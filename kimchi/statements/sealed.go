package statements

import (
	"fmt"
	"slices"

	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

// keyBits is the number of bits of the integer B for which a private key w stands:
// w = 2^255 + 1 + 2B modulo q.
const keyBits = 255

// maxFields bounds the circuit of a long ciphertext.
const maxFields = 64

// SealedRange is the circuit of sealed-range for ciphertexts of so many elements, the tag
// not counted, 1 to 64, that the scheme made (SPEC 11.5).
type SealedRange struct {
	Scheme statement.Scheme
	Fields int
}

// SealedRanges returns the circuits for ciphertexts of so many elements of each scheme.
func SealedRanges(fields int) (list []Circuit) {
	for _, scheme := range statement.Schemes() {
		list = append(list, SealedRange{Scheme: scheme, Fields: fields})
	}
	return list
}

// Schemes returns the circuit's scheme.
func (s SealedRange) Schemes() []statement.Scheme { return []statement.Scheme{s.Scheme} }

// Statement implements [Circuit].
func (SealedRange) Statement() statement.Definition { return statement.SealedRangeDefinition{} }

func (s SealedRange) check() error {
	if !slices.Contains(statement.Schemes(), s.Scheme) || s.Fields < 1 || s.Fields > maxFields {
		return fmt.Errorf("%w: ciphertexts of %d elements with the scheme %s", proof.ErrConfig, s.Fields, s.Scheme)
	}
	return nil
}

func (s SealedRange) define(b *builder.Builder) { sealedCircuit(b, s.Scheme, s.Fields, nil) }

func (s SealedRange) covers(instance statement.Instance) bool {
	i, ok := instance.(*statement.SealedRange)
	return ok && i.Scheme() == s.Scheme && i.Fields() == s.Fields
}

func (s SealedRange) secrets(w statement.Witness) []fp.Element {
	scalar := w.(*statement.SealedRangeWitness).Key().Scalar()
	defer scalar.Erase()
	return keyInputs(scalar)
}

// sealedInputs are the public inputs of sealed-range.
type sealedInputs struct {
	number     builder.Variable
	worker     builder.Point
	sender     builder.Point       // of sealed-v1, as the place
	place      [3]builder.Variable // transcript, direction, sequence
	ephemeral  builder.Point
	ciphertext []builder.Variable
	tag        builder.Variable
}

func newSealedInputs(b *builder.Builder, scheme statement.Scheme, fields int) *sealedInputs {
	in := &sealedInputs{number: b.Public(), worker: publicPoint(b)}
	if scheme == statement.SealedV1 {
		in.sender = publicPoint(b)
		for i := range in.place {
			in.place[i] = b.Public()
		}
	}
	in.ephemeral = publicPoint(b)
	in.ciphertext = make([]builder.Variable, fields)
	for i := range in.ciphertext {
		in.ciphertext[i] = b.Public()
	}
	in.tag = b.Public()
	return in
}

func publicPoint(b *builder.Builder) builder.Point {
	return builder.Point{X: b.Public(), Y: b.Public()}
}

// sealedCircuit adds the circuit of sealed-range for ciphertexts of so many elements
// that the scheme made (SPEC 11.19). Its secrets are the bits of B, the highest first.
func sealedCircuit(b *builder.Builder, scheme statement.Scheme, fields int, omit *omitted) {
	in := newSealedInputs(b, scheme, fields)
	omit.unless(schemeNumber, func() { b.AssertConstant(in.number, builder.Small(int64(scheme))) })

	bits := make([]builder.Variable, keyBits)
	for i := range bits {
		bits[i] = b.Secret()
	}
	gx, gy := pallas.NewGenerator().Affine()
	// All multiples are by the same bits, so that the integer is one; and where the
	// additions of one of them would be incomplete, so would be those of the others.
	public := b.Scale(b.ConstantPoint(gx, gy), bits)
	b.AssertProperScale(public)
	omit.unless(workerKey, func() {
		b.AssertEqual(public.Result.X, in.worker.X)
		b.AssertEqual(public.Result.Y, in.worker.Y)
	})
	shared := b.Scale(in.ephemeral, bits).Result

	var message []builder.Variable
	var expected builder.Variable
	if scheme == statement.SealedV1 {
		message, expected = openSealed(b, in, shared, b.Scale(in.sender, bits).Result, omit)
	} else {
		message, expected = openO1js(b, scheme, shared.X, in.ciphertext)
	}
	omit.unless(tagEqual, func() { b.AssertEqual(expected, in.tag) })
	assertPayload(b, message, omit)
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
