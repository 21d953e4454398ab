package statements_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/proof"
	"github.com/minaseal/minaseal/statement"
)

func compile(t testing.TB, c statements.Circuit) *statements.Index {
	t.Helper()
	x, err := statements.Compile(c)
	require.NoError(t, err)
	return x
}

func valueOf(v int64) *statement.RangeWitness {
	value := builder.Small(v)
	return statement.NewRangeWitness(&value)
}

// covers: PRF-1, PRF-4
func TestRange(t *testing.T) {
	p := compile(t, statements.Range{})
	for _, v := range []int64{0, 100} {
		made, err := p.Prove(valueOf(v))
		require.NoError(t, err)
		require.NoError(t, p.Verify(made, nil))
	}
	for _, v := range []int64{101, 127, 128, 256, -1} {
		_, err := p.Prove(valueOf(v))
		require.ErrorIs(t, err, statement.ErrValueOutOfRange)
		w, err := p.Assign(valueOf(v))
		require.NoError(t, err)
		require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied, "%d", v)
	}
	t.Logf("range: %d rows of %d", p.Circuit().Rows(), p.VerificationKey().Rows())
}

// instance encrypts the text to a new key; with sealed-v1 from a new one, at a place.
func instance(t testing.TB, scheme statement.Scheme, text string) (*statement.SealedRange, *address.PrivateKey) {
	t.Helper()
	key := address.GeneratePrivateKey()
	if scheme == statement.SealedV1 {
		sender := address.GeneratePrivateKey()
		at := elgamal.Place{Transcript: *new(fp.Element).SetRandom(), Direction: elgamal.ToWorker, Sequence: 3}
		ciphertext, err := elgamal.Seal(sender, key.PublicKey(), at, elgamal.EncodeText(text))
		require.NoError(t, err)
		s, err := statement.NewSealedMessageRange(sender.PublicKey(), key.PublicKey(), at, ciphertext)
		require.NoError(t, err)
		return s, key
	}
	o1js, err := elgamal.ParseScheme(scheme.String())
	require.NoError(t, err)
	ciphertext, err := o1js.EncryptText(key.PublicKey(), text)
	require.NoError(t, err)
	s, err := statement.NewSealedRange(o1js, key.PublicKey(), ciphertext)
	require.NoError(t, err)
	return s, key
}

// covers: PRF-14, PRF-17, PRF-18, PRF-19, PRF-20, PRF-21
func TestSealedRange(t *testing.T) {
	p := compile(t, statements.SealedRange{Scheme: statement.O1jsV2, Fields: 1})
	t.Logf("sealed-range: %d rows of %d", p.Circuit().Rows(), p.VerificationKey().Rows())
	s, key := instance(t, statement.O1jsV2, `{"value":"77"}`)
	made, err := p.Prove(statement.NewSealedRangeWitness(s, key))
	require.NoError(t, err)
	require.NoError(t, p.Verify(made, s.Inputs()))

	other, _ := instance(t, statement.O1jsV2, `{"value":"77"}`)
	require.ErrorIs(t, p.Verify(made, other.Inputs()), kimchi.ErrPublicInput)
	_, err = p.Prove(statement.NewSealedRangeWitness(other, key))
	require.ErrorIs(t, err, statement.ErrKey)
	for text, want := range map[string]error{
		`{"value":"101"}`: statement.ErrValueOutOfRange, `{"value":"07"}`: statement.ErrPayload, `{"value":"-1"}`: statement.ErrPayload,
	} {
		bad, key := instance(t, statement.O1jsV2, text)
		_, err := p.Prove(statement.NewSealedRangeWitness(bad, key))
		require.ErrorIs(t, err, want, text)
	}
	first, key := instance(t, statement.O1jsV1, `{"value":"7"}`)
	_, err = p.Prove(statement.NewSealedRangeWitness(first, key))
	require.ErrorIs(t, err, proof.ErrWitness)
}

// The circuits have the rows of SPEC 11.19, and both schemes and longer messages work.
//
// covers: KIM-28
func TestCircuits(t *testing.T) {
	require.Equal(t, 14, compile(t, statements.Range{}).Circuit().Rows())
	for _, c := range []struct {
		scheme       statement.Scheme
		fields, rows int
	}{
		{statement.O1jsV2, 1, 251}, {statement.O1jsV1, 1, 251}, {statement.O1jsV1, 3, 266}, {statement.O1jsV2, 3, 279},
		{statement.SealedV1, 1, 479}, {statement.SealedV1, 3, 506},
	} {
		p := compile(t, statements.SealedRange{Scheme: c.scheme, Fields: c.fields})
		require.Equal(t, c.rows, p.Circuit().Rows(), "%v %d", c.scheme, c.fields)
		for _, value := range []uint64{0, 9, 10, 99, 100} {
			s, key := instance(t, c.scheme, string(statement.Payload(value, c.fields)))
			w, err := p.Assign(statement.NewSealedRangeWitness(s, key))
			require.NoError(t, err)
			require.NoError(t, p.Circuit().Check(kimchi.Berkeley, w), "%v %d %d", c.scheme, c.fields, value)
		}
		for _, text := range []string{`{"value":"101"}`, `{"value":"07"}`, `{"value":"00"}`, `{"value":"-1"}`, `{"value":""}`, `{"Value":"1"}`} {
			for len(text) < statement.PaddedSize(c.fields) {
				text += " "
			}
			s, key := instance(t, c.scheme, text)
			w, err := p.Assign(statement.NewSealedRangeWitness(s, key))
			require.NoError(t, err)
			require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied, text)
		}
	}
}

// A witness for another ciphertext, key, place or scheme does not satisfy the circuit.
//
// covers: PRF-23
func TestCircuitBindsItsInputs(t *testing.T) {
	for _, scheme := range statement.Schemes() {
		p := compile(t, statements.SealedRange{Scheme: scheme, Fields: 1})
		s, key := instance(t, scheme, `{"value":"7"}`)
		other, _ := instance(t, scheme, `{"value":"7"}`)
		for i := range s.Inputs() {
			inputs := s.Inputs()
			inputs[i] = other.Inputs()[i]
			if inputs[i].Equal(&s.Inputs()[i]) == 1 { // the scheme, the direction, the sequence
				inputs[i].SetUint64(0)
			}
			w, err := p.Circuit().Assign(inputs, statements.KeyInputs(key.Scalar()))
			require.NoError(t, err)
			require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied, "%v: input %d", scheme, i)
		}
		for _, v := range []uint64{1, 3} { // the excluded keys
			scalar := new(fq.Element).SetUint64(v)
			for _, scalar := range []*fq.Element{scalar, new(fq.Element).Negate(scalar)} {
				weak, err := address.NewPrivateKey(scalar)
				require.NoError(t, err)
				inputs := s.Inputs()
				inputs[statement.InputWorkerX], inputs[statement.InputWorkerY] = weak.PublicKey().X(), weak.PublicKey().Y()
				w, err := p.Circuit().Assign(inputs, statements.KeyInputs(scalar))
				require.NoError(t, err)
				require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied)
			}
		}
	}
}

// The keys are those of the circuits of SPEC 11.19: a change of a row makes all proofs that
// were made before useless.
//
// covers: KIM-28
func TestKeys(t *testing.T) {
	digest := func(p *statements.Index) string {
		sum := sha256.Sum256([]byte(p.VerificationKey().String()))
		return hex.EncodeToString(sum[:8])
	}
	got := map[string]string{"range": digest(compile(t, statements.Range{}))}
	for _, scheme := range statement.Schemes() {
		got[scheme.String()] = digest(compile(t, statements.SealedRange{Scheme: scheme, Fields: 1}))
	}
	require.Equal(t, map[string]string{
		"range":     "3ac345ec7e32a103",
		"o1js-v1":   "257c0dae1248ae59",
		"o1js-v2":   "291770a2173de4d7",
		"sealed-v1": "a3d579119d29d0f1",
	}, got)
}
