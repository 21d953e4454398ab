package statements_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/pallas"
	"github.com/minaseal/minaseal/poseidon"
	"github.com/minaseal/minaseal/statement"
)

// forgery is what a dishonest prover of sealed-v1 claims, and what it puts in. The
// ciphertext is made with the header and hides the message, whatever they are.
type forgery struct {
	key     *address.PrivateKey
	inputs  []fp.Element // without the ciphertext
	header  []fp.Element
	message []fp.Element
	shape   [5]fp.Element // one, two, tens, units, inverse
}

// honest is nothing forged: a message of 7 in n elements.
func honest(t *testing.T, n int) *forgery {
	s, key := instance(t, statement.SealedV1, string(statement.Payload(7, n)))
	f := &forgery{key: key, inputs: s.Inputs()[:statement.SealedV1.InputC()], header: header(s, key)}
	f.message = elgamal.EncodeBytes(statement.Payload(7, n))
	f.shape = [5]fp.Element{builder.Small(1), {}, {}, builder.Small(7)}
	return f
}

// header returns the eleven elements that the sponge absorbs first (SPEC 6.6).
func header(s *statement.SealedRange, key *address.PrivateKey) []fp.Element {
	at := s.Place()
	h := []fp.Element{elgamal.SealDomain(), at.Transcript, builder.Small(int64(at.Direction)),
		builder.Small(int64(at.Sequence)), builder.Small(int64(s.Fields()))}
	w := key.Scalar()
	for _, p := range []*pallas.Point{
		s.Ciphertext().PublicKey(),
		new(pallas.Point).ScalarMultiply(w, s.Ciphertext().PublicKey()),
		new(pallas.Point).ScalarMultiply(w, s.Sender().Point()),
	} {
		x, y := p.Affine()
		h = append(h, x, builder.Small(int64(y.IsOdd())))
	}
	return h
}

// ciphertext returns the masked message and the tag for the header.
func (f *forgery) ciphertext() []fp.Element {
	s := new(poseidon.Sponge)
	for i := range f.header {
		s.Absorb(&f.header[i])
	}
	c := make([]fp.Element, len(f.message)+1)
	for i := range f.message {
		mask := s.Squeeze()
		c[i].Add(&f.message[i], &mask)
		s.Absorb(&c[i])
	}
	c[len(f.message)] = s.Squeeze()
	return c
}

// check claims the ciphertext in a circuit without some constraints.
func (f *forgery) check(t *testing.T, ciphertext []fp.Element, without ...statements.Group) error {
	c := statements.DishonestCircuit(statement.SealedV1, len(f.message), without...)
	secrets := slices.Concat(statements.KeyInputs(f.key.Scalar()), f.header, f.shape[:])
	w, err := c.Assign(slices.Concat(f.inputs, ciphertext), secrets)
	require.NoError(t, err)
	return c.Check(kimchi.Berkeley, w)
}

// needs shows that the forgery passes without the group, that it does not with it, and
// that its statement is false.
func (f *forgery) needs(t *testing.T, group statements.Group, ciphertext []fp.Element) {
	t.Helper()
	inputs := slices.Concat(f.inputs, ciphertext)
	if s, err := statement.ParseSealedRange(inputs); err == nil && s.Scheme() == statement.SealedV1 {
		_, err := s.Open(f.key)
		require.Error(t, err, "the statement is true")
	}
	require.NoError(t, f.check(t, ciphertext, group))
	require.ErrorIs(t, f.check(t, ciphertext), builder.ErrUnsatisfied)
}

func TestHonestPasses(t *testing.T) {
	for _, n := range []int{1, 2} {
		f := honest(t, n)
		require.NoError(t, f.check(t, f.ciphertext()))
		s, err := statement.ParseSealedRange(slices.Concat(f.inputs, f.ciphertext()))
		require.NoError(t, err)
		value, err := s.Open(f.key)
		require.NoError(t, err)
		require.EqualValues(t, 7, value)
	}
}

// Each element of the header is bound: with any of them free, a prover shows a message
// that was never sealed, or not by this sender, to this receiver or at this place.
//
// covers: PRF-14, PRF-23
func TestHeaderIsBound(t *testing.T) {
	for i := range 11 {
		f := honest(t, 1)
		switch x := &f.header[i]; i {
		case 6, 8, 10: // a parity
			one := builder.Small(1)
			x.Subtract(&one, x)
		default:
			x.SetRandom()
		}
		f.needs(t, statements.HeaderElements+statements.Group(i), f.ciphertext())
	}
}

// covers: PRF-17, PRF-20
func TestKeyTagAndSchemeAreBound(t *testing.T) {
	f := honest(t, 1)
	other := address.GeneratePrivateKey().PublicKey()
	f.inputs[statement.InputWorkerX], f.inputs[statement.InputWorkerY] = other.X(), other.Y()
	f.needs(t, statements.WorkerKey, f.ciphertext())

	f = honest(t, 1)
	ciphertext := f.ciphertext()
	ciphertext[1].SetRandom()
	f.needs(t, statements.TagEqual, ciphertext)

	f = honest(t, 1)
	f.inputs[statement.InputScheme].SetUint64(2)
	f.needs(t, statements.SchemeNumber, f.ciphertext())
}

// Each constraint of the payload is needed: without it there is a shape for a message
// that is no payload.
//
// covers: PRF-18, PRF-19
func TestPayloadIsBound(t *testing.T) {
	encode := func(text string) fp.Element { return elgamal.EncodeText(text)[0] }
	k3 := encode(`{"value":"100"}`)
	// minus sets z to x-y, over sets it to x/y.
	minus := func(x, y fp.Element) fp.Element { return *x.Subtract(&x, &y) }
	over := func(x, y fp.Element) fp.Element { return *x.Multiply(&x, y.Invert(&y)) }
	weight := func(i int) fp.Element { // of digit i
		return minus(encode([]string{`{"value":"1"}`, `{"value":"01"}`}[i]), encode([]string{`{"value":"0"}`, `{"value":"00"}`}[i]))
	}
	k1, k2 := encode(`{"value":"0"}`), encode(`{"value":"00"}`)
	wrong := encode(`{"value":"101"}`)
	one := builder.Small(1)
	for name, forge := range map[string]func(f *forgery){
		"one": func(f *forgery) { f.shape = [5]fp.Element{over(minus(wrong, k3), minus(k1, k3))} },
		"one or two": func(f *forgery) { // the sum of two messages, less a third
			f.shape = [5]fp.Element{one, one, one, {}, one}
			sum, tens := minus(k1, k3), weight(0)
			f.message[0] = *sum.Add(sum.Add(&sum, &k2), &tens)
		},
		"tens": func(f *forgery) {
			d := over(minus(wrong, k2), weight(0))
			f.shape = [5]fp.Element{{}, one, d, {}, over(one, d)}
		},
		"units":       func(f *forgery) { f.shape = [5]fp.Element{one, {}, {}, over(minus(wrong, k1), weight(0))} },
		"two of tens": func(f *forgery) { f.shape = [5]fp.Element{{}, over(minus(wrong, k3), minus(k2, k3))} },
		"tens of two": func(f *forgery) {
			rest := minus(minus(wrong, k3), weight(0)) // with tens 1
			two := over(rest, minus(k2, k3))
			f.shape = [5]fp.Element{{}, two, one, {}, two}
		},
		"sum":     func(*forgery) {},
		"padding": func(f *forgery) { f.message[1].SetRandom() },
	} {
		t.Run(name, func(t *testing.T) {
			n := 1
			if name == "padding" {
				n = 2
			}
			f := honest(t, n)
			if n == 1 {
				f.message[0] = wrong
			}
			forge(f)
			f.needs(t, statements.PayloadGroups[name], f.ciphertext())
		})
	}
	require.Len(t, statements.PayloadGroups, 8)
}
