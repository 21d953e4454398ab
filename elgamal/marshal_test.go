package elgamal_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/minaseal/minaseal/address"
	"github.com/minaseal/minaseal/elgamal"
)

// TestMarshal: schemes and ciphertexts go through encoding/json in both ways, and what
// is read is as strict as the parsers.
func TestMarshal(t *testing.T) {
	type message struct {
		Scheme     elgamal.Scheme
		Ciphertext elgamal.Ciphertext
	}
	c, err := elgamal.O1jsV2.EncryptText(address.GeneratePrivateKey().PublicKey(), "text")
	require.NoError(t, err)
	body, err := c.MarshalJSON()
	require.NoError(t, err)
	in := message{elgamal.O1jsV2, *c}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	require.Equal(t, `{"Scheme":"o1js-v2","Ciphertext":`+string(body)+`}`, string(text))
	var out message
	require.NoError(t, json.Unmarshal(text, &out))
	again, err := json.Marshal(out)
	require.NoError(t, err)
	require.Equal(t, text, again)

	require.ErrorIs(t, json.Unmarshal([]byte(`{"Scheme":"o1js-v3"}`), &out), elgamal.ErrUnknownScheme)
	for _, bad := range []string{`{"Scheme":null}`, `{"Scheme":1}`, `{"Ciphertext":null}`, `{"Ciphertext":{}}`, `{"Ciphertext":{"publicKey":{"x":1}}}`} {
		require.Error(t, json.Unmarshal([]byte(bad), &out), bad)
	}
	unchanged, err := json.Marshal(out)
	require.NoError(t, err)
	require.Equal(t, text, unchanged, "an error changes nothing")

	_, err = json.Marshal(elgamal.Ciphertext{})
	require.ErrorIs(t, err, elgamal.ErrIdentity)
	require.Equal(t, 1, new(elgamal.Ciphertext).PublicKey().IsIdentity())
	_, err = json.Marshal(elgamal.Scheme(0))
	require.ErrorIs(t, err, elgamal.ErrUnknownScheme)
}
