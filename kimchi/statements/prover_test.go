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
