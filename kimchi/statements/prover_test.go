package statements_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
	"github.com/minaseal/minaseal/kimchi"
	"github.com/minaseal/minaseal/kimchi/builder"
	"github.com/minaseal/minaseal/kimchi/statements"
	"github.com/minaseal/minaseal/pasta/fp"
	"github.com/minaseal/minaseal/pasta/fq"
	"github.com/minaseal/minaseal/statement"
)

// covers: PRF-1, PRF-4
func TestRange(t *testing.T) {
	p := statements.NewRange()
	for _, v := range []int64{0, 100} {
		value := builder.Small(v)
		proof, err := p.ProveRange(&value)
		require.NoError(t, err)
		require.NoError(t, p.Verify(proof, nil))
	}
	for _, v := range []int64{101, 127, 128, 256, -1} {
		value := builder.Small(v)
		_, err := p.ProveRange(&value)
		require.ErrorIs(t, err, statement.ErrValueOutOfRange)
		_, err = p.Circuit().Assign(nil, []fp.Element{value})
		require.NoError(t, err)
		w, err := p.Circuit().Assign(nil, []fp.Element{value})
		require.NoError(t, err)
		require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied, "%d", v)
	}
	t.Logf("range: %d rows of %d", p.Circuit().Rows(), p.VerificationKey().Rows())
}

func instance(t *testing.T, scheme elgamal.Scheme, text string) (*statement.SealedRange, *address.PrivateKey) {
	t.Helper()
	key := address.GeneratePrivateKey()
	ciphertext, err := scheme.EncryptText(key.PublicKey(), text)
	require.NoError(t, err)
	s, err := statement.NewSealedRange(scheme, key.PublicKey(), ciphertext)
	require.NoError(t, err)
	return s, key
}

// covers: PRF-14, PRF-17, PRF-18, PRF-19, PRF-20, PRF-21
func TestSealedRange(t *testing.T) {
	p, err := statements.NewSealedRange(elgamal.O1jsV2, 1)
	require.NoError(t, err)
	t.Logf("sealed-range: %d rows of %d", p.Circuit().Rows(), p.VerificationKey().Rows())
	s, key := instance(t, elgamal.O1jsV2, `{"value":"77"}`)
	proof, err := p.ProveSealed(s, key)
	require.NoError(t, err)
	require.NoError(t, p.Verify(proof, s.Inputs()))

	other, _ := instance(t, elgamal.O1jsV2, `{"value":"77"}`)
	require.ErrorIs(t, p.Verify(proof, other.Inputs()), kimchi.ErrPublicInput)
	_, err = p.ProveSealed(other, key)
	require.ErrorIs(t, err, statement.ErrKey)
	for text, want := range map[string]error{
		`{"value":"101"}`: statement.ErrValueOutOfRange, `{"value":"07"}`: statement.ErrPayload, `{"value":"-1"}`: statement.ErrPayload,
	} {
		bad, key := instance(t, elgamal.O1jsV2, text)
		_, err := p.ProveSealed(bad, key)
		require.ErrorIs(t, err, want, text)
	}
	first, key := instance(t, elgamal.O1jsV1, `{"value":"7"}`)
	_, err = p.ProveSealed(first, key)
	require.ErrorIs(t, err, statements.ErrCiphertext)
}

// The circuits have the rows of SPEC 11.19, and both schemes and longer messages work.
//
// covers: KIM-28
func TestCircuits(t *testing.T) {
	require.Equal(t, 14, statements.NewRange().Circuit().Rows())
	for _, c := range []struct {
		scheme       elgamal.Scheme
		fields, rows int
	}{{elgamal.O1jsV2, 1, 251}, {elgamal.O1jsV1, 1, 251}, {elgamal.O1jsV1, 3, 266}, {elgamal.O1jsV2, 3, 279}} {
		p, err := statements.NewSealedRange(c.scheme, c.fields)
		require.NoError(t, err)
		require.Equal(t, c.rows, p.Circuit().Rows(), "%v %d", c.scheme, c.fields)
		for _, value := range []uint64{0, 9, 10, 99, 100} {
			s, key := instance(t, c.scheme, string(statement.Payload(value, c.fields)))
			w, err := p.Assign(s, key)
			require.NoError(t, err)
			require.NoError(t, p.Circuit().Check(kimchi.Berkeley, w), "%v %d %d", c.scheme, c.fields, value)
		}
		for _, text := range []string{`{"value":"101"}`, `{"value":"07"}`, `{"value":"00"}`, `{"value":"-1"}`, `{"value":""}`, `{"Value":"1"}`} {
			for len(text) < statement.PaddedSize(c.fields) {
				text += " "
			}
			s, key := instance(t, c.scheme, text)
			w, err := p.Assign(s, key)
			require.NoError(t, err)
			require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied, text)
		}
	}
}

// A witness for another ciphertext, key or scheme does not satisfy the circuit.
func TestCircuitBindsItsInputs(t *testing.T) {
	p, err := statements.NewSealedRange(elgamal.O1jsV2, 1)
	require.NoError(t, err)
	s, key := instance(t, elgamal.O1jsV2, `{"value":"7"}`)
	other, _ := instance(t, elgamal.O1jsV2, `{"value":"7"}`)
	for i := range s.Inputs() {
		inputs := s.Inputs()
		inputs[i] = other.Inputs()[i]
		if i == statement.InputScheme {
			inputs[i] = builder.Small(1)
		}
		w, err := p.Circuit().Assign(inputs, statements.KeyInputs(key.Scalar()))
		require.NoError(t, err)
		require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied, "input %d", i)
	}
	for _, v := range []uint64{1, 3} { // the excluded keys
		scalar := new(fq.Element).SetUint64(v)
		_, err := p.Circuit().Assign(s.Inputs(), statements.KeyInputs(scalar))
		require.NoError(t, err)
		w, err := p.Circuit().Assign(s.Inputs(), statements.KeyInputs(scalar.Negate(scalar)))
		require.NoError(t, err)
		require.ErrorIs(t, p.Circuit().Check(kimchi.Berkeley, w), builder.ErrUnsatisfied)
	}
}
